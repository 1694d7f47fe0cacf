"""Which cooperatives use digital technology on a day, over all of them at once, and what of it is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cooperatives.access.digital import DigitalPerm
from cooperatives.enums.digital import DigitalItem, ProofState
from cooperatives.enums.register import Kind, Status
from cooperatives.legal import digital as legal
from cooperatives.models import AllianceMembership, Cooperative, DigitalEvidence
from cooperatives.queries.files import status_as_of
from cooperatives.queries.watching import ends_told_on, keepers_on
from cooperatives.rules.digital import DigitalTerms, proof_state, uses_digital
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.parameters import Values
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.vn.dates import add_months

DAYS_BEFORE = 30
KEY = "cooperatives.digital_evidence"


def terms_on(day: date) -> DigitalTerms:
    """What is asked for on the day; before the first day of the convention, what held first."""
    keys = (legal.DIGITAL_MONTHS, legal.DIGITAL_NEEDS_BOTH, legal.DIGITAL_LEAVES_OUT_MANDATORY)
    values = Values(on=max(day, legal.HOUSE_DIGITAL.effective), keys=[one.key for one in keys])
    months, needs_both, leaves_out = (values.value(one.key) for one in keys)
    return DigitalTerms(
        months=int(str(months)), needs_both=bool(needs_both), leaves_out_mandatory=bool(leaves_out)
    )


def digital_on(day: date) -> QuerySet[Cooperative]:
    """Those that use digital technology at the end of the day: the rule `uses_digital`, said of all of them."""
    rows: Any = Cooperative.objects.all()
    if day < legal.HOUSE_DIGITAL.effective:
        return rows.none()
    terms = terms_on(day)
    proofs: Any = DigitalEvidence.objects.order_by().in_state(ProofState.COUNTS, day, terms.months)
    manages = Q(pk__in=proofs.filter(item__in=terms.managing).values("cooperative"))
    sells = Q(pk__in=proofs.filter(item__in=terms.selling).values("cooperative"))
    return rows.filter(manages & sells if terms.needs_both else manages | sells)


def members_on(day: date) -> QuerySet[Cooperative]:
    """Cooperatives, unions and credit funds that belong to the Alliance at the end of the day."""
    belongs = AllianceMembership.objects.filter(cooperative=OuterRef("pk"), admitted_on__lte=day)
    belongs = belongs.filter(Q(left_on__isnull=True) | Q(left_on__gt=day))
    return status_as_of(day).filter(Exists(belongs)).exclude(kind=Kind.GROUP)


def _counted(day: date) -> Q:
    values = Values(on=max(day, legal.HOUSE_DIGITAL.effective), keys=[legal.DIGITAL_COUNTS_CREDIT_FUNDS.key])
    at_work = Q(status_then=Status.ACTIVE) | Q(status_then__isnull=True)
    if values.value(legal.DIGITAL_COUNTS_CREDIT_FUNDS.key):
        return at_work
    return at_work & ~Q(kind=Kind.CREDIT_FUND)


def asked_on(day: date) -> QuerySet[Cooperative]:
    """The members at work on the day, of whom so many percent must use digital technology."""
    return members_on(day).filter(_counted(day))


def left_out_on(day: date) -> QuerySet[Cooperative]:
    """Members of the day that are not asked: not at work, or credit funds."""
    return members_on(day).exclude(pk__in=asked_on(day).values("pk"))


def digital_panel(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """The evidence of one cooperative with where each piece stands, and what follows today."""
    day = clock.today()
    terms = terms_on(day)
    rows = list(cooperative.digital_evidence.select_related("verified_by"))
    held = Attachment.objects.of_each(rows)
    for row in rows:
        row.stands = proof_state(row.facts, day=day, months=terms.months)
        row.files = held.get(row.pk, [])
    return {
        "rows": rows,
        "uses": uses_digital([row.facts for row in rows], day=day, terms=terms),
        "terms": terms,
        "may_record": user.has_perm(DigitalPerm.RECORD_DIGITAL, cooperative),
        "may_verify": user.has_perm(DigitalPerm.VERIFY_DIGITAL, cooperative),
    }


def digital_rows(user: User) -> Any:
    """Evidence within reach, with its cooperative."""
    rows: Any = DigitalEvidence.objects.visible_to(user)
    return rows.select_related("cooperative__commune", "verified_by")


def waiting_for(user: User) -> QuerySet[DigitalEvidence]:
    """Evidence to be verified, in the work of the day of whoever keeps the register."""
    rows = digital_rows(user)
    if not user.has_perm(DigitalPerm.VERIFY_DIGITAL, Cooperative()):
        return rows.none()
    day = clock.today()
    return rows.in_state(ProofState.WAITING, day, terms_on(day).months).order_by("evidenced_on", "id")


def running_out(day: date) -> Iterable[DueNotice]:
    """Evidence that counts and will be too old in a month, unless there is a newer piece, for the keepers."""
    months = terms_on(day).months
    people = keepers_on(day, DigitalPerm.RECORD_DIGITAL)
    earliest, latest = ends_told_on(day, DAYS_BEFORE)
    newer = DigitalEvidence.objects.not_withdrawn(day).filter(
        cooperative=OuterRef("cooperative"), item=OuterRef("item"), evidenced_on__gt=OuterRef("evidenced_on")
    )
    rows: Any = DigitalEvidence.objects.filter(~Exists(newer)).in_state(ProofState.COUNTS, day, months)
    # A month is longer than another: a few days more are looked through.
    first, last = add_months(earliest, -months) - timedelta(days=3), add_months(latest, -months)
    for row in rows.filter(evidenced_on__range=(first, last)).select_related("cooperative").order_by("pk"):
        due = add_months(row.evidenced_on, months)
        if not earliest <= due <= latest:
            continue
        for person in people:
            yield DueNotice(
                stage=f"T-{DAYS_BEFORE}",
                subject_id=row.pk,
                person_id=person,
                due_on=due,
                line=f"{row.cooperative}: minh chứng {DigitalItem(row.item).label} hết giá trị sau {due:%d/%m/%Y}.",
                url=row.get_absolute_url(),
            )
