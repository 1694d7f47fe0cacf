"""The list of files of a year is written, copied from the last one, approved and issued; retention is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from documents.enums.archive import CatalogueNumbering
from documents.models import CatalogueHeading, CatalogueLine, FileCatalogue, RetentionRule
from documents.workflow_files import CATALOGUE
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

ISSUED = (
    "Danh mục năm {year} đã trình hoặc đã ban hành, không sửa được. Hồ sơ phát sinh ngoài danh mục thì người lập "
    "tự mở, ghi tiêu đề, số, ký hiệu và thời hạn."
)


@transaction.atomic
def keep_retention(*, form: Any, by: User) -> RetentionRule:
    """What the house says of how long one kind of file is kept."""
    is_new = form.instance.pk is None
    rule: RetentionRule = form.save(commit=False)
    if is_new:
        rule.created_by = by
    rule.save()
    record("documents.retention.kept", rule, by=by)
    return rule


@transaction.atomic
def begin_catalogue(
    *, year: int, numbering: CatalogueNumbering, by: User, copied: FileCatalogue | None = None
) -> FileCatalogue:
    """The list of a year stands as a draft, with the headings and files of an earlier one where it is copied."""
    if FileCatalogue.objects.filter(year=year).exists():
        raise Refused(f"Năm {year} đã có danh mục hồ sơ.")
    catalogue = FileCatalogue.objects.create(year=year, numbering=numbering, created_by=by)
    if copied is not None:
        _copy(copied, catalogue)
    number_lines(catalogue)
    record("documents.catalogue.begun", catalogue, by=by, note=str(copied or ""))
    return catalogue


def _copy(old: FileCatalogue, new: FileCatalogue) -> None:
    known: dict[int, CatalogueHeading] = {}
    for heading in ordered_headings(old):
        known[heading.pk] = CatalogueHeading.objects.create(
            catalogue=new,
            parent=known[heading.parent_id] if heading.parent_id else None,
            position=heading.position,
            title=heading.title,
            abbreviation=heading.abbreviation,
        )
    years = (f"năm {old.year}", f"năm {new.year}")
    CatalogueLine.objects.bulk_create(
        CatalogueLine(
            catalogue=new,
            heading=known[line.heading_id],
            position=line.position,
            code=line.code,
            title=line.title.replace(*years),
            rule=line.rule,
            years=line.years,
            unit=line.unit,
            maker=line.maker,
            note=line.note,
        )
        for line in old.lines.select_related("rule", "unit", "maker")
    )


def ordered_headings(catalogue: FileCatalogue) -> Sequence[CatalogueHeading]:
    """Each big heading, then the small ones under it."""
    rows = list(catalogue.headings.select_related("parent"))
    found: list[CatalogueHeading] = []
    for big in (one for one in rows if one.parent_id is None):
        found += [big, *(one for one in rows if one.parent_id == big.pk)]
    return found


def number_lines(catalogue: FileCatalogue) -> None:
    """Codes follow the places of the lines: through the whole list, or anew within each big heading."""
    lines = list(catalogue.lines.select_related("heading__parent"))
    place = number = 0
    for heading in ordered_headings(catalogue):
        if heading.parent_id is None and catalogue.numbering == CatalogueNumbering.WITHIN:
            number = 0
        for line in (one for one in lines if one.heading_id == heading.pk):
            place, number = place + 1, number + 1
            line.position = place
            line.coded(number)
    CatalogueLine.objects.bulk_update(lines, ["position", "code"])


def _draft(catalogue: FileCatalogue) -> FileCatalogue:
    catalogue = FileCatalogue.objects.select_for_update(of=("self",)).get(pk=catalogue.pk)
    if not catalogue.is_draft:
        raise Refused(ISSUED.format(year=catalogue.year))
    return catalogue


@transaction.atomic
def keep_heading(*, form: Any, catalogue: FileCatalogue, by: User) -> CatalogueHeading:
    """A heading is added or mended; codes follow."""
    form.instance.catalogue = _draft(catalogue)
    heading: CatalogueHeading = form.save()
    number_lines(heading.catalogue)
    record("documents.catalogue.edited", heading.catalogue, by=by, note=heading.title)
    return heading


@transaction.atomic
def keep_line(*, form: Any, catalogue: FileCatalogue, by: User) -> CatalogueLine:
    """A file is expected, or what is expected of it is mended; codes follow. A new one stands last in its heading."""
    form.instance.catalogue = _draft(catalogue)
    if form.instance.pk is None:
        form.instance.position = catalogue.lines.count() + 1
    line: CatalogueLine = form.save()
    number_lines(line.catalogue)
    record("documents.catalogue.edited", line.catalogue, by=by, note=line.title[:300])
    return line


@transaction.atomic
def drop_line(*, line: CatalogueLine, by: User) -> FileCatalogue:
    """A file is no longer expected; codes follow."""
    catalogue = _draft(line.catalogue)
    record("documents.catalogue.edited", catalogue, by=by, note=f"Bỏ: {line.title}"[:300])
    line.delete()
    number_lines(catalogue)
    return catalogue


@transaction.atomic
def submit_catalogue(*, catalogue: FileCatalogue, by: User) -> FileCatalogue:
    """The list is before the head."""
    if not catalogue.lines.exists():
        raise Refused("Danh mục chưa có hồ sơ nào.")
    catalogue = move(CATALOGUE, catalogue, "submit", by=by)
    record("documents.catalogue.submitted", catalogue, by=by)
    return catalogue


@transaction.atomic
def send_catalogue_back(*, catalogue: FileCatalogue, reason: str, by: User) -> FileCatalogue:
    """The head wants it otherwise."""
    catalogue = move(CATALOGUE, catalogue, "send_back", by=by, note=reason)
    record("documents.catalogue.sent_back", catalogue, by=by, note=reason)
    return catalogue


@transaction.atomic
def issue_catalogue(*, catalogue: FileCatalogue, document: str, by: User) -> FileCatalogue:
    """The list holds for its year: files are opened by its lines from now on."""
    catalogue = move(CATALOGUE, catalogue, "issue", by=by)
    catalogue.document, catalogue.issued_at, catalogue.issued_by = document.strip(), clock.now(), by
    catalogue.save(update_fields=["document", "issued_at", "issued_by"])
    record("documents.catalogue.issued", catalogue, by=by, note=document)
    return catalogue
