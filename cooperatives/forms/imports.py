"""What is asked of a person who brings a workbook of the register."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.queries.bringing import Source
from cooperatives.workbooks.layouts import LABELS, NOT_READ
from cooperatives.workbooks.settling import Sameness
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.looks import dress

FIRST_YEAR, LAST_YEAR = 1945, 2100


class BringRegisterForm(HouseForm):
    """Bảng tính, và số liệu trong đó là của năm nào."""

    file = forms.FileField(
        label="Bảng tính",
        help_text="Tệp .xlsx, .xls, .ods hoặc .csv của cơ quan, xã, phường; cột và tiêu đề thế nào cũng được.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": "Hãy chọn bảng tính.", "empty": "Tệp trống, không có nội dung."},
    )
    year = forms.IntegerField(
        label="Số liệu của năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Thành viên, lao động, doanh thu trong bảng là của năm nào.",
    )


class LeaveForm(forms.Form):
    """Which kinds of questions are left as read."""

    code = forms.CharField(max_length=40)


class AnswerForm(forms.Form):
    """Whether two are one."""

    key = forms.CharField(max_length=400, required=False)
    answer = forms.ChoiceField(choices=Sameness.choices())


class ColumnsForm(HouseForm):
    """Which fact each column of a workbook holds."""

    def __init__(self, *args: Any, sources: list[Source], **options: Any) -> None:
        """One choice for each column, as it was read."""
        super().__init__(*args, **options)
        self.sources = sources
        for place, source in enumerate(sources):
            for at, column in enumerate(source.columns):
                self.fields[_name(place, at)] = forms.ChoiceField(
                    label=f"Cột {column['letter']} đọc thành",
                    choices=[(NOT_READ, "Không đọc"), *LABELS.items()],
                    initial=column["fact"],
                    required=False,
                )
        dress(self)

    @property
    def is_remembered(self) -> bool:
        """Whether some column is read as somebody said before."""
        return any(source.layout is not None for source in self.sources)

    def shown(self) -> list[tuple[Source, list[tuple[dict[str, Any], forms.BoundField]]]]:
        """Each source with its columns and their fields."""
        return [
            (source, [(column, self[_name(place, at)]) for at, column in enumerate(source.columns)])
            for place, source in enumerate(self.sources)
        ]

    def clean(self) -> dict[str, Any]:
        """Each fact comes from one column, and one column holds the names."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for place, source in enumerate(self.sources):
            holders: dict[str, str] = {}
            for at, column in enumerate(source.columns):
                fact = cleaned.get(_name(place, at), NOT_READ)
                if fact and fact in holders:
                    self.add_error(
                        _name(place, at),
                        f"“{LABELS[fact]}” đã lấy ở cột {holders[fact]}; để cột này hoặc cột đó là “Không đọc”.",
                    )
                holders.setdefault(fact, column["letter"])
            if "name" not in holders:
                self.add_error(
                    None, f"Trang {', '.join(source.sheets)}: hãy chọn một cột là “{LABELS['name']}”."
                )
        return cleaned

    def facts(self) -> list[dict[str, str]]:
        """For each source the facts of its columns by their headings."""
        return [
            {column["key"]: self.cleaned_data[_name(place, at)] for at, column in enumerate(source.columns)}
            for place, source in enumerate(self.sources)
        ]


def _name(place: int, at: int) -> str:
    return f"cot_{place}_{at}"
