"""A superior's form: brought, and told what its columns and rows ask for."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms

from cooperatives.figure_lines import PARTS, lines
from cooperatives.models import SuperiorForm
from cooperatives.workbooks.superior import BASE, BY_HAND, NOW, UNIT
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.looks import dress

ROLES = (
    (NOW, "Số của kỳ này"),
    (BASE, "Số cùng kỳ năm trước"),
    (UNIT, "Đơn vị tính"),
    (BY_HAND, "Nhập tay, để trống"),
)


def line_choices() -> list[Any]:
    """The lines by their parts."""
    offered: list[Any] = [("", "Nhập tay, để trống")]
    for part, group in groupby(lines(), key=lambda line: line.part):
        offered.append((f"{part}. {PARTS[part]}", [(one.code, f"{one.code}. {one.title}") for one in group]))
    return offered


class BringFormForm(HouseForm):
    """Biểu mẫu trắng."""

    file = forms.FileField(
        label="Biểu mẫu trắng của cấp trên",
        help_text="Tệp .xlsx; cổng điền vào ô trống, giữ nguyên định dạng, công thức và các ô khác.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Hãy chọn biểu mẫu.", "empty": "Tệp trống, không có nội dung."},
    )


class LearnForm(HouseForm):
    """Cột nào, dòng nào ghi gì."""

    def __init__(self, *args: Any, form: SuperiorForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [self._column(place, column) for place, column in enumerate(form.columns)]
        choices = line_choices()
        self.rows = [self._row(place, row, choices) for place, row in enumerate(form.rows)]
        dress(self)

    def _column(self, place: int, column: dict[str, Any]) -> tuple[dict[str, Any], Any]:
        name = f"column_{place}"
        self.fields[name] = forms.ChoiceField(
            label=column["heading"], choices=ROLES, initial=column["role"], required=False
        )
        return column, self[name]

    def _row(self, place: int, row: dict[str, Any], choices: list[Any]) -> tuple[dict[str, Any], Any]:
        name = f"row_{place}"
        self.fields[name] = forms.ChoiceField(
            label=row["label"], choices=choices, initial=row["code"], required=False
        )
        return row, self[name]

    @property
    def facts(self) -> dict[str, dict[int, str]]:
        """Roles and codes by place."""
        data = self.cleaned_data
        return {
            "roles": {place: data[f"column_{place}"] for place in range(len(self.columns))},
            "codes": {place: data[f"row_{place}"] for place in range(len(self.rows))},
        }
