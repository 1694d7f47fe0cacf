"""Volumes of the book are printed: asked for, set behind the page, kept."""

from __future__ import annotations

from io import BytesIO

from django.db import transaction

from documents.models import BookPrint, Series, SeriesYear
from documents.queries.outgoing_book import numbers_of, volume_context
from lmhtx.audit.actions import record
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reports.pdf import paper_pdf
from lmhtx.workflow import Refused

VOLUME_FILE = "volume"
TEMPLATE = "documents/print/outgoing_book.html"


@transaction.atomic
def ask_for_volume(
    *, series: Series, year: int, volume: int, first_number: int, last_number: int, by: User
) -> BookPrint:
    """The volume is set behind the page; whoever asked finds it on the page of the book."""
    held = SeriesYear.objects.filter(series=series, year=year).first()
    if held is None or first_number > last_number:
        raise Refused(f"Sổ năm {year} chưa có số nào, hoặc số đầu lớn hơn số cuối.")
    if not numbers_of(series, year, first=first_number, last=last_number).exists():
        raise Refused(f"Sổ năm {year} không có số nào từ {first_number} đến {last_number}.")
    asked = BookPrint.objects.create(
        series_year=held, volume=volume, first_number=first_number, last_number=last_number, created_by=by
    )
    record("documents.book.printed", asked, by=by)
    later("documents.print_volume", by=by, print_id=asked.pk)
    return asked


def print_volume(*, print_id: int) -> BookPrint | None:
    """The volume as PDF on sheets that lie on their side; run twice it is made once."""
    asked = BookPrint.objects.filter(pk=print_id).select_related("series_year__series").first()
    if asked is None or Attachment.objects.of(asked).exists():
        return asked
    year = asked.series_year
    context = volume_context(
        year.series, year, number=asked.volume, first=asked.first_number, last=asked.last_number
    )
    made = paper_pdf(TEMPLATE, context, is_landscape=True)
    name = f"So dang ky van ban di {year.year} quyen {asked.volume}.pdf"
    store(BytesIO(made), owner=asked, kind=VOLUME_FILE, by=asked.created_by, name=name)
    return asked
