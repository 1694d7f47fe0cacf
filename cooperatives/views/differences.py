"""Where the national registration system and the register differ: facts, those it alone knows, those we alone know."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from cooperatives.access.register import Perm
from cooperatives.actions import differences as acts
from cooperatives.filters.national import DifferenceFilter, NewcomerFilter
from cooperatives.filters.register import CooperativeFilter
from cooperatives.forms.national import DecisionForm
from cooperatives.models import Cooperative, LegalFact, Newcomer
from cooperatives.queries.national import differences, newcomers, unknown_to_them
from cooperatives.tables.national import DifferenceTable, NewcomerTable
from cooperatives.tables.register import CooperativeTable
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done
from lmhtx.ui.pages import ListPage
from lmhtx.workflow import Refused

MOST = 100
ID_LENGTH = 19
HERE = (*CRUMBS, ("Đối chiếu đăng ký quốc gia", "national_list"))


class _OfKeepers(ListPage):
    """A list for whoever keeps the register."""

    permission = Perm.EDIT_COOPERATIVE
    crumbs = HERE

    def refuse_strangers(self) -> None:
        """The right holds in the unit that keeps the register only."""
        if not self.request.user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()):
            raise refuse(self.request.user, Perm.EDIT_COOPERATIVE)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also when the list was seen, by which decisions of two people are told apart."""
        return super().context(seen=timezone.now().isoformat(), **extra)


class DifferenceList(_OfKeepers):
    """Khác biệt với đăng ký quốc gia."""

    model, table, filterset = LegalFact, DifferenceTable, DifferenceFilter
    title = "Khác biệt với đăng ký quốc gia"
    template = "cooperatives/difference_list.html"
    empty = "Không có khác biệt nào. Khác biệt hiện ở đây sau khi đối chiếu một bản xuất của hệ thống đăng ký"
    default_order = "cooperative"
    bulk_template = "cooperatives/_difference_bulk.html"
    offered_views = (("Chờ quyết định", "standing=open"), ("Đã báo cơ quan đăng ký", "standing=reported"))

    def queryset(self) -> Any:
        """With their cooperatives and the export that says otherwise."""
        return differences(self.request.user)


class NewcomerList(_OfKeepers):
    """Có ở đăng ký quốc gia, chưa có trong sổ."""

    model, table, filterset = Newcomer, NewcomerTable, NewcomerFilter
    title = "Có ở đăng ký quốc gia, chưa có trong sổ"
    empty = "Mọi hợp tác xã của các bản xuất đã đọc đều có trong sổ, hoặc đã quyết định không thêm"
    bulk_template = "cooperatives/_newcomer_bulk.html"

    def queryset(self) -> Any:
        """Those that wait for a decision."""
        return newcomers(self.request.user)


class AbsentList(_OfKeepers):
    """Có trong sổ, không có ở đăng ký quốc gia."""

    model, table, filterset = Cooperative, CooperativeTable, CooperativeFilter
    title = "Có trong sổ, không có ở bản xuất mới nhất"
    template = "cooperatives/absent_list.html"
    empty = "Mọi hợp tác xã có mã số và chưa kết thúc đều có trong bản xuất mới nhất, hoặc chưa đọc bản nào"

    def queryset(self) -> Any:
        """Those with a code that have not ended."""
        return unknown_to_them(self.request.user)


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def difference_take(request: HttpRequest) -> HttpResponse:
    """Lấy theo đăng ký quốc gia."""
    form, rows = _decision(request), _chosen(request, _all_facts(request))
    decided = acts.take_theirs(rows=rows, seen=form.cleaned_data["seen"], by=request.user)
    told = f"Đã ghi {decided.done} mục theo đăng ký quốc gia.{decided.told}"
    return done(request, "difference_list", told)


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def difference_report(request: HttpRequest) -> HttpResponse:
    """Giữ số của Liên minh, đề nghị cơ quan đăng ký sửa."""
    form, rows = _decision(request), _chosen(request, _all_facts(request))
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    decided = acts.report_theirs(rows=rows, reason=reason, seen=seen, by=request.user)
    told = f"Đã giữ {decided.done} mục và ghi là đã báo cơ quan đăng ký.{decided.told}"
    return done(request, "difference_list", told)


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def newcomer_add(request: HttpRequest) -> HttpResponse:
    """Thêm vào sổ."""
    decided = acts.add_newcomers(rows=_chosen(request, _all_newcomers(request)), by=request.user)
    return done(request, "newcomer_list", f"Đã thêm {decided.done} hợp tác xã vào sổ.{decided.told}")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def newcomer_leave(request: HttpRequest) -> HttpResponse:
    """Không thêm vào sổ."""
    decided = acts.leave_newcomers(rows=_chosen(request, _all_newcomers(request)), by=request.user)
    return done(request, "newcomer_list", f"Đã ghi không thêm {decided.done} hợp tác xã.{decided.told}")


def _all_facts(request: HttpRequest) -> Any:
    # Not only those that still differ: who decided on one meanwhile is to be named.
    return LegalFact.objects.visible_to(request.user).select_related("cooperative")


def _all_newcomers(request: HttpRequest) -> Any:
    return Newcomer.objects.visible_to(request.user)


def _decision(request: HttpRequest) -> DecisionForm:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refused("Lý do dài quá 300 ký tự; hãy viết gọn lại.")
    return form


def _chosen(request: HttpRequest, rows: Any) -> list[Any]:
    """The ticked rows, as many as a page shows at most."""
    ids = [int(word) for word in request.POST.getlist("ids") if word.isdecimal() and len(word) < ID_LENGTH]
    if not ids:
        raise Refused("Hãy đánh dấu ít nhất một dòng.")
    found = list(rows.filter(pk__in=ids[:MOST]))
    if not found:
        raise Http404
    return found
