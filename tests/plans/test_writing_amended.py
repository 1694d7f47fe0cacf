"""An amended paper read again: nothing twice, progress kept, what changed and what went told one by one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lmhtx.workflow import Refused
from plans.actions.amending import Reconciliation
from plans.actions.writing import Consent, write_into_plan
from plans.enums import ChangeKind, TaskHold, VersionChange
from plans.models import Change, Task
from plans.queries.amendments import compare
from tests.plans.readings import found_2026, ready, small

pytestmark = pytest.mark.django_db
ANYWAY = Consent(leaves_doubts=True)


@pytest.fixture
def plan(clerk):
    """The 2026 plan, written once."""
    return write_into_plan(reading=ready(clerk), by=clerk, consent=ANYWAY).plan


def reconciled(comparison, *, removed=()):
    pairs = {row.printed.key: row.task.pk for row in comparison.rows if row.task}
    return Reconciliation(pairs=pairs, removed=frozenset(removed))


def amend(plan, clerk, found, *, remove=True):
    reading = ready(clerk, found=found, plan=plan)
    comparison = compare(reading, plan)
    removed = [task.pk for task in comparison.left_over] if remove else []
    chosen = reconciled(comparison, removed=removed)
    return write_into_plan(reading=reading, plan=plan, by=clerk, reconciliation=chosen, consent=ANYWAY)


def test_the_same_file_again_gives_nothing_new(plan, clerk):
    before = list(Task.objects.order_by("pk").values())

    written = amend(plan, clerk, found_2026())

    assert written.counts == {"keep": 47, "change": 0, "add": 0, "remove": 0}
    after = list(Task.objects.order_by("pk").values())
    assert [{**row, "changed_at": None} for row in after] == [{**row, "changed_at": None} for row in before]
    assert (written.version.number, Change.objects.count()) == (2, 0)


def test_an_amended_paper_shows_what_it_keeps_changes_adds_and_drops(plan, clerk):
    found = found_2026()
    tasks = found["tasks"]
    gone = tasks.pop(5)
    tasks[0]["deadline_text"], tasks[0]["end"] = "Quý III/2026", "2026-09-30"
    tasks[1]["leads"] = ["Liên minh Hợp tác xã thành phố"]
    tasks.insert(3, {**tasks[3], "text": "Xây dựng bản đồ số các hợp tác xã nông nghiệp", "stt": "3a"})

    comparison = compare(ready(clerk, found=found, plan=plan), plan)

    assert comparison.counts == {"keep": 44, "change": 2, "add": 1, "remove": 1}
    assert [task.text for task in comparison.left_over] == [gone["text"]]
    changed = {tuple(one.field for one in row.differences) for row in comparison.rows if row.differences}
    assert changed == {("deadline", "end"), ("lead",)}


def test_progress_stays_and_the_first_deadline_too(plan, clerk):
    first = plan.tasks.order_by("position").first()
    Task.objects.filter(pk=first.pk).update(percent=40, person=clerk)
    found = found_2026()
    found["tasks"][0]["end"] = "2026-09-30"

    written = amend(plan, clerk, found)

    first.refresh_from_db()
    assert (first.percent, first.person) == (40, clerk)
    assert (first.due_on, first.original_due_on) == (date(2026, 9, 30), date(2026, 12, 31))
    change = Change.objects.get(task=first)
    assert (change.kind, change.document, change.after) == (
        ChangeKind.DUE,
        written.version.document,
        {"hạn": "2026-09-30"},
    )


def test_an_extension_granted_here_is_no_change_of_the_paper(plan, clerk):
    first = plan.tasks.order_by("position").first()
    Task.objects.filter(pk=first.pk).update(due_on=date(2027, 3, 31))

    written = amend(plan, clerk, found_2026())

    first.refresh_from_db()
    assert (first.due_on, written.counts["keep"]) == (date(2027, 3, 31), 47)


def test_what_the_paper_drops_is_cancelled_by_its_document_when_a_person_says_so(plan, clerk):
    found = found_2026()
    gone = found["tasks"].pop(5)
    found["document"] |= {"number": "12", "symbol": "QĐ-BCĐ", "issued_on": "2026-09-01"}

    written = amend(plan, clerk, found)

    task = plan.tasks.get(text=gone["text"])
    change = Change.objects.get(task=task)
    assert (task.hold, change.kind) == (TaskHold.CANCELLED, ChangeKind.CANCEL)
    assert change.document == "12/QĐ-BCĐ ngày 01/09/2026"
    assert written.version.rows.get(task=task).change == VersionChange.REMOVE


def test_what_the_paper_drops_stays_when_the_person_keeps_it(plan, clerk):
    found = found_2026()
    gone = found["tasks"].pop(5)

    written = amend(plan, clerk, found, remove=False)

    task = plan.tasks.get(text=gone["text"])
    assert (task.hold, written.counts["remove"], task.position) == (TaskHold.NONE, 0, 47)


def test_a_dropped_task_does_not_come_back_with_the_next_paper(plan, clerk):
    found = found_2026()
    found["tasks"].pop(5)
    amend(plan, clerk, found)

    comparison = compare(ready(clerk, found=found, plan=plan), plan)

    assert comparison.counts == {"keep": 46, "change": 0, "add": 0, "remove": 0}


def test_quantities_follow_the_paper_and_keep_what_was_reached(clerk):
    def found(*targets):
        return small({"text": "Thành lập hợp tác xã mới", "targets": list(targets)})

    def with_ticks(reading):
        for target in reading.draft["rows"][1]["targets"]:
            target["ticked"] = True
        reading.save(update_fields=["draft"])
        return reading

    first = with_ticks(
        ready(clerk, found=found({"quantity": 51, "unit": "HTX"}, {"quantity": 3, "unit": "lớp"}))
    )
    plan = write_into_plan(reading=first, by=clerk).plan
    plan.tasks.get().targets.filter(unit="HTX").update(done=Decimal(20))

    second = with_ticks(ready(clerk, found=found({"quantity": 81, "unit": "HTX"}), plan=plan))
    chosen = reconciled(compare(second, plan))
    write_into_plan(reading=second, plan=plan, by=clerk, reconciliation=chosen)

    assert list(plan.tasks.get().targets.values_list("quantity", "unit", "done")) == [(81, "HTX", 20)]


def test_a_person_may_pair_by_hand(clerk):
    plan = write_into_plan(reading=ready(clerk, found=small({"text": "Mở lớp tập huấn"})), by=clerk).plan
    old = plan.tasks.get()
    reading = ready(clerk, found=small({"text": "Bồi dưỡng cán bộ quản lý"}), plan=plan)
    assert compare(reading, plan).counts["add"] == 1

    pairs = {"r1": old.pk}
    written = write_into_plan(
        reading=reading, plan=plan, by=clerk, reconciliation=Reconciliation(pairs=pairs), consent=ANYWAY
    )

    old.refresh_from_db()
    assert (old.text, written.counts["change"], plan.tasks.count()) == ("Bồi dưỡng cán bộ quản lý", 1, 1)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (lambda pk: Reconciliation(pairs={"r1": pk, "r2": pk}), "Hai dòng mới"),
        (lambda pk: Reconciliation(pairs={"r1": pk}, removed=frozenset({pk})), "vừa được ghép"),
        (lambda pk: Reconciliation(pairs={"r1": pk + 999}), "Kế hoạch đã thay đổi"),
    ],
)
def test_pairs_that_contradict_each_other_are_refused(clerk, chosen, words):
    plan = write_into_plan(reading=ready(clerk, found=small({})), by=clerk).plan
    reading = ready(clerk, found=small({}, {}), plan=plan)

    with pytest.raises(Refused, match=words):
        write_into_plan(reading=reading, plan=plan, by=clerk, reconciliation=chosen(plan.tasks.get().pk))


def test_a_task_given_by_hand_within_the_plan_is_left_alone(plan, clerk):
    by_hand = Task.objects.create(plan=plan, text="Giao thêm", followed_by=plan.followed_by, position=48)

    written = amend(plan, clerk, found_2026())

    by_hand.refresh_from_db()
    assert (by_hand.hold, written.counts["remove"]) == (TaskHold.NONE, 0)


def test_only_who_may_edit_the_plan_amends_it(plan, clerk, unit_head):
    reading = ready(clerk, plan=plan)

    with pytest.raises(Refused, match="không có quyền"):
        write_into_plan(reading=reading, plan=plan, by=unit_head, consent=ANYWAY)


def test_a_task_that_goes_to_another_unit_leaves_its_person_behind(clerk, officer):
    found = small({"text": "Lập hồ sơ số", "leads": ["Văn phòng"], "product": "Hồ sơ"})
    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan
    Task.objects.filter(plan=plan).update(person=officer, percent=30)
    found["tasks"][0] |= {"leads": ["Quỹ Hỗ trợ phát triển hợp tác xã"], "product": "Kho hồ sơ"}

    written = amend(plan, clerk, found)

    task = plan.tasks.get()
    assert (task.person, task.percent, task.product) == (None, 30, "Kho hồ sơ")
    assert [str(one) for one in task.assignments.all()] == ["Quỹ Hỗ trợ phát triển hợp tác xã"]
    assert (Change.objects.get().kind, written.counts["change"]) == (ChangeKind.LEAD, 1)


def test_a_first_deadline_given_later_is_the_original_one(clerk):
    found = small({"text": "Lập hồ sơ số"})
    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan
    found["tasks"][0] |= {"deadline_text": "Quý IV/2026", "kind": "quarter", "end": "2026-12-31"}

    amend(plan, clerk, found)

    task = plan.tasks.get()
    assert task.due_on == task.original_due_on == date(2026, 12, 31)


def test_a_draft_that_is_issued_gets_its_number_and_its_first_day(clerk):
    found = small({"start": "2026-01-01", "end": "2026-12-31"}, {"end": "2026-03-31"})
    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan
    found["document"] |= {"number": "12", "symbol": "QĐ-BCĐ", "issued_on": "2026-05-04"}

    written = amend(plan, clerk, found)

    plan.refresh_from_db()
    assert (plan.reference, plan.issued_on, written.counts["keep"]) == ("12/QĐ-BCĐ", date(2026, 5, 4), 2)
    assert list(plan.tasks.order_by("position").values_list("start_on", flat=True)) == [
        date(2026, 5, 4),
        None,
    ]


def test_rows_that_the_paper_adds_are_written_and_new_quantities_too(clerk):
    found = small({"text": "Thành lập hợp tác xã mới"})
    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan
    found["tasks"][0]["targets"] = [{"quantity": 51, "unit": "HTX"}]
    found["tasks"].append({**found["tasks"][0], "text": "Mở trung tâm tư vấn", "stt": "2", "targets": []})
    reading = ready(clerk, found=found, plan=plan)
    reading.draft["rows"][1]["targets"][0]["ticked"] = True
    reading.save(update_fields=["draft"])

    chosen = reconciled(compare(reading, plan))
    written = write_into_plan(reading=reading, plan=plan, by=clerk, reconciliation=chosen)

    assert written.counts == {"keep": 0, "change": 1, "add": 1, "remove": 0}
    assert [str(one) for one in plan.tasks.get(stt="1").targets.all()] == ["51 HTX"]
