"""Acts on the second factor: add, name, remove, draw recovery codes, take all away at the desk."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lmhtx.account.factors import LAST, Factors, Kind, counter_of, factors_of, is_demanded
from lmhtx.audit.actions import record
from lmhtx.outbox.actions import queue_mail
from lmhtx.people.models import User
from lmhtx.workflow import Refused

PASSKEYS = 10


@transaction.atomic
def add_app(*, user: User, secret: str, code: str) -> list[str]:
    """The authenticator app is asked at each sign-in from now on; returns recovery codes if there were none."""
    if factors_of(user).app:
        raise Refused("Đã có một ứng dụng xác minh. Hãy gỡ ứng dụng cũ trước.")
    counter = counter_of(secret, code)
    if counter is None:
        raise Refused("Mã chưa đúng. Hãy xem đồng hồ điện thoại có đúng giờ không rồi nhập mã đang hiện.")
    row = TOTP.activate(user, secret).instance
    row.data[LAST] = counter
    row.save(update_fields=["data"])
    _note("people.factor.added", user, "ứng dụng xác minh")
    return _first_codes(user)


@transaction.atomic
def add_passkey(*, user: User, name: str, credential: dict[str, Any]) -> list[str]:
    """The passkey opens the portal from now on; returns recovery codes if there were none."""
    if len(factors_of(user).passkeys) >= PASSKEYS:
        raise Refused(f"Mỗi người giữ nhiều nhất {PASSKEYS} khóa truy cập. Hãy gỡ bớt khóa không còn dùng.")
    WebAuthn.add(user, name, credential)
    _note("people.factor.added", user, f"khóa truy cập “{name}”")
    return _first_codes(user)


@transaction.atomic
def rename_passkey(*, passkey: Authenticator, name: str) -> Authenticator:
    """The passkey has another name."""
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])
    record("people.factor.renamed", passkey.user, by=passkey.user, name=name)
    return passkey


@transaction.atomic
def remove_factor(*, factor: Authenticator) -> None:
    """The factor is no longer asked for; refused for the last one of a person whose role demands one."""
    user = factor.user
    held = factors_of(user)
    if is_demanded(user) and len([held.app] if held.app else []) + len(held.passkeys) == 1:
        raise Refused(
            "Vai trò của anh/chị bắt buộc có lớp xác minh thứ hai. Hãy thêm cách khác trước khi gỡ cách này."
        )
    words = "ứng dụng xác minh" if factor.type == Kind.TOTP else f"khóa truy cập “{factor}”"
    factor.delete()
    if not factors_of(user):
        Authenticator.objects.filter(user=user).delete()
    _note("people.factor.removed", user, words)


@transaction.atomic
def renew_codes(*, user: User) -> list[str]:
    """Ten fresh recovery codes; the old ones are void."""
    if not factors_of(user):
        raise Refused("Mã dự phòng chỉ có khi đã bật lớp xác minh thứ hai.")
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(user).generate_codes()
    record("people.codes.renewed", user, by=user)
    return list(codes)


@transaction.atomic
def drop_factors(*, user: User, by: User) -> None:
    """All factors of the person are gone: the phone is lost; a role that demands one asks at the next sign-in."""
    held: Factors = factors_of(user)
    Authenticator.objects.filter(user=user).delete()
    if held.rows:
        record("people.factor.reset", user, by=by)


def _first_codes(user: User) -> list[str]:
    if Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).exists():
        return []
    return renew_codes(user=user)


def _note(verb: str, user: User, words: str) -> None:
    record(verb, user, by=user, factor=words)
    done = "thêm" if verb.endswith("added") else "gỡ"
    queue_mail(
        user,
        subject="Thay đổi lớp xác minh thứ hai",
        text=(
            f"Tài khoản của anh/chị vừa {done} {words}. Nếu không phải anh/chị làm, hãy đổi mật khẩu ngay và báo "
            "Chánh Văn phòng."
        ),
        link=reverse("profile"),
        dedupe_key=f"account.factor:{user.pk}:{timezone.now().timestamp()}",
    )
