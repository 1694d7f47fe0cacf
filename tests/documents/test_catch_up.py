"""The day's catch-up: one drop, one grid, one act; files go to their rows, and a second drop adds nothing."""

from __future__ import annotations

from datetime import date
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.actions import catch_up as acts
from documents.actions.catch_up_saving import save_catch_up
from documents.actions.incoming import register_new
from documents.catch_up_matching import How, Looked, match_files, reference_key
from documents.catch_up_sheets import read_register, row_of
from documents.enums.catch_up import CatchUpState, RowKind
from documents.enums.incoming import SOURCE_FILE
from documents.enums.numbers import Authority
from documents.models import CatchUp, Incoming, SheetLayout
from documents.queries import desk
from documents.queries.catch_up import grid_of
from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment, Blob
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import registers as reg

SUBJECT = "Về việc hỗ trợ hợp tác xã nông nghiệp ứng dụng công nghệ cao năm {}"


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def province():
    return make.series(numbers_from=Authority.PROVINCE, directives_from=Authority.PROVINCE)


def letter(number: int, name: str, *more: str) -> SimpleUploadedFile:
    file = make.letter_pdf(
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
        f"Số: {number}/TB-UBND",
        "Đồng Nai, ngày 10 tháng 9 năm 2026",
        "<b>THÔNG BÁO</b>",
        f"<b>{SUBJECT.format(number)}</b>",
        *more,
    )
    return SimpleUploadedFile(name, file.read(), "application/pdf")


def sheet_row(number: int, **changes) -> list:
    told = {
        "arrived": date(2026, 9, 11),
        "arrival": 100 + number,
        "author": "Ủy ban nhân dân tỉnh Đồng Nai",
        "reference": f"{number}/TB-UBND",
        "dated": date(2026, 9, 10),
        "subject": SUBJECT.format(number),
        "receiver": "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã",
        "words": "Nghiên cứu, tham mưu.",
        **changes,
    }
    return list(told.values())


def everything() -> list[SimpleUploadedFile]:
    """Twenty-seven files: one for each row and six annexes by their names, three of meaningless names, a stray one."""
    files = [letter(number, f"{number}-TB-UBND.signed.pdf") for number in range(1, 18)]
    files += [
        letter(number, name) for number, name in ((18, "scan0001.pdf"), (19, "IMG_4411.pdf"), (20, "a.pdf"))
    ]
    files += [
        SimpleUploadedFile(
            f"{number}_TB-UBND_phu luc.pdf", make.letter_pdf(f"Phụ lục {number}").read(), "application/pdf"
        )
        for number in range(1, 7)
    ]
    stray = make.letter_pdf("Tờ quảng cáo máy photocopy", "Giá ưu đãi").read()
    return [*files, SimpleUploadedFile("bao gia.pdf", stray, "application/pdf")]


def with_two_of_them(clerk):
    """The book of the province's system with the first two rows in it already."""
    series = province()
    for number in (1, 2):
        values = make.values(number=str(number), subject=SUBJECT.format(number), issued_on=date(2026, 9, 10))
        register_new(series=series, values=values, channel="axis", by=clerk, arrival_number=100 + number)
    return series


def names_of(paper: Incoming) -> list[str]:
    return [one.name for one in Attachment.objects.of(paper)]


def second_drop(browser, series, files) -> None:
    """The same once more adds nothing."""
    for file in files:
        file.seek(0)
    browser.post(reverse("catch_up_bring"), {"series": series.pk, "files": files})
    again = CatchUp.objects.latest("pk")
    shown = grid_of(again)
    assert (shown.new, shown.with_files, len(shown.stopped)) == (0, 0, 26)
    browser.post(again.get_absolute_url(), {})
    assert (Incoming.objects.count(), CatchUp.objects.latest("pk").saved_count) == (20, 0)
    hung = Attachment.objects.held().filter(owner_kind="documents.incoming", kind=SOURCE_FILE)
    assert hung.count() == 26


@pytest.mark.django_db
def test_scenario_the_days_catch_up_in_two_clicks(as_, clerk):
    series = with_two_of_them(clerk)
    files = everything()
    assert len(files) == 27
    register = reg.workbook(reg.INCOMING, [sheet_row(number) for number in range(1, 21)])
    loose, packed = files[:10], reg.zipped(files[10:])
    browser = as_(clerk)
    clicks = 0

    brought = browser.post(
        reverse("catch_up_bring"), {"series": series.pk, "files": [register, *loose, packed]}
    )
    clicks += 1
    held = CatchUp.objects.get()
    grid = grid_of(held)
    assert brought["Location"] == held.get_absolute_url()
    assert [row.kind for row in grid.rows] == [RowKind.KNOWN] * 2 + [RowKind.NEW] * 18
    assert grid.with_files == 20
    assert [one["name"] for one in grid.stray] == ["bao gia.pdf"]
    assert [one["how"] for one in held.files if one["name"] == "scan0001.pdf"] == [How.TEXT]
    page = browser.get(held.get_absolute_url()).content.decode()
    assert "Lưu 18 văn bản vào sổ" in page
    assert "bao gia.pdf" in page
    assert Incoming.objects.count() == 2

    browser.post(held.get_absolute_url(), {"file-26": ""})
    clicks += 1

    assert clicks <= 12
    kept = Incoming.objects.order_by("arrival_number")
    assert list(kept.values_list("arrival_number", flat=True)) == list(range(101, 121))
    paper = Incoming.objects.get(arrival_number=118)
    assert (paper.number, paper.symbol, paper.subject) == ("18", "TB-UBND", SUBJECT.format(18))
    assert names_of(paper) == ["scan0001.pdf"]
    assert (paper.present_until_at, paper.lead_unit) == (None, make.unit())
    assert "Bút phê (Đồng Nai-S): Nghiên cứu, tham mưu." in paper.note
    assert desk.to_present(clerk).count() == 0
    assert names_of(Incoming.objects.get(arrival_number=101)) == [
        "1-TB-UBND.signed.pdf",
        "1_TB-UBND_phu luc.pdf",
    ]
    assert series.years.filter(last_number__gt=0).count() == 0
    held.refresh_from_db()
    assert (held.state, held.saved_count) == (CatchUpState.SAVED, 18)

    second_drop(browser, series, [register, *files])
    again = CatchUp.objects.latest("pk")
    assert "đã lưu hoặc đã bỏ" in said(save_catch_up, catch_up=again, places={}, left_out=(), by=clerk)


@pytest.mark.django_db
def test_nothing_of_a_secret_in_a_drop_is_kept(clerk):
    secret = make.letter_pdf("TỐI MẬT", "Số: 3/CAT")
    secret.name = "ke hoach bao ve.pdf"
    doubtful = make.letter_pdf("Tối mật", "Số: 4/CAT")
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 200)

    held = acts.bring_catch_up(series=province(), files=[secret, doubtful, bad], by=clerk)

    names = [one["name"] for one in held.files]
    assert names == ["", "van-ban.pdf", "x.exe"]
    assert "Không nhận ra loại của tệp" in held.files[2]["fault"]
    assert (Blob.objects.count(), Attachment.objects.count()) == (0, 0)
    assert Entry.objects.filter(verb="documents.secret.turned_away").count() == 1
    doubtful.seek(0)
    seen = acts.bring_catch_up(series=province(), files=[doubtful], is_seen_open=True, by=clerk)
    assert [one["fault"] for one in seen.files] == [""]


@pytest.mark.django_db
def test_a_stray_file_is_given_by_hand_and_a_row_left_out(as_, clerk):
    series = province()
    register = reg.workbook(reg.INCOMING, [sheet_row(1), sheet_row(2)])
    stray = SimpleUploadedFile("la.pdf", make.letter_pdf("Không số").read(), "application/pdf")
    held = acts.bring_catch_up(series=series, files=[register, stray], by=clerk)

    as_(clerk).post(held.get_absolute_url(), {"file-0": "0", "left": "1"})

    paper = Incoming.objects.get()
    assert [one.name for one in Attachment.objects.of(paper)] == ["la.pdf"]
    other = acts.bring_catch_up(
        series=series, files=[reg.workbook(reg.INCOMING, [sheet_row(3)]), letter(3, "b.pdf")], by=clerk
    )
    save_catch_up(catch_up=other, places={}, left_out={0}, by=clerk)
    other.refresh_from_db()
    assert (other.saved_count, other.files[0]["place"]) == (0, None)


@pytest.mark.django_db
def test_columns_are_told_once_and_remembered(as_, clerk):
    heads = ("Mã", "Của ai", "Ký mã", "Ngày văn thư", "Việc gì")
    rows = [[15, "Sở Tài chính", "9/STC-NS", "10/09/2026", "Đề nghị báo cáo"]]
    held = acts.bring_catch_up(series=province(), files=[reg.workbook(heads, rows)], by=clerk)
    assert grid_of(held).rows == []
    browser = as_(clerk)
    told = {"column-0": "arrival_number", "column-1": "author", "column-2": "reference"}
    told |= {"column-3": "dated_on", "column-4": "subject"}
    address = reverse("catch_up_columns", args=[held.pk])

    assert browser.get(address).status_code == 200
    twice = browser.post(address, {**told, "column-4": "author"})
    assert "Hai cột không thể cùng là một mục" in twice.content.decode()
    browser.post(address, told)

    held.refresh_from_db()
    assert [(row["kind"], row["arrival_number"], row["subject"]) for row in held.rows] == [
        ("new", 15, "Đề nghị báo cáo")
    ]
    assert SheetLayout.objects.count() == 1
    again = acts.bring_catch_up(series=province(), files=[reg.workbook(heads, rows)], by=clerk)
    assert [row["kind"] for row in again.rows] == ["new"]
    loose = acts.bring_catch_up(series=province(), files=[make.letter_pdf("x")], by=clerk)
    assert "không có tệp sổ" in said(acts.choose_columns, catch_up=loose, columns={}, by=clerk)


@pytest.mark.django_db
def test_faulty_rows_say_what_is_wrong_and_are_not_saved(clerk):
    rows = [
        sheet_row(1, subject=""),
        sheet_row(2, author=""),
        sheet_row(3, arrival=None),
        sheet_row(4, arrival="104a"),
        sheet_row(5, dated="hôm kia"),
    ]

    held = acts.bring_catch_up(series=province(), files=[reg.workbook(reg.INCOMING, rows)], by=clerk)

    assert [row["faults"] for row in held.rows] == [
        ["Thiếu trích yếu"],
        ["Thiếu tác giả (cơ quan ban hành)"],
        ["Thiếu số đến của Đồng Nai-S"],
        ["Số đến “104a” kèm chữ; hãy vào sổ tay"],
        ["Ngày văn bản: “hôm kia” không phải là ngày"],
    ]
    save_catch_up(catch_up=held, places={}, left_out=(), by=clerk)
    assert Incoming.objects.count() == 0


@pytest.mark.django_db
def test_a_book_of_ours_gives_its_own_numbers(clerk):
    series = make.series()
    held = acts.bring_catch_up(series=series, files=[reg.workbook(reg.INCOMING, [sheet_row(7)])], by=clerk)

    save_catch_up(catch_up=held, places={}, left_out=(), by=clerk)

    paper = Incoming.objects.get()
    assert (paper.arrival_number, paper.present_until_at is None) == (1, False)
    assert desk.to_present(clerk).count() == 1


@pytest.mark.django_db
def test_a_drop_may_be_given_up_and_must_hold_something(as_, clerk):
    held = acts.bring_catch_up(series=province(), files=[letter(1, "a.pdf")], by=clerk)
    browser = as_(clerk)

    browser.post(reverse("catch_up_drop", args=[held.pk]))

    held.refresh_from_db()
    assert held.state == CatchUpState.DROPPED
    assert Attachment.objects.of(held).count() == 0
    assert browser.get(held.get_absolute_url()).status_code == 200
    assert "Hãy thả sổ" in said(acts.bring_catch_up, series=province(), files=[], by=clerk)
    many = [SimpleUploadedFile(f"{n}.exe", b"MZ00") for n in range(201)]
    assert "nhiều nhất 200 tệp" in said(acts.bring_catch_up, series=province(), files=many, by=clerk)


@pytest.mark.django_db
def test_what_could_not_be_read_in_time_is_not_taken(clerk, monkeypatch):
    monkeypatch.setattr(acts, "LOOK_SECONDS", 0)

    held = acts.bring_catch_up(series=province(), files=[letter(1, "a.pdf")], by=clerk)

    assert "thả lại tệp này" in held.files[0]["fault"]
    assert Attachment.objects.of(held).count() == 0


@pytest.mark.django_db
def test_archives_that_hold_too_much_and_workbooks_that_are_none_are_told(clerk):
    small = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(201)]
    broken = SimpleUploadedFile("so.csv", "chỉ có chữ".encode("utf-16"), "text/csv")
    listed = reg.zipped([SimpleUploadedFile("Thumbs.db", b"x"), reg.workbook(reg.INCOMING, [sheet_row(1)])])

    hollow = reg.zipped([SimpleUploadedFile("x", b"")], name="rong.xlsx")
    with ZipFile(hollow, "a") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    hollow.seek(0)

    held = acts.bring_catch_up(series=province(), files=[reg.zipped(small), broken, hollow, listed], by=clerk)

    assert "quá 200 tệp" in held.files[0]["fault"]
    assert (held.name, len(held.rows)) == ("so.xlsx", 1)


# What decides, without a database


def test_files_are_matched_by_text_then_name_then_number_then_words():
    rows = [
        {
            "reference": "222/TB-UBND",
            "arrival_number": 12,
            "dated_on": "2026-09-01",
            "subject": SUBJECT.format(1),
        },
        {"reference": "1222/TB-UBND", "arrival_number": 13, "dated_on": "2026-09-02", "subject": "Khác"},
        {"reference": "05/KH-LM", "arrival_number": 14, "dated_on": "2026-09-03", "subject": "Một"},
        {
            "reference": "5/KH-LM",
            "arrival_number": 15,
            "dated_on": "2026-09-04",
            "subject": SUBJECT.format(2),
        },
    ]
    looked = [
        Looked("x.pdf", reference="0222/TB-UBND"),
        Looked("1222_TB-UBND.pdf"),
        Looked("Vb den so 13.pdf"),
        Looked("scan.pdf", subject=SUBJECT.format(1)),
        Looked("y.pdf", reference="5/KH-LM", dated_on="2026-09-03"),
        Looked("z.pdf", reference="5/KH-LM", subject=SUBJECT.format(2)),
        Looked("hai.pdf", reference="5/KH-LM"),
        Looked("la.pdf"),
    ]

    found = match_files(rows, looked)

    assert [(one.place, one.how) if one else None for one in found] == [
        (0, How.TEXT),
        (1, How.NAME),
        (1, How.ARRIVAL),
        (0, How.SUBJECT),
        (2, How.TEXT),
        (3, How.TEXT),
        None,
        None,
    ]
    assert reference_key("05 / KH–LM") == reference_key("5/KH-LM") == "5khlm"


def test_a_register_is_read_by_its_headings():
    sheet = {
        "name": "Sổ",
        "rows": [
            ["SỔ ĐĂNG KÝ VĂN BẢN ĐI", None, None],
            ["Số", "Ký hiệu", "Ngày tháng văn bản", "Trích yếu"],
            ["(1)", "(2)", "(3)", "(4)"],
            [5, "KH–LM", 46270, "Kế hoạch"],
            [None, None, None, None],
            ["6b", "KH-LM", "mai", "Kế hoạch khác"],
        ],
    }

    read = read_register([{"name": "Bìa", "rows": [["a"]]}, sheet], {})

    assert read.columns["Trích yếu"] == "subject"
    assert [(row["number"], row["suffix"], row["symbol"], row["dated_on"]) for row in read.rows] == [
        (5, "", "KH-LM", "2026-09-05"),
        (6, "b", "KH-LM", ""),
    ]
    assert read.rows[1]["faults"] == ["Ngày văn bản: “mai” không phải là ngày"]
    assert read_register([{"name": "x", "rows": [["a", 1]]}], {}).headings == []
    assert row_of({"reference": "không số"}, 3)["number"] is None
