"""The people of a full office: 400 agencies, 2 000 people with their posts, and the busy ones among them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.management import call_command

from benchmarks.copying import copy_rows, without_history
from benchmarks.words import FAMILY, GIVEN
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.demo import make_people
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.vn.names import given_name_key
from lmhtx.vn.text import fold

AGENCIES, PEOPLE = 400, 2_000
STAFF_SHARE = 10  # one in ten works for the Alliance


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may be named in what is generated; the busy ones are those whose pages are measured."""

    ours: Sequence[int]
    outside: Sequence[int]
    staff: Sequence[int]
    busy_unit: int
    busy_agency: int
    busy_officer: int

    def agency(self, random_: random.Random) -> int:
        """An outside agency; one time in thirty the one that keeps the great plans."""
        return self.busy_agency if random_.random() < 0.03 else random_.choice(self.outside)

    def officer(self, random_: random.Random) -> int:
        """One of our own people."""
        return self.busy_officer if random_.random() < 0.02 else random_.choice(self.staff)


def whole_cast() -> Cast:
    """Everybody who may be named, made where they are missing."""
    if not User.objects.exists():
        call_command("seed_directory", verbosity=0)
        make_people()
    random_ = random.Random(1)
    with without_history():
        _add_agencies()
        _add_people(random_)
    staff = User.objects.filter(postings__role=Role.OFFICER).order_by("pk").values_list("pk", flat=True)
    ours = Agency.objects.units().exclude(name__startswith="Thường trực")
    busy = {name: User.objects.get(username=name) for name in ("chuyenvien", "sotaichinh")}
    unit, agency = (busy[name].postings.get().unit_id for name in busy)
    outside = _ids(Agency.objects.filter(kind="outside"))
    return Cast(_ids(ours), outside, list(staff), unit, agency, busy["chuyenvien"].pk)


def _ids(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _add_agencies() -> None:
    missing = AGENCIES - Agency.objects.filter(kind="outside").count()
    now = clock.now()
    names = [f"Ủy ban nhân dân xã Mới {number}" for number in range(missing)]
    columns = "created_at changed_at version kind name short_name phone email is_notified note folded"
    rows = ((now, now, 1, "outside", name, "", "", "", True, "", fold(name)) for name in names)
    copy_rows("directory_agency", columns, rows)
    Agency.objects.filter(kind="outside", is_notified=False).update(is_notified=True)


def _add_people(random_: random.Random) -> None:
    missing = PEOPLE - User.objects.count()
    if missing <= 0:
        return
    names = [
        f"{random_.choice(FAMILY)} {random_.choice(GIVEN)} {random_.choice(GIVEN)}" for _ in range(missing)
    ]
    columns = (
        "password username email full_name phone is_active must_change_password created_at folded sort_name"
    )
    copy_rows(
        "people_user",
        columns,
        (
            (
                "!",
                f"nguoi{n}",
                f"nguoi{n}@lmhtx.example",
                name,
                "",
                True,
                False,
                clock.now(),
                fold(name),
                given_name_key(name),
            )
            for n, name in enumerate(names)
        ),
    )
    ours = _ids(Agency.objects.units().exclude(name__startswith="Thường trực"))
    outside = _ids(Agency.objects.filter(kind="outside"))
    made = User.objects.filter(username__startswith="nguoi").order_by("pk").values_list("pk", flat=True)
    postings = (
        (user, ours[n % len(ours)], Role.OFFICER.value)
        if n % STAFF_SHARE == 0
        else (user, outside[n % len(outside)], Role.AGENCY_OFFICER.value)
        for n, user in enumerate(made)
    )
    copy_rows(
        "people_posting",
        "user_id unit_id role valid_from decision",
        ((*one, date(2025, 7, 1), "") for one in postings),
    )
