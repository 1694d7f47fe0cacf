"""The form of one call."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.enums.calls import CallOutcome
from cooperatives.year_form import Figure
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm

FIGURE = "so_"
TYPED_LENGTH, WORDS_LENGTH = 60, 300


def _box(figure: Figure) -> forms.Field:
    """A choice, a line of words, or a number with its keyboard."""
    if figure.is_yes_no:
        answers = [("", "Chưa trả lời"), ("Có", "Có"), ("Không", "Không")]
        chosen = forms.ChoiceField(label=figure.label, choices=answers, required=False)
        chosen.widget.attrs |= {"class": "form-select"}
        return chosen
    length = TYPED_LENGTH if figure.is_counted else WORDS_LENGTH
    box = forms.CharField(label=figure.label, max_length=length, required=False)
    box.widget.attrs |= {"class": "form-control", "autocomplete": "off"}
    if figure.is_counted and not figure.is_money:
        box.widget.attrs["inputmode"] = "numeric"
    return box


class CallForm(HouseForm):
    """Kết quả một cuộc gọi."""

    outcome = forms.ChoiceField(choices=CallOutcome.choices(), widget=forms.HiddenInput)
    said_by = forms.CharField(label="Người trả lời", max_length=150, required=False)
    reason = forms.CharField(label="Lý do, nếu có số khác hẳn kỳ trước", max_length=300, required=False)
    again_on = DateField(label="Hẹn gọi lại ngày", required=False)
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, figures: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for figure, _ in figures:
            self.fields[FIGURE + figure.key] = _box(figure)
        self._figures = figures

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Each figure with that of the time before and its box."""
        return [(figure, before, self[FIGURE + figure.key]) for figure, before in self._figures]

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by figure."""
        found = ((figure.key, self.cleaned_data[FIGURE + figure.key]) for figure, _ in self._figures)
        return {key: words for key, words in found if words}
