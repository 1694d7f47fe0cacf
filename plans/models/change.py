"""Deadlines that move: asked for beforehand, or ordered by phone, meeting or paper."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed
from lmhtx.people.hands import InNameOf
from lmhtx.people.models import User
from plans.enums import ChangeGround, ChangeKind, ExtensionState
from plans.models.task import Task


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Questions asked of requests for more time."""

    def visible_to(self, user: Any) -> ExtensionQuerySet:
        """Those of the tasks that the person sees."""
        return self.filter(task__in=Task.objects.visible_to(user))


@pghistory.track()
class Extension(Signed):
    """Đề nghị gia hạn: the one who owes asks, before the due day, for another one."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions", verbose_name="nhiệm vụ")
    reason = models.TextField("lý do", max_length=4000)
    from_due_on = models.DateField("hạn đang có")
    from_due_time = models.TimeField("giờ hạn đang có", null=True, blank=True)
    to_due_on = models.DateField("hạn đề nghị")
    to_due_time = models.TimeField("giờ hạn đề nghị", null=True, blank=True)
    requested_at = models.DateTimeField("đề nghị lúc")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ExtensionState.choices(), default=ExtensionState.REQUESTED
    )
    judged_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    judged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    verdict_note = models.TextField("ý kiến", blank=True)
    created_for = InNameOf("created_by", verbose_name="đề nghị thay cho")
    judged_for = InNameOf("judged_by", verbose_name="quyết định thay cho")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị gia hạn"
        ordering = ("-requested_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(state=ExtensionState.REQUESTED),
                name="one_open_extension",
                violation_error_message="Nhiệm vụ đã có một đề nghị gia hạn đang chờ duyệt.",
            ),
            models.CheckConstraint(
                condition=Q(to_due_on__gt=models.F("from_due_on")),
                name="extension_goes_forward",
                violation_error_message="Hạn đề nghị phải sau hạn đang có.",
            ),
            both_or_neither(
                "judged_at",
                "judged_by",
                name="extension_judged_by_whom",
                message="Người quyết định và lúc quyết định phải cùng có.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExtensionState.REFUSED) | ~Q(verdict_note=""),
                name="extension_refused_says_why",
                violation_error_message="Không duyệt thì phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến {self.to_due_on:%d/%m/%Y}: {self.task}"


class Change(Signed):
    """Điều chỉnh theo chỉ đạo: an order that changed a task, who gave it, when and on what ground."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="changes", verbose_name="nhiệm vụ")
    kind = models.CharField("nội dung điều chỉnh", max_length=8, choices=ChangeKind.choices())
    ground = models.CharField("căn cứ", max_length=10, choices=ChangeGround.choices())
    said_by = models.CharField("người chỉ đạo", max_length=200)
    said_on = models.DateField("ngày chỉ đạo")
    document = models.CharField("văn bản, cuộc họp", max_length=250, blank=True)
    note = models.TextField("ghi chú", blank=True)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)
    batch = models.UUIDField("cùng một lần", null=True, blank=True)
    created_for = InNameOf("created_by", verbose_name="nhập thay cho")

    class Meta:
        verbose_name = "điều chỉnh theo chỉ đạo"
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{ChangeKind(self.kind).label}: {self.task}"
