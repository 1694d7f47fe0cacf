"""Papers that the Alliance issues, and those who get them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse

from documents.enums.incoming import Circulation, Urgency
from documents.enums.outgoing import (
    BEFORE_SIGNING,
    OUT,
    WITH_NUMBER,
    Amending,
    OutgoingState,
    Prefix,
    SignWay,
)
from documents.models.body import IssuingBody
from documents.models.incoming import Incoming
from documents.models.inspection import Inspection
from documents.models.kind import DocumentType
from documents.models.scope import WHOLE_OFFICE
from documents.models.series import DocumentNumber
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import STAFF, Role

PERSON = settings.AUTH_USER_MODEL


def person(label: str, **options: Any) -> Any:
    """A column that may name a person."""
    given = {"null": True, "blank": True, "related_name": "+", **options}
    return models.ForeignKey(PERSON, models.PROTECT, verbose_name=label, **given)


def doer(label: str) -> Any:
    """A column that says who did something."""
    return person(label, editable=False)


def moment(label: str) -> Any:
    """A column that says when something was done."""
    return models.DateTimeField(label, null=True, blank=True, editable=False)


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    """Questions asked of outgoing papers."""

    def visible_to(self, user: Any) -> Self:
        """The office sees all; others those of their unit, those they were asked about and those sent to their unit.

        A paper that is to be given back after reading is seen by heads and by those named alone.
        """
        if user.is_authenticated and user.has_role(Role.INSPECTOR):
            year = ExtractYear(OuterRef("dated_on"))
            return self.filter(
                Exists(Inspection.objects.open_to(user).filter(first_year__lte=year, last_year__gte=year))
            )
        if not user.is_authenticated or not user.has_role(*STAFF):
            return self.none()
        if user.has_role(*WHOLE_OFFICE):
            return self
        mine = Q(people__contains=[user.pk])
        if heads := sorted(user.headed_ids):
            mine |= Q(units__overlap=heads)
        if units := sorted(user.agency_ids):
            mine |= Q(units__overlap=units) & ~Q(circulation=Circulation.RETURN)
        return self.filter(mine)

    def in_state(self, *states: OutgoingState) -> Self:
        """Those that stand there."""
        return self.filter(state__in=states)

    def owing_scan(self) -> Self:
        """Those signed and stamped by hand of which no scan is here."""
        return self.filter(
            signed_way=SignWay.WET,
            scanned_at__isnull=True,
            state__in=(OutgoingState.SEALED, OutgoingState.ISSUED, OutgoingState.FILED),
        )

    def amended(self) -> Self:
        """With the papers that have mended them, for marks in lists."""
        issued = Outgoing.objects.filter(state__in=OUT)
        return self.prefetch_related(models.Prefetch("amendments", issued, to_attr="issued_amendments"))


@pghistory.track(exclude=["folded", "units", "people"])
class Outgoing(Signed, Versioned):
    """Văn bản đi: a paper that the Alliance, or a body that uses its seal, issues; from its draft to its keeping."""

    body = models.ForeignKey(
        IssuingBody, models.PROTECT, related_name="outgoing", verbose_name="chủ thể ban hành"
    )
    type = models.ForeignKey(
        DocumentType, models.PROTECT, related_name="outgoing", verbose_name="loại văn bản"
    )
    subject = models.CharField("trích yếu", max_length=500)
    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="drafted_papers", verbose_name="đơn vị soạn thảo"
    )
    drafter = models.ForeignKey(
        PERSON, models.PROTECT, related_name="drafted_papers", verbose_name="người soạn thảo"
    )
    form_checker = person("người kiểm tra thể thức")
    signer = person("người ký", related_name="papers_to_sign")
    prefix = models.CharField("quyền hạn ký", max_length=8, choices=Prefix.choices(), default=Prefix.NONE)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Urgency.choices(), default=Urgency.ORDINARY)
    circulation = models.CharField(
        "phạm vi lưu hành", max_length=10, choices=Circulation.choices(), default=Circulation.NONE
    )
    addressees = models.TextField("kính gửi", blank=True, help_text="Mỗi dòng một nơi.")
    answers = models.ManyToManyField(
        Incoming, blank=True, related_name="answered_by", verbose_name="trả lời văn bản đến"
    )
    reply_due_on = models.DateField("hạn trả lời", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    kept_at = models.CharField("đơn vị, người nhận bản lưu", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="amendments",
        verbose_name="đính chính, thay thế văn bản",
    )
    amending = models.CharField(
        "quan hệ với văn bản trước", max_length=10, choices=Amending.choices(), blank=True, editable=False
    )
    state = models.CharField(
        "tình trạng",
        max_length=12,
        choices=OutgoingState.choices(),
        default=OutgoingState.DRAFT,
        editable=False,
    )
    submitted_at = moment("trình duyệt lúc")
    signed_on = models.DateField("ngày ký", null=True, blank=True, editable=False)
    signed_way = models.CharField("ký", max_length=8, choices=SignWay.choices(), blank=True, editable=False)
    signed_at = moment("ghi đã ký lúc")
    signed_by = doer("người ghi đã ký")
    number = models.OneToOneField(
        DocumentNumber,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="outgoing",
        verbose_name="số",
    )
    reference = models.CharField("số, ký hiệu", max_length=80, blank=True, editable=False)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True, editable=False)
    numbered_at = moment("cấp số lúc")
    numbered_by = doer("người cấp số")
    sealed_way = models.CharField(
        "đóng dấu", max_length=8, choices=SignWay.choices(), blank=True, editable=False
    )
    sealed_at = moment("đóng dấu lúc")
    sealed_by = doer("người đóng dấu")
    issued_at = moment("phát hành lúc")
    issued_by = doer("người phát hành")
    filed_at = moment("lưu lúc")
    filed_by = doer("người lưu")
    ended_at = moment("hủy lúc")
    ended_by = doer("người hủy")
    revoked_at = moment("thu hồi lúc")
    revoked_by = doer("người thu hồi")
    revoked_reason = models.CharField("lý do thu hồi", max_length=500, blank=True, editable=False)
    scan_due_on = models.DateField("bản quét phải có trước", null=True, blank=True, editable=False)
    scanned_at = moment("quét lúc")
    scanned_by = doer("người quét")
    compared_at = moment("so bản quét lúc")
    scan_differences = models.JSONField("bản quét khác bản duyệt", default=list, blank=True, editable=False)
    scan_fault = models.CharField("vì sao chưa so được bản quét", max_length=300, blank=True, editable=False)
    folded = FoldedField("chữ để tìm", of=("reference", "subject", "addressees", "note"))
    units: ArrayField[list[int], list[int]] = ArrayField(
        models.BigIntegerField(), verbose_name="đơn vị được xem", default=list, blank=True, editable=False
    )
    people: ArrayField[list[int], list[int]] = ArrayField(
        models.BigIntegerField(), verbose_name="người được xem", default=list, blank=True, editable=False
    )

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đi"
        ordering = ("-id",)
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(state__in=sorted(str(one) for one in WITH_NUMBER)),
                name="outgoing_number_after_signing",
                violation_error_message="Chỉ cấp số cho văn bản đã ký.",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(numbered_at__isnull=False),
                name="outgoing_seal_after_number",
                violation_error_message="Chỉ đóng dấu văn bản đã cấp số.",
            ),
            models.CheckConstraint(
                condition=Q(numbered_at__isnull=True) | Q(signed_at__isnull=False),
                name="outgoing_number_after_signature",
                violation_error_message="Chỉ cấp số cho văn bản đã ghi chữ ký.",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | Q(sealed_at__isnull=False),
                name="outgoing_issue_after_seal",
                violation_error_message="Chỉ phát hành văn bản đã đóng dấu.",
            ),
            *(
                in_order(
                    f"{earlier}_at",
                    f"{later}_at",
                    name=f"outgoing_{earlier}_before_{later}",
                    message="Văn bản phải được ký, cấp số, đóng dấu rồi phát hành theo đúng thứ tự.",
                )
                for earlier, later in (("signed", "numbered"), ("numbered", "sealed"), ("sealed", "issued"))
            ),
            in_order(
                "signed_on",
                "dated_on",
                name="outgoing_signed_before_dated",
                message="Ngày văn bản không được trước ngày ký.",
            ),
            *(
                both_or_neither(
                    f"{done}_at",
                    f"{done}_by",
                    name=f"outgoing_{done}_by_whom",
                    message="Người làm và lúc làm phải cùng có.",
                )
                for done in ("signed", "numbered", "sealed", "issued", "filed", "ended", "revoked", "scanned")
            ),
            both_or_neither(
                "signed_on",
                "signed_at",
                name="outgoing_signed_on_which_day",
                message="Ghi đã ký thì phải có ngày ký.",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True, amending="") | (Q(amends__isnull=False) & ~Q(amending="")),
                name="outgoing_amends_how",
                violation_error_message="Văn bản đính chính, thay thế phải nói rõ văn bản trước.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""),
                name="outgoing_revoked_why",
                violation_error_message="Thu hồi phải ghi lý do.",
            ),
        ]
        indexes = [
            GinIndex(fields=["folded"], name="outgoing_folded_trigrams", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["people"], name="outgoing_people"),
            GinIndex(fields=["units"], name="outgoing_units"),
            models.Index(fields=["state", "unit"], name="outgoing_state_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} – {self.subject}" if self.reference else self.subject

    def get_absolute_url(self) -> str:
        """The paper's own page."""
        return reverse("outgoing_detail", args=[self.pk])

    @property
    def may_change(self) -> bool:
        """Whether its text may still become another."""
        return self.state in BEFORE_SIGNING

    @property
    def is_out(self) -> bool:
        """Whether it has gone out."""
        return self.state in OUT

    @property
    def owes_scan(self) -> bool:
        """Whether the sheet signed by hand still has to be scanned."""
        is_stamped = self.state in OUT | {OutgoingState.SEALED}
        return self.signed_way == SignWay.WET and is_stamped and self.scanned_at is None
