"""The audit trail: entries and the seals over them; nobody changes or deletes either."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Func

from lmhtx.audit.access import Perm
from lmhtx.base import clock
from lmhtx.contributions import AuditVerb, collected
from lmhtx.people.models import Via

VIA_LABELS = [
    (Via.SESSION.value, "đăng nhập"),
    (Via.LINK.value, "đường dẫn cá nhân"),
    (Via.API.value, "phần mềm kết nối"),
    (Via.SYSTEM.value, "hệ thống tự làm"),
]


class CurrentTransaction(Func):
    """The number of the transaction that writes the row."""

    function = "pg_current_xact_id"
    template = "(%(function)s()::text::bigint)"
    arity = 0
    output_field = models.BigIntegerField()


def unchangeable() -> list[pgtrigger.Trigger]:
    """Triggers that refuse every change of a row once written."""
    return [pgtrigger.Protect(name="unchangeable", operation=pgtrigger.Update | pgtrigger.Delete)]


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions asked of the trail."""

    def visible_to(self, user: Any) -> EntryQuerySet:
        """The whole trail is for whoever may read it; a thing's own history goes with the thing."""
        return self if user.has_perm(Perm.READ_TRAIL.value) else self.none()

    def of(self, thing: models.Model) -> EntryQuerySet:
        """Those about one thing."""
        return self.filter(subject_kind=thing._meta.label_lower, subject_id=thing.pk)


class Entry(models.Model):
    """Dòng nhật ký: one act on one thing, told when it happened."""

    verb = models.CharField("việc đã làm", max_length=100)
    subject_kind = models.CharField("loại đối tượng", max_length=100)
    subject_id = models.BigIntegerField("mã đối tượng")
    subject_label = models.CharField("đối tượng", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người làm"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="làm thay cho"
    )
    via = models.CharField("cách vào", max_length=10, choices=VIA_LABELS, default=Via.SESSION.value)
    at = models.DateTimeField("lúc", default=clock.now)
    request_id = models.UUIDField("mã lần gửi")
    note = models.TextField("ghi chú", blank=True)
    data = models.JSONField("chi tiết", default=dict, blank=True)
    xid = models.BigIntegerField("giao dịch", db_default=CurrentTransaction(), db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("subject_kind", "subject_id", "-id"), name="entry_of_subject"),
            models.Index(fields=("by", "-id"), name="entry_by_person"),
            models.Index(fields=("verb", "-id"), name="entry_by_verb"),
            models.Index(fields=("at",), name="entry_at"),
        ]
        triggers = unchangeable()

    def __str__(self) -> str:
        label = verb_label(self.verb)
        if SUBJECT in label:
            return label.replace(SUBJECT, self.subject_label)
        return f"{label}: {self.subject_label}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions asked of readings."""

    def visible_to(self, user: Any) -> ReadingQuerySet:
        """All of them for whoever may read the trail; those of one thing go with the thing."""
        return self if user.has_perm(Perm.READ_TRAIL.value) else self.none()

    def of(self, thing: models.Model) -> ReadingQuerySet:
        """Those of one thing and its files."""
        return self.filter(subject_kind=thing._meta.label_lower, subject_id=thing.pk)


class Reading(models.Model):
    """Lượt xem: one time that somebody opened a thing, or one of its files."""

    subject_kind = models.CharField("loại đối tượng", max_length=100)
    subject_id = models.BigIntegerField("mã đối tượng")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xem"
    )
    at = models.DateTimeField("lúc", default=clock.now)
    is_file = models.BooleanField("mở tệp", default=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt xem"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("subject_kind", "subject_id", "-id"), name="reading_of_subject"),
            models.Index(fields=("at",), name="reading_at"),
        ]
        triggers = unchangeable()

    def __str__(self) -> str:
        return f"{self.by}: {clock.local(self.at):%H:%M %d/%m/%Y}"


class Seal(models.Model):
    """Niêm phong: one hash over the entries of a minute and over the seal before."""

    number = models.PositiveBigIntegerField("số", unique=True)
    previous_hash = models.CharField("mã niêm phong trước", max_length=64, blank=True)
    hash = models.CharField("mã niêm phong", max_length=64)
    entry_count = models.PositiveIntegerField("số dòng")
    # Entries of transactions older than this are all under this seal or an earlier one.
    oldest_open = models.BigIntegerField("giao dịch cũ nhất còn mở")
    at = models.DateTimeField("lúc", default=clock.now)

    class Meta:
        verbose_name = "niêm phong"
        ordering = ("-number",)
        triggers = unchangeable()

    def __str__(self) -> str:
        return f"Niêm phong số {self.number}"


class SealedEntry(models.Model):
    """Dòng đã niêm phong: under which seal an entry lies, and its own fingerprint."""

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="sealed", verbose_name="dòng nhật ký"
    )
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="entries", verbose_name="niêm phong")
    digest = models.CharField("mã của dòng", max_length=64)

    class Meta:
        verbose_name = "dòng đã niêm phong"
        triggers = unchangeable()

    def __str__(self) -> str:
        return f"Dòng {self.entry_id} trong niêm phong {self.seal_id}"


SUBJECT = "{subject}"


def verb_label(verb: str) -> str:
    """The Vietnamese words of a verb, its thing as `{subject}`; the bare key where no app knows it."""
    return next((item.label for item in collected(AuditVerb) if item.key == verb), verb)
