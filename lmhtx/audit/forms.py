"""The filters of the trail."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from lmhtx.audit.models import SUBJECT, Entry
from lmhtx.contributions import AuditVerb, collected
from lmhtx.people.models import User
from lmhtx.vn.dates import BadDate, read_date, short


def _verbs() -> list[tuple[str, str]]:
    found = sorted((item.label.replace(SUBJECT, "…"), item.key) for item in collected(AuditVerb))
    return [("", "Mọi việc"), *((key, label) for label, key in found)]


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class DayInput(forms.TextInput):
    """A box for 5/9/26 or 05/09/2026 beside the browser's own calendar."""

    template_name = "ui/date_input.html"

    def format_value(self, value: Any) -> str | None:
        """dd/mm/yyyy; what was typed stays as typed."""
        return short(value) if isinstance(value, date) else value or None


class DayField(forms.Field):
    """A day as people type it; the field of the room `ui` lies above this one."""

    widget = DayInput(
        {
            "class": "form-control",
            "placeholder": "ngày/tháng/năm",
            "inputmode": "numeric",
            "autocomplete": "off",
        }
    )

    def to_python(self, value: Any) -> date | None:
        """The day, or what is wrong with it."""
        if not value:
            return None
        try:
            return read_date(value)
        except BadDate as bad:
            raise ValidationError(str(bad), code="invalid") from bad


class TrailForm(forms.Form):
    """Who, what, from which day to which."""

    nguoi = forms.ModelChoiceField(
        User.objects.all(),
        label="Người làm",
        required=False,
        empty_label="Mọi người",
        widget=forms.Select({"class": "form-select"}),
    )
    viec = forms.ChoiceField(
        choices=_verbs, label="Việc", required=False, widget=forms.Select({"class": "form-select"})
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

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
