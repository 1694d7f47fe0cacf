"""Words of leaders, heads and officers on an incoming paper, and whom they name."""

from __future__ import annotations

from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.enums.incoming import DirectiveSource, Level, Part
from documents.models.incoming import Incoming
from lmhtx.base import clock
from lmhtx.base.models import Signed
from lmhtx.people.hands import InNameOf

PERSON = settings.AUTH_USER_MODEL


class OfIncoming(models.QuerySet[Any]):
    """Rows that are seen as far as their paper is."""

    path = "incoming"

    def visible_to(self, user: Any) -> Self:
        """Those of papers that the person sees."""
        return self.filter(**{f"{self.path}__in": Incoming.objects.visible_to(user)})


class DirectiveQuerySet(OfIncoming):
    """Questions asked of directives."""

    def in_force(self) -> Self:
        """Those that no later version has taken the place of."""
        return self.filter(replaced_by__isnull=True)


@pghistory.track()
class Directive(Signed):
    """Chỉ đạo, ý kiến trên văn bản đến: a leader's bút phê, a head's assignment, an officer's proposal."""

    incoming = models.ForeignKey(
        Incoming, models.CASCADE, related_name="directives", verbose_name="văn bản đến"
    )
    level = models.CharField("ý kiến của", max_length=8, choices=Level.choices())
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người cho ý kiến")
    said_for = InNameOf("said_by", verbose_name="cho ý kiến thay")
    said_at = models.DateTimeField("cho ý kiến lúc", default=clock.now)
    text = models.TextField("nội dung", max_length=2000, blank=True)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    source = models.CharField(
        "nơi cho ý kiến", max_length=8, choices=DirectiveSource.choices(), default=DirectiveSource.PORTAL
    )
    replaced_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name="được thay bằng",
    )

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ đạo, ý kiến trên văn bản đến"
        ordering = ("said_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["incoming"],
                condition=Q(level=Level.AGENCY, replaced_by__isnull=True),
                name="directive_of_agency_once",
                violation_error_message="Văn bản này đã có bút phê; hãy sửa bút phê thay vì ghi thêm.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.incoming}"


class DirectivePartyQuerySet(OfIncoming):
    """Questions asked of those whom directives name."""

    path = "directive__incoming"


class DirectiveParty(models.Model):
    """Người nhận ý kiến: a unit or person whom a directive names, with part and deadline; one of them leads."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="parties", verbose_name="ý kiến")
    part = models.CharField("vai trò", max_length=8, choices=Part.choices())
    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cá nhân"
    )
    due_on = models.DateField("thời hạn", null=True, blank=True)

    objects = DirectivePartyQuerySet.as_manager()

    class Meta:
        verbose_name = "người nhận ý kiến"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person__isnull=True)
                | Q(unit__isnull=True, person__isnull=False),
                name="directive_party_unit_or_person",
                violation_error_message="Mỗi dòng ghi một đơn vị hoặc một cá nhân.",
            ),
            models.UniqueConstraint(
                fields=["directive"],
                condition=Q(part=Part.LEAD),
                name="directive_one_lead",
                violation_error_message="Chỉ một đơn vị hoặc cá nhân chủ trì.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.unit or self.person}"
