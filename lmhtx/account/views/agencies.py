"""Agencies and units, with their names through time, aliases, successors and groups."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst

from lmhtx.access.decorators import needs
from lmhtx.account.access import DirectoryPerm, PeoplePerm
from lmhtx.account.actions import agencies as actions
from lmhtx.account.filters import AgencyFilter
from lmhtx.account.forms.agencies import AgencyForm, AliasForm, MemberForm, RenameForm, ReplaceForm
from lmhtx.account.forms.users import EndForm
from lmhtx.account.tables import AgencyTable
from lmhtx.base import clock
from lmhtx.directory.models import Agency, AgencyAlias, GroupMember
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import Posting
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, DetailPage, ListPage, UpdatePage

AGENCIES = (("Cơ quan, đơn vị", "agency_list"),)


class AgencyList(ListPage):
    """Cơ quan, đơn vị."""

    model, table, filterset = Agency, AgencyTable, AgencyFilter
    permission = DirectoryPerm.VIEW_DIRECTORY
    title = "Cơ quan, đơn vị"
    default_order = "name"
    offered_views = (
        ("Của Liên minh", "kind=unit"),
        ("Cơ quan ngoài", "kind=outside&state=now"),
        ("Nhóm", "kind=group"),
        ("Đã hết hiệu lực", "state=past"),
    )
    button = Button("Thêm cơ quan", "agency_create", DirectoryPerm.EDIT_DIRECTORY)
    empty = "Danh bạ chưa có cơ quan nào."

    def queryset(self):
        return super().queryset().select_related("parent")


class AgencyDetail(DetailPage):
    """Một cơ quan, đơn vị."""

    model, permission, crumbs = Agency, DirectoryPerm.VIEW_DIRECTORY, AGENCIES
    template = "directory/agency_detail.html"

    def queryset(self):
        return super().queryset().select_related("parent", "commune", "successor")

    def context(self, **extra):
        agency, today = extra["object"], clock.today()
        members = agency.memberships.select_related("member").order_by("member__name")
        return super().context(
            may_edit=self.request.user.has_perm(DirectoryPerm.EDIT_DIRECTORY),
            may_hand_over=agency.successor_id and self.request.user.has_perm(PeoplePerm.HAND_OVER, agency),
            kind=capfirst(agency.get_kind_display()),
            children=agency.children.valid_on(today),
            is_group=agency.kind == AgencyKind.GROUP,
            is_over=bool(agency.valid_to and agency.valid_to < today),
            names=agency.names.all(),
            aliases=agency.aliases.order_by("alias"),
            predecessors=agency.predecessors.all(),
            members=members,
            groups=agency.groups.select_related("group"),
            postings=Posting.objects.on(today).filter(unit=agency).select_related("user", "post"),
            alias_form=AliasForm(),
            today=today,
            **extra,
        )


class AgencyCreate(CreatePage):
    """Thêm cơ quan, đơn vị."""

    model, form, permission, crumbs = Agency, AgencyForm, DirectoryPerm.EDIT_DIRECTORY, AGENCIES
    title = "Thêm cơ quan, đơn vị"
    message = "Đã thêm vào danh bạ."

    def act(self, form):
        return actions.save_agency(agency=form.save(commit=False), by=self.request.user)


class AgencyUpdate(UpdatePage):
    """Sửa cơ quan, đơn vị."""

    model, form, permission, crumbs = Agency, AgencyForm, DirectoryPerm.EDIT_DIRECTORY, AGENCIES

    def act(self, form):
        return actions.save_agency(agency=form.save(commit=False), by=self.request.user)


def _agency(request: HttpRequest, pk: int) -> Agency:
    return get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)


def _form_page(request, agency, *, form, title, save_label):
    crumbs = [("Cơ quan, đơn vị", reverse("agency_list")), (str(agency), agency.get_absolute_url())]
    context = {"title": title, "form": form, "save_label": save_label, "crumbs": crumbs}
    return page(request, "ui/form.html", {**context, "back": agency.get_absolute_url()})


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def agency_rename(request, pk):
    """Đổi tên từ ngày."""
    agency = _agency(request, pk)
    form = RenameForm(request.POST or None)
    if form.is_valid():
        actions.rename_agency(agency=agency, by=request.user, **form.cleaned_data)
        return done(request, agency, "Đã đổi tên. Văn bản trước ngày đó vẫn in tên cũ.")
    return _form_page(request, agency, form=form, title=f"Đổi tên: {agency}", save_label="Đổi tên")


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def agency_replace(request, pk):
    """Kết thúc, sáp nhập."""
    agency = _agency(request, pk)
    form = ReplaceForm(request.POST or None, agency=agency)
    if form.is_valid():
        actions.replace_agency(agency=agency, by=request.user, **form.cleaned_data)
        return done(request, agency, "Đã ghi ngày kết thúc và cơ quan kế tiếp.")
    return _form_page(request, agency, form=form, title=f"Kết thúc, sáp nhập: {agency}", save_label="Ghi")


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def alias_add(request, pk):
    """Thêm cách viết khác."""
    agency = _agency(request, pk)
    form = AliasForm(request.POST or None)
    if form.is_valid():
        actions.add_alias(agency=agency, alias=form.cleaned_data["alias"], by=request.user)
        return done(request, agency, "Đã thêm cách viết.")
    return _form_page(request, agency, form=form, title=f"Thêm cách viết khác: {agency}", save_label="Thêm")


@writes(post_only=True)
@needs(DirectoryPerm.EDIT_DIRECTORY)
def alias_drop(request, pk):
    """Bỏ cách viết."""
    alias = get_object_or_404(AgencyAlias.objects.select_related("agency"), pk=pk)
    actions.drop_alias(alias=alias, by=request.user)
    return done(request, alias.agency, "Đã bỏ cách viết.")


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def member_add(request, pk):
    """Thêm thành viên nhóm."""
    group = get_object_or_404(Agency.objects.visible_to(request.user).filter(kind=AgencyKind.GROUP), pk=pk)
    form = MemberForm(request.POST or None, instance=GroupMember(group=group))
    if form.is_valid():
        actions.add_member(member=form.save(commit=False), by=request.user)
        return done(request, group, "Đã thêm thành viên.")
    return _form_page(request, group, form=form, title=f"Thêm thành viên: {group}", save_label="Thêm")


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def member_end(request, pk):
    """Đưa ra khỏi nhóm."""
    member = get_object_or_404(GroupMember.objects.select_related("group", "member"), pk=pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        actions.end_member(member=member, last_day=form.cleaned_data["last_day"], by=request.user)
        return done(request, member.group, "Đã ghi ngày ra khỏi nhóm.")
    return _form_page(
        request, member.group, form=form, title=f"Ra khỏi nhóm: {member.member}", save_label="Ghi"
    )
