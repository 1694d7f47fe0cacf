"""What outgoing papers put on each person's desk: derived from where they stand, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from documents.access.outgoing import OutPerm
from documents.access.register import Perm
from documents.enums.outgoing import OutgoingState
from documents.models import Consultation, Outgoing
from lmhtx.access import Permission
from lmhtx.decisions.models import Decision
from lmhtx.people.roles import Role

if TYPE_CHECKING:
    from lmhtx.people.models import User

CONTENT_QUESTION = "documents.content"


def _in_state(user: User, state: OutgoingState) -> QuerySet[Outgoing]:
    return Outgoing.objects.visible_to(user).in_state(state).order_by("submitted_at", "pk")


def _for_registry(user: User, state: OutgoingState, permission: Permission) -> QuerySet[Outgoing]:
    rows = _in_state(user, state)
    return rows if user.has_perm(permission) else rows.none()


def to_review(user: User) -> QuerySet[Outgoing]:
    """Drafts of units that this person heads, waiting for the content to be approved; without those just answered."""
    heads = sorted(user.headed_ids)
    rows = _in_state(user, OutgoingState.UNIT_REVIEW).filter(unit__in=heads)
    return rows.exclude(pk__in=Decision.objects.waiting_on(CONTENT_QUESTION)) if heads else rows.none()


def to_check(user: User) -> QuerySet[Outgoing]:
    """Drafts whose form this person checks."""
    mine = Q(form_checker=user)
    if user.has_role(Role.OFFICE_CHIEF):
        mine |= Q(form_checker__isnull=True)
    rows = _in_state(user, OutgoingState.FORMAT_CHECK).filter(mine)
    return rows if user.has_perm(OutPerm.CHECK_FORM) else rows.none()


def to_answer(user: User) -> QuerySet[Outgoing]:
    """Drafts about which a unit that this person heads is asked."""
    heads = sorted(user.headed_ids)
    asked = Consultation.objects.filter(unit__in=heads, answered_at__isnull=True).values("outgoing")
    rows = _in_state(user, OutgoingState.CONSULT).filter(pk__in=asked)
    return rows if heads else rows.none()


def to_sign(user: User) -> QuerySet[Outgoing]:
    """Papers that wait for this person's signature."""
    return _in_state(user, OutgoingState.PENDING_SIGN).filter(signer=user)


def to_mend(user: User) -> QuerySet[Outgoing]:
    """Drafts that the person writes himself."""
    return _in_state(user, OutgoingState.DRAFT).filter(drafter=user)


def to_print(user: User) -> QuerySet[Outgoing]:
    """Papers before a signer, which the registry prints for those who sign by hand."""
    return _for_registry(user, OutgoingState.PENDING_SIGN, OutPerm.RECORD_SIGNATURE)


def to_number(user: User) -> QuerySet[Outgoing]:
    """Signed papers without number, for whoever gives numbers."""
    return _for_registry(user, OutgoingState.SIGNED, Perm.GIVE_NUMBER)


def to_seal(user: User) -> QuerySet[Outgoing]:
    """Numbered papers without seal."""
    return _for_registry(user, OutgoingState.NUMBERED, OutPerm.SEAL_OUTGOING)


def to_issue(user: User) -> QuerySet[Outgoing]:
    """Sealed papers that have not gone out."""
    return _for_registry(user, OutgoingState.SEALED, OutPerm.ISSUE_OUTGOING)


def scans_owed(user: User) -> QuerySet[Outgoing]:
    """Papers signed by hand of which the scan is not here yet."""
    rows = Outgoing.objects.visible_to(user).owing_scan().order_by("scan_due_on", "pk")
    return rows if user.has_perm(OutPerm.SEAL_OUTGOING) else rows.none()


def dressed(rows: QuerySet[Outgoing]) -> QuerySet[Outgoing]:
    """The rows with what a line shows."""
    return rows.select_related("type", "unit", "signer", "drafter")
