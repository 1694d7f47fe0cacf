"""Ghi vào kế hoạch: the 2026 plan becomes 47 tasks, once; what it may not become is refused with a sentence."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lmhtx.audit.models import Entry
from lmhtx.directory.models import UnknownName
from lmhtx.workflow import Refused
from plans.actions.names import put_agency
from plans.actions.writing import Consent, write_into_plan
from plans.enums import AssignmentRole
from plans.models import Assignment, CheckPoint, Plan, Task
from plans.models.reading import ReadingState
from tests.factories.plans import agency
from tests.plans.readings import found_2026, ready, small

pytestmark = pytest.mark.django_db
ANYWAY = Consent(leaves_doubts=True)


@pytest.fixture
def written(clerk):
    """The 2026 plan, written."""
    return write_into_plan(reading=ready(clerk), by=clerk, consent=ANYWAY)


def test_the_2026_plan_gives_its_tasks_groups_and_deadlines(written):
    tasks = list(written.plan.tasks.all())

    assert (len(tasks), len({task.group for task in tasks})) == (47, 5)
    assert Counter(task.deadline_text for task in tasks) == {
        "Năm 2026": 21, "Cả năm": 13, "Quý III/2026": 4, "Quý IV/2026": 4, "Quý II/2026": 3, "Quý I/2026": 2,
    }  # fmt: skip
    assert all(task.due_on is not None and task.due_on == task.original_due_on for task in tasks)
    assert Task.objects.get(group__startswith="III.", stt="1").due_on == date(2026, 3, 31)


def test_leads_are_matched_and_ours_are_marked(written):
    leads = Assignment.objects.filter(task__plan=written.plan, role=AssignmentRole.LEAD)

    assert leads.filter(agency__isnull=True).count() == 0
    assert Task.objects.filter(plan=written.plan).ours().count() == 5
    assert written.counts == {"keep": 0, "change": 0, "add": 47, "remove": 0}


def test_a_group_as_lead_makes_one_task_followed_by_the_unit_that_entered_it(written):
    first = written.plan.tasks.get(group__startswith="I.", stt="1")

    (lead,) = first.assignments.filter(role=AssignmentRole.LEAD)
    assert (lead.agency.kind, first.followed_by, first.children.count()) == ("group", agency("office"), 0)


def test_only_long_tasks_of_ours_get_inner_days_still_to_come(written):
    ours = Task.objects.filter(plan=written.plan).ours()

    with_points = set(CheckPoint.objects.values_list("task", flat=True))
    assert with_points == {task.pk for task in ours if task.start_on == date(2026, 1, 1)}
    assert set(CheckPoint.objects.values_list("on", flat=True)) == {date(2026, 9, 30)}


def test_a_plan_entered_early_gets_every_inner_day(clerk, at_day):
    at_day(date(2026, 1, 5))

    written = write_into_plan(reading=ready(clerk), by=clerk, consent=ANYWAY)

    (task, *_) = Task.objects.filter(plan=written.plan).ours()
    days = list(task.check_points.values_list("on", flat=True))
    assert days == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]


def test_the_reading_is_closed_with_its_version_and_its_entry_in_the_trail(written, clerk):
    reading = written.version.reading
    reading.refresh_from_db()

    assert (reading.state, reading.plan_id) == (ReadingState.WRITTEN, written.plan.pk)
    assert (written.version.number, written.version.rows.count()) == (1, 47)
    assert Entry.objects.get(verb="plans.plan.written").by == clerk


def test_the_draft_without_number_and_day_is_never_given_one(written):
    assert (written.plan.number, written.plan.issued_on) == ("", None)


def test_the_number_of_queries_does_not_grow_with_the_rows(clerk):
    clerk.has_perm("plans.read_annex")

    def queries(count):
        rows = [{"text": f"Việc {count} {place}", "leads": ["Văn phòng"]} for place in range(count)]
        reading = ready(clerk, found=small(*rows, title=f"Kế hoạch {count}"))
        with CaptureQueriesContext(connection) as caught:
            write_into_plan(reading=reading, by=clerk)
        return len(caught)

    assert queries(140) == queries(3)


def test_children_stand_under_their_parents(clerk):
    found = small(
        {"stt": "1"}, {"stt": "1.1", "parent_stt": "1"}, {"stt": "1.1.1", "parent_stt": "1.1"}, {"stt": "2"}
    )

    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan

    parents = [
        (task.stt, task.parent.stt if task.parent else None) for task in plan.tasks.order_by("position")
    ]
    assert parents == [("1", None), ("1.1", "1"), ("1.1.1", "1.1"), ("2", None)]


@pytest.mark.parametrize(
    ("start", "end", "issued", "expected"),
    [
        ("2026-01-01", "2026-12-31", "2026-05-04", date(2026, 5, 4)),
        ("2026-07-01", "2026-12-31", "2026-05-04", date(2026, 7, 1)),
        (None, "2026-12-31", "2026-05-04", date(2026, 5, 4)),
        ("2026-01-01", "2026-03-31", "2026-05-04", date(2026, 1, 1)),
        (None, "2026-03-31", None, None),
    ],
)
def test_work_starts_at_the_words_or_at_the_issue_whichever_is_later(clerk, start, end, issued, expected):
    found = small({"start": start, "end": end, "kind": "range"}, issued_on=issued)

    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan

    assert plan.tasks.get().start_on == expected


def test_only_ticked_quantities_become_targets(clerk):
    found = small({"targets": [{"quantity": 51, "unit": "HTX"}, {"quantity": 80, "unit": "năm"}]})
    reading = ready(clerk, found=found)
    reading.draft["rows"][1]["targets"][0]["ticked"] = True
    reading.save(update_fields=["draft"])

    plan = write_into_plan(reading=reading, by=clerk).plan

    assert [str(target) for target in plan.tasks.get().targets.all()] == ["51 HTX"]


def test_people_of_the_paper_are_contacts_of_the_first_lead(clerk):
    found = small(
        {"leads": ["Sở Tài chính", "Văn phòng"], "people": [{"name": "Dương Vũ Nam", "post": "Phó Giám đốc"}]}
    )

    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan

    contacts = list(plan.tasks.get().assignments.values_list("contact", flat=True))
    assert contacts == ["Dương Vũ Nam - Phó Giám đốc", ""]


def test_an_unknown_name_is_queued_and_found_everywhere_once_mapped(clerk):
    found = small(
        {"leads": ["Ban Điều phối vùng"]}, {"partners": ["ban điều phối vùng", "Ban điều phối Vùng"]}
    )
    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan

    name = UnknownName.objects.get(written__iexact="Ban điều phối vùng")
    mended = put_agency(name, agency("finance"))

    assert mended == 2
    unmapped = Assignment.objects.filter(task__plan=plan, agency__isnull=True)
    assert unmapped.count() == 0


def test_writing_twice_is_refused_and_makes_nothing(written, clerk):
    with pytest.raises(Refused, match="Đã ghi vào kế hoạch"):
        write_into_plan(reading=written.version.reading, by=clerk, consent=ANYWAY)

    assert Task.objects.count() == 47


def test_the_same_title_again_needs_a_word(written, clerk):
    with pytest.raises(Refused, match="Đọc lại cho kế hoạch"):
        write_into_plan(reading=ready(clerk), by=clerk, consent=ANYWAY)

    write_into_plan(reading=ready(clerk), by=clerk, consent=Consent(leaves_doubts=True, is_another_plan=True))
    assert Plan.objects.count() == 2


def test_the_same_number_is_never_entered_twice(clerk):
    head = {"number": "245", "symbol": "KH-LM", "issued_on": "2025-10-24"}
    write_into_plan(reading=ready(clerk, found=small({}, **head)), by=clerk)

    with pytest.raises(Refused, match="245/KH-LM đã có"):
        write_into_plan(
            reading=ready(clerk, found=small({}, **head)), by=clerk, consent=Consent(is_another_plan=True)
        )


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"title": " "}, "trích yếu"),
        ({"keeper": None}, "cơ quan theo dõi"),
        ({"followed_by": None}, "đơn vị của Liên minh"),
    ],
)
def test_a_head_without_what_it_needs_is_refused(clerk, head, words):
    reading = ready(clerk, found=small({}))
    reading.draft["document"] |= head
    reading.save(update_fields=["draft"])

    with pytest.raises(Refused, match=words):
        write_into_plan(reading=reading, by=clerk)


def test_an_outside_agency_cannot_be_the_unit_that_enters(clerk):
    reading = ready(clerk, found=small({}))
    reading.draft["document"]["followed_by"] = agency("finance").pk
    reading.save(update_fields=["draft"])

    with pytest.raises(Refused, match="đơn vị của Liên minh"):
        write_into_plan(reading=reading, by=clerk)


def test_open_doubts_need_a_word(clerk):
    reading = ready(clerk, found=small({"doubts": ["Thời hạn không rõ năm"]}))

    with pytest.raises(Refused, match="Còn 1 điểm cần xem"):
        write_into_plan(reading=reading, by=clerk)


def test_rows_with_problems_are_told_before_anything_is_written(clerk):
    reading = ready(clerk, found=small({"text": ""}))

    with pytest.raises(Refused, match="chưa có nội dung"):
        write_into_plan(reading=reading, by=clerk)

    reading.refresh_from_db()
    assert (reading.state, Plan.objects.count()) == (ReadingState.READY, 0)


def test_people_without_the_right_write_nothing(clerk, keeper):
    with pytest.raises(Refused, match="không có quyền"):
        write_into_plan(reading=ready(clerk), by=keeper, consent=ANYWAY)


def test_plan_2026_reads_as_expected():
    found = found_2026()

    assert (found["keeper"], found["document"]["number"]) == ("Sở Tài chính", None)
