"""Which days figures are asked for."""

from __future__ import annotations

from django import forms

from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm


class SpanForm(HouseForm):
    """Từ ngày, đến ngày."""

    first = DateField(label="Đến từ ngày")
    last = DateField(label="Đến hết ngày")

    def clean(self):
        """In their order."""
        told = super().clean()
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            raise forms.ValidationError("Ngày cuối phải từ ngày đầu trở đi.")
        return told
