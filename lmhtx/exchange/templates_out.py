"""Templates as they leave: empty, or with the rows that stand."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from django.db.models import Model

from lmhtx.base import clock
from lmhtx.contributions import Exchange
from lmhtx.sheets.template import Template, write_template
from lmhtx.vn.text import search_words


def template_file(
    exchange: Exchange, *, by: Any, place: Model | None, is_full: bool
) -> tuple[IO[bytes], str]:
    """The workbook, ready to be sent and gone once it is, and its name."""
    book = exchange.open(by, place)
    title = f"{'Dữ liệu' if is_full else 'Mẫu nhập'}: {exchange.label}"
    template = Template(
        title=title if place is None else f"{title} – {place}",
        columns=exchange.columns,
        book=book,
        rows=exchange.rows(book) if is_full else {},
        help=exchange.help,
    )
    body = TemporaryFile()  # noqa: SIM115 - closed by the response
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / "mau.xlsx"
        write_template(path, template)
        body.write(path.read_bytes())
    body.seek(0)
    what = "du-lieu" if is_full else "mau-nhap"
    label = search_words(exchange.label).replace(" ", "-")
    return body, f"{what}_{label}_{clock.today():%Y-%m-%d}_{by.get_username()}.xlsx"
