"""What a leader chooses in the queue by taps."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.models import Incoming
from documents.queries.directing import days_offered, units_offered
from lmhtx.people.models import User
from lmhtx.ui.forms import HouseForm


class QueueDirectForm(HouseForm):
    """Chủ trì, phối hợp, thời hạn."""

    lead = forms.ChoiceField(label="Chủ trì", widget=forms.RadioSelect)
    partners = forms.MultipleChoiceField(
        label="Phối hợp", required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.ChoiceField(label="Thời hạn", required=False, widget=forms.RadioSelect)

    def __init__(self, data: Any, user: User, incoming: Incoming) -> None:
        super().__init__(data)
        units = [(str(unit.pk), unit.short_name or unit.name) for unit in units_offered(user)]
        days = [(day.isoformat(), f"{day:%d/%m} ({words})") for day, words in days_offered(incoming)]
        self.fields["lead"].choices = units
        self.fields["partners"].choices = units
        self.fields["due_on"].choices = days
        self.fields["due_on"].initial = days[0][0] if days else None

    def told(self) -> dict[str, Any]:
        """As plain values, to be kept with the decision."""
        chosen = self.cleaned_data
        partners = [key for key in chosen["partners"] if key != chosen["lead"]]
        return {"lead": chosen["lead"], "partners": partners, "due_on": chosen["due_on"]}
