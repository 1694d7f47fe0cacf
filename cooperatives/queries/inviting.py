"""Whom an invitation in bulk would reach, who has been invited by which way, and what is written to each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from cooperatives.enums.inviting import WITH_CODE, InviteChannel, Invitee
from cooperatives.models import Cooperative, Invitation, Invite, InviteSet, Period, Representative
from cooperatives.queries.forms import asked_in, missing_in
from lmhtx.base import clock
from lmhtx.outbox.addresses import phone_in
from lmhtx.outbox.contacts import plain_address, unreachable_among

# A chat shows so much without "xem thêm"; the name of a cooperative takes at most this of it.
ZALO_LENGTH, NAME_LENGTH = 300, 80
# Zalo knows mobile numbers only.
MOBILE = ("03", "05", "07", "08", "09")
MOBILE_LENGTH = 10


def wanted(
    period: Period, user: Any, *, invitee: str, communes: Collection[Any] = ()
) -> QuerySet[Cooperative]:
    """The cooperatives within reach that are meant."""
    rows: Any = asked_in(period, user) if invitee == Invitee.ASKED else missing_in(period, user)
    if invitee == Invitee.NOT_IN:
        inside = Representative.objects.on(clock.today()).filter(cooperative=OuterRef("pk"))
        rows = rows.filter(~Exists(inside))
    return rows.filter(commune__in=communes) if communes else rows


def wanted_by(invite_set: InviteSet, user: Any) -> QuerySet[Cooperative]:
    """Those whom the set means, as they stand now."""
    communes = [one.pk for one in invite_set.communes.all()]
    return wanted(invite_set.period, user, invitee=invite_set.invitee, communes=communes)


def mobile_of(cooperative: Cooperative) -> str:
    """The number at which Zalo finds it; "" where it has none."""
    phone = phone_in(cooperative.phone)
    return phone if len(phone) == MOBILE_LENGTH and phone.startswith(MOBILE) else ""


def with_people(rows: Any) -> set[int]:
    """For which of the cooperatives, given as such or as a query of their numbers, somebody works here today."""
    inside = Representative.objects.on(clock.today()).filter(cooperative__in=rows)
    return set(inside.values_list("cooperative", flat=True))


def addresses_on(channel: InviteChannel, rows: Collection[Cooperative], inside: set[int]) -> dict[int, str]:
    """Where each of the cooperatives is reached by the way, those that it does not reach left out."""
    if channel == InviteChannel.ZALO:
        found = {one.pk: mobile_of(one) for one in rows}
    elif channel == InviteChannel.MAIL:
        found = {one.pk: plain_address(one.email) for one in rows}
        refused = unreachable_among({address for address in found.values() if address})
        found = {pk: address for pk, address in found.items() if address not in refused}
    elif channel == InviteChannel.ACCOUNT:
        return dict.fromkeys((one.pk for one in rows if one.pk in inside), "")
    else:
        return dict.fromkeys((one.pk for one in rows), "")
    return {pk: address for pk, address in found.items() if address}


@dataclass(frozen=True, slots=True)
class Reach:
    """What one way would do: how many it reaches, has reached today already, and how many codes it would renew."""

    channel: InviteChannel
    reached: int
    today: int
    renewed: int

    @property
    def label(self) -> str:
        """Its word."""
        return self.channel.label


def outlook(period: Period, rows: QuerySet[Cooperative]) -> list[Reach]:
    """What each way would do for the cooperatives."""
    found = list(rows.only("pk", "phone", "email").order_by())
    within = rows.order_by().values("pk")
    inside = with_people(within)
    told: list[Reach] = []
    for channel in InviteChannel:
        reached = addresses_on(channel, found, inside)
        mine = Invite.objects.filter(cooperative__in=within, channel=channel)
        today = mine.filter(period=period, invited_on=clock.today()).values("cooperative").distinct().count()
        told.append(Reach(channel, len(reached), today, _open_codes(mine, channel)))
    return told


def _open_codes(mine: Any, channel: InviteChannel) -> int:
    if channel not in WITH_CODE:
        return 0
    return Invitation.objects.open(timezone.now()).filter(pk__in=mine.values("invitation")).count()


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """How far a way has come in a call for figures."""

    label: str
    cooperatives: int
    last_on: date
    ticked: int
    is_ticked: bool


def invited_in(period: Period, user: Any) -> list[ChannelLine]:
    """How many cooperatives within reach were invited by each way, and when last."""
    rows: Any = Invite.objects.visible_to(user).filter(period=period)
    counted = rows.order_by().values("channel")
    counts = {
        row["channel"]: row
        for row in counted.annotate(
            n=Count("cooperative", distinct=True),
            last_on=Max("invited_on"),
            ticked=Count("cooperative", distinct=True, filter=Q(sent_at__isnull=False)),
        )
    }
    return [
        ChannelLine(one.label, row["n"], row["last_on"], row["ticked"], is_ticked=one == InviteChannel.ZALO)
        for one in InviteChannel
        if (row := counts.get(str(one)))
    ]


def with_invites(rows: Any, period: Period) -> Any:
    """Each cooperative with the ways by which it was invited in the call for figures, and the last day."""
    mine = Invite.objects.filter(period=period, cooperative=OuterRef("pk"))
    return rows.annotate(
        invited_on=Subquery(mine.order_by("-invited_on").values("invited_on")[:1]),
        invited_ways=ArraySubquery(mine.order_by("channel").values("channel").distinct()),
    )


def ways_told(ways: Iterable[str]) -> str:
    """The ways in words."""
    return ", ".join(InviteChannel(one).label for one in ways)


def direct_address(code: str) -> str:
    """Where the code is typed in already; behind the mark it stays in the browser, and no server logs it."""
    return f"{settings.SITE_ADDRESS}{reverse('join')}#ma={code}"


def texts_of(invite_set: InviteSet) -> QuerySet[Invite]:
    """The texts for Zalo of a set: those that have not been sent first, by commune and name."""
    rows = invite_set.invites.filter(channel=InviteChannel.ZALO)
    named = rows.select_related("cooperative__commune", "period", "invitation", "sent_by")
    first = F("sent_at").asc(nulls_first=True)
    return named.order_by(first, "cooperative__commune__name", "cooperative__name", "pk")


def zalo_text(invite: Invite) -> str:
    """What is sent by Zalo: at most 300 letters, one link, and no number, sum or name of a person."""
    period, name = invite.period, invite.cooperative.name
    short = name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"
    begin = f"Liên minh HTX mời {short} khai “{_short_title(period)}”, hạn {period.due_on:%d/%m/%Y}."
    if invite.invitation_id is None:
        return f"{begin} Mở {settings.SITE_ADDRESS}{reverse('my_forms')} và đăng nhập."
    return f"{begin} Mở {direct_address(invite.code)} (mã dùng một lần, trong 60 ngày)."


def _short_title(period: Period) -> str:
    title = str(period)
    return title if len(title) <= NAME_LENGTH else f"{title[: NAME_LENGTH - 1]}…"
