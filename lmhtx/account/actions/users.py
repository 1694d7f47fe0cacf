"""Acts on people: let in, give a post, end it, give a new password, let go."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from lmhtx.account import lockout
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.presences import end_sessions
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.contributions import Ending, Obstacle, collected
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused

LEAVE = "people.leave"
# Syllables without accents, easy to read out over the telephone and to type with the typing aid off.
SYLLABLES = "ba be bi bo bu ca co cu da de di do du ga gu ha he ho hu ka ke la le lu ma me mi mo mu na no nu"


@transaction.atomic
def create_user(*, user: User, by: User) -> str:
    """Save the new person and give the first password, which is shown once and must be changed at first sign-in."""
    password = _give_password(user)
    user.save()
    record("people.user.created", user, by=by)
    return password


@transaction.atomic
def add_user(*, user: User, by: User) -> User:
    """Save the new person without a password: he cannot sign in until one is given on his page."""
    user.set_unusable_password()
    user.must_change_password = True
    user.save()
    record("people.user.created", user, by=by)
    return user


@transaction.atomic
def change_user(*, user: User, by: User) -> User:
    """Name, sign-in name and addresses are mended."""
    _refuse_unless_managed(user, by)
    user.save()
    record("people.user.changed", user, by=by)
    return user


@transaction.atomic
def reset_password(*, user: User, by: User) -> str:
    """A new first password; whoever is signed in under the old one is out, and a lock-out ends."""
    _refuse_unless_managed(user, by)
    password = _give_password(user)
    user.save(update_fields=["password", "must_change_password"])
    lockout.unlock(user)
    end_sessions(user, by)
    record("people.password.reset", user, by=by)
    return password


@transaction.atomic
def give_posting(*, posting: Posting, by: User) -> Posting:
    """The person holds the post from its first day on."""
    _refuse_unless_managed(posting.user, by)
    if posting.user_id == by.pk:
        raise Refused("Không ai tự phân công chức vụ cho mình. Hãy nhờ người quản trị khác thực hiện.")
    if posting.role == Role.ADMIN and not by.has_role(Role.ADMIN):
        raise Refused("Chỉ người quản trị hệ thống mới giao được vai trò Quản trị hệ thống.")
    posting.save()
    record("people.posting.given", posting.user, by=by, posting=str(posting.get_role_display()))
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, last_day: date, by: User, is_confirmed: bool = False) -> Posting:
    """The post ends with the day; a last day before today takes its rights away at once.

    The last holder of a role is asked about once more.
    """
    _refuse_unless_managed(posting.user, by)
    if last_day < posting.valid_from:
        raise Refused("Ngày cuối phải từ ngày bắt đầu giữ chức vụ trở đi.")
    if posting.role == Role.ADMIN and not _other_admins(posting.user).exists():
        raise Refused("Đây là người quản trị hệ thống cuối cùng. Hãy giao vai trò này cho người khác trước.")
    _refuse_last(posting.user, {posting.role}, is_confirmed=is_confirmed)
    posting.valid_to = last_day
    posting.save(update_fields=["valid_to"])
    record("people.posting.ended", posting.user, by=by, posting=str(posting.get_role_display()))
    return posting


@transaction.atomic
def let_go(*, user: User, by: User, note: str = "", is_confirmed: bool = False) -> User:
    """The person leaves: no sign-in from this moment, open posts end today, what was signed stays signed.

    Every way in that an app gave him ends as well. The last holder of a role is asked about once more.

    Only another administrator may do it to an administrator, so the last one can never be let go.
    """
    _refuse_unless_managed(user, by)
    if user.pk == by.pk:
        raise Refused("Không thể tự khóa tài khoản của mình.")
    if hard := [sentence for sentence, is_hard in in_the_way(user) if is_hard]:
        raise Refused(" ".join(hard))
    _refuse_last(user, set(user.roles), is_confirmed=is_confirmed)
    today = clock.today()
    open_postings = user.postings.filter(valid_from__lte=today).filter(
        Q(valid_to=None) | Q(valid_to__gt=today)
    )
    open_postings.update(valid_to=today)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for ending in collected(Ending):
        ending.end(user, by)
    record("people.user.left", user, by=by, note=note)
    return user


@transaction.atomic
def take_back(*, user: User, by: User) -> str:
    """The person may sign in again, with a new first password, as soon as a post is given."""
    _refuse_unless_managed(user, by)
    user.is_active = True
    password = _give_password(user)
    user.save(update_fields=["is_active", "password", "must_change_password"])
    record("people.user.returned", user, by=by)
    return password


@transaction.atomic
def change_password(*, user: User, password: str) -> User:
    """The person's own new password."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    lockout.unlock(user)
    record("people.password.changed", user, by=user)
    return user


def in_the_way(user: User) -> list[tuple[str, bool]]:
    """What still hangs on a person who leaves, as (sentence, whether it must be settled first)."""
    found = [item for item in collected(Obstacle) if item.act == LEAVE]
    return [(sentence, item.is_hard) for item in found for sentence in item.find(user)]


def _refuse_unless_managed(user: User, by: User) -> None:
    if not by.has_perm(PeoplePerm.MANAGE_PEOPLE, user):
        raise Refused("Chỉ người quản trị hệ thống mới thay đổi được tài khoản quản trị hệ thống khác.")


def _refuse_last(user: User, roles: set[str], *, is_confirmed: bool) -> None:
    if not is_confirmed and (words := last_roles(user, roles)):
        raise Refused(
            f"{user} là người cuối cùng giữ vai trò {', '.join(words)}; sau đó không ai làm được việc của vai trò này. "
            "Nếu vẫn muốn tiếp tục, hãy đánh dấu ô xác nhận."
        )


def last_roles(user: User, roles: set[str]) -> list[str]:
    """The roles among these that nobody else at work holds today, in words."""
    others = Posting.objects.on(clock.today()).filter(user__is_active=True, role__in=roles).exclude(user=user)
    held = set(others.values_list("role", flat=True))
    return [str(Role(role).label) for role in Role if role in roles - held]


def _other_admins(user: User) -> Any:
    today = clock.today()
    return Posting.objects.on(today).filter(role=Role.ADMIN, user__is_active=True).exclude(user=user)


def _give_password(user: User) -> str:
    words = ["".join(secrets.choice(SYLLABLES.split()) for _ in range(2)) for _ in range(3)]
    password = f"{'-'.join(words)}-{secrets.randbelow(9000) + 1000}"
    user.set_password(password)
    user.must_change_password = True
    return password
