"""Dresses the fields of any form in the classes and words of the house."""

from __future__ import annotations

from typing import Any

from django import forms

# Their class would land on the frame around the choices too.
LEFT_PLAIN = (forms.CheckboxSelectMultiple, forms.RadioSelect, forms.HiddenInput)
DJANGO_ROWS, OUR_ROWS = "10", "4"
DJANGO_NOTHING = "---------"


def dress(form: forms.BaseForm, *, nothing: str = "– Chọn –") -> None:
    """Give every widget its class and every list words for no choice; running twice does no harm."""
    for field in form.fields.values():
        _name_nothing(field, nothing)
        _wear(field.widget)


def _name_nothing(field: forms.Field, words: str) -> None:
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DJANGO_NOTHING:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField):
        choices: list[Any] = list(field.widget.choices)
        field.widget.choices = [
            ("", words) if (key, label) == ("", DJANGO_NOTHING) else (key, label) for key, label in choices
        ]


def _wear(widget: forms.Widget) -> None:
    if isinstance(widget, LEFT_PLAIN):
        return
    look = "form-check-input" if isinstance(widget, forms.CheckboxInput) else "form-control"
    if isinstance(widget, forms.Select):
        look = "form-select"
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == DJANGO_ROWS:
        widget.attrs["rows"] = OUR_ROWS
    worn = widget.attrs.get("class", "").split()
    if look not in worn:
        widget.attrs["class"] = " ".join([*worn, look])
