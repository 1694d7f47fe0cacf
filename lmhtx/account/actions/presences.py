"""Acts on the places where people are signed in."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from lmhtx.account.access import PeoplePerm
from lmhtx.account.devices import give_device
from lmhtx.account.models import Presence, SharedMachine
from lmhtx.audit.actions import record
from lmhtx.outbox.actions import queue_mail
from lmhtx.people.models import Actor, User, actor
from lmhtx.vn.dates import short
from lmhtx.workflow import Refused

# What the session itself remembers, so that a page costs no query to know it.
PRESENCE, SEEN, MACHINE = "presence", "seen_at", "machine"
SEEN_EVERY = timedelta(minutes=5)
KEPT = timedelta(days=400)
ADDRESS_LENGTH, AGENT_LENGTH = 50, 300


@transaction.atomic
def begin_presence(*, request: HttpRequest, user: User, address: str) -> Presence:
    """The person is signed in here; a browser not met before is told to the person by mail.

    The first sign-in of all is no news: everything is new then.
    """
    device = give_device(request)
    known = Presence.objects.filter(user=user)
    is_new = known.exists() and not known.filter(device=device).exists()
    presence, _ = Presence.objects.update_or_create(
        session_key=_key_of(request),
        defaults={
            "user": user,
            "device": device,
            "agent": request.headers.get("User-Agent", "")[:AGENT_LENGTH],
            "address": address[:ADDRESS_LENGTH],
        },
    )
    machine = SharedMachine.objects.active().filter(device=device).first()
    request.session.update({PRESENCE: presence.pk, SEEN: timezone.now().timestamp()})
    request.session[MACHINE] = machine.pk if machine else None
    if is_new:
        record("people.device.met", user, by=user, device=presence.words, address=presence.address)
        _tell(presence)
    return presence


def follow(request: HttpRequest) -> None:
    """The session got another key; its row goes along."""
    if pk := request.session.get(PRESENCE):
        Presence.objects.filter(pk=pk).update(session_key=_key_of(request))


def see(request: HttpRequest) -> None:
    """Note that somebody works here, once in five minutes."""
    now = timezone.now()
    pk, seen = request.session.get(PRESENCE), request.session.get(SEEN, 0)
    if pk and now.timestamp() - seen >= SEEN_EVERY.total_seconds():
        Presence.objects.filter(pk=pk).update(seen_at=now)
        request.session[SEEN] = now.timestamp()


@transaction.atomic
def end_presence(*, presence: Presence, by: User) -> Presence:
    """The person is out of that browser with its next click."""
    if presence.user_id != by.pk and not by.has_perm(PeoplePerm.MANAGE_PEOPLE, presence.user):
        raise Refused("Chỉ người quản trị mới đăng xuất người khác.")
    _end(presence.user, [presence], by)
    record("people.session.ended", presence.user, by=by, device=presence.words)
    return presence


@transaction.atomic
def end_others(*, user: User, here: str) -> int:
    """The person is out everywhere but in the session with this key; returns how many places that were."""
    others = list(Presence.objects.alive(timezone.now()).filter(user=user).exclude(session_key=here))
    _end(user, others, user)
    for key in _untracked(user, but=here):
        Session.objects.filter(pk=key).delete()
    if others:
        record("people.sessions.ended", user, by=user, count=len(others))
    return len(others)


@transaction.atomic
def end_sessions(user: User, by: Actor | User) -> int:
    """Sign the person out everywhere, from this moment; returns how many places that were."""
    alive = list(Presence.objects.alive(timezone.now()).filter(user=user))
    _end(user, alive, actor(by).user or user)
    Session.objects.filter(pk__in=_untracked(user)).delete()
    record("people.sessions.ended", user, by=by, count=len(alive))
    return len(alive)


@transaction.atomic
def leave(*, request: HttpRequest) -> None:
    """The person signs out here."""
    if pk := request.session.get(PRESENCE):
        Presence.objects.filter(pk=pk, ended_at=None).update(
            ended_at=timezone.now(), ended_by=request.user.pk
        )


def forget_old() -> int:
    """Rows of places not used for a year are gone: the browser's cookie has died by then."""
    old = Presence.objects.filter(seen_at__lt=timezone.now() - KEPT)
    count, _ = old.delete()
    return count


def _end(user: User, presences: list[Presence], by: User) -> None:
    Session.objects.filter(pk__in=[presence.session_key for presence in presences]).delete()
    mine = Presence.objects.filter(user=user, pk__in=[presence.pk for presence in presences])
    mine.update(ended_at=timezone.now(), ended_by=by)


def _untracked(user: User, *, but: str = "") -> list[str]:
    """Sessions of the person that began without passing the door, such as a personal link's."""
    strays = Session.objects.exclude(pk__in=Presence.objects.values("session_key")).exclude(pk=but)
    return [
        session.pk
        for session in strays.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]


def _key_of(request: HttpRequest) -> str:
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def _tell(presence: Presence) -> None:
    started = timezone.localtime(presence.started_at)
    queue_mail(
        presence.user,
        subject="Đăng nhập từ máy mới",
        text=(
            f"Tài khoản của anh/chị vừa đăng nhập từ một máy chưa dùng lần nào: {presence.words}, địa chỉ "
            f"{presence.address}, lúc {started:%H:%M} ngày {short(started.date())}.\n\n"
            "Nếu không phải anh/chị, hãy mở trang dưới đây, bấm “Đăng xuất các nơi khác”, đổi mật khẩu và báo "
            "Chánh Văn phòng."
        ),
        link="/tai-khoan/noi-dang-nhap/",
        dedupe_key=f"account.device:{presence.pk}",
    )
