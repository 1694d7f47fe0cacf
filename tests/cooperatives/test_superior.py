"""Forms of superiors: what is recognised, what a person settles, what comes back filled and untouched."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from cooperatives.actions import superior as acts
from cooperatives.figure_lines import lines
from cooperatives.forms.figures import reach_of
from cooperatives.models import SuperiorForm, YearFigures
from cooperatives.workbooks.superior import BASE, BY_HAND, NOW, UNIT, fingerprint, layout_of
from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.filling import blank_book, fill_copy
from lmhtx.workflow import Refused
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
SHEET = "Biểu 01"
ROWS = (
    ("I", "Hợp tác xã", None),
    (1, "Tổng số HTX", "HTX"),
    ("-", "Đang hoạt động", "HTX"),
    ("-", "Thành lập mới", "HTX"),
    (2, "Tổng số thành viên HTX", "người"),
    (3, "Doanh thu bình quân 01 HTX", "Tr.đồng"),
    (4, "Tổng vốn điều lệ", "triệu đồng"),
    (5, "Số cuộc kiểm tra", "cuộc"),
    ("II", "Liên hiệp HTX", None),
    (1, "Tổng số liên hiệp HTX", "LH"),
    ("", "Thành lập mới", "LH"),
    ("III", "Tổ hợp tác", None),
    (2, "Thành viên tổ hợp tác", "người"),
)
FIRST = 7  # the Excel row of the first of them


def a_form(year: int = 2026, rows=ROWS) -> bytes:
    """A form with two rows of headings, merged, a row of codes, a formula and colours."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["LIÊN MINH HỢP TÁC XÃ VIỆT NAM"])
    sheet.append([f"TÌNH HÌNH KINH TẾ TẬP THỂ 6 THÁNG NĂM {year}"])
    sheet.merge_cells("A2:G2")
    sheet.append([])
    sheet.append(["TT", "Chỉ tiêu", "ĐVT", f"Năm {year - 1}", None, f"Năm {year}", "Ghi chú"])
    sheet.merge_cells("D4:E4")
    sheet.append([None, None, None, "Kế hoạch", "Thực hiện cùng kỳ", "Thực hiện 6 tháng", None])
    sheet.append(["A", "B", "C", 1, 2, 3, 4])
    for row in rows:
        sheet.append(row)
    last = FIRST + len(rows)
    sheet[f"B{last}"] = "Cộng HTX và liên hiệp"
    sheet[f"F{last}"] = f"=F{FIRST + 1}+F{FIRST + 9}"
    sheet[f"F{FIRST + 1}"].font = Font(bold=True)
    sheet[f"F{FIRST + 1}"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet[f"F{FIRST + 1}"].number_format = "#,##0"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def upload(body: bytes, name: str = "Biểu 01 Liên minh.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def read(body: bytes, tmp_path: Path) -> list:
    path = tmp_path / "form.xlsx"
    path.write_bytes(body)
    return blank_book(path)


def test_columns_and_rows_are_recognised_by_their_words(tmp_path):
    layout = layout_of(read(a_form(), tmp_path), lines())

    assert {one.heading: one.role for one in layout.columns} == {
        "TT": BY_HAND,
        "ĐVT": UNIT,
        "Năm 2025 – Kế hoạch": BY_HAND,
        "Năm 2025 – Thực hiện cùng kỳ": BASE,
        "Năm 2026 – Thực hiện 6 tháng": NOW,
        "Ghi chú": BY_HAND,
    }
    codes = [(one.label, one.code) for one in layout.rows][:13]
    assert codes == [
        ("Hợp tác xã", ""),
        ("Tổng số HTX", "1"),
        ("Đang hoạt động", "2"),
        ("Thành lập mới", "5"),
        ("Tổng số thành viên HTX", "13"),
        ("Doanh thu bình quân 01 HTX", "25"),
        ("Tổng vốn điều lệ", "22"),
        ("Số cuộc kiểm tra", ""),
        ("Liên hiệp HTX", ""),
        ("Tổng số liên hiệp HTX", "30a"),
        ("Thành lập mới", "30b"),
        ("Tổ hợp tác", ""),
        ("Thành viên tổ hợp tác", "35"),
    ]


def test_the_same_form_is_known_in_another_year_and_a_changed_one_is_not(tmp_path):
    marks = [
        fingerprint(read(body, tmp_path))
        for body in (a_form(), a_form(2027), a_form(rows=(*ROWS, (6, "Lao động thường xuyên", "người"))))
    ]

    assert marks[0] == marks[1] != marks[2]


def test_a_sheet_without_figures_is_passed_over(tmp_path):
    book = Workbook()
    book.active.append(["Hướng dẫn ghi biểu"])
    book.create_sheet("Trống")
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    written = BytesIO()
    book.save(written)

    told = read(written.getvalue(), tmp_path)

    assert [one["name"] for one in told] == ["Sheet", "Trống"]
    assert not layout_of(told, lines()).rows


def test_cells_are_filled_in_their_order_and_nothing_else_is_touched(tmp_path):
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(a_form())
    cells = [
        [SHEET, FIRST, 5, "319"],  # styled and empty
        [SHEET, FIRST, 4, "324"],  # not there yet, before another
        [SHEET, 39, 0, "1"],  # in a row that is not there yet
        [SHEET, FIRST, 1, "7"],  # taken
        [SHEET, FIRST + len(ROWS) - 1, 5, "9"],  # a formula
        ["Không có", 0, 0, "1"],
    ]

    assert fill_copy(source, target, cells) == 3

    before, after = load_workbook(source)[SHEET], load_workbook(target)[SHEET]
    changed = {
        cell.coordinate: cell.value
        for row in after.iter_rows()
        for cell in row
        if cell.value != before[cell.coordinate].value
    }
    assert changed == {f"F{FIRST + 1}": 319, f"E{FIRST + 1}": 324, "A40": 1}
    assert after[f"F{FIRST + 1}"].fill.fgColor.rgb == "00FFFF00"
    assert after.merged_cells.ranges == before.merged_cells.ranges


def furnished(officer) -> None:
    farm = cooperative(name="HTX một")
    cooperative(name="HTX hai", first_registered_on=date(2026, 2, 1))
    YearFigures.objects.create(cooperative=farm, year=2025, official_members=50, revenue_vnd=2_500_000_000)


def test_a_form_is_brought_confirmed_and_comes_back_filled(officer, as_):
    furnished(officer)
    browser = as_(officer)
    brought = browser.post(reverse("superior_form_list"), {"file": upload(a_form())})
    form = SuperiorForm.objects.get()
    assert brought.headers["Location"] == form.get_absolute_url()
    fill = reverse("superior_form_fill", args=[form.pk])
    early = browser.get(fill, {"ky": "half:2026:1"}, follow=True)
    assert "Hãy xác nhận các cột, các dòng" in early.content.decode()

    shown = browser.get(form.get_absolute_url()).content.decode()
    assert "Năm 2026 – Thực hiện 6 tháng" in shown
    typed = {f"column_{place}": one["role"] for place, one in enumerate(form.columns)}
    typed |= {f"row_{place}": one["code"] for place, one in enumerate(form.rows)}
    place = next(place for place, one in enumerate(form.rows) if one["label"] == "Số cuộc kiểm tra")
    browser.post(form.get_absolute_url(), {**typed, f"row_{place}": "43a"})
    form.refresh_from_db()
    assert form.learned_at is not None
    assert form.rows[place]["code"] == "43a"

    answer = browser.get(fill, {"ky": "half:2026:1"})
    sheet = load_workbook(BytesIO(answer.getvalue()))[SHEET]
    now = [sheet[f"F{FIRST + at}"].value for at in range(len(ROWS))]
    base = [sheet[f"E{FIRST + at}"].value for at in range(len(ROWS))]
    assert now == [None, 2, 2, 1, 50, 2500, None, 0, None, 0, 0, None, None]
    assert base == [None, 1, 1, 0, None, None, None, 0, None, 0, 0, None, None]
    assert sheet[f"F{FIRST + len(ROWS)}"].value == f"=F{FIRST + 1}+F{FIRST + 9}"
    assert sheet[f"G{FIRST + 1}"].value is None
    assert [one.verb.rsplit(".", 1)[1] for one in Entry.objects.of(form).order_by("pk")] == [
        "taken",
        "learned",
        "filled",
    ]
    listed = browser.get(reverse("superior_form_list")).content.decode()
    assert "Biểu 01 Liên minh.xlsx" in listed


def test_next_year_nothing_is_asked_again_and_a_changed_form_only_what_is_new(officer):
    first = acts.take_form(file=upload(a_form()), by=officer)
    place = next(place for place, one in enumerate(first.rows) if one["label"] == "Số cuộc kiểm tra")
    acts.learn_form(form=first, by=officer, roles={}, codes={place: "43a"})

    again = acts.take_form(file=upload(a_form(2027), "Biểu 2027.xlsx"), by=officer)
    longer = acts.take_form(
        file=upload(a_form(2027, rows=(*ROWS, (6, "Lao động thường xuyên tại HTX", "người")))), by=officer
    )

    assert (again.pk, again.name) == (first.pk, "Biểu 2027.xlsx")
    assert again.learned_at is not None
    assert Attachment.objects.of(again).filter(kind=acts.BLANK).count() == 1
    assert longer.pk != first.pk
    assert {one["label"]: one["code"] for one in longer.rows}["Số cuộc kiểm tra"] == "43a"


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (b"ab;cd", "so.csv", "Chỉ nhận biểu mẫu .xlsx"),
        (b"MZ\x90\x00", "so.exe", "."),
        (a_form(rows=()), "trong.xlsx", "Không nhận ra chỉ tiêu nào"),
    ],
)
def test_what_is_no_form_is_refused(body, name, why, officer):
    with pytest.raises(Refused, match=why):
        acts.take_form(file=upload(body, name), by=officer)
    assert not SuperiorForm.objects.exists()


def test_what_cannot_be_chosen_is_refused(officer):
    form = acts.take_form(file=upload(a_form()), by=officer)
    blank = dict.fromkeys(range(len(form.columns)), "")

    for roles, codes, why in (
        ({0: "x"}, {}, "kỳ của cột"),
        ({}, {0: "99"}, "chỉ tiêu của dòng"),
        (blank, {}, "cột nào ghi số"),
    ):
        with pytest.raises(Refused, match=why):
            acts.learn_form(form=form, by=officer, roles=roles, codes=codes)


def test_a_form_whose_blank_is_gone_or_broken_says_so(officer, monkeypatch):
    form = acts.take_form(file=upload(a_form()), by=officer)
    form = acts.learn_form(form=form, by=officer, roles={}, codes={})
    reach = reach_of("half:2026:1", "decree")

    def broken(*_args, **_options):
        raise UnreadableFile("Bộ đọc dừng giữa chừng")

    monkeypatch.setattr(acts, "run_parser", broken)
    with pytest.raises(Refused, match="Bộ đọc dừng"):
        acts.filled_form(form=form, by=officer, reach=reach)
    Attachment.objects.of(form).delete()
    with pytest.raises(Refused, match="không còn trong kho"):
        acts.filled_form(form=form, by=officer, reach=reach)


def test_only_the_unit_that_keeps_the_register_has_forms(officer, chairman, as_):
    form = acts.take_form(file=upload(a_form()), by=officer)

    for address in (reverse("superior_form_list"), form.get_absolute_url()):
        assert as_(chairman).get(address).status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(Refused):
        acts.take_form(file=upload(a_form()), by=chairman)
    wrong = as_(officer).get(
        reverse("superior_form_fill", args=[form.pk]), {"ky": "year:2026:1"}, follow=True
    )
    assert "chưa đến" in wrong.content.decode()
