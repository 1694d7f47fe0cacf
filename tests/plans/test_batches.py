"""Many tasks, one letter: filled in a grid or a sheet, sent in one act, judged one by one or together."""

from __future__ import annotations

import io
import random
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from lmhtx.audit.models import Entry
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.notices.models import Notice
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.actions.batches import (
    Letter,
    drop_file,
    fill_from_sheet,
    keep_rows,
    open_batch,
    place_loose,
    send_batch,
)
from plans.actions.reports import Account, accept_report, accept_reports, submit_report
from plans.batches import files as sheet_files
from plans.batches.keys import key_of, task_of
from plans.batches.matching import BAD_KEY, NO_KEY, NOT_ASKED, TWICE
from plans.batches.rows import Row
from plans.batches.sheets import Sheet, TaskLine, sheet_from
from plans.enums import ReportKind, ReportVerdict, TaskHold
from plans.forms.batches import read_day
from plans.models import Report, ReportBatch, Task
from plans.queries.batches import agencies_of, batch_desk, grid_of, reportable
from tests.factories.plans import agency, agency_named, plan, task

pytestmark = pytest.mark.django_db
FINANCE = "Sở Tài chính"
FARMING = "Sở Nông nghiệp và Môi trường"
TEXTS = ("Rà soát cơ chế vốn", "=Tổng hợp số liệu", "- Trình đề án")


@pytest.fixture
def farming() -> Agency:
    """An outside agency."""
    return agency_named(FARMING)


@pytest.fixture
def tasks(farming: Agency) -> list[Task]:
    """Three tasks that it leads in a plan that Sở Tài chính keeps."""
    paper = plan(keeper=agency_named(FINANCE))
    made = [task(plan=paper, text=text, leads=(), position=place) for place, text in enumerate(TEXTS)]
    for one in made:
        one.assignments.create(agency=farming, written=FARMING, role="lead")
    return made


@pytest.fixture
def batch(tasks: list[Task], farming: Agency, partner: User) -> ReportBatch:
    """The draft of its person."""
    return open_batch(agency=farming, by=partner)


def told(*tasks: Task, **facts: Any) -> list[Row]:
    """A row for each task."""
    return [Row(task=one.pk, text="Đã làm", percent="40", **facts) for one in tasks]


def letter(**facts: Any) -> Letter:
    """An official letter."""
    return Letter(number="12/SNN-KH", on=date(2026, 9, 14), **facts)


def test_a_draft_is_resumed_and_belongs_to_its_writer(
    batch: ReportBatch, farming: Agency, partner: User, clerk: User, tasks: list[Task]
) -> None:
    assert open_batch(agency=farming, by=partner) == batch
    assert open_batch(agency=farming, by=clerk).is_on_behalf
    with pytest.raises(Refused, match="Chỉ người đang soạn"):
        keep_rows(batch=batch, by=clerk, rows=told(tasks[0]))
    with pytest.raises(Refused, match="không có nhiệm vụ nào"):
        open_batch(agency=agency_named(FINANCE), by=partner)
    assert ReportBatch.objects.visible_to(clerk).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportBatch.objects.create(agency=farming, created_by=partner)


def test_all_rows_leave_under_one_letter_and_the_judges_hear_once(
    batch: ReportBatch, partner: User, keeper: User, tasks: list[Task]
) -> None:
    Agency.objects.filter(name=FINANCE).update(is_notified=True)
    rows = [*told(*tasks[:2]), Row(task=tasks[2].pk, text="Xong", kind="completion", has_paper=False)]
    keep_rows(batch=batch, by=partner, rows=rows, letter=letter())

    reports = send_batch(batch=batch, by=partner, chosen=[one.pk for one in tasks])

    batch.refresh_from_db()
    facts = [(one.task_id, one.kind, one.percent, one.paper, one.agency_id) for one in reports]
    assert facts == [
        (tasks[0].pk, "progress", 40, "12/SNN-KH ngày 14/09/2026", batch.agency_id),
        (tasks[1].pk, "progress", 40, "12/SNN-KH ngày 14/09/2026", batch.agency_id),
        (tasks[2].pk, "completion", 100, "", batch.agency_id),
    ]
    assert batch.sent_by == partner
    assert list(Notice.objects.filter(person=keeper).values_list("line", flat=True)) == [
        f"{FARMING} gửi 3 báo cáo chờ xác nhận, văn bản 12/SNN-KH ngày 14/09/2026"
    ]
    assert Entry.objects.filter(verb="plans.report.submitted").count() == 3
    with pytest.raises(Refused, match="đã được gửi lúc"):
        send_batch(batch=batch, by=partner, chosen=[tasks[0].pk])


def test_one_bad_row_sends_none(batch: ReportBatch, partner: User, tasks: list[Task]) -> None:
    bad = Row(task=tasks[1].pk, text="Đã làm", percent="120")
    keep_rows(batch=batch, by=partner, rows=[*told(tasks[0]), bad])

    with pytest.raises(Refused, match=r"Chưa gửi dòng nào vì 1 dòng .* Tiến độ “120”"):
        send_batch(batch=batch, by=partner, chosen=[tasks[0].pk, tasks[1].pk])
    assert not Report.objects.exists()
    assert len(send_batch(batch=batch, by=partner, chosen=[tasks[0].pk])) == 1


def test_a_row_that_was_answered_elsewhere_meanwhile_is_refused(
    batch: ReportBatch, partner: User, tasks: list[Task]
) -> None:
    keep_rows(batch=batch, by=partner, rows=told(*tasks))
    submit_report(task=tasks[0], by=partner, account=Account(kind=ReportKind.PROGRESS, text="x", percent=1))
    Task.objects.filter(pk=tasks[1].pk).update(hold=TaskHold.SUSPENDED)

    with pytest.raises(Refused, match="đang chờ xem xét"):
        send_batch(batch=batch, by=partner, chosen=[one.pk for one in tasks])
    assert [row.trouble != "" for row in grid_of(batch, partner)] == [True, False]


@pytest.mark.parametrize(
    ("rows", "sentence"), [([], "Chưa có dòng nào được chọn"), ("many", "Và 1 dòng khác")]
)
def test_nothing_and_too_much_wrong(
    rows: Any, sentence: str, batch: ReportBatch, partner: User, tasks: list[Task], farming: Agency
) -> None:
    more = task(plan=tasks[0].plan, leads=(), position=9)
    more.assignments.create(agency=farming, written=FARMING, role="lead")
    many = [Row(task=one.pk, text="Đã", percent="x") for one in (*tasks, more)]
    keep_rows(batch=batch, by=partner, rows=many if rows == "many" else [])

    with pytest.raises(Refused, match=sentence):
        send_batch(batch=batch, by=partner, chosen=[row.task for row in many])


def test_number_without_day_is_no_letter(batch: ReportBatch, partner: User, tasks: list[Task]) -> None:
    keep_rows(batch=batch, by=partner, rows=told(tasks[0]), letter=Letter(number="12"))

    with pytest.raises(Refused, match="cả số, ký hiệu và ngày"):
        send_batch(batch=batch, by=partner, chosen=[tasks[0].pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportBatch.objects.filter(pk=batch.pk).update(sent_at="2026-09-15T08:00+07:00", sent_by=partner)


def test_an_unfit_file_is_refused_and_a_wrong_one_taken_away(
    batch: ReportBatch, partner: User, clerk: User
) -> None:
    bad = SimpleUploadedFile("cong-van.xlsm", b"MZ")
    with pytest.raises(Refused):
        keep_rows(batch=batch, by=partner, rows=[], letter=letter(files=[bad], max_bytes=10**6))

    for name in ("cong-van.docx", "nham.docx"):
        file = SimpleUploadedFile(name, _word())
        keep_rows(batch=batch, by=partner, rows=[], letter=letter(files=[file], max_bytes=10**6))
    right, wrong = Attachment.objects.of(batch).order_by("pk")
    drop_file(batch=batch, by=partner, attachment_id=wrong.pk)

    assert list(Attachment.objects.of(batch)) == [right]
    with pytest.raises(Refused, match="Chỉ người đang soạn"):
        drop_file(batch=batch, by=clerk, attachment_id=right.pk)


def _word() -> bytes:
    body = io.BytesIO()
    docx.Document().save(body)
    return body.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_sheet_comes_back_sorted_cut_and_retyped(
    kind: str, batch: ReportBatch, partner: User, tasks: list[Task], as_: Any
) -> None:
    browser = as_(partner)
    got = browser.get(reverse("batch_sheet", args=[batch.pk]), {"dang": kind})
    body = _edited_xlsx(got.content) if kind == "xlsx" else _edited_docx(got.content)

    answer = browser.post(
        reverse("batch_upload", args=[batch.pk]), {"sheet": SimpleUploadedFile(f"bieu.{kind}", body)}
    )

    batch.refresh_from_db()
    rows = batch.told()
    assert answer.status_code == 302
    assert {pk: (row.text, row.kind, row.percent) for pk, row in rows.items() if row.text} == {
        tasks[2].pk: ("Đã trình", "completion", "100"),
        tasks[1].pk: ("Đã tổng hợp", "progress", "50"),
    }
    assert rows[tasks[1].pk].renamed == "Việc sửa tên"
    assert [(loose["why"], loose["guess"]) for loose in batch.loose] == [
        (NO_KEY, tasks[0].pk),
        (BAD_KEY, None),
        (TWICE, None),
    ]
    assert (batch.paper_number, batch.paper_on) == ("45/SNN-KH", date(2026, 9, 10))
    page = browser.get(batch.get_absolute_url()).content.decode()
    assert "Dòng trong biểu chưa biết của nhiệm vụ nào" in page
    browser.post(
        reverse("batch_place", args=[batch.pk]), {"loose_0": tasks[0].pk, "loose_1": "–", "loose_2": ""}
    )
    batch.refresh_from_db()
    assert batch.told()[tasks[0].pk].text == "Thêm tay"
    assert [loose["why"] for loose in batch.loose] == [TWICE]


def _edited_xlsx(body: bytes) -> bytes:
    """The rows turned round, the first one removed, one renamed, three added."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    page = book.active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=7, max_row=9)]
    assert page.column_dimensions["H"].hidden
    assert [row[1] for row in rows] == list(TEXTS)
    page["C4"], page["C5"] = "45/SNN-KH", date(2026, 9, 10)
    page.delete_rows(7, 3)
    for row in _returned(rows):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _returned(rows: list[list[Any]]) -> list[list[Any]]:
    _, second, third = rows
    done = [3, third[1], third[2], "Hoàn thành", "Đã trình", 1, "Có", third[7]]
    done[5] = 100
    renamed = [2, "Việc sửa tên", second[2], "Tiến độ", "Đã tổng hợp", 0.5, "Chưa", second[7]]
    added = ["", TEXTS[0], "", "", "Thêm tay", "", "", ""]
    forged = ["", "Việc lạ", "", "", "Giả mã", "", "", f"{second[7]}x"]
    twice = ["", "Lặp lại", "", "", "Dòng chép", "", "", third[7]]
    return [done, renamed, added, forged, twice]


def _edited_docx(body: bytes) -> bytes:
    """The same in Word, by its table."""
    paper = docx.Document(io.BytesIO(body))
    letter_table, table = paper.tables
    letter_table.rows[0].cells[1].text, letter_table.rows[1].cells[1].text = "45/SNN-KH", "10/9/2026"
    shown = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    rows = [[*row[:1], *row[1:], row[0].partition(" ")[2]] for row in shown]
    for row in list(table.rows[1:]):
        row._tr.getparent().remove(row._tr)
    for values in _returned(rows):
        cells = table.add_row().cells
        words = [f"{values[0]} {values[7]}" if values[7] else str(values[0]), *map(str, values[1:7])]
        for cell, word in zip(cells, words, strict=True):
            cell.text = word
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_a_stale_sheet_tells_what_no_longer_waits(
    batch: ReportBatch, partner: User, tasks: list[Task]
) -> None:
    key = key_of(task=tasks[0].pk, agency=batch.agency_id)
    Task.objects.filter(pk=tasks[0].pk).update(hold=TaskHold.CANCELLED)
    sheet = sheet_from(
        [["Nhiệm vụ", "Kết quả, tình hình thực hiện", "Mã (không sửa)"], [TEXTS[0], "Muộn", key]]
    )
    assert sheet is not None

    found = fill_from_sheet(batch=batch, by=partner, sheet=sheet, read_day=read_day)

    assert [loose.why for loose in found.loose] == [NOT_ASKED]
    assert found.absent == [tasks[1].pk, tasks[2].pk]
    with pytest.raises(Refused, match="không còn chờ báo cáo"):
        place_loose(batch=batch, by=partner, choices={0: tasks[0].pk})
    place_loose(batch=batch, by=partner, choices={0: None, 7: None})
    batch.refresh_from_db()
    assert batch.loose == []


def test_keys_are_ours_and_one_agency_s() -> None:
    key = key_of(task=5, agency=7)

    assert task_of(f" {key} ", agency=7) == 5
    assert task_of(key, agency=8) is None
    assert task_of(f"{key}x", agency=7) is None


def test_what_is_no_sheet_is_refused(batch: ReportBatch, partner: User, as_: Any) -> None:
    browser = as_(partner)
    address = reverse("batch_upload", args=[batch.pk])
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    cases = {
        "": "Hãy chọn tệp biểu",
        "bieu.xlsx": "Không thấy bảng báo cáo",
        "bieu.txt": "Chỉ nhận biểu Excel",
        "bieu.xlsm": "",
    }

    for name, sentence in cases.items():
        body = book.getvalue() if name == "bieu.xlsx" else b"Chu khong phai bieu"
        sent = {"sheet": SimpleUploadedFile(name, body)} if name else {}
        answer = browser.post(address, sent, follow=True, headers={"Referer": "http://testserver/"})
        assert sentence in answer.content.decode()
    batch.refresh_from_db()
    assert batch.rows == []


def test_a_word_letter_without_a_table_is_no_sheet(tmp_path: Any) -> None:
    path = tmp_path / "thu.docx"
    docx.Document().save(str(path))
    lines = (TaskLine(key="7-5~k", task_text="Việc", due="01/10/2026"),)
    form = sheet_files.Form("Sở", "15/09/2026", "1/A", "01/09/2026", lines)
    kept = tmp_path / "bieu.docx"
    kept.write_bytes(sheet_files.as_docx(form))

    with pytest.raises(sheet_files.UnreadableFile, match="Không thấy bảng"):
        sheet_files.read_file(path)
    again = sheet_files.sheet_of(sheet_files.read_file(kept))
    assert (again.paper_number, again.paper_on, again.rows[0].key) == ("1/A", "01/09/2026", "7-5~k")
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK" + b"0" * 40)
    with pytest.raises(sheet_files.UnreadableFile):
        sheet_files.read_file(broken)


def test_an_empty_letter_cell_does_not_take_the_next_label() -> None:
    sheet = sheet_from(
        [
            ["Số, ký hiệu văn bản:", None, "Ngày văn bản:", date(2026, 9, 1)],
            ["Nhiệm vụ", "Kết quả, tình hình thực hiện", "Tiến độ (%)"],
            ["Việc", "Xong", 30.0],
            [None, None, None],
        ]
    )

    assert sheet is not None
    assert (sheet.paper_number, sheet.paper_on, sheet.rows[0].percent) == ("", "01/09/2026", "30")
    assert len(sheet.rows) == 1
    assert sheet_from([["a"], ["b"]]) is None
    assert sheet == Sheet("", "01/09/2026", sheet.rows)


def test_the_grid_works_without_scripts_and_keeps_what_was_typed(
    batch: ReportBatch, partner: User, tasks: list[Task], as_: Any
) -> None:
    browser = as_(partner)
    address = reverse("batch_edit", args=[batch.pk])
    typed = {f"text_{one.pk}": "Đã làm" for one in tasks} | {f"paper_{tasks[0].pk}": "1"}
    number = {"paper_number": "7/SNN", "paper_on": "14/9/2026"}

    bad = browser.post(address, typed | {"paper_number": "7/SNN", "paper_on": "30/9/2026"})
    lonely = browser.post(address, typed | {"paper_number": "7/SNN"})
    saved = browser.post(reverse("batch_keep", args=[batch.pk]), typed)
    kept = browser.post(address, typed | number | {"keep": "1"})
    on = browser.post(address, typed | number)
    review = browser.get(on["Location"]).content.decode()
    sent = browser.post(on["Location"], {"task": [one.pk for one in tasks]}, follow=True)

    assert (bad.status_code, lonely.status_code) == (422, 422)
    assert "không thể sau hôm nay" in bad.content.decode()
    assert bad.content.decode().count("Đã làm</textarea>") == 3
    assert "Đã lưu bản nháp lúc" in saved.content.decode()
    assert kept["Location"] == address
    assert review.count("chưa có văn bản") == 2
    assert review.count('name="task"') == 3
    shown = sent.content.decode()
    assert "Đã gửi 3 báo cáo" in shown
    assert shown.count("chưa có văn bản") == 2
    assert browser.get(address)["Location"] == reverse("batch_detail", args=[batch.pk])
    assert browser.get(reverse("batch_review", args=[batch.pk]))["Location"].endswith("/da-gui/")


def test_sending_twice_by_one_key_sends_once(
    batch: ReportBatch, partner: User, tasks: list[Task], as_: Any
) -> None:
    keep_rows(batch=batch, by=partner, rows=told(*tasks))
    browser = as_(partner)
    sent = {"task": [one.pk for one in tasks], "act_key": "11111111-1111-4111-8111-111111111111"}

    answers = [browser.post(reverse("batch_review", args=[batch.pk]), sent) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [reverse("batch_detail", args=[batch.pk])] * 2
    assert Report.objects.count() == 3


def test_office_enters_for_an_agency_and_both_are_recorded(
    farming: Agency, tasks: list[Task], clerk: User, officer: User, as_: Any
) -> None:
    browser = as_(clerk)
    home = browser.get(reverse("batch_home")).content.decode()
    opened = browser.post(reverse("batch_open"), {"agency": farming.pk})
    batch = ReportBatch.objects.get()
    keep_rows(batch=batch, by=clerk, rows=told(tasks[0]))
    page = browser.get(opened["Location"]).content.decode()
    send_batch(batch=batch, by=clerk, chosen=[tasks[0].pk])

    entry = Entry.objects.get(verb="plans.batch.sent")
    assert "Nhập thay cơ quan" in home
    assert "đứng tên" in page
    assert (entry.by, entry.data["on_behalf"]) == (clerk, FARMING)
    assert as_(officer).post(reverse("batch_open"), {"agency": farming.pk}).status_code == 302
    assert ReportBatch.objects.count() == 1
    assert browser.post(reverse("batch_open"), {"agency": "x"}).status_code == 404
    assert "nhập thay" in browser.get(reverse("batch_detail", args=[batch.pk])).content.decode()


def test_who_may_report_what(unit_head: User, officer: User, clerk: User, partner: User) -> None:
    unit = agency("policy")
    led, alliance = task(), task(leads=("alliance",), text="Của Liên minh")
    taken = task(person=unit_head, text="Của trưởng phòng")

    assert set(reportable(unit_head, unit)) == {led, alliance, taken}
    assert set(reportable(officer, unit)) == {led}
    assert set(reportable(clerk, unit)) == {led, taken}
    assert not reportable(partner, unit).exists()
    assert agencies_of(officer) == [unit]
    assert batch_desk(officer)["agencies"] == [(unit, 1)]


def test_several_reports_are_accepted_in_one_act(
    batch: ReportBatch, partner: User, keeper: User, tasks: list[Task], as_: Any
) -> None:
    keep_rows(batch=batch, by=partner, rows=told(*tasks))
    reports = send_batch(batch=batch, by=partner, chosen=[one.pk for one in tasks])
    browser = as_(keeper)
    waiting = browser.get(reverse("reports_waiting")).content.decode()
    shown = browser.get(reverse("batch_detail", args=[batch.pk])).content.decode()

    answer = browser.post(reverse("reports_accept"), {"ids": [one.pk for one in reports[:2]]})

    assert waiting.count('name="ids"') == shown.count('name="ids"') == 3
    assert answer["Location"] == reverse("batch_detail", args=[batch.pk])
    assert [one.state for one in Report.objects.order_by("pk")] == [
        ReportVerdict.ACCEPTED,
        ReportVerdict.ACCEPTED,
        ReportVerdict.PENDING,
    ]
    assert browser.post(reverse("reports_accept"), {}).status_code == 302
    assert as_(partner).post(reverse("reports_accept"), {"ids": [reports[2].pk]}).status_code == 404


def test_one_that_cannot_be_accepted_refuses_all(
    batch: ReportBatch, partner: User, keeper: User, tasks: list[Task]
) -> None:
    keep_rows(batch=batch, by=partner, rows=told(*tasks))
    reports = send_batch(batch=batch, by=partner, chosen=[one.pk for one in tasks])
    accept_report(report=reports[2], by=keeper)

    with pytest.raises(Refused, match="Chưa xác nhận báo cáo nào"):
        accept_reports(reports=reports, by=keeper)
    assert Report.objects.pending().count() == 2


def test_the_grid_asks_the_same_number_of_questions_for_one_row_and_many(
    batch: ReportBatch, partner: User, tasks: list[Task], as_: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        one = task(plan=tasks[0].plan, leads=(), text=f"Việc {random.random()}")
        one.assignments.create(agency=batch.agency, written=FARMING, role="lead")

    with django_assert_max_num_queries(30):
        as_(partner).get(batch.get_absolute_url())
    with django_assert_max_num_queries(4):
        grid_of(batch, partner)
