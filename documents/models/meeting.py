"""Meetings: rooms, who is invited, what was concluded."""

from __future__ import annotations

from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from documents.enums.meetings import MeetingAnswer
from documents.models.outgoing import Outgoing
from documents.models.scope import WHOLE_OFFICE, StaffQuerySet
from lmhtx.base.models import Signed
from lmhtx.people.roles import STAFF

PERSON = settings.AUTH_USER_MODEL


class Hours(Func):
    """From one moment to another, the last not within: the next meeting may begin as one ends."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class MeetingRoom(models.Model):
    """Phòng họp: a room of the Alliance in which one meeting at a time is held."""

    name = models.CharField("tên phòng", max_length=100, unique=True)
    seats = models.PositiveSmallIntegerField("số chỗ", null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "phòng họp"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions asked of meetings."""

    def visible_to(self, user: Any) -> Self:
        """The office sees all; others those they lead, write for or are invited to, themselves or by their unit."""
        if not user.is_authenticated or not user.has_role(*STAFF):
            return self.none()
        if user.has_role(*WHOLE_OFFICE):
            return self
        invited = Invitee.objects.filter(Q(person=user) | Q(agency__in=user.agency_ids))
        own = Q(chair=user) | Q(secretary=user) | Q(created_by=user)
        return self.filter(own | Q(pk__in=invited.values("meeting")))


@pghistory.track()
class Meeting(Signed):
    """Cuộc họp: a meeting with who leads it, when and where, its invitation and the notice of what it concluded."""

    title = models.CharField("nội dung cuộc họp", max_length=300)
    chair = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="chủ trì")
    secretary = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="thư ký")
    starts_at = models.DateTimeField("bắt đầu lúc")
    ends_at = models.DateTimeField("kết thúc lúc")
    room = models.ForeignKey(
        MeetingRoom,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="phòng họp",
    )
    place = models.CharField("địa điểm khác", max_length=200, blank=True)
    agenda = models.TextField("chương trình", max_length=5000, blank=True)
    online_link = models.CharField(
        "đường dẫn họp trực tuyến", max_length=500, blank=True, validators=[URLValidator(["https", "http"])]
    )
    access_code = models.CharField("mã tham dự", max_length=100, blank=True)
    invitation = models.OneToOneField(
        Outgoing,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="invites_to",
        verbose_name="giấy mời",
    )
    notice = models.OneToOneField(
        Outgoing,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="concludes",
        verbose_name="thông báo kết luận",
    )

    guests = models.TextField(
        "người dự khác", max_length=1000, blank=True, help_text="Mỗi dòng một người ngoài danh sách mời."
    )
    attended_at = models.DateTimeField("điểm danh lúc", null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc họp"
        ordering = ("-starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_hours_in_order",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            ExclusionConstraint(
                name="meeting_room_once",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (Hours("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Phòng này đã có cuộc họp khác trong giờ đó; hãy chọn phòng hoặc giờ khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meeting_detail", args=[self.pk])


class OfMeeting(models.QuerySet[Any]):
    """Rows that are seen as far as their meeting is."""

    def visible_to(self, user: Any) -> Self:
        """Those of meetings that the person sees."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class Invitee(models.Model):
    """Người được mời họp: a person, or a unit or agency, invited to a meeting, and what they answered."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees", verbose_name="cuộc họp")
    person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cá nhân"
    )
    agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    answer = models.CharField(
        "trả lời", max_length=10, choices=MeetingAnswer.choices(), default=MeetingAnswer.NONE
    )
    words = models.CharField("lý do, người dự thay", max_length=300, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    came = models.BooleanField("có mặt", default=False)

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = "người được mời họp"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, agency__isnull=True)
                | Q(person__isnull=True, agency__isnull=False),
                name="invitee_person_or_agency",
                violation_error_message="Mỗi dòng mời một cá nhân hoặc một đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.agency)


@pghistory.track()
class Conclusion(Signed):
    """Kết luận cuộc họp: one item of what a meeting concluded, with who leads it and by when; a task once announced."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conclusions", verbose_name="cuộc họp")
    text = models.TextField("nội dung", max_length=2000)
    lead = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="+", verbose_name="đơn vị chủ trì"
    )
    partners = models.ManyToManyField(
        "directory.Agency", blank=True, related_name="+", verbose_name="đơn vị phối hợp"
    )
    product = models.CharField("sản phẩm", max_length=500, blank=True)
    due_words = models.CharField("thời hạn", max_length=200, help_text="Ví dụ 30/11/2026, Quý II/2027.")
    due_on = models.DateField("ngày hết hạn", editable=False)
    leader = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="lãnh đạo theo dõi")
    task = models.OneToOneField(
        "plans.Task",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="concluded",
        verbose_name="nhiệm vụ",
    )

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = "kết luận cuộc họp"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class MeetingVote(Signed):
    """Biểu quyết: what a meeting was asked and how those present voted; who did not vote for or against abstained."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="votes", verbose_name="cuộc họp")
    question = models.CharField("nội dung biểu quyết", max_length=500)
    is_secret = models.BooleanField("bỏ phiếu kín", default=False)
    base = models.PositiveSmallIntegerField(
        "số người có quyền biểu quyết", help_text="Tổng số thành viên, kể cả người vắng mặt."
    )
    present = models.PositiveSmallIntegerField("có mặt biểu quyết")
    in_favour = models.PositiveSmallIntegerField("tán thành")
    against = models.PositiveSmallIntegerField("không tán thành", default=0)

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = "biểu quyết"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(base__gt=0) & Q(present__lte=F("base")),
                name="meeting_vote_present_within_base",
                violation_error_message="Số người có mặt không được nhiều hơn số người có quyền biểu quyết.",
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("in_favour") + F("against")),
                name="meeting_vote_adds_up",
                violation_error_message="Số phiếu đồng ý và không đồng ý cộng lại nhiều hơn số người có mặt.",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def abstained(self) -> int:
        """Present without a vote for or against."""
        return self.present - self.in_favour - self.against
