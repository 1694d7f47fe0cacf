"""Locks a name, or an address, after too many wrong tries; by true time, whatever the office's day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from lmhtx.account.models import TRIES_PER_ADDRESS, TRIES_PER_NAME, WINDOW, Door, SignInFailure
from lmhtx.people.models import User

KEPT = timedelta(days=1)
TOO_MANY = {
    Door.PASSWORD: (
        "Đã nhập sai mật khẩu {tries} lần nên tài khoản này tạm khóa. Hãy thử lại sau {minutes} phút, hoặc nhờ "
        "người quản trị cấp lại mật khẩu để vào ngay."
    ),
    Door.SECOND: (
        "Đã nhập sai mã xác minh {tries} lần. Hãy thử lại sau {minutes} phút, hoặc nhờ Chánh Văn phòng, người quản "
        "trị gỡ lớp xác minh thứ hai tại chỗ."
    ),
    Door.CODE: "Đã nhập sai mã {tries} lần. Hãy xin mã mới, hoặc thử lại sau {minutes} phút.",
    Door.MAIL: (
        "Đã xin thư đặt lại mật khẩu {tries} lần. Hãy xem hộp thư, hoặc thử lại sau {minutes} phút; cần ngay thì "
        "gọi Chánh Văn phòng."
    ),
}


def refusal(*, name: str, address: str, door: Door = Door.PASSWORD) -> str:
    """Why nothing is looked at now, as a sentence with the waiting time; "" when the door is open."""
    now = timezone.now()
    recent = SignInFailure.objects.recent(now)
    if moment := _locked_until(recent.filter(name=_key(name), door=door), TRIES_PER_NAME):
        return TOO_MANY[door].format(tries=TRIES_PER_NAME, minutes=_minutes(moment - now))
    if moment := _locked_until(recent.filter(address=address), TRIES_PER_ADDRESS):
        return f"Có quá nhiều lần đăng nhập sai từ máy này. Hãy thử lại sau {_minutes(moment - now)} phút."
    return ""


def note(*, name: str, address: str, door: Door = Door.PASSWORD) -> None:
    """Remember a wrong try; old ones are forgotten on the way."""
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - KEPT).delete()
    SignInFailure.objects.create(name=_key(name), address=address[:50], at=now, door=door)


def forget(*, name: str, door: Door = Door.PASSWORD) -> None:
    """The right answer opens the name again; the address keeps its count."""
    SignInFailure.objects.filter(name=_key(name), door=door).update(name="")


def unlock(user: User) -> None:
    """A new password opens every door of the person at once."""
    SignInFailure.objects.filter(name=f"#{user.pk}").update(name="")


def _key(name: str) -> str:
    """One key for a person, whether the name or the mail address was typed."""
    typed = name.strip().lower()
    known = User.objects.filter(Q(username__iexact=typed) | ~Q(email="") & Q(email__iexact=typed))
    user_id = known.values_list("pk", flat=True).first()
    return f"#{user_id}" if user_id else typed[:150]


def _locked_until(failures: QuerySet[SignInFailure], limit: int) -> datetime | None:
    """When the window lets go: a quarter of an hour after the try that is `limit` back."""
    moments = list(failures.order_by("-at").values_list("at", flat=True)[:limit])
    return moments[-1] + WINDOW if len(moments) == limit else None


def _minutes(left: timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))
