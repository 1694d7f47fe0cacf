"""The papers of some months, so that the books, desks and queues of the demonstration office live."""

from __future__ import annotations

from datetime import date

from documents.demo.exchange import exchange_papers
from documents.demo.incoming import take_in_letters
from documents.demo.outgoing import write_papers


def load(day: date) -> None:
    """Letters come in and are dealt with, papers are drafted, signed, numbered and issued, up to the day."""
    take_in_letters(day)
    exchange_papers(day)
    write_papers(day)
