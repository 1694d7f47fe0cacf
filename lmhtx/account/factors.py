"""The second factor: who has which, who must have one, whether a code is right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare

from lmhtx.people.models import User

Kind = Authenticator.Type
SECOND = (Kind.TOTP, Kind.WEBAUTHN)
LAST = "last_counter"


@dataclass(frozen=True)
class Factors:
    """What a person can show besides the password, read once."""

    rows: tuple[Authenticator, ...]

    @cached_property
    def app(self) -> Authenticator | None:
        """The authenticator app."""
        return next((row for row in self.rows if row.type == Kind.TOTP), None)

    @cached_property
    def passkeys(self) -> list[Authenticator]:
        """The passkeys, oldest first."""
        return [row for row in self.rows if row.type == Kind.WEBAUTHN]

    @cached_property
    def codes_left(self) -> int:
        """How many recovery codes are unused."""
        codes = next((row for row in self.rows if row.type == Kind.RECOVERY_CODES), None)
        return len(codes.wrap().get_unused_codes()) if codes else 0

    def __bool__(self) -> bool:
        """Whether a second factor is asked for at sign-in."""
        return bool(self.app or self.passkeys)


def factors_of(user: User) -> Factors:
    """Everything of the person."""
    return Factors(tuple(Authenticator.objects.filter(user=user).order_by("pk")))


def is_demanded(user: User) -> bool:
    """Whether the person's roles of today demand a second factor; in a demonstration none does."""
    return not settings.DEMO and user.has_role(*settings.SECOND_FACTOR_ROLES)


@transaction.atomic
def check_code(user: User, typed: str) -> Authenticator | None:
    """The factor that the typed code proves, or None; a code proves something only once.

    The last time step used is kept in the row, so that a code seen over a shoulder is worth nothing even while
    the cache is away.
    """
    code = "".join(typed.split())
    mine = Authenticator.objects.select_for_update().filter(user=user)
    app = mine.filter(type=Kind.TOTP).first()
    if app is not None and (counter := counter_of(decrypt(app.data["secret"]), code)):
        if counter <= app.data.get(LAST, 0):
            return None
        app.data[LAST] = counter
        app.save(update_fields=["data"])
        return app
    codes = mine.filter(type=Kind.RECOVERY_CODES).first()
    return codes if codes is not None and codes.wrap().validate_code(code) else None


def counter_of(secret: str, code: str) -> int | None:
    """The time step for which the code is right: the present one or a neighbour, for clocks that run apart."""
    for counter in yield_hotp_counters_from_time():
        if constant_time_compare(code, format_hotp_value(hotp_value(secret, counter))):
            return int(counter)
    return None


def recovery_codes(user: User) -> list[str]:
    """The person's recovery codes, to be shown once."""
    codes: Any = Authenticator.objects.get(user=user, type=Kind.RECOVERY_CODES).wrap()
    return list(codes.get_unused_codes())
