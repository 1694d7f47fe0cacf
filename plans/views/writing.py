"""From the confirmed grid to the plan: writing a new one, comparing an amended paper with its plan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused
from plans.access import Perm
from plans.actions.amending import Reconciliation
from plans.actions.readings import choose_plan
from plans.actions.writing import Written, write_into_plan
from plans.drafts import counts_of
from plans.forms.readings import ConsentForm, chosen_pairs, chosen_removed
from plans.models import Plan, Reading
from plans.models.reading import ReadingState
from plans.queries.amendments import compare
from plans.views.readings import find_reading


@writes(post_only=True)
@needs(Perm.READ_ANNEX)
def reading_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Chọn kế hoạch để đối chiếu."""
    reading = find_reading(request, pk)
    plans = Plan.objects.visible_to(request.user)
    plan = (
        get_object_or_404(plans, pk=request.POST["plan"]) if request.POST.get("plan", "").isdigit() else None
    )
    choose_plan(reading=reading, by=request.user, plan=plan)
    message = f"Văn bản sẽ được đối chiếu với: {plan}" if plan else "Văn bản sẽ được ghi thành kế hoạch mới."
    return done(request, reading, message)


@writes(post_only=True)
@needs(Perm.READ_ANNEX)
def reading_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi vào kế hoạch."""
    reading = find_reading(request, pk)
    if reading.plan_id and reading.state == ReadingState.READY:
        return done(request, reverse("reading_reconcile", args=[pk]))
    written = write_into_plan(reading=reading, by=request.user, consent=ConsentForm(request.POST).consent)
    return done(request, written.plan, f"Đã ghi {written.counts['add']} nhiệm vụ vào kế hoạch.")


@writes
@needs(Perm.READ_ANNEX)
def reading_reconcile(request: HttpRequest, pk: int) -> HttpResponse:
    """Đối chiếu bản sửa đổi."""
    reading = find_reading(request, pk)
    if request.method == "POST" and request.POST.get("act") != "compare":
        written = _amended(request, reading)
        return done(request, written.plan, _told(written))
    if reading.plan is None or reading.state != ReadingState.READY:
        return done(request, reading)
    return page(request, "plans/reading_reconcile.html", _compared(request, reading, reading.plan))


def _compared(request: HttpRequest, reading: Reading, plan: Plan) -> dict[str, Any]:
    """The page of the comparison, paired as the person has it by now."""
    comparison = compare(reading, plan, chosen_pairs(request.POST) if request.method == "POST" else None)
    return {
        "title": "Đối chiếu bản sửa đổi",
        "crumbs": [
            ("Đọc phụ lục", reverse("reading_list")),
            (reading.name, reverse("reading_detail", args=[reading.pk])),
        ],
        "reading": reading,
        "comparison": comparison,
        "free": comparison.free,
        "doubts": counts_of(reading.draft)["doubts"],
    }


def _amended(request: HttpRequest, reading: Reading) -> Written:
    plan = reading.plan
    if plan is None:
        raise Refused("Chưa chọn kế hoạch để đối chiếu.")
    pairs = chosen_pairs(request.POST)
    left_over = {task.pk for task in compare(reading, plan, pairs).left_over}
    chosen = Reconciliation(pairs=pairs, removed=chosen_removed(request.POST, left_over))
    consent = ConsentForm(request.POST).consent
    return write_into_plan(
        reading=reading, plan=plan, by=request.user, reconciliation=chosen, consent=consent
    )


def _told(written: Written) -> str:
    counts = written.counts
    return (
        f"Đã ghi bản sửa đổi: giữ {counts['keep']}, đổi {counts['change']}, "
        f"thêm {counts['add']}, bỏ {counts['remove']} nhiệm vụ. Tiến độ đã có được giữ nguyên."
    )
