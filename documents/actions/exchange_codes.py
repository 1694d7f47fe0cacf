"""Codes of agencies are kept."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from documents.models import OrganCode
from lmhtx.audit.actions import record
from lmhtx.people.models import User


@transaction.atomic
def keep_code(*, form: Any, by: User) -> OrganCode:
    """A code is written down or mended."""
    code: OrganCode = form.save()
    record("documents.code.kept", code, by=by)
    return code
