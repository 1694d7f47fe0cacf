"""Acts of getting in again: a letter to one's mailbox, a code given at the desk, a new password."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int, int_to_base36

from lmhtx.account import lockout
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.factors import drop_factors
from lmhtx.account.actions.presences import end_sessions
from lmhtx.account.models import DeskCode
from lmhtx.audit.actions import record
from lmhtx.outbox.actions import queue_mail
from lmhtx.people.models import User
from lmhtx.workflow import Refused

LETTER_ONCE_IN = timedelta(minutes=10)


@transaction.atomic
def ask_reset(*, email: str) -> None:
    """A letter with a link leaves for the person of that address, if there is one with a password.

    Nothing tells the asker which it was. Asked again within ten minutes, no second letter leaves.
    """
    user = User.objects.filter(email__iexact=email, is_active=True).exclude(email="").first()
    if user is None or not user.has_usable_password():
        return
    bucket = int(timezone.now().timestamp() // LETTER_ONCE_IN.total_seconds())
    queue_mail(
        user,
        subject="Đặt lại mật khẩu",
        text=(
            "Có người vừa xin đặt lại mật khẩu của anh/chị ở cổng điều hành. Bấm đường dẫn dưới đây trong vòng một "
            "giờ để đặt mật khẩu mới; đường dẫn chỉ dùng được một lần.\n\n"
            "Nếu không phải anh/chị xin, hãy bỏ qua thư này: mật khẩu vẫn như cũ."
        ),
        link=reset_address(user),
        dedupe_key=f"account.reset:{user.pk}:{bucket}",
    )
    record("people.reset.asked", user, by=user)


def reset_address(user: User) -> str:
    """The path of the page that lets the person choose a new password; it dies with the old password."""
    return reverse("password_reset", args=[int_to_base36(user.pk), default_token_generator.make_token(user)])


def person_of_link(uid: str, key: str) -> User | None:
    """Whose new password the link lets choose; None when it has been used or is too old."""
    try:
        user = User.objects.filter(pk=base36_to_int(uid), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user and default_token_generator.check_token(user, key) else None


@transaction.atomic
def give_code(*, user: User, is_for_password: bool, is_for_second_factor: bool, note: str, by: User) -> str:
    """A code that the giver prints or reads out; the person's code before is void. Told to the person by mail."""
    if user.pk == by.pk:
        raise Refused("Không ai tự cấp mã cho mình. Hãy nhờ Chánh Văn phòng hoặc người quản trị khác.")
    if not by.has_perm(PeoplePerm.GIVE_CODES, user):
        raise Refused("Chỉ người quản trị hệ thống mới cấp mã cho người quản trị hệ thống khác.")
    if is_for_second_factor and not by.has_perm(PeoplePerm.RESET_FACTORS, user):
        raise Refused("Chỉ Chánh Văn phòng và người quản trị mới gỡ được lớp xác minh thứ hai.")
    if not user.is_active:
        raise Refused("Tài khoản này đã thôi sử dụng. Hãy mở lại tài khoản trước.")
    now = timezone.now()
    DeskCode.objects.filter(user=user, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    given = DeskCode(
        user=user,
        is_for_password=is_for_password,
        is_for_second_factor=is_for_second_factor,
        given_at=now,
        given_by=by,
    )
    code = given.draw()
    given.save()
    record("people.code.given", user, by=by, note=note, password=is_for_password, factor=is_for_second_factor)
    _tell_of_code(given)
    return code


@transaction.atomic
def use_code(*, name: str, typed: str) -> DeskCode | None:
    """Spend the code: a second factor it is meant for is gone. None, and one try less, when it is not the code."""
    open_codes = DeskCode.objects.open(timezone.now()).select_for_update(of=("self",))
    code = open_codes.filter(user__username__iexact=name.strip()).select_related("user").first()
    if code is None or not code.user.is_active:
        # As slow as a real check, so that nobody hears which names have a code.
        make_password(typed)
        return None
    if not code.is_opened_by(typed):
        DeskCode.objects.filter(pk=code.pk).update(tries=F("tries") + 1)
        return None
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    lockout.unlock(code.user)
    if code.is_for_second_factor:
        drop_factors(user=code.user, by=code.given_by)
        end_sessions(code.user, by=code.user)
    record("people.code.used", code.user, by=code.user)
    return code


@transaction.atomic
def choose_password(*, user: User, password: str) -> User:
    """The person's own new password after a letter or a code; everybody signed in under the old one is out."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    lockout.unlock(user)
    end_sessions(user, by=user)
    record("people.password.changed", user, by=user)
    return user


def _tell_of_code(given: DeskCode) -> None:
    queue_mail(
        given.user,
        subject="Có mã đặt lại được cấp cho tài khoản của anh/chị",
        text=(
            f"{given.given_by} vừa cấp một mã dùng trong 20 phút để đặt lại đăng nhập của anh/chị. "
            "Nếu anh/chị không nhờ, hãy gọi ngay cho người này và Chánh Văn phòng."
        ),
        link=reverse("profile"),
        dedupe_key=f"account.code:{given.pk}",
    )
