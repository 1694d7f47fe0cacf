"""Prints what the reader makes of a file, as one JSON object; nothing is written to the plans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from lmhtx.reading.open_paper import read_paper
from lmhtx.reading.unreadable import UnreadableFile
from plans.annex.reading import read_annex

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """`read_annex FILE [--year Y]`."""

    help = "Đọc một phụ lục nhiệm vụ và in kết quả dạng JSON, không ghi vào kế hoạch."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and the plan's year, for deadlines that name none."""
        parser.add_argument("file", type=Path, help="tệp .docx, .doc, .xlsx, .xls, .pdf hoặc ảnh")
        parser.add_argument("--year", type=int, default=None, help="năm của kế hoạch")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read and print."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không thấy tệp {path}.")
        try:
            reading = read_annex(read_paper(path), year=options["year"])
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
