"""Papers being read: handing one in, waiting for it, confirming its rows on one grid."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.filters import HouseFilterSet
from lmhtx.ui.htmx import done, page, partial
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.pages import Button, ListPage
from lmhtx.ui.tables import HouseTable, MomentColumn, StateColumn
from lmhtx.ui.templatetags.vn_format import gio
from lmhtx.workflow import Refused
from plans.access import Perm
from plans.actions import readings as acts
from plans.deadlines import read_deadline
from plans.enums import PlanKind
from plans.forms.readings import DeadlineForm, NameForm, ReadingForm
from plans.models import Plan, Reading
from plans.models.reading import ReadingState
from plans.queries.readings import agency_choices, names_matched, plans_alike, readings_shown

CRUMBS = (("Kế hoạch", "plan_list"), ("Đọc phụ lục", "reading_list"))
TONES = {
    ReadingState.QUEUED: "info",
    ReadingState.READY: "soon",
    ReadingState.FAILED: "danger",
    ReadingState.WRITTEN: "done",
}
CONFLICT, UNPROCESSABLE, MALFORMED = 409, 422, 400


class ReadingTable(HouseTable):
    """Papers being read, newest first."""

    name = tables.Column(verbose_name="Văn bản", linkify=True)
    state = StateColumn(verbose_name="Tình trạng", tones=TONES)
    plan = tables.Column(verbose_name="Kế hoạch", linkify=True)
    created_by = tables.Column(verbose_name="Người đưa vào")
    created_at = MomentColumn(verbose_name="Lúc")

    in_sheet: ClassVar[Any] = {
        "plan": SheetCell(of="plan__title", width=60),
        "created_by": SheetCell(of="created_by__full_name"),
    }

    class Meta(HouseTable.Meta):
        model = Reading
        fields: ClassVar[tuple[str, ...]] = ("name", "state", "plan", "created_by", "created_at")


class ReadingFilter(HouseFilterSet):
    """Filters of the list of papers being read."""

    search_in = ("name", "created_by__folded")
    state = django_filters.ChoiceFilter(label="Tình trạng", choices=ReadingState.choices())

    class Meta:
        model = Reading
        fields: ClassVar[list[str]] = []


class ReadingList(ListPage):
    """Đọc phụ lục."""

    model, table, filterset = Reading, ReadingTable, ReadingFilter
    permission = Perm.READ_ANNEX
    title = "Đọc phụ lục"
    crumbs = CRUMBS[:1]
    button = Button("Đọc văn bản mới", "reading_create", permission=Perm.READ_ANNEX, icon="scan-text")
    offered_views = (
        ("Đang đọc", "state=queued"),
        ("Chờ xác nhận", "state=ready"),
        ("Không đọc được", "state=failed"),
        ("Đã ghi", "state=written"),
    )
    empty = "Chưa có văn bản nào được đưa vào đọc."

    def queryset(self) -> Any:
        """Without the drafts themselves; dropped papers only where they are asked for."""
        rows = readings_shown(self.request.user)
        return rows if self.request.GET.get("state") else rows.exclude(state=ReadingState.DISCARDED)


def find_reading(request: HttpRequest, pk: int) -> Reading:
    """The reading of the address; 404 when it is out of sight."""
    rows = Reading.objects.visible_to(request.user).select_related("job", "plan", "created_by")
    return get_object_or_404(rows, pk=pk)


@writes
@needs(Perm.READ_ANNEX)
def reading_create(request: HttpRequest) -> HttpResponse:
    """Đọc văn bản mới."""
    first = {"plan": request.GET.get("plan", "")}
    form = ReadingForm(request.POST or None, request.FILES or None, initial=first, user=request.user)
    if request.method == "POST" and form.is_valid():
        reading = acts.start_reading(by=request.user, **form.cleaned_data)
        return done(
            request, reading, "Đã nhận văn bản, đang đọc. Có thể rời trang này, đọc xong sẽ có thông báo."
        )
    return page(
        request, "plans/reading_create.html", {"title": "Đọc văn bản mới", "crumbs": _crumbs(), "form": form}
    )


def _crumbs() -> list[tuple[str, str]]:
    return [(words, reverse(name)) for words, name in CRUMBS]


@reads
@needs(Perm.READ_ANNEX)
def reading_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận phụ lục."""
    reading = find_reading(request, pk)
    context: dict[str, Any] = {"reading": reading, "title": reading.name, "crumbs": _crumbs()}
    if reading.state != ReadingState.READY:
        return page(request, "plans/reading_detail.html", context)
    context |= {
        "title": "Xác nhận nhiệm vụ đọc được",
        "names": names_matched(reading.draft),
        "agencies": agency_choices(),
        "kinds": PlanKind.choices(),
        "alike": [] if reading.plan_id else plans_alike(reading, user=request.user),
        "plans": Plan.objects.visible_to(request.user).only("pk", "number", "symbol", "title"),
    }
    return page(request, "plans/reading_confirm.html", context)


@reads
@needs(Perm.READ_ANNEX)
def reading_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Tiến độ đọc."""
    reading = find_reading(request, pk)
    response = partial(request, "plans/reading_detail.html#going", {"reading": reading})
    if reading.state != ReadingState.QUEUED:
        response["HX-Refresh"] = "true"
    return response


@writes(post_only=True)
@needs(Perm.READ_ANNEX)
def reading_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Đọc lại văn bản không đọc được."""
    reading = acts.read_again(reading=find_reading(request, pk), by=request.user)
    return done(request, reading, "Đang đọc lại.")


@writes(post_only=True)
@needs(Perm.READ_ANNEX)
def reading_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ lần đọc."""
    acts.discard_reading(reading=find_reading(request, pk), by=request.user)
    return done(request, "reading_list", "Đã bỏ lần đọc. Không có nhiệm vụ nào được ghi.")


@writes(post_only=True)
@needs(Perm.READ_ANNEX)
def reading_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu bản đang sửa của bảng xác nhận."""
    reading = find_reading(request, pk)
    try:
        sent = json.loads(request.body)
        draft, seen = sent["draft"], int(sent["version"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": "Bản nháp gửi lên không đúng dạng."}, status=MALFORMED)
    try:
        saved = acts.save_draft(reading=reading, by=request.user, posted=draft, seen_version=seen)
    except Stale:
        reading.refresh_from_db()
        return JsonResponse(_stale(reading), status=CONFLICT)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=UNPROCESSABLE)
    return JsonResponse(
        {"version": saved.version, "saved_at": gio(saved.changed_at), "names": names_matched(saved.draft)}
    )


def _stale(reading: Reading) -> dict[str, Any]:
    saved_at = gio(reading.changed_at)
    return {"version": reading.version, "saved_at": saved_at, "by": "Một cửa sổ khác", "draft": reading.draft}


@writes(post_only=True)
@needs(Perm.READ_ANNEX)
def reading_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghép một tên trong văn bản với cơ quan của danh bạ."""
    reading, form = find_reading(request, pk), NameForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": "Hãy chọn cơ quan trong danh sách."}, status=UNPROCESSABLE)
    written, agency = form.cleaned_data["name"], form.cleaned_data["agency"]
    try:
        acts.map_name(written=written, agency=agency, by=request.user, seen_in=reading)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=UNPROCESSABLE)
    names = {written: {"id": agency.pk, "name": agency.name, "is_ours": agency.is_ours}}
    message = f"Đã ghi nhớ: “{written}” là {agency}. Từ nay gặp tên này sẽ tự nhận ra."
    return JsonResponse({"names": names, "message": message})


@reads
@needs(Perm.READ_ANNEX)
def deadline_words(request: HttpRequest) -> HttpResponse:
    """Ngày tính từ chữ của thời hạn."""
    form = DeadlineForm(request.GET)
    form.is_valid()
    told = {"words": "", "year": None, "issued_on": None, **form.cleaned_data}
    read = read_deadline(told["words"], year=told["year"] or clock.today().year, issued_on=told["issued_on"])
    return JsonResponse(
        {
            "kind": read.kind.value,
            "start": read.start.isoformat() if read.start else "",
            "end": read.end.isoformat() if read.end else "",
            "end_time": f"{read.end_time:%H:%M}" if read.end_time else "",
            "doubts": list(read.doubts),
        }
    )
