"""Forms by which a call for figures is opened: for a stretch of the year, or once with its own questions."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from cooperatives import year_form
from cooperatives.enums.forms import Rhythm, Unit
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Period
from cooperatives.queries.places import communes_today
from lmhtx.base import clock
from lmhtx.directory.models import Commune
from lmhtx.reports.enums import Window
from lmhtx.reports.rules import report_window
from lmhtx.ui.fields import DateField, ManyPickerField
from lmhtx.ui.forms import HouseModelForm
from lmhtx.ui.looks import dress
from lmhtx.vn import dates

ALIVE = (Status.ACTIVE, Status.SUSPENDED)
REGULAR = (Rhythm.YEAR, Rhythm.HALF, Rhythm.QUARTER)
OWN_QUESTIONS = 6
NUMBERS = [
    ("", "Không chọn (cả năm)"),
    (1, "Kỳ 1: quý I, 6 tháng đầu năm"),
    (2, "Kỳ 2: quý II, 6 tháng cuối năm"),
    (3, "Kỳ 3: quý III"),
    (4, "Kỳ 4: quý IV"),
]


class AudienceForm(HouseModelForm):
    """Ai phải nộp, đến hạn nào: what both ways of calling share."""

    kinds = forms.MultipleChoiceField(
        label="Loại hình phải nộp", choices=Kind.choices(), widget=forms.CheckboxSelectMultiple
    )
    statuses = forms.MultipleChoiceField(
        label="Tình trạng phải nộp",
        choices=[(one.value, one.label) for one in ALIVE],
        widget=forms.CheckboxSelectMultiple,
    )
    communes = ManyPickerField(
        Commune.objects.none(), label="Chỉ ở xã, phường", required=False, help_text="Để trống là toàn tỉnh."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].queryset = communes_today()
        self.initial = {
            "kinds": [str(one) for one in Kind],
            "statuses": [str(Status.ACTIVE)],
            **self.initial,
        }


class PeriodForm(AudienceForm):
    """Mở đợt thu số liệu của năm, 6 tháng, quý."""

    rhythm = forms.ChoiceField(label="Kỳ số liệu", choices=[(str(one), one.label) for one in REGULAR])
    number = forms.TypedChoiceField(
        label="Kỳ thứ", choices=NUMBERS, coerce=int, empty_value=0, required=False
    )
    window = forms.ChoiceField(
        label="Cách tính ngày",
        choices=Window.choices(),
        help_text="Bảng của đợt ghi rõ số liệu từ ngày nào đến ngày nào.",
    )

    class Meta:
        model = Period
        fields: ClassVar[list[str]] = [
            "rhythm",
            "year",
            "number",
            "title",
            "due_on",
            "kinds",
            "statuses",
            "communes",
        ]
        help_texts: ClassVar[dict[str, str]] = {
            "title": "Để trống thì đặt theo kỳ, ví dụ “Số liệu quý III/2026”."
        }

    field_order = ("rhythm", "year", "number", "window", "title", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        year = clock.today().year - 1
        self.initial = {
            "rhythm": str(Rhythm.YEAR),
            "year": year,
            "window": str(Window.CALENDAR),
            **self.initial,
        }

    def clean(self) -> dict[str, Any]:
        """The days and the name follow from the time that is asked about."""
        data = super().clean() or {}
        rhythm, year, number = (data.get(name) for name in ("rhythm", "year", "number"))
        if not rhythm or not year or number is None:
            return data
        most = 12 // dates.LENGTHS_MONTHS[dates.PeriodKind(rhythm)]
        if rhythm == Rhythm.YEAR and number:
            self.add_error("number", "Số liệu cả năm thì không chọn kỳ thứ.")
        elif rhythm != Rhythm.YEAR and not 1 <= number <= most:
            self.add_error("number", f"Hãy chọn kỳ từ 1 đến {most}.")
        else:
            self._place(dates.Period(year, dates.PeriodKind(rhythm), number or 1), data)
        return data

    def _place(self, time: dates.Period, data: dict[str, Any]) -> None:
        window = Window(data.get("window") or Window.CALENDAR)
        self.instance.starts_on, self.instance.ends_on = report_window(time, window=window)
        data["title"] = data.get("title") or f"Số liệu {time.label[0].lower()}{time.label[1:]}"


class OncePeriodForm(AudienceForm):
    """Mở đợt thu đột xuất, chọn câu hỏi."""

    starts_on = DateField(label="Số liệu từ ngày")
    ends_on = DateField(label="Số liệu đến hết ngày")
    figures = forms.MultipleChoiceField(
        label="Số hỏi trong danh mục", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Period
        fields: ClassVar[list[str]] = [
            "title",
            "starts_on",
            "ends_on",
            "due_on",
            "kinds",
            "statuses",
            "communes",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._catalogue = year_form.figures_of(year_form.newest())
        self.fields["figures"].choices = [(one.key, one.label) for one in self._catalogue]
        units = [(str(one), one.label) for one in Unit]
        for number in range(1, OWN_QUESTIONS + 1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=f"Câu hỏi riêng {number}", max_length=120, required=False
            )
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=f"Câu {number} trả lời bằng", choices=units, required=False
            )
        dress(self)

    def clean(self) -> dict[str, Any]:
        """At least one question, none of them twice; they are kept as they stand now."""
        data = super().clean() or {}
        chosen = [one for one in self._catalogue if one.key in data.get("figures", ())]
        own = [
            (" ".join(data[f"question_{number}"].split()), Unit(data.get(f"unit_{number}") or Unit.PEOPLE))
            for number in range(1, OWN_QUESTIONS + 1)
            if data.get(f"question_{number}")
        ]
        labels = [one.label for one in chosen] + [label for label, _unit in own]
        if not labels:
            self.add_error("figures", "Hãy chọn ít nhất một số trong danh mục, hoặc ghi một câu hỏi riêng.")
        if len({label.casefold() for label in labels}) < len(labels):
            self.add_error("question_1", "Có hai câu hỏi giống nhau; hãy bỏ bớt một câu.")
        ends_on: date = data.get("ends_on") or clock.today()
        self.instance.rhythm, self.instance.number, self.instance.year = Rhythm.ONCE, 0, ends_on.year
        self.instance.questions = year_form.frozen(chosen, own)
        return data
