"""A small site of its own for the tests of pages: a register, and acts that succeed and are refused."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from lmhtx.directory.models import Agency
from lmhtx.ui import htmx
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.filters import HouseFilterSet
from lmhtx.ui.forms import HouseForm, HouseModelForm
from lmhtx.ui.guard import may_note
from lmhtx.ui.pages import Button, CreatePage, DeletePage, DetailPage, ListPage, UpdatePage
from lmhtx.ui.tables import HouseTable
from lmhtx.urls import urlpatterns as house
from lmhtx.workflow import Refused

CRUMBS = (("Danh bạ", "sample_list"),)


class AgencyTable(HouseTable):
    name = tables.Column(linkify=lambda record: reverse("sample_detail", args=[record.pk]))

    class Meta(HouseTable.Meta):
        model = Agency
        fields = ("name", "kind", "phone")


class AgencyFilter(HouseFilterSet):
    search_in = ("folded", "phone")

    class Meta:
        model = Agency
        fields = ("kind", "is_notified")


class AgencyForm(HouseModelForm):
    class Meta:
        model = Agency
        fields = ("name", "kind", "valid_from", "note")


class NoteForm(HouseForm):
    note = forms.CharField(label="Lý do", max_length=20)


class AgencyList(ListPage):
    model, table, filterset = Agency, AgencyTable, AgencyFilter
    title = "Cơ quan, đơn vị"
    button = Button("Thêm cơ quan", "sample_create")
    offered_views = (("Nhóm", "kind=group"),)
    default_order = "name"
    bulk_template = "ui/skeleton.html"


class AgencyDetail(DetailPage):
    model, crumbs = Agency, CRUMBS


class _Shown:
    def address(self, thing: Any) -> str:
        return reverse("sample_detail", args=[thing.pk])


class AgencyCreate(_Shown, CreatePage):
    model, form, crumbs = Agency, AgencyForm, CRUMBS
    title = "Thêm cơ quan"


class AgencyUpdate(_Shown, UpdatePage):
    model, form, crumbs = Agency, AgencyForm, CRUMBS


class AgencyDelete(DeletePage):
    model, crumbs, back_to = Agency, CRUMBS, "sample_list"


def _rename(agency: Agency, note: str) -> None:
    agency.note = f"{agency.note}+{note}"
    agency.save()
    if note == "cấm":
        raise Refused("Cơ quan này đã khóa.")


@writes
def agency_note(request: HttpRequest, pk: int) -> HttpResponse:
    agency = Agency.objects.get(pk=pk)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        _rename(agency, form.cleaned_data["note"])
        return htmx.done(request, "sample_list", "Đã ghi.")
    return htmx.page(
        request, "ui/form.html", {"form": form, "title": "Ghi chú", "save_label": "Ghi", "back": "/"}
    )


@writes(post_only=True)
def agency_mark(request: HttpRequest, pk: int) -> HttpResponse:
    agency = Agency.objects.get(pk=pk)
    _rename(agency, request.POST.get("note", "x"))
    return htmx.toast("Đã ghi.")


@reads
def peek(request: HttpRequest, way: str) -> HttpResponse:
    agency = Agency.objects.first()
    if way == "note":
        with may_note():
            agency.save()
    elif way == "write":
        agency.save()
    return HttpResponse(agency.name)


pages = [
    path("mau/co-quan/", AgencyList.as_view(), name="sample_list"),
    path("mau/co-quan/them/", AgencyCreate.as_view(), name="sample_create"),
    path("mau/co-quan/<int:pk>/", AgencyDetail.as_view(), name="sample_detail"),
    path("mau/co-quan/<int:pk>/sua/", AgencyUpdate.as_view(), name="sample_update"),
    path("mau/co-quan/<int:pk>/xoa/", AgencyDelete.as_view(), name="sample_delete"),
    path("mau/co-quan/<int:pk>/ghi/", agency_note, name="sample_note"),
    path("mau/co-quan/<int:pk>/dau/", agency_mark, name="sample_mark"),
    path("mau/xem/<str:way>/", peek, name="sample_peek"),
]
urlpatterns = [*pages, *house]
handler403 = "lmhtx.shell.views.forbidden"
handler404 = "lmhtx.shell.views.not_found"
handler500 = "lmhtx.shell.views.broken"
