"""The filters of the trail."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from lmhtx.audit.models import SUBJECT, Entry
from lmhtx.contributions import AuditVerb, collected
from lmhtx.people.models import User


def _verbs() -> list[tuple[str, str]]:
    found = sorted((item.label.replace(SUBJECT, "…"), item.key) for item in collected(AuditVerb))
    return [("", "Mọi việc"), *((key, label) for label, key in found)]


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class DayInput(forms.DateInput):
    """A day picked or typed in the browser's own way."""

    input_type = "date"
    format = "%Y-%m-%d"


class TrailForm(forms.Form):
    """Who, what, from which day to which."""

    nguoi = forms.ModelChoiceField(
        User.objects.all(), label="Người làm", required=False, empty_label="Mọi người"
    )
    viec = forms.ChoiceField(choices=_verbs, label="Việc", required=False)
    tu = forms.DateField(label="Từ ngày", required=False, widget=DayInput)
    den = forms.DateField(label="Đến ngày", required=False, widget=DayInput)

    def narrowed(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that fit; a field that was not understood narrows nothing and says so beside itself."""
        self.is_valid()
        asked: dict[str, Any] = self.cleaned_data
        if asked.get("nguoi"):
            entries = entries.filter(by=asked["nguoi"])
        if asked.get("viec"):
            entries = entries.filter(verb=asked["viec"])
        if asked.get("tu"):
            entries = entries.filter(at__gte=_start_of(asked["tu"]))
        if asked.get("den"):
            entries = entries.filter(at__lt=_start_of(asked["den"] + timedelta(days=1)))
        return entries
