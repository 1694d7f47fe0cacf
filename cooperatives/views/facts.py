"""What holds of a cooperative from a day on, recorded by one page for all kinds of facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.register import Perm
from cooperatives.access.support import SupportPerm
from cooperatives.actions import cooperatives as acts
from cooperatives.actions import people
from cooperatives.actions.market import add_contract, open_shop
from cooperatives.actions.merging import merge_double
from cooperatives.actions.pilots import give_role
from cooperatives.actions.products import add_product
from cooperatives.actions.statuses import record_status
from cooperatives.actions.support import confirm_fact
from cooperatives.forms import files, lives
from cooperatives.forms.market import ContractForm, ShopForm
from cooperatives.forms.pilots import PilotForm
from cooperatives.forms.products import ProductForm
from cooperatives.forms.support import ConfirmForm
from cooperatives.models import Activity, Cooperative, Member, Office, Person
from cooperatives.queries.files import in_the_way
from lmhtx.access import Permission
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of fact: what the page is called, its form, the act, the right, and what is said afterwards."""

    title: str
    form: type[files.FactForm]
    act: Callable[..., Any]
    message: str
    permission: Permission = Perm.EDIT_COOPERATIVE


def _add_person(*, office: dict[str, Any], cooperative: Cooperative, by: Any, **facts: Any) -> Person:
    person = people.add_person(cooperative=cooperative, by=by, **facts)
    if office["post"]:
        days = {"valid_from": office["since"], "term_ends_on": office["term_ends_on"]}
        people.give_office(person=person, by=by, post=office["post"], **days)
    return person


FACTS = {
    "ten": Fact("Đổi tên", files.NameForm, acts.rename_cooperative, "Đã ghi tên mới."),
    "dia-chi": Fact("Chuyển địa chỉ", files.AddressForm, acts.move_cooperative, "Đã ghi địa chỉ mới."),
    "von": Fact("Ghi vốn", files.CapitalForm, acts.record_capital, "Đã ghi vốn."),
    "so-lieu": Fact(
        "Số liệu năm", files.FiguresForm, acts.record_figures, "Đã ghi số liệu; quy mô đã tính lại."
    ),
    "so-cu": Fact("Số giấy chứng nhận cũ", files.OldNumberForm, acts.add_old_number, "Đã ghi số cũ."),
    "nganh": Fact("Thêm ngành nghề", files.ActivityForm, acts.add_activity, "Đã thêm ngành nghề."),
    "san-pham": Fact("Thêm sản phẩm", ProductForm, add_product, "Đã thêm sản phẩm."),
    "mo-hinh": Fact("Ghi vai trò mô hình", PilotForm, give_role, "Đã ghi vai trò mô hình."),
    "lien-ket": Fact("Ghi hợp đồng liên kết", ContractForm, add_contract, "Đã ghi hợp đồng liên kết."),
    "gian-hang": Fact("Ghi gian hàng điện tử", ShopForm, open_shop, "Đã ghi gian hàng."),
    "xac-nhan": Fact(
        "Xác nhận điều kiện hỗ trợ",
        ConfirmForm,
        confirm_fact,
        "Đã ghi xác nhận.",
        SupportPerm.KEEP_SUPPORT,
    ),
    "ket-nap": Fact("Kết nạp vào Liên minh", files.AdmitForm, acts.admit, "Đã ghi kết nạp."),
    "ra": Fact("Ra khỏi Liên minh", files.LetGoForm, acts.let_go, "Đã ghi ra khỏi Liên minh."),
    "gop": Fact("Gộp hồ sơ trùng", files.DoubleForm, merge_double, "Đã gộp hồ sơ trùng."),
    "tinh-trang": Fact(
        "Ghi tình trạng", lives.StatusForm, record_status, "Đã ghi tình trạng.", Perm.CHANGE_STATUS
    ),
    "nguoi": Fact("Thêm người", lives.NewPersonForm, _add_person, "Đã thêm người.", Perm.EDIT_PERSON),
    "thanh-vien": Fact(
        "Thêm thành viên", lives.MemberAddForm, people.add_member, "Đã thêm.", Perm.EDIT_PERSON
    ),
}


def cooperative_of(request: HttpRequest, pk: int, permission: Permission) -> Cooperative:
    """The cooperative within reach: 404 out of sight, 403 where the person may not do this."""
    rows = Cooperative.objects.visible_to(request.user).select_related("commune")
    cooperative: Cooperative = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(permission, cooperative):
        raise refuse(request.user, permission)
    return cooperative


def around(title: str, cooperative: Cooperative, form: Any, **extra: Any) -> dict[str, Any]:
    """What a page around one form about a cooperative shows."""
    address = cooperative.get_absolute_url()
    crumbs = [("Hợp tác xã", reverse("cooperative_list")), (cooperative.name, address)]
    return {"title": title, "crumbs": crumbs, "form": form, "save_label": "Ghi", "back": address, **extra}


@writes
@needs(Perm.VIEW_COOPERATIVE)
def fact_record(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Ghi vào hồ sơ hợp tác xã."""
    if what not in FACTS:
        raise Http404
    fact = FACTS[what]
    cooperative = cooperative_of(request, pk, fact.permission)
    form = fact.form(request.POST or None, cooperative=cooperative, user=request.user)
    if form.is_valid():
        fact.act(cooperative=cooperative, by=request.user, **form.facts)
        return done(request, cooperative, fact.message)
    found = in_the_way(cooperative) if what == "tinh-trang" else []
    context = around(fact.title, cooperative, form, obstacles=found)
    return page(request, "cooperatives/fact_record.html", context)


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def activity_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ ngành nghề."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    return done(request, acts.drop_activity(activity=activity, by=request.user), "Đã bỏ ngành nghề.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def activity_main(request: HttpRequest, pk: int) -> HttpResponse:
    """Chọn ngành chính."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    return done(request, acts.make_main(activity=activity, by=request.user), "Đã đổi ngành chính.")


@writes
@needs(Perm.EDIT_PERSON)
def person_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa thông tin người."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, person.cooperative_id, Perm.EDIT_PERSON)
    form = lives.PersonForm(request.POST or None, instance=person)
    if form.is_valid():
        people.edit_person(
            person=form.save(commit=False), by=request.user, citizen=form.cleaned_data["citizen"]
        )
        return done(request, cooperative, "Đã lưu.")
    return page(request, "ui/form.html", around(f"Sửa thông tin: {person}", cooperative, form))


@writes
@needs(Perm.UNMASK_PERSON)
def person_unmask(request: HttpRequest, pk: int) -> HttpResponse:
    """Xem số định danh."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, person.cooperative_id, Perm.UNMASK_PERSON)
    form = lives.ReasonForm(request.POST or None)
    shown = ""
    if form.is_valid():
        shown = people.unmask_person(person=person, by=request.user, reason=form.cleaned_data["reason"])
    context = around(f"Số định danh: {person}", cooperative, form, shown=shown, person=person)
    return page(request, "cooperatives/person_unmask.html", {**context, "save_label": "Xem"})


@writes
@needs(Perm.EDIT_PERSON)
def office_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Giữ chức danh."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, person.cooperative_id, Perm.EDIT_PERSON)
    form = lives.OfficeForm(request.POST or None)
    if form.is_valid():
        people.give_office(person=person, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi chức danh.")
    return page(request, "ui/form.html", around(f"Giữ chức danh: {person}", cooperative, form))


@writes
@needs(Perm.EDIT_PERSON)
def office_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi giữ chức danh."""
    office = get_object_or_404(Office.objects.visible_to(request.user).select_related("person"), pk=pk)
    cooperative = cooperative_of(request, office.person.cooperative_id, Perm.EDIT_PERSON)
    form = lives.EndForm(request.POST or None)
    if form.is_valid():
        people.end_office(office=office, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi thôi giữ chức danh.")
    return page(request, "ui/form.html", around(f"Thôi giữ chức danh: {office}", cooperative, form))


@writes
@needs(Perm.EDIT_PERSON)
def cooperative_member_capital(request: HttpRequest, pk: int) -> HttpResponse:
    """Vốn góp của thành viên."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, member.cooperative_id, Perm.EDIT_PERSON)
    form = lives.MemberCapitalForm(request.POST or None)
    if form.is_valid():
        people.record_member_capital(member=member, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi vốn góp.")
    return page(request, "ui/form.html", around(f"Vốn góp: {member}", cooperative, form))


@writes
@needs(Perm.EDIT_PERSON)
def cooperative_member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thành viên ra khỏi hợp tác xã."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, member.cooperative_id, Perm.EDIT_PERSON)
    form = lives.EndForm(request.POST or None)
    if form.is_valid():
        people.end_member(member=member, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi thành viên ra.")
    return page(request, "ui/form.html", around(f"Ra khỏi hợp tác xã: {member}", cooperative, form))
