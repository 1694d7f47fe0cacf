"""What lies in a work file, and the contents that the archive holds."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.incoming import Incoming
from documents.models.outgoing import Outgoing
from documents.models.work_file import WorkFile
from lmhtx.base import clock

PERSON = settings.AUTH_USER_MODEL
# Rows of a file that has left its maker neither come nor go nor change.
FROZEN_ROWS = """
IF EXISTS (
    SELECT 1 FROM documents_workfile f
    WHERE f.id = {row}.work_file_id AND f.state IN ('handed_over', 'archived', 'destroyed')
) THEN
    RAISE EXCEPTION 'the work file has been handed over to the archive';
END IF;
RETURN {row};
"""


class WorkFilePaperQuerySet(models.QuerySet["WorkFilePaper"]):
    """Questions asked of what lies in files."""

    def visible_to(self, user: Any) -> WorkFilePaperQuerySet:
        """As far as the file is seen."""
        return self.filter(work_file__in=WorkFile.objects.visible_to(user))

    def dressed(self) -> WorkFilePaperQuerySet:
        """With the papers themselves."""
        return self.select_related(
            "incoming__type", "incoming__issuer", "outgoing__type", "outgoing__body", "outgoing__number"
        ).defer("incoming__content", "incoming__content_folded", "incoming__proposal")


class WorkFilePaper(models.Model):
    """Tài liệu trong hồ sơ: a paper of the books, or a document of the file's own, at its place in one work file."""

    work_file = models.ForeignKey(WorkFile, models.CASCADE, related_name="papers", verbose_name="hồ sơ")
    ordinal = models.PositiveSmallIntegerField("số thứ tự")
    incoming = models.ForeignKey(
        Incoming,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="in_files",
        verbose_name="văn bản đến",
    )
    outgoing = models.ForeignKey(
        Outgoing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="in_files",
        verbose_name="văn bản đi",
    )
    title = models.CharField("tên tài liệu", max_length=500, blank=True)
    code = models.CharField("số, ký hiệu", max_length=80, blank=True)
    author = models.CharField("tác giả", max_length=200, blank=True)
    dated_on = models.DateField("ngày tài liệu", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)
    added_at = models.DateTimeField("đưa vào lúc", default=clock.now)
    added_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="+", verbose_name="người đưa vào"
    )

    objects = WorkFilePaperQuerySet.as_manager()

    class Meta:
        verbose_name = "tài liệu trong hồ sơ"
        ordering = ("ordinal", "pk")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(incoming__isnull=False, outgoing__isnull=True, title="")
                | Q(incoming__isnull=True, outgoing__isnull=False, title="")
                | (Q(incoming__isnull=True, outgoing__isnull=True) & ~Q(title="")),
                name="work_file_paper_is_one_thing",
                violation_error_message="Chọn một văn bản đến, một văn bản đi, hoặc ghi tên tài liệu.",
            ),
            models.UniqueConstraint(
                fields=["work_file", "incoming"],
                name="work_file_incoming_once",
                violation_error_message="Văn bản đến này đã có trong hồ sơ.",
            ),
            models.UniqueConstraint(
                fields=["work_file", "outgoing"],
                name="work_file_outgoing_once",
                violation_error_message="Văn bản đi này đã có trong hồ sơ.",
            ),
            models.UniqueConstraint(
                fields=["work_file", "ordinal"],
                name="work_file_ordinal_once",
                violation_error_message="Số thứ tự này đã dùng trong hồ sơ.",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.Trigger(
                name="frozen_rows_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=FROZEN_ROWS.format(row="OLD").replace("RETURN OLD", "RETURN COALESCE(NEW, OLD)"),
            ),
            pgtrigger.Trigger(
                name="frozen_takes_none",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FROZEN_ROWS.format(row="NEW"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}".strip()

    @property
    def paper(self) -> Incoming | Outgoing | None:
        """The paper of the books; None for a document of the file's own."""
        return self.incoming or self.outgoing

    @property
    def reference(self) -> str:
        """Number and symbol."""
        return self.paper.reference if self.paper is not None else self.code

    @property
    def day(self) -> date | None:
        """The day that it bears."""
        if self.incoming is not None:
            return self.incoming.issued_on or clock.day_of(self.incoming.arrived_at)
        if self.outgoing is not None:
            return self.outgoing.dated_on
        return self.dated_on

    @property
    def subject(self) -> str:
        """Type and subject."""
        if self.paper is None:
            return self.title
        kind = f"{self.paper.type}: " if self.paper.type is not None else ""
        return f"{kind}{self.paper.subject}"

    @property
    def author_name(self) -> str:
        """Who issued it."""
        if self.incoming is not None:
            return self.incoming.author
        return str(self.outgoing.body) if self.outgoing is not None else self.author

    @property
    def page_count(self) -> int | None:
        """How many pages it has, where that is known."""
        return self.pages or (self.paper.pages if self.paper is not None else None)


class ArchivedContentQuerySet(models.QuerySet["ArchivedContent"]):
    """Questions asked of contents in the archive."""

    def visible_to(self, user: Any) -> ArchivedContentQuerySet:
        """As far as the file is seen."""
        return self.filter(work_file__in=WorkFile.objects.visible_to(user))


class ArchivedContent(models.Model):
    """Nội dung đã nộp lưu: the archive's hold on the content of one file of a paper; it ends with the work file."""

    work_file = models.ForeignKey(WorkFile, models.PROTECT, related_name="contents", verbose_name="hồ sơ")
    blob = models.ForeignKey("files.Blob", models.PROTECT, related_name="+", verbose_name="nội dung")
    ordinal = models.PositiveSmallIntegerField("số thứ tự văn bản")
    name = models.CharField("tên tệp", max_length=200)

    objects = ArchivedContentQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung đã nộp lưu"
        ordering = ("ordinal", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["work_file", "ordinal", "blob"],
                name="archived_content_once",
                violation_error_message="Nội dung này đã được giữ trong hồ sơ.",
            ),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="held_while_archived",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT 1 FROM documents_workfile f WHERE f.id = OLD.work_file_id "
                    "AND f.state <> 'destroyed') THEN RAISE EXCEPTION 'the archive holds this content'; "
                    "END IF; RETURN OLD;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
