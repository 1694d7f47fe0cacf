"""What the frame of every page shows; worked out only when a page asks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from lmhtx.account import locking
from lmhtx.base import clock
from lmhtx.directory.models import OrganizationProfile
from lmhtx.people.delegation import Delegation, delegations_today
from lmhtx.shell import nav

ALLIANCE = "Liên minh Hợp tác xã"
CACHED_SECONDS = 600


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line of the person's own menu."""

    label: str
    address: str
    icon: str


PERSON_LINES = (
    ("Hồ sơ của tôi", "profile", "user-round"),
    ("Đổi mật khẩu", "account_change_password", "key-round"),
)


class Frame:
    """The frame around one answer."""

    def __init__(self, request: HttpRequest) -> None:
        """Remember whom it is for."""
        self.request = request

    @cached_property
    def house(self) -> str:
        """The Alliance's name today; asked of the directory once in ten minutes."""
        day = clock.today()
        key = f"shell.house.{day}"
        if (name := cache.get(key)) is None:
            profile = OrganizationProfile.objects.on(day)
            name = profile.name if profile else ALLIANCE
            cache.set(key, name, CACHED_SECONDS)
        return str(name)

    @property
    def region(self) -> str:
        """The part of that name that says where."""
        return self.house.removeprefix(ALLIANCE).strip()

    @property
    def is_demo(self) -> bool:
        """Whether this is the demonstration office."""
        return bool(settings.DEMO)

    @property
    def today(self) -> date:
        """The day of the house."""
        return clock.today()

    @property
    def now(self) -> datetime:
        """The moment of the house."""
        return clock.now()

    @property
    def htmx_config(self) -> str:
        """How htmx shall behave; what it missed of the history it fetches as a whole page."""
        return json.dumps({**settings.HTMX_CONFIG, "refreshOnHistoryMiss": True})

    @cached_property
    def menu(self) -> list[nav.Group]:
        """The areas of the portal."""
        return nav.menu(self.request.user, self.request.path)

    @property
    def is_home(self) -> bool:
        """Whether the page is "Việc của tôi"."""
        return self.request.path == reverse("home")

    @property
    def words(self) -> str:
        """What the search box was asked."""
        return self.request.GET.get("q", "") if self.request.path == reverse("search") else ""

    @property
    def initials(self) -> str:
        """First letters of the family and given name."""
        user = self.request.user
        parts = str(getattr(user, "stand_in", None) or user).split()
        return "".join(part[0] for part in dict.fromkeys((parts[0], parts[-1]))).upper() if parts else ""

    @property
    def post(self) -> str:
        """What the person is today, in words."""
        postings = getattr(self.request.user, "postings_today", ())
        return str(postings[0].post or postings[0].get_role_display()) if postings else ""

    @cached_property
    def offers(self) -> list[Delegation]:
        """For whom the person may act today; nothing while he does so already."""
        user = self.request.user
        if not user.is_authenticated or user.stand_in is not None:
            return []
        return [one for one in delegations_today() if one.substitute_id == user.pk]

    @property
    def person_menu(self) -> list[PersonLine]:
        """The person's own pages."""
        found = ((label, address_of(name), icon) for label, name, icon in PERSON_LINES)
        return [PersonLine(label, address, icon) for label, address, icon in found if address]

    @property
    def sign_in_url(self) -> str:
        """Where a person signs in."""
        return address_of("account_login")

    @property
    def sign_out_url(self) -> str:
        """Where a person signs out."""
        return address_of("account_logout")

    @property
    def machine(self) -> object | None:
        """The shared machine at which the page is shown, if it is one."""
        return getattr(self.request, "shared_machine", None)

    @property
    def lock_after(self) -> int:
        """After how many seconds without a hand a shared machine locks."""
        return locking.LOCK_AFTER_SECONDS

    @property
    def notices_url(self) -> str:
        """Where the person's notices lie."""
        return address_of("notice_list")

    @property
    def notice_count_url(self) -> str:
        """Who counts the unread ones."""
        return address_of("notice_count")


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The frame, for every template."""
    return {"frame": Frame(request)}


def address_of(name: str) -> str:
    """The address of a page, or nothing where this portal runs without it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
