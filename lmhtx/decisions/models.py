"""Decisions that may still be taken back, and the phrases a person answers with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.people.hands import InNameOf

PHRASE_LENGTH = 200


class Outcome(models.TextChoices):
    """What became of a decision."""

    WAITING = "waiting", "chờ có hiệu lực"
    DONE = "done", "đã thực hiện"
    UNDONE = "undone", "đã hoàn tác"
    FELL = "fell", "không thực hiện được"


def at_the_keys(user: Any) -> Any:
    """The person who sits there, also while he acts for somebody: undoing and phrases are his own."""
    return user.stand_in or user


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions asked of decisions."""

    def visible_to(self, user: Any) -> DecisionQuerySet:
        """One's own alone: while a decision may be taken back, nobody else knows of it."""
        return self.filter(made_by=at_the_keys(user)) if user.is_authenticated else self.none()

    def waiting(self) -> DecisionQuerySet:
        """Those that do not hold yet."""
        return self.filter(outcome=Outcome.WAITING)

    def waiting_on(self, question: str) -> models.QuerySet[Decision, Any]:
        """The ids of the things of one kind that are under a decision that does not hold yet."""
        return self.waiting().filter(question=question).values("subject_id")

    def due(self) -> DecisionQuerySet:
        """Those whose time to be taken back is over."""
        return self.waiting().filter(due_at__lte=Now())

    def undoable(self) -> DecisionQuerySet:
        """Those that may still be taken back, the newest first."""
        return self.waiting().filter(due_at__gt=Now()).order_by("-pk")

    def fallen(self) -> DecisionQuerySet:
        """Those that could not be carried out and of which the person has not taken note, the oldest first."""
        return self.filter(outcome=Outcome.FELL, seen_at__isnull=True).order_by("pk")


class Decision(models.Model):
    """Quyết định: what a person has answered in the queue; it holds once the time to take it back is over."""

    question = models.CharField("loại việc", max_length=60)
    subject_id = models.BigIntegerField("mã hồ sơ")
    subject_label = models.CharField("hồ sơ", max_length=300)
    verdict = models.CharField("cách quyết", max_length=30)
    verdict_label = models.CharField("quyết thế nào", max_length=60)
    done_label = models.CharField("quyết xong thì nói", max_length=60)
    words = models.TextField("ý kiến", blank=True)
    details = models.JSONField(
        "chi tiết", default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )
    made_at = models.DateTimeField("quyết lúc", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người quyết"
    )
    made_for = InNameOf("made_by", verbose_name="quyết thay cho")
    # The database's clock: workers and web may stand on machines that disagree by seconds.
    due_at = models.DateTimeField("có hiệu lực lúc")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome, default=Outcome.WAITING)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    why = models.TextField("vì sao không thực hiện được", blank=True)
    seen_at = models.DateTimeField("đã đọc lý do lúc", null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["question", "subject_id"],
                condition=Q(outcome=Outcome.WAITING),
                name="decision_waits_once",
                violation_error_message="Hồ sơ này đang có một quyết định chờ hiệu lực.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, ended_at__isnull=True)
                | (~Q(outcome=Outcome.WAITING) & Q(ended_at__isnull=False)),
                name="decision_ended_when",
                violation_error_message="Quyết định đã kết thúc thì phải có lúc kết thúc.",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.FELL) & ~Q(why="")) | (~Q(outcome=Outcome.FELL) & Q(why="")),
                name="decision_fell_says_why",
                violation_error_message="Quyết định không thực hiện được thì phải có lý do.",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(outcome=Outcome.WAITING), name="decision_due"),
            models.Index(fields=["made_by", "-id"], name="decision_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_label}: {self.subject_label}"

    @property
    def item_url(self) -> str:
        """Where the thing stands in the queue while it waits."""
        return reverse("decision_item", args=[self.question, self.subject_id])

    @property
    def queue_url(self) -> str:
        """The queue, where what has become of it is told."""
        return reverse("decision_queue")


class PhraseListQuerySet(models.QuerySet["PhraseList"]):
    """Questions asked of lists of phrases."""

    def visible_to(self, user: Any) -> PhraseListQuerySet:
        """One's own alone."""
        return self.filter(user=at_the_keys(user)) if user.is_authenticated else self.none()


class PhraseList(models.Model):
    """Câu mẫu: the words that one person keeps for one way to answer; without such a row the app's own are offered."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="của người"
    )
    question = models.CharField("loại việc", max_length=60)
    verdict = models.CharField("cách quyết", max_length=30)
    phrases: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=PHRASE_LENGTH), verbose_name="các câu", default=list, blank=True
    )

    objects = PhraseListQuerySet.as_manager()

    class Meta:
        verbose_name = "câu mẫu"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "question", "verdict"],
                name="phrase_list_once",
                violation_error_message="Mỗi cách quyết chỉ có một danh sách câu mẫu.",
            )
        ]

    def __str__(self) -> str:
        return f"Câu mẫu của {self.user}"
