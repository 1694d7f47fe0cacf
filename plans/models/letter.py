"""Draft letters that urge an outside agency to do what is late."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from lmhtx.base.models import Signed
from lmhtx.people.roles import STAFF


class UrgingLetterQuerySet(models.QuerySet["UrgingLetter"]):
    """Questions asked of urging letters."""

    def visible_to(self, user: Any) -> UrgingLetterQuerySet:
        """The Alliance's own staff only: until issued, a draft is an inner paper."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()


class UrgingLetter(Signed):
    """Dự thảo công văn đôn đốc: one draft for each agency whose tasks of a plan are late."""

    plan = models.ForeignKey(
        "plans.Plan", models.CASCADE, related_name="urging_letters", verbose_name="kế hoạch"
    )
    agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="urging_letters", verbose_name="cơ quan"
    )
    drafted_on = models.DateField("dự thảo ngày")
    tasks = models.ManyToManyField("plans.Task", related_name="urging_letters", verbose_name="nhiệm vụ")
    is_closed = models.BooleanField("đã dùng hoặc bỏ", default=False)

    objects = UrgingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "dự thảo công văn đôn đốc"
        ordering = ("-drafted_on", "agency")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "agency"],
                condition=models.Q(is_closed=False),
                name="one_open_urging_letter",
                violation_error_message="Cơ quan này đã có một dự thảo đôn đốc cho kế hoạch.",
            )
        ]

    def __str__(self) -> str:
        return f"Đôn đốc {self.agency}: {self.plan}"

    def get_absolute_url(self) -> str:
        """The draft on the screen."""
        return reverse("letter_detail", args=[self.pk])


class LetterBundleQuerySet(models.QuerySet["LetterBundle"]):
    """Questions asked of bundles."""

    def visible_to(self, user: Any) -> LetterBundleQuerySet:
        """Whoever may write to agencies that are late."""
        may = user.is_authenticated and user.has_perm("plans.urge_agency")
        return self if may else self.none()


class LetterBundle(Signed):
    """Tập công văn đôn đốc: the open drafts of one plan, set together as one PDF and as Word files."""

    plan = models.ForeignKey(
        "plans.Plan", models.CASCADE, related_name="letter_bundles", verbose_name="kế hoạch"
    )
    letters = models.ManyToManyField(UrgingLetter, related_name="bundles", verbose_name="dự thảo")
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    built_at = models.DateTimeField("dựng xong lúc", null=True, blank=True)

    objects = LetterBundleQuerySet.as_manager()

    class Meta:
        verbose_name = "tập công văn đôn đốc"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Tập công văn đôn đốc: {self.plan}"

    def get_absolute_url(self) -> str:
        """Where it waits and is fetched."""
        return reverse("letter_bundle", args=[self.pk])
