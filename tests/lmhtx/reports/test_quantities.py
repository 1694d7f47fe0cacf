"""Quantities of a report: 51 of 81 is 62,9, and children's never join the parent's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lmhtx.reports.actions.building import build_run
from lmhtx.reports.queries.comparison import compared
from lmhtx.reports.queries.lineage import figure_at, worth_of
from plans.models import Target
from tests.lmhtx.reports.conftest import judged, told
from tests.lmhtx.reports.test_building import half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(given, officer, unit_head):
    above = given("Giải thể 81 HTX ngừng hoạt động", "2026-11-30")
    Target.objects.create(task=above, quantity=81, unit="HTX")
    for number, (quantity, sent) in enumerate([(20, "2026-06-10"), (31, "2026-06-12"), (30, "2026-07-20")]):
        child = given(f"Đợt {number + 1}", "2026-06-15", parent=above)
        target = Target.objects.create(task=child, quantity=quantity, unit="HTX")
        report = told(child, officer, f"{sent} 09:00", quantities={target: Decimal(quantity)})
        judged(report, unit_head, "2026-07-25 09:00")
    return above


def test_what_the_children_reached_by_the_close_counts_for_the_parent(parent, officer):
    run = build_run(wish=half_year(parent.plan), by=officer)
    row = f"t{parent.targets.get().pk}"

    done, percent = (figure_at(run, "quantities", row, column) for column in ("done", "percent"))

    assert (done.words, percent.words, worth_of(run, done.figure)) == ("51", "62,9", 51)


def test_what_the_parent_reports_itself_stands_alone(parent, officer, unit_head):
    report = told(
        parent, officer, "2026-06-13 09:00", percent=50, quantities={parent.targets.get(): Decimal(40)}
    )
    judged(report, unit_head, "2026-06-13 10:00")

    run = build_run(wish=half_year(parent.plan), by=officer)

    assert figure_at(run, "quantities", f"t{parent.targets.get().pk}", "done").words == "40"


def test_a_quantity_put_right_is_told(parent, officer):
    run = build_run(wish=half_year(parent.plan), by=officer)
    Target.objects.filter(task__text="Đợt 1").update(done=17)

    found = {one.traced.title: (one.traced.words, one.now) for one in compared(run).differences}

    row = "Chỉ tiêu số lượng – Giải thể 81 HTX ngừng hoạt động"
    assert (found[f"{row} – Đã đạt"], found[f"{row} – Tỷ lệ (%)"]) == (("51", "48"), ("62,9", "59,2"))
