"""What people type: money, deadlines, names of agencies and people, numbers that identify."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.vn import identity, money, names, numbers
from lmhtx.vn.agency_names import NameBook, normal_name
from lmhtx.vn.due_words import TypedDue, read_due
from lmhtx.vn.text import dictionary_key
from lmhtx.vn.working_days import Calendar

CASES = Path(__file__).parent / "cases"
DATA = Path(__file__).parents[3] / "lmhtx" / "directory" / "data"
TODAY = date(2026, 9, 15)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def table(name: str) -> pytest.MarkDecorator:
    found = rows(CASES / name)
    return pytest.mark.parametrize("row", found, ids=[next(iter(row.values())) or "trống" for row in found])


@table("money.csv")
def test_read_money(row: dict[str, str]) -> None:
    assert money.read_money(row["written"]) == int(row["vnd"])


@table("money_refused.csv")
def test_money_that_is_not_understood_is_refused_with_a_sentence(row: dict[str, str]) -> None:
    with pytest.raises(money.BadMoney, match="Hãy"):
        money.read_money(row["written"])


@table("money_in_words.csv")
def test_money_in_words(row: dict[str, str]) -> None:
    assert money.in_words(int(row["vnd"])) == row["words"]


def test_more_money_than_there_is_has_no_words() -> None:
    with pytest.raises(ValueError, match="too large"):
        money.number_in_words(10**18)


@given(st.integers(0, 10**15))
def test_money_as_shown_is_read_back(amount_vnd: int) -> None:
    assert money.read_money(money.shown(amount_vnd)) == amount_vnd


@given(st.integers(1, 10**9))
def test_whole_millions_are_read_back(count: int) -> None:
    assert money.read_money(f"{numbers.grouped(count)} triệu") == count * 10**6


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_two_amounts_never_share_their_words(one: int, other: int) -> None:
    assert (money.number_in_words(one) == money.number_in_words(other)) is (one == other)


@table("due_words.csv")
def test_read_due(row: dict[str, str]) -> None:
    found = read_due(row["typed"], today=TODAY, now_time=time(8, 0), calendar=Calendar([]))

    assert found == TypedDue(
        date.fromisoformat(row["on"]) if row["on"] else None,
        time.fromisoformat(row["at"]) if row["at"] else None,
        row["rest"],
    )


def test_an_hour_that_has_passed_is_not_read_as_today() -> None:
    assert read_due("gửi báo cáo 9h", today=TODAY, now_time=time(10, 0)).on is None
    assert read_due("gửi báo cáo 9h", today=TODAY).on == TODAY


def test_a_weekday_whose_hour_has_passed_is_next_weeks() -> None:
    tuesday = read_due("9h thứ Ba", today=TODAY, now_time=time(10, 0))

    assert tuesday == TypedDue(date(2026, 9, 22), time(9, 0), "")


def test_the_end_of_the_week_said_on_a_saturday_is_not_guessed() -> None:
    assert read_due("cuối tuần", today=date(2026, 9, 19)) == TypedDue(None, None, "cuối tuần")


def test_without_a_calendar_nothing_is_counted_in_working_days() -> None:
    assert read_due("trong 5 ngày làm việc", today=TODAY).on is None


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_full_deadline_is_read_on_any_day(day: date, hour: int, minute: int) -> None:
    typed = f"Rà soát danh sách, {hour}h{minute:02d} ngày {day.day}/{day.month}/{day.year}"

    assert read_due(typed, today=TODAY) == TypedDue(day, time(hour, minute), "Rà soát danh sách")


@given(st.text(max_size=60))
def test_no_line_stops_the_reader(typed: str) -> None:
    found = read_due(typed, today=TODAY, calendar=Calendar([]))

    assert (found.on is not None) or found == TypedDue(None, None, typed)


def name_book() -> NameBook[str]:
    agencies = [row for name in ("agencies", "units", "agency_groups") for row in rows(DATA / f"{name}.csv")]
    written = [(row["name"], row["key"]) for row in agencies]
    written += [(row["short_name"], row["key"]) for row in agencies if row["short_name"]]
    written += [(row["name"], row["key"]) for row in rows(DATA / "agency_names.csv")]
    written += [(row["alias"], row["key"]) for row in rows(DATA / "agency_aliases.csv")]
    return NameBook(written)


BOOK = name_book()


@table("agency_names.csv")
def test_agencies_are_found_by_their_written_names(row: dict[str, str]) -> None:
    assert (BOOK.find(row["written"]) or "") == row["key"]


def test_only_names_that_mean_two_things_are_in_conflict() -> None:
    assert set(BOOK.conflicts()) == {"cuc thong ke", "uy ban nhan dan xa loc thanh"}


NAMES = st.sampled_from([row["written"] for row in rows(CASES / "agency_names.csv")])
ANY_NAME = st.text(alphabet="abcdđeghiklmnoôơpqrstuưvxyáàảạếềốộứự &.,-()HTXUBNDĐ ", max_size=40)


@given(st.one_of(NAMES, ANY_NAME))
def test_a_normal_name_is_its_own_normal_name(written: str) -> None:
    assert normal_name(normal_name(written)) == normal_name(written)


@given(st.one_of(NAMES, ANY_NAME))
def test_case_accents_and_spaces_do_not_change_a_normal_name(written: str) -> None:
    forms = [written.upper(), unicodedata.normalize("NFD", written), f"  {written.replace(' ', '  ')}. "]

    assert {normal_name(form) for form in forms} == {normal_name(written)}


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("đồng chí Nguyễn Văn A", "Nguyễn Văn A"),
        ("Đồng chí: ông Dương Vũ Nam", "Dương Vũ Nam"),
        ("đ/c Hùng", "Hùng"),
        ("ThS. Lê Thị Bình", "Lê Thị Bình"),
        ("Anh Thư", "Anh Thư"),
        ("Bà Nguyễn Thị Hạnh", "Nguyễn Thị Hạnh"),
        ("Vy Vũ Hồng Thảo", "Vy Vũ Hồng Thảo"),
    ],
)
def test_without_honorific(written: str, bare: str) -> None:
    assert names.without_honorific(written) == bare


def test_the_parts_of_a_name() -> None:
    name = names.parted(" Vy  Vũ Hồng Thảo ")

    assert (name.family, name.middle, name.given, name.full) == ("Vy", "Vũ Hồng", "Thảo", "Vy Vũ Hồng Thảo")
    assert names.parted("Lan") == names.PersonName("", "", "Lan")
    assert (names.initials("Vy Vũ Hồng Thảo"), names.initials("Lan")) == ("VT", "L")


def test_people_are_sorted_by_given_name() -> None:
    people = ["Trần Văn Đức", "Lê Văn Ân", "Nguyễn Thị Dung", "Phạm An", "Đỗ Văn An"]

    ordered = sorted(people, key=lambda one: dictionary_key(names.given_name_key(one)))

    assert ordered == ["Đỗ Văn An", "Phạm An", "Lê Văn Ân", "Nguyễn Thị Dung", "Trần Văn Đức"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3600123457", "3600123457"),
        ("3602987614", "3602987614"),
        ("3800456125", "3800456125"),
        ("3600987658", "3600987658"),
        ("3601543214", "3601543214"),
        ("3800123990", "3800123990"),
        ("0100047516", "0100047516"),
        ("3600 123 457", "3600123457"),
        ("3600123457-001", "3600123457-001"),
        ("3600123457001", "3600123457-001"),
    ],
)
def test_tax_code(written: str, expected: str) -> None:
    assert identity.tax_code(written) == expected


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("3600123458", "Mã số thuế không hợp lệ (số kiểm tra phải là 7)."),
        ("3600000110", "Mã số thuế không hợp lệ: dãy số này không bao giờ được cấp. Hãy kiểm tra lại."),
        ("0012345678", "Mã số thuế không hợp lệ: dãy số này không bao giờ được cấp. Hãy kiểm tra lại."),
        ("360012345", "Mã số thuế gồm 10 chữ số (hoặc 10 chữ số, gạch nối và 3 chữ số của chi nhánh)."),
        ("3600123457-000", "Mã chi nhánh phải từ 001 đến 999."),
    ],
)
def test_a_bad_tax_code_is_refused_with_a_sentence(written: str, sentence: str) -> None:
    with pytest.raises(identity.BadNumber) as refusal:
        identity.tax_code(written)

    assert str(refusal.value) == sentence


@given(st.integers(0, 999_999_999))
def test_of_the_ten_check_digits_at_most_one_is_right(body: int) -> None:
    right = 0
    for digit in range(10):
        try:
            identity.tax_code(f"{body:09d}{digit}")
        except identity.BadNumber:
            continue
        right += 1

    assert right <= 1


def test_citizen_numbers() -> None:
    assert identity.citizen_number("075 190 001234") == "075190001234"
    assert (identity.birth_year("075190001234"), identity.birth_year("075305001234")) == (1990, 2005)
    assert identity.is_born_by("075305001234", date(2026, 9, 15))
    assert not identity.is_born_by("075330001234", date(2026, 9, 15))


@pytest.mark.parametrize("written", ["12345678901", "07519000123a", "075990001234", "000190001234"])
def test_a_bad_citizen_number_is_refused(written: str) -> None:
    with pytest.raises(identity.BadNumber, match="Số định danh cá nhân"):
        identity.citizen_number(written)


@pytest.mark.parametrize(
    ("written", "number", "shown"),
    [
        ("0912345678", "0912345678", "0912 345 678"),
        ("+84 912 345 678", "0912345678", "0912 345 678"),
        ("84912345678", "0912345678", "0912 345 678"),
        ("0251.3822.345", "02513822345", "0251 3822 345"),
        ("(0251) 3822-345", "02513822345", "0251 3822 345"),
    ],
)
def test_phone(written: str, number: str, shown: str) -> None:
    assert identity.phone(written) == number
    assert identity.phone_shown(number) == shown


@pytest.mark.parametrize("written", ["123", "0112345678", "091234567", "09123456789", "không có", ""])
def test_a_bad_phone_is_refused(written: str) -> None:
    with pytest.raises(identity.BadNumber, match="Số điện thoại"):
        identity.phone(written)


def test_numbers_as_the_office_writes_them() -> None:
    assert numbers.grouped(1250000) == "1.250.000"
    assert numbers.percent(numbers.share_percent(51, 81)) == "62,9 %"
    assert numbers.percent(numbers.share_percent(1, 0)) == "–"
    assert numbers.counted(10_000) == "10.000"
    assert numbers.counted(10_001) == "hơn 10.000"
    assert numbers.decimal_comma(1250) == "1.250"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("40", "40"),
        ("3.000", "3000"),
        ("3.000,5", "3000.5"),
        ("3000,5", "3000.5"),
        (" 1 250,75 ", "1250.75"),
        ("-12,5", "-12.5"),
    ],
)
def test_a_number_is_read_as_it_is_written_here(typed: str, number: str) -> None:
    assert numbers.read_decimal(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "bốn mươi", "1.5", "1.50", "1,2,3", "1.2345", ",5", "5,", "1e5", "٣"])
def test_a_number_that_could_mean_two_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="dấu phẩy ngăn phần lẻ"):
        numbers.read_decimal(typed)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_a_written_number_is_read_back(number: Decimal) -> None:
    assert numbers.read_decimal(numbers.decimal_comma(number)) == number
