"""Cells as people fill them: what is mended and by which rule, what is asked."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.vn import mst

from cooperatives.workbooks.codes import read_tax_code, read_vsic
from cooperatives.workbooks.days import read_founded
from cooperatives.workbooks.figures import Marks, read_people, read_sum, usual_marks
from cooperatives.workbooks.names import name_key, read_head, read_name
from cooperatives.workbooks.phones import read_phone
from cooperatives.workbooks.statuses import LABELS, read_status
from cooperatives.workbooks.texts import read_words

TODAY = date(2026, 9, 15)
CODES = (
    ("3600123457", "3600123457", None),
    (3600123457, "3600123457", "numeric_cell"),
    (3600123457.0, "3600123457", "numeric_cell"),
    ("3600123457.0", "3600123457", "numeric_cell"),
    ("3.600123457E+09", "3600123457", "numeric_cell"),
    ("3600 123 457", "3600123457", "punctuation"),
    ("3600.123.457", "3600123457", "punctuation"),
    ("36-00123457", "3600123457", "punctuation"),
    ("'3600123457", "3600123457", "punctuation"),
    ("MST: 3600123457", "3600123457", "punctuation"),
    ("36OO123457", "3600123457", "letters_for_digits"),
    ("360012345７", None, "check"),
    (100047516, "0100047516", "lost_zero"),
    ("100047516", "0100047516", "lost_zero"),
    ("3600123457-001", "3600123457-001", None),
)
ASKED_CODES = (
    (None, "missing_code"), ("", "missing_code"), ("-", "missing_code"), ("chưa có", "missing_code"),
    ("3600123458", "check_digit"), (3600123458, "check_digit"), ("3600000110", "check_digit"),
    ("360012345", "code_length"), ("36001234571", "code_length"), ("079123456789", "personal_number"),
    ("3.6E+09", "code_cut"), ("36x0123457", "letters_in_code"), ("#N/A", "formula_error"),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "rule"), [case for case in CODES if case[2] != "check"])
def test_a_tax_code_is_mended(cell, value, rule):
    found = read_tax_code(cell, "Mã số")

    assert (found.value, found.mend and found.mend.value, found.trouble) == (value, rule, None)


@pytest.mark.parametrize(("cell", "code"), ASKED_CODES)
def test_a_tax_code_is_asked(cell, code):
    found = read_tax_code(cell, "Mã số")

    assert found.value is None
    assert found.trouble.code == code


def test_a_wrong_check_digit_names_the_right_one():
    assert "số kiểm tra phải là 7" in read_tax_code("3600123458", "Mã số").trouble.message


@given(st.integers(10**7, 10**9 - 1), st.sampled_from(["{}", "'{}", " {} ", "{}.0", "MST {}"]))
def test_every_true_code_survives_its_dirt(body, dirt):
    check = mst.calc_check_digit(f"{body:09d}")
    code = f"{body:09d}{check}"
    if check == "10" or code[2:9] == "0000000" or code.startswith("00"):
        return

    assert read_tax_code(dirt.format(code), "Mã số").value == code


@pytest.mark.parametrize(
    ("cell", "value", "more"),
    [
        ("0118", "0118", ()), (118, "0118", ()), ("118", "0118", ()), (4933, "4933", ()), ("A0118", "0118", ()),
        ("01181", "0118", ()), ("0118; 4632", "0118", ("4632",)), ("0118 - Trồng rau", "0118", ()), (None, None, ()),
        ("-", None, ()),
    ],
)  # fmt: skip
def test_a_code_of_an_industry_has_four_digits(cell, value, more):
    found = read_vsic(cell, "Mã ngành", industries=frozenset())

    assert (found.value, found.more, found.trouble) == (value, more, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("trồng rau", "bad_industry"),
        ("011", "unknown_industry"),
        ("9998", "unknown_industry"),
        ("#REF!", "formula_error"),
    ],
)
def test_what_is_no_industry_is_asked(cell, code):
    assert read_vsic(cell, "Mã ngành", industries=frozenset({"0118"})).trouble.code == code


DAYS = (
    ("05/09/2019", date(2019, 9, 5), None),
    (datetime(2019, 9, 5, 8), date(2019, 9, 5), None),
    (date(2019, 9, 5), date(2019, 9, 5), None),
    (43713, date(2019, 9, 5), "serial"),
    ("43713", date(2019, 9, 5), "serial"),
    ("5.9.2019", date(2019, 9, 5), "date_text"),
    ("5-9-2019", date(2019, 9, 5), "date_text"),
    ("ngày 5 tháng 9 năm 2019", date(2019, 9, 5), "date_text"),
    ("2019-09-05 00:00:00", date(2019, 9, 5), "date_text"),
    ("Cấp lần đầu ngày 05/09/2019; thay đổi 01/02/2022", date(2019, 9, 5), "date_text"),
    (20190905, date(2019, 9, 5), "date_text"),
    ("5/9/19", date(2019, 9, 5), "short_year"),
    ("5/9/98", date(1998, 9, 5), "short_year"),
    ("09/25/2019", date(2019, 9, 25), "month_first"),
    ("-", None, "nothing"),
    (None, None, None),
)
ASKED_DAYS = (
    (2019, "year_only"), ("2019", "year_only"), ("năm 2019", "year_only"), ("9/2019", "month_only"),
    ("2019-09", "month_only"), ("tháng 9 năm 2019", "month_only"), ("31/02/2019", "impossible_day"),
    ("05/13/13/2019", "bad_day"), ("05/09/2027", "future_day"), ("05/09/1919", "too_early"), ("lâu rồi", "bad_day"),
    (True, "bad_day"), (12.5, "bad_day"), (11111111, "bad_day"), ("05/09/2019, 01/02/2022", "several_days"),
    ("#VALUE!", "formula_error"),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "rule"), DAYS)
def test_a_day_is_read(cell, value, rule):
    found = read_founded(cell, "Ngày thành lập", today=TODAY)

    assert (found.value, found.mend and found.mend.value, found.trouble) == (value, rule, None)


@pytest.mark.parametrize(("cell", "code"), ASKED_DAYS)
def test_a_day_is_asked(cell, code):
    found = read_founded(cell, "Ngày thành lập", today=TODAY)

    assert (found.value, found.trouble.code) == (None, code)


def test_a_day_shown_as_a_month_is_a_month():
    found = read_founded(datetime(2019, 9, 1), "Ngày thành lập", today=TODAY, part="month")

    assert (found.value, found.trouble.code) == (None, "month_only")


@given(
    st.dates(date(1960, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d - %m - %Y", "%Y-%m-%d"])
)
def test_every_day_survives_its_spelling(day, spelling):
    assert read_founded(day.strftime(spelling), "Ngày", today=TODAY).value == day


@example(1000, "{:,}")
@given(st.integers(0, 99_999), st.sampled_from(["{}", "{:,}", "{} TV", "{:,} người"]))
def test_every_count_survives_its_spelling(count, spelling):
    assert read_people(spelling.format(count).replace(",", "."), "Số thành viên").value == count


@pytest.mark.parametrize("cell", [-3, 12.5, "nhiều", "12-15", "1,5", 10**6, True, "#N/A", date(2020, 1, 1)])
def test_what_is_no_count_is_asked(cell):
    found = read_people(cell, "Số thành viên")

    assert found.value is None
    assert found.trouble


SUMS = (
    (500_000_000, 1, None, 500_000_000),
    ("500.000.000", 1, None, 500_000_000),
    ("500,000,000.00", 1, None, 500_000_000),
    ("500 000 000", 1, None, 500_000_000),
    ("500.000.000đ", 10**6, None, 500_000_000),
    ("1,2 tỷ", 1, None, 1_200_000_000),
    ("1.2 tỷ", 1, None, 1_200_000_000),
    ("1 tỷ 250 triệu", 1, None, 1_250_000_000),
    ("350tr", 1, None, 350_000_000),
    ("1.500 triệu đồng", 1, None, 1_500_000_000),
    ("1,500 triệu", 1, Marks.COMMAS, 1_500_000_000),
    ("1,500 triệu", 1, Marks.DOTS, 1_500_000),
    ("1.250,5", 10**6, None, 1_250_500_000),
    ("1,250.5", 10**6, None, 1_250_500_000),
    ("1.250", 10**6, Marks.COMMAS, 1_250_000),
    (1250.5, 10**6, None, 1_250_500_000),
    (1.2, 10**9, None, 1_200_000_000),
    ("-", 1, None, None),
    ("", 1, None, None),
)


@pytest.mark.parametrize(("cell", "unit", "marks", "value"), SUMS)
def test_a_sum_is_read_by_its_unit(cell, unit, marks, value):
    found = read_sum(cell, "Vốn điều lệ", unit_vnd=unit, marks=marks)

    assert (found.value, found.trouble) == (value, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,500 triệu", "two_readings"), ("1,250", "two_readings"), (-5, "out_of_range"), (10**12, "out_of_range"),
        ("khoảng 2 tỷ", "bad_number"), ("nhiều", "bad_number"), ("1.2.3", "bad_number"), (True, "bad_number"),
        (date(2020, 1, 1), "bad_number"), ("#DIV/0!", "formula_error"), ("1-2 tỷ", "bad_number"),
    ],
)  # fmt: skip
def test_a_sum_is_asked(cell, code):
    found = read_sum(cell, "Vốn điều lệ", unit_vnd=10**6, marks=None)

    assert (found.value, found.trouble.code) == (None, code)


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "'"]))
def test_every_sum_in_dong_survives_its_marks(amount, mark):
    written = f"{amount:,}".replace(",", mark)

    assert read_sum(written, "Vốn", unit_vnd=1, marks=None).value == amount


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["1.250.000", "12"], Marks.DOTS), (["1,250,000"], Marks.COMMAS), (["1.250,5", 3], Marks.DOTS),
        (["1.250"], None), (["0,5", "1.5"], None), ([], None), (["12,5 đ"], Marks.DOTS),
    ],
)  # fmt: skip
def test_a_column_has_its_habit(cells, marks):
    assert usual_marks(cells) is marks


PHONES = (
    ("0912345678", "0912345678", None), (912345678, "0912345678", "lost_zero"),
    (912345678.0, "0912345678", "lost_zero"),
    ("912345678.0", "0912345678", "lost_zero"), ("0912.345.678", "0912345678", "punctuation"),
    ("0900.019.000", "0900019000", "punctuation"), ("+84 912 345 678", "0912345678", "punctuation"),
    ("84912345678", "0912345678", "punctuation"), ("(0251) 3822 345", "02513822345", "punctuation"),
    (2513822345, "02513822345", "lost_zero"), ("0613822345", "02513822345", "old_numbering"),
    ("0651.3822345", "02713822345", "old_numbering"), ("01689123456", "0389123456", "old_numbering"),
    (1689123456, "0389123456", "old_numbering"), ("O912345678", "0912345678", "letters_for_digits"),
    ("ĐT: 0912345678", "0912345678", "punctuation"), ("0912345678 / 0987654321", "0912345678", "first_of_several"),
    ("0912345678-0987654321", "0912345678", "first_of_several"), ("-", None, "nothing"), ("0", None, "nothing"),
    (None, None, None),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "rule"), PHONES)
def test_a_telephone_is_read(cell, value, rule):
    found = read_phone(cell, "Điện thoại")

    assert (found.value, found.mend and found.mend.value, found.trouble) == (value, rule, None)


@pytest.mark.parametrize("cell", ["3822345", "091234567", "không nhớ số", 12, "#REF!"])
def test_what_is_no_telephone_is_asked(cell):
    assert read_phone(cell, "Điện thoại").trouble


@given(st.integers(0, 10**8 - 1), st.sampled_from(["03", "05", "07", "08", "09"]))
def test_every_mobile_survives_as_a_number(tail, head):
    number = f"{head}{tail:08d}"

    assert read_phone(int(number), "Điện thoại").value == number
    assert read_phone(f"{number[:4]} {number[4:7]} {number[7:]}", "Điện thoại").value == number


STATUSES = (
    ("đang HĐ", LABELS[0]), ("ĐHĐ", LABELS[0]), ("Hoạt động kém", LABELS[0]), ("tạm ngưng", LABELS[1]),
    ("Tạm nghỉ từ 2024", LABELS[1]), ("Ngưng HĐ", LABELS[2]), ("không hoạt động", LABELS[2]), ("chờ GT", LABELS[2]),
    ("đang làm TT giải thể", LABELS[3]), ("giải thể tự nguyện", LABELS[4]), ("Giải thể bắt buộc", LABELS[5]),
    ("thu hồi GCN", LABELS[6]), ("đã chuyển đổi sang công ty", LABELS[7]), ("sáp nhập", LABELS[8]),
    ("hợp nhất", LABELS[9]), ("đã chia", LABELS[10]), ("đang phá sản", LABELS[11]), ("phá sản", LABELS[12]),
    ("-", None), (None, None), *((label, label) for label in LABELS),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "label"), STATUSES)
def test_a_status_is_read(cell, label):
    found = read_status(cell, "Tình trạng")

    assert (found.value, found.trouble) == (label, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("GT", "dissolved_how"), ("Đã giải thể", "dissolved_how"), ("đã giải thể năm 2020", "dissolved_how"),
     ("chưa hoạt động", "unknown_status"), ("chưa chuyển đổi", "unknown_status"), ("H?ạt động", "lost_letters")],
)  # fmt: skip
def test_a_status_is_asked(cell, code):
    assert read_status(cell, "Tình trạng").trouble.code == code


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("HTX. An Bình", "Hợp tác xã An Bình", "written_out"),
        ("HTXNN An Bình", "Hợp tác xã Nông nghiệp An Bình", "written_out"),
        ("LH HTX Miền Đông", "Liên hiệp hợp tác xã Miền Đông", "written_out"),
        ("QTDND Hố Nai", "Quỹ tín dụng nhân dân Hố Nai", "written_out"),
        ("THT số 3", "Tổ hợp tác số 3", "written_out"),
        ("Hợp tác xã  An Bình ", "Hợp tác xã An Bình", "spaces"),
        ("HTXNN PhÃº Thá»\x8d", "Hợp tác xã Nông nghiệp Phú Thọ", "mojibake"),
    ],
)
def test_a_name_is_written_out(cell, value, rule):
    found = read_name(cell, "Tên")

    assert (found.value, found.mend.value, found.trouble) == (value, rule, None)


def test_a_name_that_lost_letters_or_is_missing_is_asked():
    assert read_name("H\ufffdp tác xã", "Tên").trouble.code == "lost_letters"
    assert read_name(" ", "Tên").trouble.kind.value == "block"


@pytest.mark.parametrize(
    "spelling",
    [
        "Hợp tác xã Nông nghiệp - Dịch vụ Tân Tiến",
        "HTX NN DV Tân Tiến",
        "HTX. NN-DV TÂN TIẾN",
        "hop tac xa NNDV Tan Tien (cũ)",
    ],
)
def test_spellings_of_a_name_compare_equal(spelling):
    assert name_key(spelling) == "hop tac xa nong nghiep dich vu tan tien"


@pytest.mark.parametrize(
    ("cell", "value", "more"),
    [
        ("Ông Trần Văn Bé", "Trần Văn Bé", ()), ("Trần Văn Bé (GĐ)", "Trần Văn Bé", ()),
        ("Trần Văn ổn", "Trần Văn Ổn", ()),
        ("Trần Văn Bé - 0912 345 678", "Trần Văn Bé", ()), ("Giám đốc: Trần Văn Bé", "Trần Văn Bé", ()),
        ("Trần Văn Bé; Lê Thị D", "Trần Văn Bé", ("Lê Thị D",)), (" Trần  Văn Bé", "Trần Văn Bé", ()), ("-", None, ()),
    ],
)  # fmt: skip
def test_a_person_is_a_name_alone(cell, value, more):
    found = read_head(cell, "Người đứng đầu")

    assert (found.value, found.more, found.trouble) == (value, more, None)


def test_a_number_is_no_person():
    assert read_head(1234, "Người đứng đầu").trouble.code == "bad_person"


def test_words_that_say_nothing_are_nothing():
    assert read_words("không có", "Ngành nghề").value is None
    assert read_words("Trồng  rau", "Ngành nghề").value == "Trồng rau"
