"""Volumes of the book are printed: asked for, set behind the page, kept."""

from __future__ import annotations

from io import BytesIO

from django.db import transaction

from documents.enums.numbers import PrintedBook
from documents.models import BookPrint, Series, SeriesYear
from documents.queries.volumes import forms_of, volume_context
from lmhtx.audit.actions import record
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reports.pdf import paper_pdf
from lmhtx.workflow import Refused

VOLUME_FILE = "volume"
TEMPLATE = "documents/print/book.html"


@transaction.atomic
def ask_for_volume(
    *,
    series: Series,
    year: int,
    volume: int,
    first_number: int,
    last_number: int,
    by: User,
    book: PrintedBook = PrintedBook.REGISTER,
) -> BookPrint:
    """The volume is set behind the page; whoever asked finds it on the page of the book."""
    held = SeriesYear.objects.filter(series=series, year=year).first()
    if held is None or first_number > last_number:
        raise Refused(f"Sổ năm {year} chưa có số nào, hoặc số đầu lớn hơn số cuối.")
    if not forms_of(series)[book].found(series, year, first_number, last_number).exists():
        raise Refused(f"Sổ năm {year} không có dòng nào từ số {first_number} đến số {last_number}.")
    asked = BookPrint.objects.create(
        series_year=held,
        book=book,
        volume=volume,
        first_number=first_number,
        last_number=last_number,
        created_by=by,
    )
    record("documents.book.printed", asked, by=by)
    later("documents.print_volume", by=by, print_id=asked.pk)
    return asked


def print_volume(*, print_id: int) -> BookPrint | None:
    """The volume as PDF on sheets that lie on their side; run twice it is made once."""
    asked = BookPrint.objects.filter(pk=print_id).select_related("series_year__series").first()
    if asked is None or Attachment.objects.of(asked).exists():
        return asked
    made = paper_pdf(TEMPLATE, volume_context(asked), is_landscape=True)
    year = asked.series_year
    title = forms_of(year.series)[PrintedBook(asked.book)].title
    name = f"{title} {year.year} quyển {asked.volume}.pdf"
    store(BytesIO(made), owner=asked, kind=VOLUME_FILE, by=asked.created_by, name=name)
    return asked
