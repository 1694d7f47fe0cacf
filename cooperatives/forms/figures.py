"""The period of the table of figures, and the plan of its year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cooperatives.figure_lines import lines
from cooperatives.models import FigurePlan
from lmhtx.base import clock
from lmhtx.reports.actions.building import Wish
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.forms import period_choices
from lmhtx.reports.rules import Reach, report_window, year_first
from lmhtx.ui.fields import NumberField
from lmhtx.ui.forms import HouseForm, HouseModelForm
from lmhtx.ui.looks import dress
from lmhtx.vn.dates import LENGTHS_MONTHS, Period
from lmhtx.workflow import Refused

TABLE = "cooperatives.figures"


def reach_of(period: str, window: str) -> Reach:
    """The days of a period of the list."""
    span, year, number = period.split(":")
    wish = Wish(report=TABLE, span=Span(span), window=Window(window), year=int(year), number=int(number))
    return wish.reach


def latest_period(window: Window) -> str:
    """The period that closed last; of those that closed on one day the longest."""
    closed = []
    for key, _label in period_choices(clock.today().year):
        span, year, number = key.split(":")
        period = Period(int(year), Span(span).period_kind, int(number))
        last_on = report_window(period, window=window)[1]
        if last_on <= clock.today():
            closed.append((last_on, LENGTHS_MONTHS[period.kind], key))
    return max(closed)[-1]


class PeriodForm(HouseForm):
    """Kỳ của bảng chỉ tiêu."""

    ky = forms.ChoiceField(label="Kỳ báo cáo")
    chot = forms.ChoiceField(label="Cách chốt số liệu", choices=Window.choices(), required=False)

    def __init__(self, data: Any) -> None:
        window = data.get("chot") or Window.DECREE.value
        known = Window.CALENDAR if window == Window.CALENDAR.value else Window.DECREE
        super().__init__({"chot": window, "ky": data.get("ky") or latest_period(known)})
        self.fields["ky"].choices = period_choices(clock.today().year)

    def told_reach(self) -> Reach:
        """The days, or a refusal with what is wrong with them."""
        if not self.is_valid():
            raise Refused(" ".join(sentence for found in self.errors.values() for sentence in found))
        return self.reach

    @property
    def year_first_on(self) -> date:
        """The day from which the year of the period counts."""
        return year_first(self.reach.last_on, window=Window(self.cleaned_data["chot"]))

    def clean(self) -> dict[str, Any]:
        """Only a period whose data have closed."""
        data = super().clean() or {}
        if data.get("ky") and data.get("chot"):
            self.reach = reach_of(data["ky"], data["chot"])
            if self.reach.last_on > clock.today():
                raise ValidationError(
                    f"Kỳ này chốt số liệu ngày {self.reach.last_on:%d/%m/%Y}, chưa đến; hãy chọn kỳ đã chốt."
                )
        return data


class FigurePlanForm(HouseModelForm):
    """Kế hoạch năm của các chỉ tiêu."""

    class Meta:
        model = FigurePlan
        fields: ClassVar[list[str]] = ["year", "document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {}
        for line in lines():
            if not line.is_planned:
                continue
            name = self.names[line.code] = f"chi_tieu_{line.code}"
            self.fields[name] = NumberField(
                label=f"{line.code}. {line.title} ({line.unit})",
                min_value=0,
                max_digits=18,
                decimal_places=3,
                required=False,
            )
            if line.code in self.instance.values:
                self.initial[name] = self.instance.numbers[line.code]
        dress(self)

    @property
    def numbers(self) -> dict[str, Decimal]:
        """What was set, by the code of the line."""
        typed = {code: self.cleaned_data[name] for code, name in self.names.items()}
        return {code: number for code, number in typed.items() if number is not None}
