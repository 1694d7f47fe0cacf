"""The papers of some months, so that the books, desks and queues of the demonstration office live."""

from __future__ import annotations

from datetime import date

from documents.demo.exchange import exchange_papers
from documents.demo.incoming import take_in_letters
from documents.demo.meetings import hold_meetings
from documents.demo.outgoing import write_papers
from documents.demo.work_files import keep_files


def load(day: date) -> None:
    """Letters come in, papers are drafted, signed and issued, files are kept, meetings held, up to the day."""
    take_in_letters(day)
    exchange_papers(day)
    write_papers(day)
    keep_files(day)
    hold_meetings(day)
