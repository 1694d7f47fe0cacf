"""Dresses the fields of any form in the classes of the house."""

from __future__ import annotations

from django import forms

CHECKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def dress(form: forms.BaseForm) -> None:
    """Give every widget its class; running twice does no harm."""
    for field in form.fields.values():
        widget = field.widget
        look = "form-check-input" if isinstance(widget, CHECKS) else "form-control"
        if isinstance(widget, forms.Select) and not isinstance(widget, CHECKS):
            look = "form-select"
        worn = widget.attrs.get("class", "").split()
        if look not in worn:
            widget.attrs["class"] = " ".join([*worn, look])
