"""Tokens are made, used and ended."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lmhtx.api.access import Perm
from lmhtx.api.models import HINT_LENGTH, LONGEST_LIFE, ApiToken
from lmhtx.api.scopes import scopes_for
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User, actor
from lmhtx.ui.guard import may_note
from lmhtx.workflow import Refused

PREFIX = "lmhtx_"
USE_NOTED_EVERY = timedelta(minutes=1)
MOST_LIVE = 20


@transaction.atomic
def make_token(*, by: User, name: str, chosen: Collection[str], days: int) -> tuple[ApiToken, str]:
    """A new token of the person, with its secret, which is told this once."""
    if not by.has_perm(Perm.USE_TOKEN):
        raise Refused("Anh/chị không được tạo mã truy cập API.")
    held = {scope.key for scope in scopes_for(by)}
    if not chosen or not set(chosen) <= held:
        raise Refused("Hãy chọn ít nhất một phạm vi, và chỉ trong những việc anh/chị được làm.")
    life = timedelta(days=days)
    if not timedelta() < life <= LONGEST_LIFE:
        raise Refused("Mã dùng được nhiều nhất một năm.")
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    now = timezone.now()
    if ApiToken.objects.live(now).filter(user=by).count() >= MOST_LIVE:
        raise Refused(
            f"Anh/chị đang có {MOST_LIVE} mã còn dùng được; hãy thu hồi mã không dùng rồi tạo mã mới."
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        name=" ".join(name.split()),
        scopes=sorted(set(chosen)),
        token_hash=hash_of(secret),
        hint=secret[-HINT_LENGTH:],
        created_at=now,
        expires_at=now + life,
    )
    record("api.token.made", token, by=by, scopes=token.scopes, days=days)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """The token opens nothing from this moment."""
    if not by.has_perm(Perm.KEEP_TOKENS) and not by.has_perm(Perm.USE_TOKEN, token):
        raise Refused("Chỉ chủ mã và người quản trị thu hồi được mã này.")
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.revoked_at is not None:
        raise Refused("Mã này đã thu hồi rồi.")
    token.revoked_at, token.revoked_by = timezone.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    record("api.token.revoked", token, by=by)
    return token


@transaction.atomic
def end_tokens(user: User, by: Actor | User) -> int:
    """No token of the person opens anything any more; returns how many did."""
    tokens = list(ApiToken.objects.filter(user=user, revoked_at=None))
    hands = actor(by).user or user
    for token in tokens:
        ApiToken.objects.filter(pk=token.pk).update(revoked_at=timezone.now(), revoked_by=hands)
        record("api.token.revoked", token, by=by)
    return len(tokens)


def note_use(token: ApiToken) -> None:
    """Remember that the token is in use, once a minute."""
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        with may_note():
            ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    # It is 256 random bits: nothing is gained by hashing slowly.
    return hashlib.sha256(secret.encode()).hexdigest()
