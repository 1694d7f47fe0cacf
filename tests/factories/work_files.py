"""Work files for tests, brought as far along their road as asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions import archiving
from documents.actions import work_files as acts
from documents.models import ArchiveHandover, FileCatalogue, WorkFile
from lmhtx.people.models import User
from tests.factories import documents as make


def person(username: str) -> User:
    """One of the invented people."""
    return User.objects.get(username=username)


def work_file(**facts: Any) -> WorkFile:
    """An open file of the officer."""
    officer = person("chuyenvien")
    given = {
        "year": 2025,
        "code": "12.TĐKT",
        "title": "Hồ sơ khen thưởng tổng kết năm 2025",
        "years": 10,
        "unit": make.unit(),
        "maker": officer,
        "started_on": date(2025, 1, 6),
        "created_by": officer,
        **facts,
    }
    return WorkFile.objects.create(**given)


def document(of: WorkFile, title: str = "Danh sách đề nghị khen thưởng", **facts: Any) -> Any:
    """A document of the file's own with a small content."""
    content = facts.pop("content", title)
    given = {"title": title, "dated_on": date(2025, 12, 1), "pages": 3, **facts}
    file = SimpleUploadedFile("danh-sach.txt", content.encode(), "text/plain")
    return acts.put_document(work_file=of, facts=given, file=file, by=of.maker)


def closed(ended_on: date = date(2025, 12, 15), **facts: Any) -> WorkFile:
    """A file with one document, whose work ended on the day."""
    made = work_file(**facts)
    document(made)
    return close(made, ended_on)


def close(made: WorkFile, ended_on: date, **facts: Any) -> WorkFile:
    """The file closed as it says of itself."""
    told = {"code": made.code, "title": made.title, "years": made.years, "sheets": made.sheets, **facts}
    return acts.close_work_file(work_file=made, ended_on=ended_on, facts=told, by=made.maker)


def handover(*files: WorkFile, **facts: Any) -> ArchiveHandover:
    """The files on their way to the archive."""
    given = {"block": "Tài liệu thi đua, khen thưởng năm 2025", "condition": "Đầy đủ", **facts}
    return archiving.propose_handover(
        unit=files[0].unit, files=files, by=files[0].maker, boxes=1, metres=Decimal("0.10"), **given
    )


def archived(*files: WorkFile) -> ArchiveHandover:
    """The files in the archive."""
    return archiving.receive_handover(
        handover=handover(*files or (closed(),)), shelf="Hộp 3", by=person("vanthu")
    )


def catalogue(**facts: Any) -> FileCatalogue:
    """A list of 2026 with one big heading."""
    made = FileCatalogue.objects.create(year=facts.pop("year", 2026), **facts)
    made.headings.create(position=1, title="Thi đua, khen thưởng", abbreviation="TĐKT")
    return made
