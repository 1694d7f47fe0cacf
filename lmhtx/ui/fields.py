"""Fields that take days, money and people as they are typed here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lmhtx.vn.dates import BadDate, read_date, short
from lmhtx.vn.money import BadMoney, read_money
from lmhtx.vn.numbers import decimal_comma, grouped, read_decimal


class DateInput(forms.TextInput):
    """A box for 5/9/26 or 05/09/2026 beside the browser's own calendar."""

    template_name = "ui/date_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Ask for digits on phones."""
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "placeholder": "ngày/tháng/năm", **(attrs or {})}
        )

    def format_value(self, value: Any) -> str | None:
        """dd/mm/yyyy; what was typed stays as typed."""
        return short(value) if isinstance(value, date) else value or None


class DateField(forms.Field):
    """A day, typed as 5/9/26, 05/09/2026 or picked."""

    widget = DateInput

    def to_python(self, value: Any) -> date | None:
        """The day, or what is wrong with it."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return read_date(value)
        except BadDate as bad:
            raise ValidationError(str(bad), code="invalid") from bad

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare days, not their spelling."""
        try:
            return (initial or None) != self.to_python(data)
        except ValidationError:
            return True


class MoneyInput(forms.TextInput):
    """A box for an amount of đồng that says it back in words."""

    template_name = "ui/money_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Leave the keyboard free: "1,2 tỷ" is an amount too."""
        super().__init__(
            {"autocomplete": "off", "placeholder": "ví dụ 1.250.000 hoặc 1,2 tỷ", **(attrs or {})}
        )

    def format_value(self, value: Any) -> str | None:
        """1.250.000; what was typed stays as typed."""
        return grouped(value) if isinstance(value, int) else value or None


class MoneyField(forms.Field):
    """Whole đồng, typed with or without dots or as "1,2 tỷ"."""

    widget = MoneyInput

    def __init__(self, *, min_value: int | None = 0, **options: Any) -> None:
        """Amounts below `min_value` đồng are refused."""
        self.min_value = min_value
        super().__init__(**options)

    def to_python(self, value: Any) -> int | None:
        """The amount in đồng, or what is wrong with it."""
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        try:
            return read_money(value)
        except BadMoney as bad:
            raise ValidationError(str(bad), code="invalid") from bad

    def validate(self, value: Any) -> None:
        """Refuse what lies below the least amount."""
        super().validate(value)
        if value is not None and self.min_value is not None and value < self.min_value:
            raise ValidationError(
                f"Số tiền phải từ {grouped(self.min_value)} đồng trở lên.", code="min_value"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare amounts, not their spelling."""
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class NumberField(forms.DecimalField):
    """A number as it is written here, with points between thousands and a decimal comma."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard of numbers on a phone."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        """3.000,5; what was typed stays as typed."""
        return decimal_comma(value) if isinstance(value, Decimal | int) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number, or what is wrong with it."""
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        try:
            return read_decimal(str(value))
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong


class _TellingApart:
    """Choices that say what tells namesakes apart, where the thing knows it (`picker_label`)."""

    def label_from_instance(self, thing: Any) -> str:
        """The label of a choice."""
        return str(getattr(thing, "picker_label", thing))


class PickerField(_TellingApart, forms.ModelChoiceField):
    """One thing out of many, found by typing a few letters without accents; a plain list without scripts."""

    def __init__(self, queryset: Any, **options: Any) -> None:
        """Offer the rows of the queryset."""
        super().__init__(queryset, **{"empty_label": "– Chọn –", **options})
        self.widget.attrs["data-lmhtx-picker"] = "one"

    def chosen(self, value: Any) -> list[tuple[str, str]]:
        """The choice of that value as (value, words), without reading the others; none where nothing is chosen."""
        try:
            thing = self.to_python(value)
        except ValidationError:
            return []
        return [] if thing is None else [(str(thing.pk), self.label_from_instance(thing))]


class ManyPickerField(_TellingApart, forms.ModelMultipleChoiceField):
    """Several things out of many, found like those of PickerField."""

    def __init__(self, queryset: Any, **options: Any) -> None:
        """Offer the rows of the queryset."""
        super().__init__(queryset, **options)
        self.widget.attrs["data-lmhtx-picker"] = "many"
