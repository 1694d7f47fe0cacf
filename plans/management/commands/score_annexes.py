"""Runs the reader over a folder of cases and prints how near each file came to what a careful clerk entered."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from lmhtx.reading.open_paper import read_paper
from lmhtx.reading.unreadable import UnreadableFile
from plans.annex.reading import read_annex
from plans.annex.scoring import Score, pooled, score

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

KINDS = {".docx", ".doc", ".xlsx", ".xls", ".pdf", ".png", ".jpg", ".jpeg"}


class Command(BaseCommand):
    """`score_annexes DIR [--only TEXT]`."""

    help = "Chấm điểm bộ đọc phụ lục trên một thư mục mẫu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder of cases, and a text that file names must hold."""
        parser.add_argument("folder", type=Path, help="thư mục có các mẫu, mỗi mẫu một thư mục con")
        parser.add_argument("--only", default="", help="chỉ chấm các tệp có tên chứa chữ này")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Score every file, then pool by kind."""
        scores: list[tuple[str, Score]] = []
        for path, expected in _cases(options["folder"]):
            name = f"{path.parent.name}/{path.name}"
            if options["only"] in name:
                begun = time.perf_counter()
                tasks = self._read(path)
                took = time.perf_counter() - begun
                scores.append((name, score(expected, tasks)))
                self.stdout.write(f"{name}: {scores[-1][1].line()}  {took:.1f} s")
        if not scores:
            raise CommandError(f"Không thấy mẫu nào trong {options['folder']}.")
        for line in pooled(scores):
            self.stdout.write(line)

    def _read(self, path: Path) -> list[dict[str, Any]]:
        try:
            return read_annex(read_paper(path)).as_json()["tasks"]
        except UnreadableFile as error:
            self.stderr.write(f"{path.name}: {error}")
            return []


def _cases(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The files of every case with their tasks; a variant may have tasks of its own."""
    for case in sorted(entry for entry in folder.iterdir() if (entry / "expected.json").is_file()):
        for path in sorted(case.iterdir()):
            if path.suffix.lower() not in KINDS:
                continue
            own = case / f"expected.{path.stem}.json"
            source = own if own.is_file() else case / "expected.json"
            yield path, json.loads(source.read_text(encoding="utf-8"))
