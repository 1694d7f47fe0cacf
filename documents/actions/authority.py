"""Who may sign in whose name, and the short names of units, are written down."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from documents.models import SigningAuthority, UnitAbbreviation
from documents.queries.signing import why_not_delegated
from lmhtx.audit.actions import record
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def keep_authority(*, form: Any, by: User) -> SigningAuthority:
    """The authority holds between its days; who was authorised himself hands nothing on."""
    is_new = form.instance.pk is None
    if reason := why_not_delegated(form.instance):
        raise Refused(reason)
    if is_new:
        form.instance.created_by = by
    kept: SigningAuthority = form.save()
    record("documents.authority.given" if is_new else "documents.authority.edited", kept, by=by)
    return kept


@transaction.atomic
def keep_abbreviation(*, form: Any, by: User) -> UnitAbbreviation:
    """The unit bears the short name between the days."""
    kept: UnitAbbreviation = form.save()
    record("documents.abbreviation.kept", kept, by=by, note=str(kept.unit))
    return kept
