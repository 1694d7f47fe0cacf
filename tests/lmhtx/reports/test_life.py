"""The way of a report: who may do what, and what stands still once it is issued."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import build_run
from lmhtx.reports.actions.rendering import keep_files
from lmhtx.reports.enums import RunState
from lmhtx.reports.models import CountedRecord, ReportRun
from lmhtx.reports.queries.comparison import compared
from lmhtx.reports.queries.lineage import figure_at, issued_reports_of
from lmhtx.workflow import Refused
from plans.enums import ChangeKind
from tests.lmhtx.reports.conftest import judged, ordered
from tests.lmhtx.reports.test_building import cell, half_year

pytestmark = pytest.mark.django_db
NO_PAPER = life.Paper()


@pytest.fixture
def draft(plan, officer):
    return build_run(wish=half_year(plan), by=officer)


@pytest.fixture
def checked(draft, officer, office_chief):
    run = life.submit_run(run=draft, by=officer)
    return life.check_run(run=run, by=office_chief)


@pytest.fixture
def issued(checked, deputy):
    return life.issue_run(run=checked, by=deputy, paper=life.Paper(number="118", signed_on=date(2026, 6, 18)))


def test_each_step_names_who_and_is_told_in_the_trail(issued, officer, office_chief, deputy):
    run = ReportRun.objects.get(pk=issued.pk)

    assert (run.state, run.submitted_by, run.checked_by, run.issued_by, run.number) == (
        RunState.ISSUED,
        officer,
        office_chief,
        deputy,
        "118",
    )
    assert list(Entry.objects.of(run).order_by("pk").values_list("verb", flat=True)) == [
        "reports.run.built",
        "reports.run.submitted",
        "reports.run.checked",
        "reports.run.issued",
    ]
    assert Job.objects.filter(name="reports.render", arguments={"run_id": run.pk}).count() == 1


def test_a_returned_report_is_a_draft_with_the_reason(checked, deputy):
    run = life.return_run(run=checked, by=deputy, note="Bổ sung nguyên nhân.")

    assert (run.state, run.return_note, run.returned_by, run.checked_by) == (
        RunState.DRAFT,
        "Bổ sung nguyên nhân.",
        deputy,
        None,
    )


def test_a_report_handed_in_again_has_lost_its_reason(checked, deputy, officer):
    run = life.return_run(run=checked, by=deputy, note="Bổ sung nguyên nhân.")

    run = life.submit_run(run=run, by=officer)

    assert (run.state, run.return_note, run.returned_at) == (RunState.SUBMITTED, "", None)


def test_nothing_is_returned_without_a_reason(checked, deputy):
    with pytest.raises(Refused, match="Hãy ghi rõ lý do"):
        life.return_run(run=checked, by=deputy, note=" ")


def test_nobody_checks_what_he_handed_in(draft, office_chief):
    run = life.submit_run(run=draft, by=office_chief)

    with pytest.raises(Refused, match="không có quyền"):
        life.check_run(run=run, by=office_chief)

    assert ReportRun.objects.get().checked_by is None


def test_the_office_does_not_issue(checked, office_chief):
    with pytest.raises(Refused, match="không có quyền"):
        life.issue_run(run=checked, by=office_chief, paper=NO_PAPER)


def test_a_draft_is_not_issued_past_the_check(draft, deputy):
    with pytest.raises(Refused, match="đang ở trạng thái “Dự thảo”"):
        life.issue_run(run=draft, by=deputy, paper=NO_PAPER)


def test_words_are_written_in_a_draft_only(draft, checked, officer):
    with pytest.raises(Refused, match="Chỉ sửa được lời văn của dự thảo"):
        life.write_texts(run=checked, by=officer, texts={})


def test_words_are_kept_as_written(draft, officer):
    life.write_texts(run=draft, by=officer, texts={"causes": " Do mưa lũ. "})

    assert ReportRun.objects.get().texts["causes"] == "Do mưa lũ."


def test_a_dropped_draft_leaves_the_register(draft, officer):
    life.drop_run(run=draft, by=officer)

    assert not ReportRun.objects.kept().exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda run: ReportRun.objects.filter(pk=run.pk).update(figures={}),
        lambda run: ReportRun.objects.filter(pk=run.pk).update(texts={}),
        lambda run: ReportRun.objects.filter(pk=run.pk).delete(),
        lambda run: run.records.all().delete(),
        lambda run: CountedRecord.objects.create(run=run, record_id=1),
        lambda run: CountedRecord.objects.filter(run=run).update(facts={}),
    ],
    ids=["figures", "words", "report", "records", "one more record", "facts"],
)
def test_the_database_refuses_every_change_of_an_issued_report(issued, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(issued)


def test_files_are_made_once_from_the_frozen_figures(issued):
    first = keep_files(run=issued)
    again = keep_files(run=issued)

    assert [one.pk for one in again] == [one.pk for one in first]
    assert {one.kind: len(one.blob.sha256) for one in Attachment.objects.of(issued)} == {
        "pdf": 64,
        "word": 64,
        "excel": 64,
    }


def test_a_draft_has_no_official_files(draft):
    with pytest.raises(Refused, match="khi báo cáo đã ban hành"):
        keep_files(run=draft)


def test_a_signed_paper_stands_beside_the_figures(issued, officer):
    keep_files(run=issued)
    pdf = Attachment.objects.of(issued).get(kind="pdf")

    with default_storage.open(pdf.blob.stored_name) as body:
        signed = SimpleUploadedFile("ban-ky.pdf", body.read())
    life.keep_signed(run=issued, by=officer, file=signed)

    assert Attachment.objects.of(issued).get(kind="signed").name == "ban-ky.pdf"


def test_a_signed_paper_is_a_pdf_or_a_picture(issued, officer):
    with pytest.raises(Refused, match="PDF hoặc ảnh"):
        life.keep_signed(run=issued, by=officer, file=SimpleUploadedFile("ban-ky.txt", b"Da ky"))


# The frozen report beside what is known now -------------------------------------------------------------------------


def test_what_came_after_the_close_changes_nothing(issued, office, officer, unit_head):
    ordered(office["coming"], unit_head, ChangeKind.DUE, "2026-08-01 09:00", due_on=date(2026, 12, 1))
    ordered(office["running"], unit_head, ChangeKind.SUSPEND, "2026-08-01 09:00")

    assert compared(issued).differences == []


def test_a_correction_is_told_with_its_record_and_reason(issued, office, unit_head):
    ordered(
        office["overdue"],
        unit_head,
        ChangeKind.CANCEL,
        "2026-09-16 09:00",
        said_on=date(2026, 6, 1),
        note="Trùng với nhiệm vụ khác",
    )

    told = {one.traced.title: one for one in compared(issued).differences}
    overdue = told["Kết quả chung – Chưa hoàn thành quá hạn – Kỳ này"]

    assert (overdue.traced.words, overdue.now) == ("2", "1")
    assert [(reason.thing, reason.words) for reason in overdue.reasons] == [
        (office["overdue"], "nay không còn được tính")
    ]
    assert "Trùng với nhiệm vụ khác" in overdue.reasons[0].lines[0]
    share = told["Kết quả chung – Tỷ lệ hoàn thành đúng hạn (%) – Kỳ này"]
    assert (share.traced.words, share.now) == ("40,0", "50,0")


def test_a_later_verdict_reaches_back_and_is_named(issued, office, unit_head):
    report = office["pending"].reports.get()
    judged(report, unit_head, "2026-09-16 09:00")

    told = {one.traced.title: one for one in compared(issued).differences}

    waiting = told["Kết quả chung – Chờ xác nhận – Kỳ này"]
    late = told["Kết quả chung – Hoàn thành quá hạn – Kỳ này"]
    assert ((waiting.traced.words, waiting.now), (late.traced.words, late.now)) == (("1", "0"), ("1", "2"))
    assert "xác nhận báo cáo" in late.reasons[0].lines[0]


def test_a_correction_is_a_new_version_and_the_old_one_stays(issued, office, officer, unit_head):
    before = ReportRun.objects.get(pk=issued.pk).figures
    ordered(office["overdue"], unit_head, ChangeKind.CANCEL, "2026-09-16 09:00", said_on=date(2026, 6, 1))

    second = life.correct_run(run=issued, by=officer, note="Bỏ nhiệm vụ trùng.")

    assert (second.edition, second.corrects, second.state) == (2, issued, RunState.DRAFT)
    assert cell(second, "summary", "overdue", "now") == 1
    assert ReportRun.objects.get(pk=issued.pk).figures == before
    assert str(second).endswith("(phiên bản 2)")
    with pytest.raises(Refused, match="đã có phiên bản mới"):
        life.correct_run(run=issued, by=officer, note="Lần nữa.")


def test_a_draft_is_not_corrected_by_a_version(draft, officer):
    with pytest.raises(Refused, match="đã ban hành"):
        life.correct_run(run=draft, by=officer, note="Sai số.")


def test_a_new_version_says_why(issued, officer):
    with pytest.raises(Refused, match="lý do"):
        life.correct_run(run=issued, by=officer, note="")


def test_a_task_knows_the_issued_reports_that_counted_it(issued, office, officer, outsider):
    task = office["late"].pk

    assert list(issued_reports_of(officer, task, report="plans.progress")) == [issued]
    assert list(issued_reports_of(outsider, task, report="plans.progress")) == []


def test_a_place_without_a_figure_is_none(issued):
    assert figure_at(issued, "summary", "nothing", "now") is None
