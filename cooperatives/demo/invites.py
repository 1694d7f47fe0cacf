"""Invitations to the call for last year's figures in the demonstration office: letters handed out, texts half sent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cooperatives.enums.forms import Rhythm
from cooperatives.enums.inviting import InviteChannel, Invitee
from cooperatives.models import Cooperative, Invitation, Invite, InviteSet, Period
from cooperatives.queries.forms import missing_in
from cooperatives.queries.inviting import mobile_of, with_people
from lmhtx.people.models import User

# Before the day of the demonstration; both within the two weeks for which codes are kept.
LETTERS_AGO, TEXTS_AGO = timedelta(days=9), timedelta(days=2)
MOST = 60


def invite_some(day: date) -> None:
    """Letters to those that have not handed in, and texts to those with a mobile number; every third text is sent."""
    staff = User.objects.get(username="chuyenvien")
    period = Period.objects.filter(rhythm=Rhythm.YEAR).latest("ends_on")
    rows = list(missing_in(period, staff).order_by("commune__name", "name", "pk")[:MOST])
    _set(period, staff, InviteChannel.LETTER, rows, day - LETTERS_AGO)
    texts = _set(period, staff, InviteChannel.ZALO, [one for one in rows if mobile_of(one)], day - TEXTS_AGO)
    sent = [one.pk for one in texts][::3]
    Invite.objects.filter(pk__in=sent).update(sent_at=_moment(day - TEXTS_AGO), sent_by=staff)


def _set(
    period: Period, staff: User, channel: InviteChannel, rows: list[Cooperative], day: date
) -> list[Invite]:
    made = InviteSet.objects.create(
        period=period,
        channels=[str(channel)],
        invitee=Invitee.MISSING,
        total=len(rows),
        done=len(rows),
        reached=-1,
        finished_at=_moment(day),
        created_at=_moment(day),
        created_by=staff,
    )
    inside = with_people(rows)
    invites = [
        Invite(
            invite_set=made,
            period=period,
            cooperative=one,
            channel=channel,
            invited_on=day,
            address=mobile_of(one) if channel == InviteChannel.ZALO else "",
        )
        for one in rows
    ]
    given: list[Any] = []
    for one in invites:
        if one.cooperative_id not in inside:
            one.invitation = Invitation(cooperative=one.cooperative, given_by=staff, given_at=timezone.now())
            one.keep_code(one.invitation.draw())
            given.append(one.invitation)
    Invitation.objects.bulk_create(given)
    return Invite.objects.bulk_create(invites)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(15, 30)))
