"""Inspectors are let in: whom, to which years, until when."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from documents.models import Inspection
from lmhtx.audit.actions import record
from lmhtx.people.models import User


@transaction.atomic
def keep_inspection(*, form: Any, by: User) -> Inspection:
    """The members read the papers of those years between the two days; nothing else opens to them."""
    is_new = form.instance.pk is None
    if is_new:
        form.instance.created_by = by
    kept: Inspection = form.save()
    members = ", ".join(str(one) for one in form.cleaned_data["members"])
    verb = "documents.inspection.opened" if is_new else "documents.inspection.edited"
    record(verb, kept, by=by, note=f"năm {kept.first_year}–{kept.last_year}; {members}"[:500])
    return kept
