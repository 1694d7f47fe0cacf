"""The list of files of 2026 of the invented office, files with their papers, one that is due, one in the archive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions import archiving, catalogues, lending
from documents.actions import work_files as acts
from documents.enums.archive import CatalogueNumbering
from documents.enums.outgoing import OUT
from documents.models import CatalogueLine, FileCatalogue, Outgoing, RetentionRule, WorkFile
from lmhtx.people.models import User
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.paper import Paper, Paragraph
from lmhtx.reports.pdf import pdf
from plans.demo.office import Office, at

# Big heading with its short name, then its files: title, unit, years (none for ever), whose file it is.
HEADINGS: tuple[tuple[str, str, tuple[tuple[str, str, int | None, str], ...]], ...] = (
    (
        "Tổng hợp, hành chính",
        "TH",
        (
            ("Chương trình, kế hoạch công tác năm 2026", "office", None, "chanhvanphong"),
            ("Báo cáo tình hình kinh tế tập thể quý, 6 tháng, năm 2026", "policy", None, "chuyenvien"),
            ("Công văn trao đổi, giấy mời năm 2026", "office", 10, "vanthu"),
        ),
    ),
    (
        "Chuyển đổi số",
        "CĐS",
        (
            (
                "Triển khai Kế hoạch chuyển đổi số giai đoạn 2025 - 2030, năm 2026",
                "office",
                20,
                "chanhvanphong",
            ),
            ("Tập huấn chuyển đổi số cho hợp tác xã năm 2026", "policy", 10, "chuyenvien"),
        ),
    ),
    (
        "Hỗ trợ hợp tác xã",
        "HT",
        (
            ("Rà soát hợp tác xã ngừng hoạt động năm 2026", "policy", 20, "chuyenvien"),
            ("Quỹ Hỗ trợ phát triển hợp tác xã: bổ sung vốn điều lệ", "fund", 20, "giamdocquy"),
        ),
    ),
    (
        "Thi đua, khen thưởng",
        "TĐKT",
        (
            ("Hồ sơ khen thưởng tổng kết năm 2026", "policy", 10, "chuyenvien"),
            ("Phong trào thi đua năm 2026", "policy", 10, "chuyenvien"),
        ),
    ),
)
# What was issued before the files were opened goes into them on this day.
FIRST_PAPERS = date(2026, 1, 12)
# Which line each issued paper goes to, by words of its subject.
PLACES = (
    ("Công tác năm 2026", "01.TH"),
    ("Tình hình kinh tế tập thể", "02.TH"),
    ("rà soát hợp tác xã ngừng", "06.HT"),
    ("chuyển đổi số", "04.CĐS"),
    ("tập huấn chuyển đổi số", "05.CĐS"),
    ("Bổ sung vốn điều lệ", "07.HT"),
)


def keep_files(day: date) -> None:
    """Once: the year's list, its files so far, last year's file that is soon due, an older one received."""
    if FileCatalogue.objects.filter(year=2026).exists():
        return
    office = Office()
    catalogue = _issue_list(office)
    for line in catalogue.lines.select_related("catalogue", "heading", "unit", "maker", "rule"):
        _open(office, line)
    for outgoing in Outgoing.objects.filter(state__in=sorted(OUT)).order_by("pk"):
        _put(outgoing, day)
    _close_prizes(office)
    _receive(office)
    _lend(office)


def _issue_list(office: Office) -> FileCatalogue:
    with at(date(2026, 1, 5), 9, by=office.vanthu):
        catalogue = catalogues.begin_catalogue(
            year=2026, numbering=CatalogueNumbering.THROUGH, by=office.vanthu
        )
        for position, (title, short, lines) in enumerate(HEADINGS, start=1):
            heading = catalogue.headings.create(position=position, title=title, abbreviation=short)
            CatalogueLine.objects.bulk_create(
                CatalogueLine(
                    catalogue=catalogue,
                    heading=heading,
                    position=place,
                    code="",
                    title=name,
                    years=years,
                    unit=office.agencies[unit],
                    maker=office.people[maker],
                )
                for place, (name, unit, years, maker) in enumerate(lines)
            )
        catalogues.number_lines(catalogue)
        catalogues.submit_catalogue(catalogue=catalogue, by=office.vanthu)
    with at(date(2026, 1, 6), 10, by=office.chutich):
        return catalogues.issue_catalogue(
            catalogue=catalogue,
            document="Quyết định về việc ban hành danh mục hồ sơ năm 2026",
            by=office.chutich,
        )


class _Written:
    """A file as a form would give it."""

    def __init__(self, **facts: Any) -> None:
        self.file = WorkFile(**facts)

    def save(self, *, commit: bool) -> WorkFile:
        """The file, not yet kept."""
        del commit
        return self.file


def _open(office: Office, line: CatalogueLine) -> WorkFile:
    maker = line.maker or office.vanthu
    with at(date(2026, 1, 8), 14, by=maker):
        written = _Written(
            year=2026,
            code=line.code,
            title=line.title,
            years=line.years,
            unit=line.unit,
            maker=maker,
            started_on=date(2026, 1, 8),
        )
        return acts.open_work_file(form=written, by=maker, line=line)


def _put(outgoing: Outgoing, day: date) -> None:
    subject = outgoing.subject.casefold()
    codes = [code for words, code in PLACES if words.casefold() in subject]
    for work_file in WorkFile.objects.filter(year=2026, code__in=codes).select_related("maker"):
        with at(min(day, max(outgoing.dated_on or day, FIRST_PAPERS)), 16, by=work_file.maker):
            acts.put_into_file(work_file=work_file, papers=[outgoing], by=work_file.maker)


def _sheet(title: str, on: date) -> SimpleUploadedFile:
    """A document of a file's own, as a PDF."""
    paper = Paper(
        letterhead=letterhead_on(on),
        symbol="",
        kind=title.upper(),
        subject="",
        blocks=[Paragraph(title)],
        dated_on=on,
    )
    return SimpleUploadedFile(f"{title}.pdf", pdf(paper), "application/pdf")


def _finished(
    maker: User, *, code: str, title: str, year: int, ended_on: date, documents: tuple[str, ...], **facts: Any
) -> WorkFile:
    """A file outside any list, filled with documents of its own and closed when its work ended."""
    began = date(year, 2, 3)
    with at(began, 9, by=maker):
        written = _Written(year=year, code=code, title=title, maker=maker, started_on=began, **facts)
        work_file = acts.open_work_file(form=written, by=maker)
    with at(ended_on, 15, by=maker):
        for name in documents:
            told = {"title": name, "dated_on": ended_on, "author": "Phòng", "pages": 1}
            acts.put_document(work_file=work_file, facts=told, file=_sheet(name, ended_on), by=maker)
        kept = {"code": code, "title": title, "years": facts.get("years"), "sheets": 0}
        return acts.close_work_file(work_file=work_file, ended_on=ended_on, facts=kept, by=maker)


def _close_prizes(office: Office) -> None:
    rule = RetentionRule.objects.filter(title__startswith="Khen thưởng của thủ trưởng").first()
    _finished(
        office.chuyenvien,
        code="12.TĐKT",
        title="Hồ sơ khen thưởng tổng kết năm 2025",
        year=2025,
        ended_on=date(2025, 12, 15),
        documents=("Danh sách đề nghị khen thưởng", "Biên bản họp xét khen thưởng"),
        unit=office.agencies["policy"],
        years=10,
        rule=rule,
    )


def _receive(office: Office) -> None:
    """A file of two years ago is in the archive."""
    old = _finished(
        office.truongphong,
        code="03.HT",
        title="Hội nghị tổng kết hợp tác xã điển hình năm 2025",
        year=2025,
        ended_on=date(2025, 8, 20),
        documents=("Báo cáo tổng kết hội nghị", "Danh sách đại biểu"),
        unit=office.agencies["policy"],
        years=20,
    )
    with at(date(2026, 7, 6), 9, by=office.truongphong):
        handover = archiving.propose_handover(
            unit=old.unit,
            files=[old],
            block="Tài liệu hỗ trợ hợp tác xã năm 2025",
            condition="Đầy đủ, sắp xếp theo thứ tự thời gian",
            boxes=0,
            metres=Decimal(0),
            by=office.truongphong,
        )
    with at(date(2026, 7, 7), 14, by=office.vanthu):
        archiving.receive_handover(handover=handover, shelf="", by=office.vanthu)


def _lend(office: Office) -> None:
    paper = Outgoing.objects.filter(state__in=sorted(OUT), dated_on__year=2026).order_by("pk").first()
    if paper is None:
        return
    facts = {
        "outgoing": paper,
        "borrower": office.chuyenvien,
        "borrower_written": str(office.chuyenvien),
        "allowed_by": office.chanhvanphong,
        "lent_on": date(2026, 9, 14),
        "due_on": date(2026, 9, 21),
    }
    with at(date(2026, 9, 14), 9, by=office.vanthu):
        lending.lend(facts=facts, by=office.vanthu)
