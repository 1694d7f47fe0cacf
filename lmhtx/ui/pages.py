"""The five pages of a register: list, detail, create, update, delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.paginator import EmptyPage
from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views import View

from lmhtx.access.decorators import refuse
from lmhtx.base.models import Stale
from lmhtx.ui import htmx
from lmhtx.ui.both_texts import both_texts
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import EXPORT, answer, export_url, imports_of
from lmhtx.ui.filters import OFFERS, SORT, HouseFilterSet, plain_query
from lmhtx.ui.forms import restore_draft
from lmhtx.ui.listing import Listing, listing_of
from lmhtx.ui.paging import PER_PAGE, CappedPaginator
from lmhtx.ui.panels import panels_of
from lmhtx.ui.saved_views import tabs_of
from lmhtx.ui.tables import HouseTable, TickColumn
from lmhtx.workflow import Refused

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Button:
    """The primary act of a page: its words, where it leads, what it needs."""

    label: str
    url: str
    permission: str = ""
    icon: str = "plus"


class Page(View):
    """What the five share: a model seen through `visible_to`, a permission, a title, the way to it."""

    model: ClassVar[type[Model]]
    permission: ClassVar[str] = ""
    template: ClassVar[str]
    title = ""
    crumbs: ClassVar[tuple[tuple[str, str], ...]] = ()  # (words, url name)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the right before anything is read."""
        self.refuse_strangers()
        return super().dispatch(request, *args, **kwargs)

    def refuse_strangers(self) -> None:
        """The page is closed to whoever does not hold its right."""
        if self.permission and not self.request.user.has_perm(str(self.permission)):
            raise refuse(self.request.user, self.permission)

    def queryset(self) -> QuerySet[Any]:
        """The rows this person may see; override to join what the page shows."""
        return self.model._default_manager.visible_to(self.request.user)  # type: ignore[attr-defined]

    def thing(self) -> Any:
        """The row of the address: 404 when it is out of sight, 403 when the person may not do this to it."""
        thing = get_object_or_404(self.queryset(), pk=self.kwargs["pk"])
        if self.permission and not self.request.user.has_perm(str(self.permission), thing):
            raise refuse(self.request.user, self.permission)
        return thing

    def page_title(self, thing: Any = None) -> str:
        """The title of the page: as given, or the thing's name, or the register's."""
        return self.title or capfirst(str(thing or self.model._meta.verbose_name))

    def page_crumbs(self, thing: Any = None) -> list[tuple[str, str]]:
        """The way from the start to this page as (words, address)."""
        del thing
        return [(words, reverse(name)) for words, name in self.crumbs]

    def context(self, **extra: Any) -> dict[str, Any]:
        """What the template shows; override to add."""
        thing = extra.get("object")
        return {"page": self, "title": self.page_title(thing), "crumbs": self.page_crumbs(thing), **extra}


@method_decorator(reads, name="dispatch")
class ListPage(Page):
    """A register: searched, filtered, sorted and paged, all of it in the address.

    `offered_views` are tabs for everyone as (name, query); `bulk_template` shows the acts on ticked rows,
    inside a form of its own. Every register leaves as Excel as it stands (lmhtx.ui.listing).
    """

    template = "ui/list.html"
    rows_template: ClassVar[str] = "ui/list.html#rows"
    table: ClassVar[type[HouseTable]]
    filterset: ClassVar[type[HouseFilterSet]]
    button: ClassVar[Button | None] = None
    offered_views: ClassVar[tuple[tuple[str, str], ...]] = ()
    default_order: ClassVar[str] = ""
    bulk_template: ClassVar[str] = ""
    empty = "Danh sách chưa có dòng nào."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The whole page, or only the rows when htmx asks for them."""
        del args, kwargs
        found = self.filterset(request.GET, queryset=self.queryset(), request=request)
        if asked := request.GET.get(OFFERS):
            return JsonResponse({"options": found.offers(asked)})
        if EXPORT in request.GET:
            return answer(request, self.listing())
        context = self.context(filterset=found, table=self.page_table(found.qs), chips=found.chips())
        if htmx.wants_piece(request):
            return htmx.partial(request, self.rows_template, context)
        key = request.resolver_match.view_name
        context |= {"tabs": tabs_of(request, key, self.offered_views), "list_key": key}
        return htmx.page(request, self.template, context)

    def listing(self) -> Listing:
        """All its rows, as the address narrows and sorts them, to be written elsewhere."""
        self.refuse_strangers()
        found = self.filterset(self.request.GET, queryset=self.queryset(), request=self.request)
        table = self.whole_table(found.qs)
        return listing_of(
            table, title=self.page_title(), filters=[(chip.label, chip.value) for chip in found.chips()]
        )

    def whole_table(self, rows: QuerySet[Any], **options: Any) -> HouseTable:
        """The table, sorted as the address says."""
        order = self.request.GET.get(SORT, self.default_order)
        return self.table(rows, order_by=[name for name in order.split(",") if name] or None, **options)

    def page_table(self, rows: QuerySet[Any]) -> HouseTable:
        """One page of the table."""
        ticks = [("ids", TickColumn())] if self.may_bulk() else []
        table = self.whole_table(rows, extra_columns=ticks, sequence=("ids", "...") if ticks else None)
        # Not among the options above: the table would then page itself, counting every row.
        table.request = self.request
        try:
            return table.paginate(CappedPaginator, PER_PAGE, self.request.GET.get("page", 1))
        except EmptyPage:
            return table.paginate(CappedPaginator, PER_PAGE, 1)

    def may_bulk(self) -> bool:
        """Whether rows can be ticked; override to ask for a right."""
        return bool(self.bulk_template)

    def page_button(self) -> Button | None:
        """The primary act, if the person may do it."""
        button = self.button
        if button is None or (button.permission and not self.request.user.has_perm(str(button.permission))):
            return None
        return button

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also where the export leads and what "save this view" would save."""
        sheets = imports_of(self.request.resolver_match.view_name, self.request.user)
        query, out = plain_query(self.request.GET), export_url(self.request)
        return super().context(
            query=query, export_url=out, imports=sheets, button=self.page_button(), **extra
        )


@method_decorator(reads, name="dispatch")
class DetailPage(Page):
    """One thing with what other apps hang on its page; the template extends "ui/detail.html"."""

    template = "ui/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page of the thing."""
        del args, kwargs
        thing = self.thing()
        return htmx.page(
            request, self.template, self.context(object=thing, panels=panels_of(thing, request.user))
        )


class _AroundForm:
    """A page around one form, as a part of the two that have one; `act(form)` happens when it passes."""

    template = "ui/form.html"
    form: ClassVar[type[Any]]
    save_label = "Lưu"
    message = "Đã lưu."

    def act(self, form: Any) -> Model:
        """Save the form; override to call an action instead."""
        return form.save()

    def address(self, thing: Any) -> str:
        """Where a saved thing is shown; override for things that know no page of their own."""
        return str(thing.get_absolute_url())

    def form_options(self) -> dict[str, Any]:
        """What else the form needs to be made."""
        return {}

    def show(self, form: Any, *, status: int | None = None, **extra: Any) -> HttpResponse:
        """The page with its form."""
        context = self.context(
            form=form, save_label=self.save_label, back=self.back(extra.get("object")), **extra
        )
        return htmx.page(self.request, self.template, context, status=status)

    def back(self, thing: Any = None) -> str:
        """Where "Quay lại" leads: the thing's page, else the last crumb, else home."""
        if thing is not None:
            return self.address(thing)
        return self.page_crumbs()[-1][1] if self.crumbs else reverse("home")


@method_decorator(writes, name="dispatch")
class CreatePage(_AroundForm, Page):
    """A new thing by hand."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form, or the draft left here."""
        del args, kwargs
        return self.show(restore_draft(request, self.form(**self.form_options())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the thing, or say what is wrong."""
        del args, kwargs
        form = self.form(request.POST, request.FILES, **self.form_options())
        if not form.is_valid():
            return self.show(form)
        return htmx.done(request, self.address(self.act(form)), self.message)


@method_decorator(writes, name="dispatch")
class UpdatePage(_AroundForm, Page):
    """A thing changed by hand; who saves over another's change sees both texts first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form as saved, or the draft left here."""
        del args, kwargs
        thing = self.thing()
        form = restore_draft(request, self.form(instance=thing, **self.form_options()))
        return self.show(form, object=thing, version=getattr(thing, "version", None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say what is wrong, or show what another has saved meanwhile."""
        del args, kwargs
        thing, seen = self.thing(), request.POST.get("version", "")
        form = self.form(request.POST, request.FILES, instance=thing, **self.form_options())
        if not form.is_valid():
            return self.show(form, object=thing, version=seen)
        try:
            if hasattr(thing, "claim_version"):
                thing.claim_version(int(seen) if seen.isdecimal() else 0)
        except Stale:
            return self._both_texts(form)
        return htmx.done(request, self.address(self.act(form)), self.message)

    def _both_texts(self, form: Any) -> HttpResponse:
        saved = self.thing()
        as_saved = self.form(instance=saved, **self.form_options())
        told = both_texts(as_saved, form)
        return self.show(form, status=CONFLICT, object=saved, version=saved.version, both_texts=told)


@method_decorator(writes, name="dispatch")
class DeletePage(Page):
    """A thing taken away after one question."""

    template = "ui/delete.html"
    back_to: ClassVar[str]  # url name
    message = "Đã xóa."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question."""
        del args, kwargs
        context = self.context(object=self.thing(), back=reverse(self.back_to))
        return htmx.page(request, self.template, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it away, unless others lean on it."""
        del args, kwargs
        try:
            self.act(self.thing())
        except ProtectedError as protected:
            kinds = {str(thing._meta.verbose_name) for thing in protected.protected_objects}
            raise Refused(
                f"Chưa xóa được vì còn dữ liệu liên quan: {', '.join(sorted(kinds))}."
            ) from protected
        return htmx.done(request, self.back_to, self.message)

    def act(self, thing: Any) -> None:
        """Delete; override to call an action instead."""
        thing.delete()
