"""Which petitions wait for whom: the work of the day, searches, reminders, and a cooperative's own list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cooperatives.access.petitions import PetitionPerm
from cooperatives.enums.petitions import CHANGES, OPEN_TO_WRITE, REQUESTS, PetitionKind, PetitionState
from cooperatives.enums.register import ENDED
from cooperatives.legal import petitions as legal
from cooperatives.models import Cooperative, Petition, Representative
from cooperatives.queries.petitions import refusal_for
from cooperatives.queries.watching import keepers_on
from cooperatives.rules.petitions import answer_due
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.parameters import value
from lmhtx.people.models import User
from lmhtx.vn.text import search_words

KEY, KEY_ASKED = "cooperatives.petition", "cooperatives.petition_asked"
SHOWN = 5


def petition_rows(user: Any) -> Any:
    """Petitions that were sent, within reach."""
    rows: Any = Petition.objects.visible_to(user).filter(cooperative__merged_into__isnull=True).told()
    return rows.select_related("cooperative__commune", "judged_by", "sent_by")


def waiting_for(user: User) -> QuerySet[Petition]:
    """Petitions that wait for whoever answers, in the work of the day."""
    rows: QuerySet[Petition] = petition_rows(user).to_answer().waiting_first()
    return rows if user.has_perm(PetitionPerm.JUDGE_PETITION, Cooperative()) else rows.none()


def asked_of(user: User) -> QuerySet[Petition]:
    """Petitions that wait for the person's own cooperative."""
    rows = petition_rows(user).filter(state=PetitionState.ASKED).order_by("asked_at", "pk")
    found: QuerySet[Petition] = rows if user.has_perm(PetitionPerm.VIEW_OWN_PETITION) else rows.none()
    return found


def find_petitions(user: User, words: str) -> QuerySet[Petition]:
    """Petitions by their number or by the name of the cooperative, newest first."""
    rows = petition_rows(user)
    if not user.has_perm(PetitionPerm.VIEW_PETITION):
        rows = rows.none()
    for word in search_words(words).split():
        number = Q(pk=int(word)) if word.isascii() and word.isdecimal() and len(word) < 10 else Q(pk__in=[])
        rows = rows.filter(Q(cooperative__folded__contains=word) | number)
    found: QuerySet[Petition] = rows.order_by("-sent_at", "-pk")
    return found


def due_of(petitions: Iterable[Petition]) -> dict[int, date]:
    """By which day each is answered, with one calendar for all."""
    rows = [(one, sent_on) for one in petitions if (sent_on := one.first_sent_on) is not None]
    calendar = calendar_for(min((sent_on for _one, sent_on in rows), default=None))
    days: dict[date, int] = {}
    for _one, sent_on in rows:
        if sent_on not in days:
            days[sent_on] = int(str(value(legal.PETITION_ANSWER_DAYS.key, on=sent_on)))
    return {
        one.pk: answer_due(sent_on, answer_days=days[sent_on], paused_days=one.paused_days, calendar=calendar)
        for one, sent_on in rows
    }


def due_petitions(day: date) -> Iterable[DueNotice]:
    """Petitions that should have been answered by the day before, for the keepers of the register."""
    rows = list(Petition.objects.to_answer().select_related("cooperative").order_by("pk"))
    people = keepers_on(day, PetitionPerm.JUDGE_PETITION)
    due = due_of(rows)
    for row in rows:
        if due[row.pk] >= day:
            continue
        for person in people:
            yield DueNotice(
                stage="T+1",
                subject_id=row.pk,
                person_id=person,
                due_on=due[row.pk],
                line=f"{row} ({row.cooperative}) chưa được trả lời, hạn ngày {due[row.pk]:%d/%m/%Y}.",
                url=row.get_absolute_url(),
            )


def due_corrections(day: date) -> Iterable[DueNotice]:
    """Petitions about which something was asked, for the people of their cooperatives."""
    rows = Petition.objects.filter(state=PetitionState.ASKED).select_related("cooperative").order_by("pk")
    people: dict[int, list[int]] = {}
    mine = Representative.objects.on(day).filter(cooperative__in=rows.order_by().values("cooperative"))
    for cooperative, user in mine.values_list("cooperative", "user"):
        people.setdefault(cooperative, []).append(user)
    for row in rows:
        # Told once for each time that something was asked, however often the answer is saved meanwhile.
        asked = timezone.localtime(row.asked_at)
        for person in sorted(people.get(row.cooperative_id, [])):
            yield DueNotice(
                stage=f"{asked:%H%M}",
                subject_id=row.pk,
                person_id=person,
                due_on=asked.date(),
                line=f"Liên minh nhờ bổ sung: {row}.",
                url=row.get_absolute_url(),
            )


@dataclass(frozen=True, slots=True)
class Own:
    """A cooperative of the person's, with what it has sent and is writing."""

    cooperative: Cooperative
    rows: list[Petition]


def own_petitions(user: Any) -> list[Own]:
    """The person's cooperatives with their petitions, newest first; two questions for any many."""
    mine = list(Cooperative.objects.visible_to(user).select_related("commune").order_by("name", "pk"))
    rows: Any = Petition.objects.filter(cooperative__in=mine).exclude(
        state=PetitionState.WITHDRAWN, first_sent_at__isnull=True
    )
    found: dict[int, list[Petition]] = {}
    for row in rows.order_by("-changed_at", "-pk"):
        found.setdefault(row.cooperative_id, []).append(row)
    return [Own(one, found.get(one.pk, [])) for one in mine]


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of petition that may be begun: why not, and the one to go on with."""

    kind: PetitionKind
    refusal: str
    draft: Petition | None


def offers_for(cooperative: Cooperative) -> list[tuple[str, list[Offer]]]:
    """What may be sent, in three groups."""
    rows = cooperative.petitions.filter(state__in=OPEN_TO_WRITE).exclude(kind=PetitionKind.PAPER)
    # What was asked about goes before a draft: a second petition is no answer.
    drafts = {row.kind: row for row in sorted(rows, key=lambda row: row.state == PetitionState.ASKED)}
    groups = (
        ("Thay đổi thông tin trong sổ", CHANGES),
        ("Đề nghị", REQUESTS),
        ("Giấy tờ", (PetitionKind.PAPER,)),
    )
    return [
        (title, [Offer(kind, refusal_for(cooperative, kind), drafts.get(kind)) for kind in kinds])
        for title, kinds in groups
    ]


def petitions_panel(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """The last petitions of one cooperative, on its file."""
    rows = petition_rows(user).filter(cooperative=cooperative).order_by("-sent_at", "-pk")
    may_file = user.has_perm(PetitionPerm.FILE_PETITION, cooperative)
    return {
        "rows": list(rows[:SHOWN]),
        "may_file": may_file and cooperative.status not in ENDED,
    }


def waiting_widget(user: User) -> dict[str, Any]:
    """How many wait, and which are past their day, for the dashboard of the unit."""
    rows = list(petition_rows(user).to_answer().waiting_first()[:SHOWN])
    due, today = due_of(rows), clock.today()
    for row in rows:
        row.answer_on, row.is_late = due[row.pk], due[row.pk] < today
    return {"rows": rows, "count": petition_rows(user).to_answer().count()}
