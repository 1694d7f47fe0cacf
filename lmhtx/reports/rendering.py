"""The files of a report: PDF, Word and Excel from the same kept figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lmhtx.reports.document import paper_of
from lmhtx.reports.models import ReportRun
from lmhtx.reports.pdf import pdf
from lmhtx.reports.word import word
from lmhtx.reports.workbook import workbook_of
from lmhtx.vn.text import fold

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which a report leaves: its ending, its type, how it is made."""

    key: str
    label: str
    suffix: str
    mime: str
    make: Callable[[ReportRun], bytes]


FORMS = {
    "pdf": Form("pdf", "PDF", ".pdf", "application/pdf", lambda run: pdf(paper_of(run))),
    "word": Form("word", "Word", ".docx", WORD_TYPE, lambda run: word(paper_of(run))),
    "excel": Form("excel", "Excel", ".xlsx", EXCEL_TYPE, workbook_of),
}


def file_name(run: ReportRun, form: Form) -> str:
    """A name that sorts and says what it is: bao-cao-nam-2026-den-2026-12-31.pdf."""
    words = "-".join(fold(run.period_label.replace("/", " ")).split())
    edition = f"-phien-ban-{run.edition}" if run.edition > 1 else ""
    draft = "" if run.is_issued else "-du-thao"
    return f"bao-cao-{words}-den-{run.last_on:%Y-%m-%d}{edition}{draft}{form.suffix}"
