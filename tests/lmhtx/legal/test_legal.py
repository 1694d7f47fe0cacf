"""Sources, dated values, rules and what nobody has confirmed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lmhtx import legal
from lmhtx.legal import MissingValue, Parameter, Source, SourceKind

DECREE = Source(number="1/2025/NĐ-CP", title="Nghị định thử", effective=date(2025, 1, 1))


@pytest.fixture
def parameter(monkeypatch: pytest.MonkeyPatch) -> Parameter:
    """A value of two dates, registered for the length of one test."""
    monkeypatch.setattr(legal, "PARAMETERS", {})
    return Parameter(
        key="trial.SHARE",
        label="Tỷ lệ thử",
        unit="%",
        values=(
            (date(2025, 1, 1), Decimal(10), DECREE.at("Điều 1")),
            (date(2026, 7, 1), Decimal(15), DECREE.at("Điều 2")),
        ),
        blocks="chưa duyệt được hồ sơ",
    )


@pytest.mark.parametrize(
    ("day", "value", "place"),
    [
        (date(2025, 1, 1), Decimal(10), "1/2025/NĐ-CP, Điều 1"),
        (date(2026, 6, 30), Decimal(10), "1/2025/NĐ-CP, Điều 1"),
        (date(2026, 7, 1), Decimal(15), "1/2025/NĐ-CP, Điều 2"),
    ],
)
def test_a_case_is_judged_by_the_value_of_its_own_day(
    parameter: Parameter, day: date, value: Decimal, place: str
) -> None:
    assert (parameter.on(day), str(parameter.source_on(day))) == (value, place)


def test_a_day_before_the_first_value_is_refused_with_what_it_blocks(parameter: Parameter) -> None:
    with pytest.raises(MissingValue) as refusal:
        parameter.on(date(2024, 12, 31))

    assert str(refusal.value) == (
        "Chưa có giá trị “Tỷ lệ thử” cho ngày 31/12/2024. Khi chưa nhập: chưa duyệt được hồ sơ. "
        "Đề nghị người quản trị nhập ở trang Tham số."
    )


def test_a_key_belongs_to_one_parameter(parameter: Parameter) -> None:
    with pytest.raises(ValueError, match=r"trial\.SHARE is defined twice"):
        Parameter(key=parameter.key, label="", unit="", values=())


def test_values_stand_in_order_of_their_days(parameter: Parameter) -> None:
    with pytest.raises(ValueError, match="not in order"):
        Parameter(key="trial.OTHER", label="", unit="", values=tuple(reversed(parameter.values)))


def test_a_share_is_no_whole_number(parameter: Parameter) -> None:
    with pytest.raises(TypeError, match="no whole number"):
        parameter.whole(date(2026, 1, 1))


def test_a_rule_keeps_its_article_and_its_table(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    registered: list[legal.Rule] = []
    monkeypatch.setattr(legal, "RULES", registered)

    @legal.rule(DECREE.at("Điều 3 khoản 1"), cases="trial.csv")
    def double(number: int) -> int:
        """Twice the number."""
        return number * 2

    (entry,) = registered
    assert (double(2), entry.summary, str(entry.citation)) == (
        4,
        "Twice the number.",
        "1/2025/NĐ-CP, Điều 3 khoản 1",
    )
    assert entry.name.endswith(".double")
    assert entry.cases == "trial.csv"


def test_a_source_is_called_by_its_number() -> None:
    assert (str(DECREE), DECREE.kind) == ("1/2025/NĐ-CP", SourceKind.LAW)
