"""What comes in by hand about quantities that are counted."""

from __future__ import annotations

from typing import Any

from django import forms

from lmhtx.contributions import collected
from lmhtx.counting import TargetSource
from lmhtx.ui.forms import HouseForm


class CountForm(HouseForm):
    """Đếm từ sổ."""

    source_key = forms.ChoiceField(label="Đếm từ", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(one.key, f"{one.label} ({one.unit})") for one in collected(TargetSource)]
        self.fields["source_key"].choices = [("", "– Người thực hiện báo cáo –"), *found]


class TypedFigureForm(HouseForm):
    """Ghi số khác với số đếm."""

    done = forms.DecimalField(label="Số ghi tay", min_value=0, max_digits=14, decimal_places=2)
    note = forms.CharField(label="Lý do", max_length=250)
