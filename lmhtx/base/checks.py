"""System checks that refuse to start a half-configured or misplaced server."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.checks import Error, Warning, register, run_checks  # noqa: A004 - as Django calls it
from django.db import connections

LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]", "testserver", ".localhost"}


@register()
def fixed_day_only_for_show(**_: Any) -> list[Error]:
    """A fixed day in real life would judge every deadline wrongly."""
    if not settings.FIXED_TODAY:
        return []
    if not (settings.DEMO or settings.TESTING):
        return [Error("LMHTX_TODAY chỉ dùng được ở bản trình diễn (LMHTX_DEMO=1).", id="lmhtx.E001")]
    try:
        date.fromisoformat(settings.FIXED_TODAY)
    except ValueError:
        return [Error("LMHTX_TODAY phải có dạng 2026-09-15.", id="lmhtx.E002")]
    return []


@register()
def demonstration_stays_at_home(**_: Any) -> list[Error]:
    """The sign-in page of a demonstration shows passwords: never on a public host."""
    public = [name for name in settings.ALLOWED_HOSTS if name not in LOCAL_NAMES]
    if settings.DEMO and public:
        names = ", ".join(public)
        return [Error(f"Bản trình diễn không chạy trên địa chỉ công khai ({names}).", id="lmhtx.E003")]
    return []


@register()
def a_key_is_set(**_: Any) -> list[Error]:
    """Sessions and links are signed with the key."""
    return [] if settings.SECRET_KEY else [Error("Chưa đặt SECRET_KEY.", id="lmhtx.E004")]


@register(deploy=True)
def mail_has_a_server(**_: Any) -> list[Warning]:
    """Without one every mail fails three times and is given up."""
    if settings.EMAIL_URL.hostname:
        return []
    return [Warning("Chưa đặt EMAIL_URL: thư sẽ không gửi được.", id="lmhtx.W001")]


def stop_if_misplaced() -> None:
    """Refuse to serve under settings that a check calls an error: the web server itself asks no check."""
    faults = [fault for fault in run_checks(databases=["default"]) if fault.is_serious()]
    # The server forks after this: its children open connections of their own.
    connections.close_all()
    if faults:
        raise SystemExit("Không khởi động:\n" + "\n".join(f"- {fault.msg} ({fault.id})" for fault in faults))
