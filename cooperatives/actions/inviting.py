"""Cooperatives are invited, or reminded, in bulk: batch by batch behind the page, so that no other task waits long."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cooperatives.access.forms import FormPerm
from cooperatives.enums.inviting import WITH_CODE, InviteChannel, Invitee
from cooperatives.models import Cooperative, Invitation, Invite, InviteSet, Period, Representative
from cooperatives.queries.inviting import addresses_on, wanted, wanted_by, with_people
from lmhtx.audit.actions import record, record_all
from lmhtx.base import clock
from lmhtx.jobs.locks import wait_for
from lmhtx.jobs.queue import later
from lmhtx.outbox.actions import Mail, queue_mails
from lmhtx.outbox.contacts import ContactMail, queue_contact_mails
from lmhtx.people.models import User
from lmhtx.workflow import Refused

# A batch takes a second or two; between two of them the workers take what else waits.
BATCH = 200


@transaction.atomic
def ask_to_invite(
    *,
    period: Period,
    by: User,
    channels: Collection[str],
    invitee: str = Invitee.MISSING,
    communes: Iterable[Any] = (),
    is_again: bool = False,
) -> InviteSet:
    """The set stands, and its first batch waits behind the page."""
    if not by.has_perm(FormPerm.INVITE_COOPERATIVE, Cooperative()):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã mời hàng loạt được.")
    if not period.is_open:
        raise Refused("Đợt đã khóa, không mời nữa. Hãy mở lại đợt rồi mời.")
    chosen = [str(one) for one in InviteChannel if one in channels]
    if not chosen:
        raise Refused("Hãy chọn ít nhất một cách mời.")
    places = list(communes)
    rows = wanted(period, by, invitee=invitee, communes=[one.pk for one in places])
    total = rows.count()
    if not total:
        raise Refused("Không có hợp tác xã nào như thế trong đợt; không có gì để mời.")
    made = InviteSet.objects.create(
        period=period, channels=chosen, invitee=invitee, is_again=is_again, total=total, created_by=by
    )
    made.communes.set(places)
    _queue_batch(made, by)
    record("cooperatives.period.invited", period, by=by, channels=chosen, cooperatives=total)
    return made


def _queue_batch(invite_set: InviteSet, by: User) -> None:
    invite_set.job = later("cooperatives.invite_batch", by=by, set_id=invite_set.pk, after=invite_set.reached)
    invite_set.save(update_fields=["job"])


@transaction.atomic
def invite_batch(*, invite_set: InviteSet, after: int) -> InviteSet:
    """The next cooperatives behind `after` are invited, and the batch behind them is put down.

    All of it or nothing; a second run finds the set further on and leaves it.
    """
    held = InviteSet.objects.select_for_update(of=("self",)).select_related("period").get(pk=invite_set.pk)
    by = held.owner
    if held.reached != after or held.finished_at is not None:
        return held
    # Two sets of one call for figures see each other's rows, or both would invite the same.
    wait_for(f"cooperatives.invite {held.period_id}")
    rows = list(wanted_by(held, by).filter(pk__gt=after).select_related("commune").order_by("pk")[:BATCH])
    if not rows:
        return _written(held, by)
    inside = with_people(rows)
    for channel in map(InviteChannel, held.channels):
        _invite(held, channel, rows, inside)
    held.reached, held.done = rows[-1].pk, held.done + len(rows)
    held.save(update_fields=["reached", "done"])
    _queue_batch(held, by)
    return held


def _written(held: InviteSet, by: User) -> InviteSet:
    """All have been dealt with: what leaves as a file is put down to be made, or the set is finished."""
    held.done = held.total = max(held.done, 0)
    if {InviteChannel.LETTER, InviteChannel.ZALO, InviteChannel.FORM} & set(held.channels) and held.done:
        held.job = later("cooperatives.invite_files", by=by, set_id=held.pk)
        # No batch follows any more, whoever runs this one again.
        held.reached = -1
    else:
        held.finished_at = clock.now()
    held.save(update_fields=["done", "total", "job", "reached", "finished_at"])
    return held


def _invite(held: InviteSet, channel: InviteChannel, rows: list[Cooperative], inside: set[int]) -> None:
    addresses = addresses_on(channel, rows, inside)
    if not held.is_again:
        told = Invite.objects.filter(period=held.period, channel=channel, invited_on=clock.today())
        done = set(told.filter(cooperative__in=list(addresses)).values_list("cooperative", flat=True))
        addresses = {pk: address for pk, address in addresses.items() if pk not in done}
    by_pk = {one.pk: one for one in rows}
    invites = [
        Invite(
            invite_set=held,
            period=held.period,
            cooperative=by_pk[pk],
            channel=channel,
            is_again=held.is_again,
            address=address,
        )
        for pk, address in addresses.items()
    ]
    if channel in WITH_CODE:
        _give_codes(held, channel, [one for one in invites if one.cooperative_id not in inside])
    Invite.objects.bulk_create(invites)
    _send(held, channel, invites)


def _give_codes(held: InviteSet, channel: InviteChannel, invites: list[Invite]) -> None:
    """A code for each; the one that came by the same way before and was never used lets in nobody any more."""
    now = timezone.now()
    named = [one.cooperative_id for one in invites]
    earlier: Any = Invite.objects.filter(channel=channel, cooperative__in=named).values("invitation")
    Invitation.objects.open(now).filter(pk__in=earlier).update(withdrawn_at=now)
    for one in invites:
        one.invitation = Invitation(cooperative=one.cooperative, given_by=held.owner, given_at=now)
        one.keep_code(one.invitation.draw())
    Invitation.objects.bulk_create([one.invitation for one in invites if one.invitation])
    record_all(
        "cooperatives.invitation.given",
        [one.cooperative for one in invites],
        by=held.owner,
        way=channel.label,
    )


def _send(held: InviteSet, channel: InviteChannel, invites: list[Invite]) -> None:
    if channel == InviteChannel.MAIL:
        queue_contact_mails(_contact_mail(held.period, one) for one in invites)
    elif channel == InviteChannel.ACCOUNT:
        queue_mails(
            _reminders(held, Cooperative.objects.filter(pk__in=[one.cooperative_id for one in invites]))
        )


def _contact_mail(period: Period, invite: Invite) -> ContactMail:
    name, due = invite.cooperative.name, f"{period.due_on:%d/%m/%Y}"
    way = (
        "Mở đường dẫn dưới đây trên điện thoại, ghi họ tên, chức vụ và đặt mật khẩu; đường dẫn dùng cho một người, một "
        "lần, trong 60 ngày."
        if invite.invitation_id
        else "Mở đường dẫn dưới đây và đăng nhập bằng tên đã có."
    )
    return ContactMail(
        address=invite.address,
        subject=f"Mời nộp {period.title}",
        text=(
            f"Liên minh Hợp tác xã mời {name} nộp phiếu “{period.title}”; hạn nộp {due}. Phiếu đã điền sẵn số "
            f"kỳ trước, chỉ cần sửa chỗ thay đổi rồi nộp. {way}"
        ),
        link=f"{reverse('join')}#ma={invite.code}" if invite.invitation_id else reverse("my_forms"),
        dedupe_key=f"cooperatives.invite:{invite.invite_set_id}:{invite.cooperative_id}",
    )


def _reminders(held: InviteSet, rows: QuerySet[Cooperative]) -> list[Mail]:
    """One letter a day at most to each person of those cooperatives."""
    period, day = held.period, clock.today()
    people = Representative.objects.on(day).filter(cooperative__in=rows)
    again = f":{held.pk}" if held.is_again else ""
    return [
        Mail(
            person=one.user,
            subject=f"Nhắc nộp {period.title}",
            text=(
                f"{one.cooperative.name} chưa nộp phiếu “{period.title}”; hạn nộp {period.due_on:%d/%m/%Y}. "
                "Phiếu đã điền sẵn số kỳ trước, chỉ cần sửa chỗ thay đổi rồi nộp."
            ),
            link=reverse("my_forms"),
            dedupe_key=f"cooperatives.remind:{period.pk}:{one.pk}:{day}{again}",
        )
        for one in people.select_related("user", "cooperative")
    ]


@transaction.atomic
def note_sent(*, invite: Invite, by: User, is_sent: bool) -> Invite:
    """A text has been sent by hand, or the tick was a mistake."""
    if not by.has_perm(FormPerm.INVITE_COOPERATIVE, invite.cooperative):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã ghi được đã gửi.")
    invite.sent_at, invite.sent_by = (clock.now(), by) if is_sent else (None, None)
    invite.save(update_fields=["sent_at", "sent_by"])
    return invite
