"""Dated values: rows first, then the law, then a sentence that says what is missing."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from lmhtx.directory.models import ParameterValue
from lmhtx.directory.parameters import ValueKind, Values, kind_of, restored, stored, value
from lmhtx.legal import PARAMETERS, MissingValue, Parameter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def test_the_default_holds_until_a_row_says_otherwise() -> None:
    assert value("plans.DUE_SOON_DAYS", on=TODAY) == 7

    ParameterValue.objects.create(
        key="plans.DUE_SOON_DAYS", value=5, valid_from=date(2026, 9, 1), source="QĐ nội bộ"
    )

    assert value("plans.DUE_SOON_DAYS", on=TODAY) == 5
    assert value("plans.DUE_SOON_DAYS", on=date(2026, 8, 31)) == 7


def test_a_row_of_the_same_day_comes_before_the_default() -> None:
    first_day = PARAMETERS["plans.DUE_SOON_DAYS"].values[0][0]
    ParameterValue.objects.create(
        key="plans.DUE_SOON_DAYS", value=9, valid_from=first_day, source="QĐ nội bộ"
    )

    assert value("plans.DUE_SOON_DAYS", on=first_day) == 9


def test_a_missing_value_says_what_it_blocks_and_where_to_enter_it() -> None:
    with pytest.raises(MissingValue) as missing:
        value("fund.ACCOUNT_NUMBERS", on=TODAY)

    account_numbers = PARAMETERS["fund.ACCOUNT_NUMBERS"]
    assert str(missing.value) == (
        "Chưa có giá trị “Số hiệu tài khoản kế toán cho vay của Quỹ” cho ngày 15/09/2026. "
        f"Khi chưa nhập: {account_numbers.blocks}. Đề nghị người quản trị nhập ở trang Tham số."
    )


def test_an_unknown_parameter_is_a_programming_fault() -> None:
    with pytest.raises(KeyError):
        value("NO_SUCH_THING")


def test_a_day_before_the_first_value_is_missing() -> None:
    with pytest.raises(MissingValue):
        value("plans.DUE_SOON_DAYS", on=date(1999, 1, 1))


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        (ValueKind.INT, 7),
        (ValueKind.BOOL, True),
        (ValueKind.DECIMAL, Decimal("0.75")),
        (ValueKind.DATE, date(2026, 1, 2)),
        (ValueKind.TIME, time(7, 30)),
        (ValueKind.TEXT, "vài chữ"),
    ],
)
def test_every_kind_of_value_comes_back_from_the_database(kind: ValueKind, kept: object) -> None:
    row = ParameterValue.objects.create(key="X", value=stored(kept), valid_from=TODAY, source="thử")
    row.refresh_from_db()

    assert restored(kind, row.value) == kept
    assert type(restored(kind, row.value)) is type(kept)


def test_kinds_follow_the_default_or_the_unit() -> None:
    assert kind_of(PARAMETERS["plans.DUE_SOON_DAYS"]) is ValueKind.INT
    assert kind_of(PARAMETERS["plans.BEFORE_IS_EXCLUSIVE"]) is ValueKind.BOOL
    assert kind_of(PARAMETERS["plans.DIGEST_TIME"]) is ValueKind.TIME
    assert kind_of(PARAMETERS["fund.ACCOUNT_NUMBERS"]) is ValueKind.TEXT
    percent = Parameter(key="test.PERCENT", label="Tỷ lệ thử", unit="%", values=())
    del PARAMETERS["test.PERCENT"]
    assert kind_of(percent) is ValueKind.DECIMAL


def test_all_states_cost_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        states = Values(on=TODAY).states()

    assert {state.parameter.key for state in states} == set(PARAMETERS)
    missing = {state.parameter.key for state in states if state.is_missing}
    assert {"fund.ACCOUNT_NUMBERS", "fund.COLLATERAL_DEDUCTION"} <= missing
