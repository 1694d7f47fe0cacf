"""Lists as Excel: the same rows, columns, filters and order as on screen, real dates and numbers, nothing harmful."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from lmhtx.audit.models import Entry
from lmhtx.exchange.actions import exports as acts
from lmhtx.exchange.actions.forgetting import forget_old
from lmhtx.exchange.models import Export
from lmhtx.exchange.tasks import make_long_list
from lmhtx.files.models import Attachment, Blob
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.registry import DEFINED
from lmhtx.jobs.running import run
from lmhtx.notices.models import Notice
from lmhtx.sheets.writing import NoRoom
from lmhtx.ui import exports as ui_exports
from lmhtx.ui import listing
from lmhtx.ui.exports import NoList, listing_at
from lmhtx.workflow import Refused
from tests.factories import plans as make

RUNNING = "Đang thực hiện trong hạn"
LISTS = (
    "plan_list",
    "task_list",
    "letter_list",
    "reading_list",
    "agency_list",
    "unknown_name_list",
    "commune_list",
    "province_list",
    "user_list",
)


def book_of(response):
    body = response.getvalue() if response.streaming else response.content
    return openpyxl.load_workbook(BytesIO(body))


def rows_of(book):
    return [list(row) for row in book["Danh sách"].iter_rows(values_only=True)]


def exported(browser, name, query=""):
    return browser.get(f"{reverse(name)}?{query}&xuat=xlsx" if query else f"{reverse(name)}?xuat=xlsx")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_leaves_as_a_workbook(as_, office_chief, name):
    make.task(plan=make.plan())

    response = exported(as_(office_chief), name)
    book = book_of(response)

    assert response.status_code == 200
    assert book.sheetnames == ["Danh sách", "Bộ lọc"]
    sheet = book["Danh sách"]
    assert (sheet.freeze_panes, sheet["A1"].font.b, sheet.auto_filter.ref is None) == ("A2", True, False)
    assert "?xuat=xlsx" in as_(office_chief).get(reverse(name)).content.decode()


def test_tasks_leave_with_real_dates_numbers_and_names(as_, clerk):
    plan = make.plan(title="Kế hoạch năm", number="245", symbol="KH-LM")
    make.task(
        plan=plan,
        text="Tập huấn",
        due_on=date(2026, 10, 1),
        percent=40,
        leads=("policy", "office"),
        stt="1",
        group="I",
    )
    make.task(plan=plan, text="=1+1", due_on=None, deadline_text="Cả năm", leads=())

    response = exported(as_(clerk), "task_list", "sort=due_on")
    head, *rows = rows_of(book_of(response))

    assert head == [
        "Nhiệm vụ", "Văn bản", "Nhóm", "STT", "Chủ trì", "Người phụ trách", "Hạn", "Giờ hạn", "Thời hạn như in",
        "Tình trạng", "Tiến độ",
    ]  # fmt: skip
    leads = "; ".join(make.agency(code).name for code in ("policy", "office"))
    assert rows == [
        ["Tập huấn", "245/KH-LM", "I", "1", leads, None, datetime(2026, 10, 1), None, None, RUNNING, 40],
        ["'=1+1", "245/KH-LM", None, None, None, None, None, None, "Cả năm", "Chưa xác định hạn", 0],
    ]  # fmt: skip


def test_a_date_looks_as_dates_do_here(as_, clerk):
    make.task(plan=make.plan(), due_on=date(2026, 10, 1))

    sheet = book_of(exported(as_(clerk), "task_list"))["Danh sách"]

    assert sheet["G2"].number_format == "dd/mm/yyyy"


def test_filters_and_order_are_those_of_the_screen_and_told(as_, clerk):
    plan = make.plan(title="Kế hoạch năm")
    make.task(plan=plan, text="Cũ", due_on=date(2026, 9, 1))
    make.task(plan=plan, text="Mới", due_on=date(2026, 9, 2))
    make.task(plan=plan, text="Còn hạn", due_on=date(2026, 12, 1))

    book = book_of(exported(as_(clerk), "task_list", "status=overdue&sort=-due_on"))

    assert [row[0] for row in rows_of(book)[1:]] == ["Mới", "Cũ"]
    told = dict(book["Bộ lọc"].iter_rows(min_row=2, values_only=True))
    assert {**told, "Lúc xuất": ""} == {
        "Danh sách": "Nhiệm vụ",
        "Tình trạng": "Chưa hoàn thành quá hạn",
        "Thứ tự": "Hạn (giảm dần)",
        "Số dòng": "2",
        "Người xuất": str(clerk),
        "Lúc xuất": "",
    }


def test_the_file_name_says_list_day_and_person(as_, clerk):
    response = exported(as_(clerk), "task_list")

    assert 'filename="nhiem-vu_2026-09-15_vanthu.xlsx"' in response.headers["Content-Disposition"]


def test_only_the_rows_a_person_sees_leave(as_, keeper, clerk):
    make.task(plan=make.plan(), text="Của Liên minh")
    make.task(plan=make.plan(keeper=keeper.postings_today[0].unit), text="Sở theo dõi")

    assert [row[0] for row in rows_of(book_of(exported(as_(keeper), "task_list")))[1:]] == ["Sở theo dõi"]
    assert len(rows_of(book_of(exported(as_(clerk), "task_list")))) == 3


def test_an_empty_list_still_has_its_headings(as_, clerk):
    assert rows_of(book_of(exported(as_(clerk), "task_list")))[0][0] == "Nhiệm vụ"


def test_who_may_not_see_the_list_gets_no_workbook(as_, outsider):
    assert exported(as_(outsider), "user_list").status_code == 403


def test_the_number_of_statements_does_not_grow_with_the_rows(as_, clerk, django_assert_num_queries):
    plan = make.plan()
    make.task(plan=plan)
    browser = as_(clerk)
    exported(browser, "task_list")
    counted = _statements(browser)
    for _ in range(5):
        make.task(plan=plan)

    assert _statements(browser) == counted


def _statements(browser):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        exported(browser, "task_list").getvalue()
    return len(asked)


def test_drawn_columns_leave_as_words(as_, office_chief):
    head, *rows = rows_of(book_of(exported(as_(office_chief), "user_list")))

    of_clerk = next(row for row in rows if row[1] == "vanthu")
    assert head == ["Họ và tên", "Tên đăng nhập", "Chức vụ hiện nay", "Đơn vị", "Tình trạng"]
    assert of_clerk[2:] == ["Văn thư", make.agency("office").name, "Đang dùng"]


def test_the_trail_knows_who_took_a_list_out(as_, clerk):
    exported(as_(clerk), "task_list", "status=overdue")

    entry = Entry.objects.get(verb="exchange.list.exported")
    assert (entry.by, entry.note) == (clerk, "Nhiệm vụ, 0 dòng (Tình trạng: Chưa hoàn thành quá hạn)")


def test_the_trail_itself_leaves_for_who_may_read_it(as_, admin, clerk):
    exported(as_(clerk), "task_list")
    response = as_(admin).get(reverse("entry_export"), {"viec": "exchange.list.exported", "tu": "1/9/2026"})

    head, *rows = rows_of(book_of(response))
    assert head == ["Lúc", "Người làm", "Làm thay cho", "Cách vào", "Việc", "Đối tượng", "Ghi chú"]
    assert [(row[1], row[4]) for row in rows] == [(str(clerk), "xuất một danh sách ra Excel")]
    assert as_(clerk).get(reverse("entry_export")).status_code == 403
    with pytest.raises(NoList):
        listing_at(reverse("entry_export"), clerk)


@pytest.fixture
def long_list(monkeypatch, clerk):
    """Three rows are many here."""
    monkeypatch.setattr(ui_exports, "LONG", 3)
    plan = make.plan()
    for number in range(3):
        make.task(plan=plan, text=f"Việc {number}")
    return f"{reverse('task_list')}?q=viec"


def asked(long_list, by):
    return acts.ask_export(address=long_list, by=by)


def done(export):
    run(DEFINED["exchange.make_export"], export.job_id)
    return Job.objects.get(pk=export.job_id)


def test_a_long_list_is_asked_for_and_made_behind_the_page(as_, clerk, officer, long_list):
    browser = as_(clerk)
    question = browser.get(f"{long_list}&xuat=xlsx", follow=True)
    assert "3" in question.content.decode()
    assert "Tạo tệp Excel" in question.content.decode()

    response = browser.post(reverse("export_create"), {"danh_sach": long_list})

    export = Export.objects.get()
    assert response.headers["Location"] == export.get_absolute_url()
    assert "Xem lại tiến độ" in browser.get(export.get_absolute_url()).content.decode()
    job = done(export)
    assert (job.state, Notice.objects.filter(person=clerk, reminder="exchange.export").count()) == (
        JobState.DONE,
        1,
    )
    kept = browser.get(job.result["url"])
    assert len(rows_of(book_of(kept))) == 4
    assert as_(officer).get(job.result["url"]).status_code == 404
    assert as_(officer).get(export.get_absolute_url()).status_code == 404
    assert "Tải nhiem-vu" in browser.get(export.get_absolute_url()).content.decode()
    assert "Nhiệm vụ" in browser.get(reverse("sheet_home")).content.decode()


def test_an_export_run_twice_is_made_once(clerk, long_list):
    export = asked(long_list, clerk)
    done(export)

    make_long_list(export.pk)

    assert Attachment.objects.of(export).count() == 1
    assert Notice.objects.filter(reminder="exchange.export").count() == 1


def test_of_two_workers_on_one_export_the_first_keeps_it(clerk, long_list, monkeypatch):
    monkeypatch.setattr(listing, "SAID_EVERY", 1)
    export, kept = asked(long_list, clerk), []

    def overtaken(_rows: int) -> None:
        if not kept:
            kept.append(acts.make_export(export=export, told=lambda _rows: None))

    late = acts.make_export(export=export, told=overtaken)

    assert [late] == kept == list(Attachment.objects.of(export))
    assert Notice.objects.filter(reminder="exchange.export").count() == 1


@pytest.mark.parametrize("address", ["/khong-co/", "/", "/excel/?a=1"])
def test_what_is_no_list_is_not_exported(as_, clerk, address):
    with pytest.raises(Refused):
        acts.ask_export(address=address, by=clerk)
    assert as_(clerk).get(reverse("export_create"), {"danh_sach": address}).status_code == 404


def test_an_address_beyond_reason_is_refused(clerk, long_list):
    with pytest.raises(Refused, match="Bộ lọc quá dài"):
        acts.ask_export(address=f"{long_list}{'x' * 3000}", by=clerk)


def test_a_right_lost_meanwhile_ends_the_export(clerk, long_list):
    export = asked(long_list, clerk)
    clerk.is_active = False
    clerk.save()

    job = done(export)

    assert (job.state, job.note) == (JobState.FAILED, acts.NO_LIST)


def test_a_full_disk_is_told(as_, clerk, long_list, monkeypatch):
    export = asked(long_list, clerk)

    def full(*args, **options):
        raise NoRoom("Ổ đĩa đầy.")

    monkeypatch.setattr("lmhtx.ui.listing.write_workbook", full)
    job = done(export)
    assert (job.state, "Ổ đĩa của máy chủ đã đầy" in job.note) == (JobState.FAILED, True)
    monkeypatch.setattr(ui_exports, "LONG", 2000)
    response = as_(clerk).get(f"{long_list}&xuat=xlsx", follow=True)
    assert "Ổ đĩa đầy" in response.content.decode()


def test_old_exports_go_with_their_contents(clerk, long_list, at_day):
    export = asked(long_list, clerk)
    done(export)
    at_day(date(2026, 9, 23))

    assert forget_old() == (1, 0)
    assert (Export.objects.count(), Attachment.objects.count(), Blob.objects.count()) == (0, 0, 0)
