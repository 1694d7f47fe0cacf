"""Acts on personal links: given out, opened, ended; and the name that a reporter gives at first use."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from lmhtx.account.access import PeoplePerm
from lmhtx.account.models import LINK_LIFE, PersonalLink
from lmhtx.account.proof import VIA
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency, Post
from lmhtx.people.models import Posting, User, Via
from lmhtx.people.roles import Role
from lmhtx.ui.guard import may_note
from lmhtx.workflow import Refused

BACKEND = "lmhtx.account.backends.LinkBackend"
IN_SESSION = "personal_link"
USE_NOTED_EVERY = timedelta(minutes=10)
UNNAMED = "Đầu mối báo cáo"
ENDED = (
    "Liên kết này không dùng được: đã hết hạn, đã bị thu hồi, hoặc chép thiếu. "
    "Hãy nhờ Văn phòng Liên minh gửi lại liên kết mới."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reporter:
    """A person of a partner agency to be known here; the name may wait for the first use."""

    agency: Agency
    full_name: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def add_reporter(*, reporter: Reporter, by: User) -> User:
    """The agency has one person more, who has no password and comes by a link only."""
    _refuse_unless_linked(reporter.agency, by)
    user = User(
        username=f"dm{reporter.agency.pk}-{secrets.token_hex(4)}",
        full_name=reporter.full_name.strip() or f"{UNNAMED} – {reporter.agency}"[:150],
        email=reporter.email.strip(),
        phone=reporter.phone.strip(),
    )
    user.set_unusable_password()
    user.save()
    Posting.objects.create(
        user=user, unit=reporter.agency, role=Role.AGENCY_OFFICER, valid_from=clock.today()
    )
    record("people.user.created", user, by=by)
    return user


@transaction.atomic
def issue_link(*, user: User, by: User) -> str:
    """The person's new link, as an address told this once; an older one ends."""
    _refuse_unless_linked(user, by)
    if not user.is_active:
        raise Refused("Người này đã thôi, không cấp liên kết được.")
    if user.has_usable_password():
        raise Refused("Người này đã có mật khẩu; hãy đăng nhập bằng mật khẩu, không cần liên kết.")
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    before = user.personal_links.exclude(introduced_at=None).first()
    _end(user, by)
    token, now = secrets.token_urlsafe(32), timezone.now()
    link = PersonalLink.objects.create(
        user=user,
        token_hash=_hash(token),
        issued_at=now,
        issued_by=by,
        expires_at=now + LINK_LIFE,
        introduced_at=before.introduced_at if before else None,
    )
    record("people.link.issued", user, by=by, until=f"{clock.local(link.expires_at):%d/%m/%Y}")
    return f"{settings.SITE_ADDRESS}{reverse('link_open', args=[token])}"


@transaction.atomic
def revoke_links(user: User, by: User) -> int:
    """No link of the person opens anything from now on; what it had opened ends with the next click."""
    ended = _end(user, by)
    if ended:
        record("people.link.revoked", user, by=by)
    return ended


@transaction.atomic
def open_link(request: HttpRequest, token: str) -> User:
    """The person behind the link is signed in; refuses a link that opens nothing."""
    now = timezone.now()
    links = PersonalLink.objects.select_for_update(of=("self",)).select_related("user").live(now)
    link = links.filter(token_hash=_hash(token)).first()
    if link is None or not link.user.postings_today:
        raise Refused(ENDED)
    link.last_used_at = now
    link.save(update_fields=["last_used_at"])
    user = link.user
    user.is_by_link = True
    record("people.link.opened", user, by=user)
    login(request, user, backend=BACKEND)
    request.session[IN_SESSION] = link.pk
    request.session[VIA] = Via.LINK.value
    return user


@transaction.atomic
def introduce(*, user: User, full_name: str, post: str) -> User:
    """The reporter has said who he is: name and post stand under what he does from now on."""
    user.full_name = " ".join(full_name.split())
    user.save(update_fields=["full_name", "sort_name", "folded"])
    written = " ".join(post.split())
    held = Post.objects.filter(name__iexact=written).first() or Post.objects.create(name=written)
    for posting in Posting.objects.on(clock.today()).filter(user=user):
        posting.post = held
        posting.save(update_fields=["post"])
    PersonalLink.objects.filter(user=user, introduced_at=None).update(introduced_at=timezone.now())
    record("people.link.introduced", user, by=user)
    return user


def live_link(request: HttpRequest) -> PersonalLink | None:
    """The link that opened this session, while it lives; its use is noted now and then."""
    now = timezone.now()
    mine = PersonalLink.objects.live(now).filter(user=request.user.pk)
    link = mine.filter(pk=request.session.get(IN_SESSION, 0)).first()
    if link is not None and (link.last_used_at is None or link.last_used_at < now - USE_NOTED_EVERY):
        with may_note():
            PersonalLink.objects.filter(pk=link.pk).update(last_used_at=now)
    return link


def _end(user: User, by: User) -> int:
    return user.personal_links.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)


def _hash(token: str) -> str:
    # The token is 256 random bits: nothing is gained by hashing slowly.
    return hashlib.sha256(token.encode()).hexdigest()


def _refuse_unless_linked(thing: User | Agency, by: User) -> None:
    if not by.has_perm(PeoplePerm.ISSUE_LINK, thing):
        raise Refused(
            "Chỉ cấp liên kết cho người của cơ quan ngoài có việc do anh/chị hoặc đơn vị mình theo dõi."
        )
