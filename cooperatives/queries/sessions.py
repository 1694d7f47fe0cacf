"""The grid of a class: its sessions, a page of its learners, who came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from cooperatives.models import Attendance, ClassSession, Learner, TrainingClass
from lmhtx.base import clock
from lmhtx.people.models import Posting, User

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A learner with each session and whether he came to it."""

    learner: Learner
    cells: list[tuple[ClassSession, bool]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A page of learners over all sessions."""

    sessions: list[ClassSession]
    lines: list[Line]
    page: Page[Any]

    @property
    def shown(self) -> str:
        """The learners of the page, as the form sends them back."""
        return ",".join(str(line.learner.pk) for line in self.lines)


def staff_today() -> QuerySet[User]:
    """The people of the house, who may learn as well."""
    ours = Posting.objects.on(clock.today()).ours().values("user")
    rows: QuerySet[User] = User.objects.filter(is_active=True, pk__in=ours)
    return rows.order_by("full_name", "pk")


def sessions_of(training: TrainingClass) -> list[Any]:
    """The sessions in their order with how many came."""
    return list(training.sessions.annotate(came=Count("attendances")))


def grid_of(training: TrainingClass, number: Any = 1, *, per_page: int = PER_PAGE) -> Grid:
    """The page of learners asked for, or the nearest there is."""
    page = Paginator(training.learners.select_related("cooperative", "staff"), per_page).get_page(number)
    learners, sessions = list(page), sessions_of(training)
    came = set(Attendance.objects.filter(learner__in=learners).values_list("session", "learner"))
    lines = [Line(one, [(session, (session.pk, one.pk) in came) for session in sessions]) for one in learners]
    return Grid(sessions, lines, page)
