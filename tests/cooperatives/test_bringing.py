"""A strange workbook: brought, read, settled, written all or not at all; the same again changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cooperatives.actions import bringing as acts
from cooperatives.actions.merging import merge_double
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.imports import BringState
from cooperatives.enums.register import Kind, Status
from cooperatives.models import BroughtRegister, Cooperative, CooperativeName, Office, OtherCode, YearFigures
from cooperatives.tasks import forget_brought_registers, read_brought_register, write_brought_register
from cooperatives.workbooks.settling import Sameness
from cooperatives.workbooks.statuses import LABELS
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.files.models import Attachment, Blob
from lmhtx.workflow import Refused
from tests.factories.cooperatives import code, commune, cooperative

pytestmark = pytest.mark.django_db
HEADINGS = (
    "STT", "Tên hợp tác xã", "Mã số", "Ngày thành lập", "Xã, phường", "Mã ngành", "Ngành nghề",
    "Vốn điều lệ (đồng)", "Số thành viên", "Số lao động", "Doanh thu (đồng)", "Người đại diện", "Điện thoại",
    "Tình trạng",
)  # fmt: skip


def line(number: int = 1, **said):
    """A clean row, unless said otherwise."""
    told = {
        "name": "Hợp tác xã Nông nghiệp Tân Tiến", "code": code(), "founded": "15/03/2019", "ward": str(commune()),
        "vsic": "0119", "trade": "Trồng cây hằng năm khác", "capital": 1_500_000_000, "members": 45, "workers": 12,
        "revenue": 3_200_000_000, "head": "Nguyễn Văn Bình", "phone": "0913456789", "status": "Đang hoạt động",
        **said,
    }  # fmt: skip
    return (number, *told.values())


def book(*rows, headings=HEADINGS):
    made = openpyxl.Workbook()
    made.active.title = "Danh sách"
    for row in (headings, *rows):
        made.active.append(row)
    body = BytesIO()
    made.save(body)
    return SimpleUploadedFile("so htx.xlsx", body.getvalue())


@pytest.fixture
def read(officer):
    """Brings a workbook and reads it."""

    def _read(*rows, year=2025, file=None):
        brought = acts.bring_register(file=file or book(*rows), year=year, by=officer)
        read_brought_register(brought.pk)
        brought.refresh_from_db()
        return brought

    return _read


@pytest.fixture
def write(officer):
    """Confirms what was settled and writes it."""

    def _write(brought):
        acts.confirm_register(brought=brought, by=officer)
        write_brought_register(brought.pk)
        brought.refresh_from_db()
        return brought

    return _write


def test_a_clean_workbook_becomes_files_with_all_that_it_says(read, write, officer):
    number = code()
    brought = write(read(line(code=number), line(2, name="Liên hiệp hợp tác xã Đồng Tâm", code=code())))

    assert (brought.state, brought.counts) == (BringState.WRITTEN, {"new": 2, "changed": 0, "same": 0})
    one = Cooperative.objects.get(code=number)
    assert (one.name, one.kind, one.phone) == (
        "Hợp tác xã Nông nghiệp Tân Tiến",
        Kind.COOPERATIVE,
        "0913456789",
    )
    assert (one.first_registered_on, one.commune, one.charter_vnd) == (
        date(2019, 3, 15),
        commune(),
        1_500_000_000,
    )
    assert (one.representative, one.status) == ("Nguyễn Văn Bình", Status.ACTIVE)
    assert one.activities.get().code == "0119"
    figures = one.year_figures.get()
    assert (figures.year, figures.official_members, figures.workers) == (2025, 45, 12)
    assert figures.revenue_vnd == 3_200_000_000
    assert Cooperative.objects.get(kind=Kind.UNION).name.startswith("Liên hiệp")
    assert Entry.objects.filter(verb="cooperatives.cooperative.registered", subject_id=one.pk).exists()
    assert Entry.objects.filter(verb="cooperatives.register.written").count() == 1


def test_the_same_workbook_again_changes_nothing(read, write):
    rows = (line(), line(2, name="HTX Bưởi Tân Triều", status="Ngừng hoạt động chờ giải thể"))
    write(read(*rows))

    again = write(read(*rows))

    assert again.counts == {"new": 0, "changed": 0, "same": 2}
    assert Cooperative.objects.count() == 2
    assert Office.objects.count() == 2


def test_a_row_of_a_known_cooperative_changes_what_it_says_otherwise_and_keeps_the_rest(read, write):
    known = cooperative(name="Hợp tác xã Cũ", code=code(), phone="0911111111")
    brought = read(
        line(
            name="Hợp tác xã Mới", code=known.code, ward=str(commune(1)), founded=None, phone=None, head="Trần Thị Hoa",
            status="Ngừng hoạt động chờ giải thể", vsic="0121",
        )
    )  # fmt: skip
    assert brought.rows[0]["action"] == "update"

    write(brought)

    known.refresh_from_db()
    assert (known.name, known.commune, known.phone) == ("Hợp tác xã Mới", commune(1), "0911111111")
    assert (known.representative, known.status) == ("Trần Thị Hoa", Status.STOPPED)
    assert known.names.get(valid_to__isnull=True).name == "Hợp tác xã Mới"
    assert known.names.get(name="Hợp tác xã Cũ").valid_to == clock.today() - timedelta(days=1)
    assert known.activities.get(is_main=True).code == "0121"
    assert brought.__class__.objects.get(pk=brought.pk).counts == {"new": 0, "changed": 1, "same": 0}


def test_two_changes_of_one_day_leave_one_name_of_that_day(read, write):
    number = code()
    known = cooperative(name="Hợp tác xã Một", code=number)
    for name in ("Hợp tác xã Hai", "Hợp tác xã Ba"):
        write(read(line(name=name, code=number, head="Lê Văn Tám" if name.endswith("Ba") else "Lê Văn Bảy")))

    known.refresh_from_db()
    assert known.name == "Hợp tác xã Ba"
    assert sorted(CooperativeName.objects.filter(cooperative=known).values_list("name", flat=True)) == [
        "Hợp tác xã Ba",
        "Hợp tác xã Một",
    ]
    assert known.representative == "Lê Văn Tám"


def test_what_only_a_person_can_settle_stops_the_writing_and_comes_back_coloured(read, write, officer):
    brought = read(
        line(code="3600123450"), line(2, name="HTX Bưởi", status="đã giải thể"), line(3, name=None)
    )
    found = acts.settled_of(brought)

    assert {cell.problem["code"] for cell in found.cells} >= {"check_digit", "dissolved_how", "missing_name"}
    with pytest.raises(Refused, match="Còn ô hoặc dòng"):
        acts.confirm_register(brought=brought, by=officer)
    assert Cooperative.objects.count() == 0
    marked = Attachment.objects.of(brought).get(kind=acts.MARKED)
    with default_storage.open(marked.blob.stored_name) as body:
        sheet = openpyxl.load_workbook(BytesIO(body.read()))["Danh sách"]
    assert sheet["C2"].comment is not None
    assert sheet["N3"].comment is not None


def test_a_dirty_workbook_is_mended_by_its_coloured_copy_and_goes_in_clean(read, write, officer):
    good = code()
    wrong = f"{good[:-1]}{(int(good[-1]) + 1) % 10}"
    brought = read(
        line(code=wrong, phone="09134"), line(2, name="HTX Bưởi Tân Triều", code=code(), ward="Xã Không Có")
    )
    assert not acts.settled_of(brought).is_whole
    marked = Attachment.objects.of(brought).get(kind=acts.MARKED)
    with default_storage.open(marked.blob.stored_name) as body:
        copy = openpyxl.load_workbook(BytesIO(body.read()))
    sheet = copy["Danh sách"]
    coloured = {one.coordinate for row in sheet for one in row if one.fill.patternType == "solid"}
    mended = {"C2": good, "M2": "0913456780", "E3": str(commune())}

    for place, value in mended.items():
        sheet[place] = value
    body = BytesIO()
    copy.save(body)
    acts.drop_register(brought=brought, by=officer)
    again = write(read(file=SimpleUploadedFile(marked.name, body.getvalue())))

    assert coloured == mended.keys()
    assert again.counts == {"new": 2, "changed": 0, "same": 0}
    assert Cooperative.objects.get(code=good).phone == "0913456780"


def test_questions_may_be_left_as_read_but_not_what_must_be_mended(read, write, officer):
    brought = read(line(code=None), line(2, name="HTX Bưởi", status="đã giải thể"))
    codes = sorted(acts.settled_of(brought).may_be_left)

    acts.leave_as_read(brought=brought, codes=[*codes, "missing_name"], by=officer)
    brought.refresh_from_db()
    written = write(brought)

    assert brought.left == codes
    assert written.counts["new"] == 2
    assert Cooperative.objects.filter(code=None).count() == 1


def test_a_state_that_needs_more_than_a_word_is_noted_once(read, write):
    rows = (line(status="Tạm ngừng kinh doanh"), line(2, name="HTX Ba", status="Đã giải thể (tự nguyện)"))
    write(read(*rows))
    again = write(read(*rows))

    notes = list(Cooperative.objects.order_by("pk").values_list("note", flat=True))
    assert "“Tạm ngừng kinh doanh”: cần ghi ngày, văn bản." in notes[0]
    assert "“Đã giải thể (tự nguyện)”" in notes[1]
    assert again.counts == {"new": 0, "changed": 0, "same": 2}


def test_an_ended_cooperative_is_not_brought_back_by_a_word(read, write, officer):
    known = cooperative(code=code())
    ended = Happening(status=Status.BANKRUPT, effective_on=date(2026, 1, 5), document_number="01/QĐ-TA")
    record_status(cooperative=known, by=officer, happening=ended, knows_warnings=True)

    write(read(line(name=known.name, code=known.code)))

    known.refresh_from_db()
    assert known.status == Status.BANKRUPT
    assert "“Đang hoạt động”" in known.note


@pytest.mark.parametrize(("answer", "count"), [(Sameness.ONE, 1), (Sameness.TWO, 2)])
def test_two_rows_that_look_alike_are_one_or_two_as_a_person_says(answer, count, read, write, officer):
    brought = read(line(code=None, phone=None), line(2, code=None, capital=None))
    (pair,) = acts.settled_of(brought).pairs

    acts.answer_alike(brought=brought, keys=[pair.key, "không có"], answer=answer, by=officer)
    brought.refresh_from_db()
    acts.leave_as_read(brought=brought, codes=sorted(acts.settled_of(brought).may_be_left), by=officer)
    brought.refresh_from_db()
    write(brought)

    assert Cooperative.objects.count() == count
    if answer == Sameness.ONE:
        one = Cooperative.objects.get()
        assert (one.phone, one.charter_vnd) == ("0913456789", 1_500_000_000)


@pytest.mark.parametrize(("answer", "count"), [(Sameness.ONE, 1), (Sameness.TWO, 2)])
def test_a_row_like_a_known_cooperative_is_that_one_or_another_as_a_person_says(
    answer, count, read, write, officer
):
    known = cooperative(name="Hợp tác xã Nông nghiệp Tân Tiến", code=None)
    brought = read(line(ward=str(commune())))
    assert [row["alike"] for row in acts.settled_of(brought).alike] == [known.pk]

    acts.answer_alike(brought=brought, keys=[brought.rows[0]["key"]], answer=answer, by=officer)
    brought.refresh_from_db()
    write(brought)

    known.refresh_from_db()
    assert Cooperative.objects.count() == count
    assert bool(known.code) == (answer == Sameness.ONE)


def test_an_old_certificate_finds_its_cooperative_and_is_kept(read, write, officer):
    headings = ("Tên hợp tác xã", "Số giấy chứng nhận", "Xã, phường")
    brought = read(file=book(("Hợp tác xã Suối Tre", "472 004 000012", str(commune())), headings=headings))
    acts.leave_as_read(brought=brought, codes=sorted(acts.settled_of(brought).may_be_left), by=officer)
    brought.refresh_from_db()
    write(brought)
    kept = OtherCode.objects.values_list("number", flat=True)

    again = read(file=book(("Hợp tác xã Suối Tre", "472 004 000012", str(commune())), headings=headings))

    assert len(kept) == 1
    assert again.rows[0]["known"] == Cooperative.objects.get().pk


def test_two_rows_that_stay_two_cannot_have_one_code(read, officer):
    number = code()
    brought = read(
        line(code=number), line(2, name="HTX Khác hẳn", code=number, phone=None, head="Hồ Thị Sáu")
    )
    for pair in acts.settled_of(brought).pairs:
        acts.answer_alike(brought=brought, keys=[pair.key], answer=Sameness.TWO, by=officer)
    brought.refresh_from_db()

    (cell,) = acts.settled_of(brought).cells
    assert (cell.problem["code"], cell.cell, cell.raw) == ("meant_twice", "C3", number)
    with pytest.raises(Refused, match="Còn ô"):
        acts.confirm_register(brought=brought, by=officer)


def test_what_the_tables_refuse_writes_nothing_and_says_so(read, officer):
    brought = read(line(), line(2, name="Hợp tác xã " + "dài " * 80, code=code()))
    acts.leave_as_read(brought=brought, codes=sorted(acts.settled_of(brought).may_be_left), by=officer)
    brought.refresh_from_db()
    acts.confirm_register(brought=brought, by=officer)

    write_brought_register(brought.pk)

    brought.refresh_from_db()
    assert (brought.state, brought.failure) == (BringState.UNREAD, acts.CLASH)
    assert Cooperative.objects.count() == 0


def test_a_register_that_has_changed_since_is_looked_at_again(read, write, officer):
    row = line(code=None)
    first, second = read(row), read(row)
    for brought in (first, second):
        acts.leave_as_read(brought=brought, codes=sorted(acts.settled_of(brought).may_be_left), by=officer)
        brought.refresh_from_db()
    write(first)

    write(second)

    second.refresh_from_db()
    assert second.state == BringState.CHECKED
    assert [one["alike"] for one in acts.settled_of(second).alike] == [Cooperative.objects.get().pk]


def test_the_code_of_a_merged_double_leads_to_the_kept_file(read, write, officer):
    kept, double = (
        cooperative(name="Hợp tác xã Giữ", code=code()),
        cooperative(name="Hợp tác xã Trùng", code=code()),
    )
    merge_double(cooperative=kept, by=officer, double=double, reason="Một hợp tác xã")

    brought = write(read(line(name="Hợp tác xã Giữ", code=double.code)))

    kept.refresh_from_db()
    assert brought.counts["changed"] == 1
    assert kept.code != double.code
    assert Cooperative.objects.filter(merged_into=None).count() == 1


def test_a_workbook_that_is_gone_when_it_is_written_says_so(read, officer):
    brought = read(line())
    acts.confirm_register(brought=brought, by=officer)
    Attachment.objects.of(brought).delete()

    write_brought_register(brought.pk)

    brought.refresh_from_db()
    assert (brought.state, brought.failure) == (BringState.UNREAD, acts.GONE)


@pytest.mark.parametrize("vsic", ["9999", "0000"])
def test_an_activity_that_does_not_exist_is_asked(vsic, read):
    assert [cell.problem["field"] for cell in acts.settled_of(read(line(vsic=vsic))).cells] == ["vsic"]


def test_runs_again_find_the_first_ones_end(read, write, officer):
    brought = read(line())
    assert read_brought_register(brought.pk)["url"] == brought.get_absolute_url()
    write(brought)
    write_brought_register(brought.pk)

    assert Cooperative.objects.count() == 1
    with pytest.raises(Refused, match="không còn chờ"):
        acts.leave_as_read(brought=brought, codes=[], by=officer)


def test_rights_are_asked_again_when_it_is_written(read, officer):
    brought = read(line())
    acts.confirm_register(brought=brought, by=officer)
    officer.postings.all().update(valid_to=clock.today() - timedelta(days=1))

    write_brought_register(brought.pk)

    brought.refresh_from_db()
    assert brought.state == BringState.UNREAD
    assert Cooperative.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("so.docx", b"PK\x03\x04", "."),
        ("so.pdf", b"%PDF-1.4 x", "."),
        ("so.xlsx", b"", "trống|rỗng|Tệp"),
    ],
)
def test_what_is_no_workbook_is_refused_at_the_door(name, body, why, officer):
    with pytest.raises(Refused, match=why):
        acts.bring_register(file=SimpleUploadedFile(name, body), year=2025, by=officer)
    assert BroughtRegister.objects.count() == 0


def test_a_workbook_that_cannot_be_read_says_why(read, officer):
    brought = read(file=SimpleUploadedFile("so.csv", "chỉ một dòng chữ\n".encode()))
    assert brought.state in {BringState.CHECKED, BringState.UNREAD}

    lost = acts.bring_register(file=book(line()), year=2025, by=officer)
    Attachment.objects.of(lost).delete()
    read_brought_register(lost.pk)
    lost.refresh_from_db()

    assert (lost.state, lost.failure) == (BringState.UNREAD, acts.GONE)
    acts.drop_register(brought=lost, by=officer)
    lost.refresh_from_db()
    assert lost.state == BringState.DROPPED


def broken_book():
    """A file that has the parts of a workbook and nothing readable in them."""
    body = BytesIO()
    with ZipFile(body, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "không phải XML")
    return SimpleUploadedFile("hong.xlsx", body.getvalue())


def test_a_broken_workbook_says_so(read):
    brought = read(file=broken_book())

    assert brought.state == BringState.UNREAD
    assert "hỏng" in brought.failure


def test_a_picture_is_no_workbook(officer):
    body = BytesIO()
    Image.new("RGB", (8, 8)).save(body, "PNG")

    with pytest.raises(Refused, match="Chỉ nhận bảng tính"):
        acts.bring_register(file=SimpleUploadedFile("anh.png", body.getvalue()), year=2025, by=officer)


def test_a_trade_without_a_code_and_another_code_change_nothing(read, write, officer):
    known = cooperative(code=code())
    OtherCode.objects.create(cooperative=known, kind="certificate", number="472004000012")
    headings = ("Tên hợp tác xã", "Mã số", "Số giấy chứng nhận", "Ngành nghề")
    brought = read(file=book((known.name, code(), "472004000012", "Vận tải"), headings=headings))
    acts.leave_as_read(brought=brought, codes=sorted(acts.settled_of(brought).may_be_left), by=officer)
    brought.refresh_from_db()
    before = known.code

    assert [row["known"] for row in brought.rows] == [known.pk]
    written = write(brought)

    known.refresh_from_db()
    assert (known.code, known.activities.count(), written.counts["same"]) == (before, 0, 1)


def test_an_empty_workbook_has_nothing_to_write(read, officer):
    brought = read()

    if brought.state == BringState.CHECKED:
        with pytest.raises(Refused, match="không có dòng nào"):
            acts.confirm_register(brought=brought, by=officer)


def test_brought_workbooks_go_after_thirty_days_with_their_contents(read, officer):
    brought = read(line(code="3600123450"))
    BroughtRegister.objects.filter(pk=brought.pk).update(created_at=clock.now() - timedelta(days=31))

    assert forget_brought_registers() == "Đã xóa 1 lần nhập sổ."
    assert not BroughtRegister.objects.exists()
    assert not Attachment.objects.exists()
    assert not Blob.objects.exists()
    assert forget_brought_registers() == ""


def test_the_words_of_the_reader_are_the_statuses_of_the_register():
    assert set(LABELS) == {status.label for status in Status}


def test_the_whole_way_on_pages(officer, as_):
    browser = as_(officer)
    home = reverse("brought_list")
    rows = (line(code="3600123450"), line(2, name="HTX Bưởi", code=None), line(3, name="HTX Bưởi", code=None))
    assert browser.get(home).status_code == HTTPStatus.OK
    assert browser.post(home, {"year": "2025"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    sent = browser.post(home, {"year": "2025", "file": book(*rows)})
    brought = BroughtRegister.objects.get()
    assert sent.status_code == HTTPStatus.FOUND
    page = brought.get_absolute_url()
    assert "Tiến độ" in browser.get(page).content.decode()
    read_brought_register(brought.pk)

    shown = browser.get(page).content.decode()
    assert "Có vẻ là một hợp tác xã" in shown
    assert "Tải tệp đã tô màu" in shown
    assert browser.post(reverse("brought_answer", args=[brought.pk]), {"answer": "three"}).status_code < 500
    browser.post(reverse("brought_answer", args=[brought.pk]), {"answer": "one"})
    assert browser.post(reverse("brought_leave", args=[brought.pk]), {}).status_code < 500
    for kind in sorted(acts.settled_of(BroughtRegister.objects.get()).may_be_left):
        browser.post(reverse("brought_leave", args=[brought.pk]), {"code": kind})
    shown = browser.get(page).content.decode()
    assert "Sẵn sàng ghi." in shown
    browser.post(reverse("brought_confirm", args=[brought.pk]))
    write_brought_register(brought.pk)
    assert "Thêm 2" in browser.get(page).content.decode()
    assert Cooperative.objects.count() == 2


def test_a_brought_workbook_is_its_owners_alone(read, officer, unit_head, clerk, as_):
    brought = read(line())
    page = brought.get_absolute_url()

    assert as_(unit_head).get(page).status_code == HTTPStatus.NOT_FOUND
    assert as_(clerk).get(reverse("brought_list")).status_code == HTTPStatus.FORBIDDEN
    assert as_(officer).post(reverse("brought_drop", args=[brought.pk])).status_code == HTTPStatus.FOUND
    assert "đã bỏ" in as_(officer).get(page).content.decode()
    with pytest.raises(Refused):
        acts.bring_register(file=book(line()), year=2025, by=clerk)


def test_figures_of_another_year_stand_beside_those_of_the_year(read, write):
    number = code()
    write(read(line(code=number), year=2024))
    write(read(line(code=number, members=50), year=2025))

    assert dict(YearFigures.objects.values_list("year", "official_members")) == {2024: 45, 2025: 50}
