"""The queue of one person over all kinds of questions, and what stands beside each of its things."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from lmhtx.access import refusal_of
from lmhtx.contributions import collected
from lmhtx.decisions.models import PHRASE_LENGTH, Decision, PhraseList
from lmhtx.files.models import DRAWN, Attachment, PageCopy
from lmhtx.questions import Question, Verdict
from lmhtx.workflow import Refused

# Of one kind; whoever has more answers the oldest first.
MOST = 300
LAST_DECISIONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the person's decision."""

    question: Question
    pk: int
    since: datetime

    @property
    def address(self) -> str:
        """Its page in the queue."""
        return reverse("decision_item", args=[self.question.key, self.pk])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands in the queue: its number, how many there are, which comes after it (the last: the first)."""

    waiting: Waiting
    number: int
    count: int
    following: Waiting | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file beside a question, page by page as far as pictures of it are there."""

    attachment: Attachment
    copies: list[PageCopy]

    @property
    def pages(self) -> list[tuple[int, str]]:
        """Number and address of each picture."""
        return [
            (copy.number, reverse("attachment_page", args=[self.attachment.pk, copy.number]))
            for copy in self.copies
            if copy.blob_id
        ]

    @property
    def fault(self) -> str:
        """Why there are no pictures; "" where nobody has tried yet."""
        return next((copy.fault for copy in self.copies), "")

    @property
    def is_coming(self) -> bool:
        """Whether pictures will be there as soon as a worker gets to it."""
        return not self.copies and self.attachment.blob.mime in DRAWN

    @property
    def left(self) -> int:
        """How many pages are not shown."""
        return self.copies[0].page_count - len(self.pages) if self.pages else 0


@dataclass(frozen=True, slots=True)
class Offer:
    """The phrases offered for one way to answer; the one used last comes first."""

    verdict: Verdict
    last: str
    phrases: list[str]


def question(key: str) -> Question | None:
    """The kind of question of that key."""
    return next((one for one in collected(Question) if one.key == key), None)


def questions_for(user: Any) -> list[Question]:
    """The kinds that the person may answer at all; a standing assistant none."""
    return [one for one in collected(Question) if user.has_perm(one.permission)]


def why_none(user: Any) -> str:
    """Why who stands in for somebody finds nothing here; "" when it is not for that."""
    reasons = (refusal_of(user, one.permission) for one in collected(Question))
    return next((reason for reason in reasons if reason), "")


def details_told(kind: Question, verdict: Verdict, thing: Any, request: Any) -> dict[str, Any]:
    """What was told beside the words, as plain values; Refused with what is wrong with it."""
    if kind.details is None or not verdict.takes_details:
        return {}
    form = kind.details(request.POST, request.user, thing)
    if form.is_valid():
        return dict(form.told())
    told = [f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items()]
    raise Refused(" ".join(told))


def rows_for(user: Any) -> list[Callable[[Any], QuerySet[Any]]]:
    """What gives the things that wait for the person's decision, kind by kind, to be counted."""
    return [one.rows for one in questions_for(user)]


def queue_of(user: Any) -> list[Waiting]:
    """What waits for the person's decision, the oldest first; one query for each kind."""
    found = [
        Waiting(one, pk, since)
        for one in questions_for(user)
        for pk, since in one.rows(user).order_by(one.since, "pk").values_list("pk", one.since)[:MOST]
    ]
    return sorted(found, key=lambda waiting: waiting.since)


def place_of(queue: list[Waiting], key: str, pk: int) -> Place | None:
    """Where the thing stands in the queue; None when it does not wait there."""
    for number, waiting in enumerate(queue):
        if (waiting.question.key, waiting.pk) == (key, pk):
            following = queue[(number + 1) % len(queue)] if len(queue) > 1 else None
            return Place(waiting, number + 1, len(queue), following)
    return None


def was_mine(user: Any, key: str, pk: int) -> bool:
    """Whether the person may answer the thing although it does not wait for him (any more)."""
    kind = question(key)
    if kind is None:
        return False
    thing = kind.seen(user).filter(pk=pk).first()
    return thing is not None and bool(user.has_perm(kind.permission, thing))


def papers_of(attachments: Iterable[Attachment]) -> list[Paper]:
    """The files with the pictures of their pages, in one query."""
    held = list(attachments)
    copies = PageCopy.objects.of_each([one.blob for one in held])
    return [Paper(one, copies.get(one.blob_id, [])) for one in held]


def undoable(user: Any) -> list[Decision]:
    """The person's decisions that may still be taken back, with `left`: how long."""
    left = ExpressionWrapper(F("due_at") - Now(), output_field=DurationField())
    return list(Decision.objects.visible_to(user).undoable().annotate(left=left)[:LAST_DECISIONS_SHOWN])


def fallen(user: Any) -> list[Decision]:
    """The person's decisions that could not be carried out."""
    return list(Decision.objects.visible_to(user).fallen()[:LAST_DECISIONS_SHOWN])


def offers_for(user: Any, kind: Question) -> list[Offer]:
    """The phrases offered for each way to answer this kind of question."""
    own = phrases_of(user, kind)
    used = Decision.objects.visible_to(user).filter(question=kind.key).exclude(words="")
    last = dict(used.order_by("verdict", "-pk").distinct("verdict").values_list("verdict", "words"))
    return [_offer(one, own[one.key], last.get(one.key, "")) for one in kind.verdicts]


def phrases_of(user: Any, kind: Question) -> dict[str, list[str]]:
    """The person's phrases for each way to answer, the app's own where he keeps none."""
    kept = PhraseList.objects.visible_to(user).filter(question=kind.key)
    own = dict(kept.values_list("verdict", "phrases"))
    return {one.key: own.get(one.key, list(one.phrases)) for one in kind.verdicts}


def _offer(verdict: Verdict, phrases: list[str], last: str) -> Offer:
    used = last if len(last) <= PHRASE_LENGTH and "\n" not in last else ""
    return Offer(verdict, used, [one for one in phrases if one != used])
