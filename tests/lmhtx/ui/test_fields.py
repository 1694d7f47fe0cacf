"""Days, money and people as they are typed here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from lmhtx.directory.models import Agency
from lmhtx.ui.fields import DateField, ManyPickerField, MoneyField, PickerField
from lmhtx.ui.forms import HouseForm
from tests.lmhtx.ui import site


class Sheet(HouseForm):
    due_on = DateField(label="Hạn", required=False)
    amount_vnd = MoneyField(label="Số tiền", required=False)
    old_day = forms.DateField(label="Ngày", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("", "---------"), ("a", "A")])


@pytest.mark.parametrize("typed", ["5/9/26", "05/09/2026", "5-9-2026", "2026-09-05", " 5.9.2026 "])
def test_a_day_may_be_typed_in_many_ways(typed: str) -> None:
    assert DateField().clean(typed) == date(2026, 9, 5)


def test_a_day_that_is_none_says_why() -> None:
    with pytest.raises(ValidationError, match="Tháng 2/2026 không có ngày 30"):
        DateField().clean("30/2/2026")


@pytest.mark.parametrize(
    ("typed", "amount_vnd"),
    [("1.250.000", 1_250_000), ("1250000", 1_250_000), ("1,2 tỷ", 1_200_000_000), ("", None)],
)
def test_money_may_be_typed_in_many_ways(typed: str, amount_vnd: int | None) -> None:
    assert MoneyField(required=False).clean(typed) == amount_vnd


@pytest.mark.parametrize("typed", ["-5", "ba đồng"])
def test_money_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_values_are_shown_as_the_office_writes_them() -> None:
    sheet = Sheet(initial={"due_on": date(2026, 9, 5), "amount_vnd": 1_250_000, "old_day": date(2026, 1, 2)})

    shown = str(sheet)

    assert [f'value="{value}"' in shown for value in ("05/09/2026", "1.250.000", "02/01/2026")] == [True] * 3


@pytest.mark.parametrize(
    ("field", "initial", "typed", "changed"),
    [
        (DateField(), date(2026, 9, 5), "5/9/26", False),
        (DateField(), date(2026, 9, 5), "6/9/26", True),
        (DateField(), None, "nhầm", True),
        (MoneyField(), 1000, "1.000", False),
        (MoneyField(), 1000, "nhầm", True),
    ],
)
def test_a_change_is_one_of_value_not_of_spelling(
    field: Any, initial: Any, typed: str, changed: bool
) -> None:
    assert field.has_changed(initial, typed) is changed


def test_the_house_speaks_in_its_forms() -> None:
    sheet = Sheet({"old_day": "5/9/26"})

    assert sheet.errors == {"kind": ["Hãy chọn mục này."]}
    assert sheet.cleaned_data["old_day"] == date(2026, 9, 5)
    assert "– Chọn –" in str(sheet)
    assert "(bắt buộc)" in str(sheet)


@pytest.mark.django_db
def test_pickers_are_plain_lists_that_tell_namesakes_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Agency, "picker_label", property(lambda agency: f"{agency.name} – {agency.kind}"), raising=False
    )
    rows = Agency.objects.filter(kind="alliance")

    one, many = PickerField(rows), ManyPickerField(rows)

    assert next(label for _key, label in one.choices) == "– Chọn –"
    assert [str(label) for _key, label in many.choices] == [f"{rows[0].name} – alliance"]
    assert (one.widget.attrs["data-lmhtx-picker"], many.widget.attrs["data-lmhtx-picker"]) == ("one", "many")


def test_a_filter_names_what_it_leaves_open() -> None:
    shown = str(site.AgencyFilter({"is_notified": "false"}).form)

    assert shown.count("Tất cả") == 2
    assert '<option value="false" selected>Không</option>' in shown
    assert "---------" not in shown
