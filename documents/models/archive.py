"""Hand-overs to the archive, destruction of what has had its time, loans of kept originals."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from documents.enums.archive import DestructionState, HandoverState
from documents.models.incoming import Incoming
from documents.models.outgoing import Outgoing
from documents.models.scope import WHOLE_OFFICE, StaffQuerySet
from documents.models.work_file import WorkFile, doer, moment
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.models import Signed

PERSON = settings.AUTH_USER_MODEL


class ArchiveHandoverQuerySet(StaffQuerySet):
    """Questions asked of hand-overs."""

    def visible_to(self, user: Any) -> Any:
        """The office and its archive see all, others those of their units and their own."""
        rows = super().visible_to(user)
        if not user.is_authenticated or user.has_role(*WHOLE_OFFICE):
            return rows
        return rows.filter(Q(created_by=user) | Q(unit__in=sorted(user.agency_ids)))


class ArchiveHandover(Signed):
    """Biên bản giao nhận hồ sơ, tài liệu: work files that a unit gives to the archive, all of one list at once."""

    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="archive_handovers", verbose_name="đơn vị giao"
    )
    block = models.CharField("tên khối hồ sơ, tài liệu", max_length=200)
    files = models.ManyToManyField(WorkFile, related_name="handovers", verbose_name="hồ sơ giao nộp")
    boxes = models.PositiveSmallIntegerField("tài liệu giấy: số hộp, cặp", default=0)
    metres = models.DecimalField("tài liệu giấy: số mét giá", max_digits=6, decimal_places=2, default=0)
    condition = models.CharField("tình trạng hồ sơ, tài liệu", max_length=500)
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=HandoverState.choices(),
        default=HandoverState.PROPOSED,
        editable=False,
    )
    ended_at = moment("lưu trữ trả lời lúc")
    ended_by = doer("người nhận, người trả lại")
    reason = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    packed_at = moment("đóng gói xong lúc")

    objects = ArchiveHandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "biên bản giao nhận hồ sơ, tài liệu"
        ordering = ("-pk",)
        constraints: ClassVar[list[Any]] = [
            both_or_neither(
                "ended_at",
                "ended_by",
                name="archive_handover_ended_by_whom",
                message="Người nhận và lúc nhận phải cùng có.",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.REFUSED) | ~Q(reason=""),
                name="archive_handover_refused_why",
                violation_error_message="Trả lại hồ sơ phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Giao nhận {self.block} của {self.unit}"

    def get_absolute_url(self) -> str:
        """The page of the hand-over."""
        return reverse("archive_handover_detail", args=[self.pk])


class Destruction(Signed):
    """Đợt hủy tài liệu hết giá trị: files that have had their time, listed by one, agreed by another."""

    title = models.CharField("tên đợt", max_length=200)
    files = models.ManyToManyField(WorkFile, related_name="destructions", verbose_name="hồ sơ hết giá trị")
    grounds = models.TextField("bản thuyết minh", help_text="Vì sao tài liệu hết giá trị.")
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=DestructionState.choices(),
        default=DestructionState.PROPOSED,
        editable=False,
    )
    council = models.CharField("hội đồng xét hủy", max_length=500, blank=True, editable=False)
    decision = models.CharField("quyết định hủy", max_length=200, blank=True, editable=False)
    agreed_at = moment("thông qua lúc")
    agreed_by = doer("người thông qua")
    minutes = models.CharField("biên bản hủy", max_length=500, blank=True, editable=False)
    ended_at = moment("hủy xong, hoặc thôi, lúc")
    ended_by = doer("người ghi")

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt hủy tài liệu hết giá trị"
        ordering = ("-pk",)
        constraints: ClassVar[list[Any]] = [
            both_or_neither(
                "agreed_at",
                "agreed_by",
                name="destruction_agreed_by_whom",
                message="Người thông qua và lúc thông qua phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("created_by")),
                name="destruction_by_two",
                violation_error_message="Người lập danh mục hủy không tự thông qua; cần người thứ hai.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DestructionState.AGREED, DestructionState.DONE])
                | (Q(agreed_at__isnull=False) & ~Q(council="") & ~Q(decision="")),
                name="destruction_agreed_with_papers",
                violation_error_message="Phải có hội đồng xét hủy và quyết định hủy.",
            ),
            models.CheckConstraint(
                condition=~Q(state=DestructionState.DONE) | ~Q(minutes=""),
                name="destruction_done_with_minutes",
                violation_error_message="Hủy xong phải ghi biên bản hủy.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the list."""
        return reverse("destruction_detail", args=[self.pk])


class ArchiveLoan(Signed):
    """Lượt mượn bản lưu: who has a kept original in hand, with whose leave, and when it came back."""

    incoming = models.ForeignKey(
        Incoming, models.PROTECT, null=True, blank=True, related_name="loans", verbose_name="văn bản đến"
    )
    outgoing = models.ForeignKey(
        Outgoing, models.PROTECT, null=True, blank=True, related_name="loans", verbose_name="văn bản đi"
    )
    work_file = models.ForeignKey(
        WorkFile, models.PROTECT, null=True, blank=True, related_name="loans", verbose_name="hồ sơ"
    )
    borrower = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người mượn"
    )
    borrower_written = models.CharField("họ tên người mượn", max_length=150)
    allowed_by = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", verbose_name="người cho phép sử dụng"
    )
    lent_on = models.DateField("ngày mượn")
    due_on = models.DateField("hạn trả")
    returned_on = models.DateField("ngày trả", null=True, blank=True, editable=False)
    returned_to = doer("người nhận lại")
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt mượn bản lưu"
        ordering = ("-lent_on", "-pk")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(incoming__isnull=False, outgoing__isnull=True)
                | Q(incoming__isnull=True, outgoing__isnull=False)
                | Q(incoming__isnull=True, outgoing__isnull=True, work_file__isnull=False),
                name="archive_loan_of_one_thing",
                violation_error_message="Ghi một văn bản, hoặc cả hồ sơ.",
            ),
            both_or_neither(
                "returned_on",
                "returned_to",
                name="archive_loan_returned_to_whom",
                message="Người nhận lại và ngày trả phải cùng có.",
            ),
            in_order(
                "lent_on",
                "due_on",
                name="archive_loan_days_in_order",
                message="Hạn trả phải từ ngày mượn trở đi.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[what],
                    condition=Q(returned_on__isnull=True, **{f"{what}__isnull": False}, **more),
                    name=f"archive_loan_{what}_once",
                    violation_error_message="Bản lưu này đang có người mượn.",
                )
                for what, more in (
                    ("incoming", {}),
                    ("outgoing", {}),
                    ("work_file", {"incoming__isnull": True, "outgoing__isnull": True}),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.borrower_written} mượn {self.paper or self.work_file}"

    def get_absolute_url(self) -> str:
        """Where its return is noted."""
        return reverse("loan_return", args=[self.pk])

    @property
    def paper(self) -> Incoming | Outgoing | None:
        """The paper lent; None for a whole file."""
        return self.incoming or self.outgoing
