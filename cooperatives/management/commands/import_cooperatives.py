"""Reads a workbook of cooperatives and says what an import would do."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cooperatives.queries.workbooks import read_file
from lmhtx.reading.unreadable import UnreadableFile


class Command(BaseCommand):
    help = "Đọc sổ hợp tác xã từ bảng tính: dòng nào nhập được, ô nào đã sửa, điều gì cần người xác nhận."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Tệp .xlsx, .xls, .ods hoặc .csv")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ xem, không ghi")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        if not options["dry_run"]:
            raise CommandError(
                "Lệnh này chỉ xem trước: thêm --dry-run. Việc nhập làm trên trang, có người xác nhận."
            )
        try:
            reading = read_file(options["file"])
        except (UnreadableFile, OSError) as bad:
            raise CommandError(str(bad)) from bad
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False))
            return
        asked = sum(len(row.problems) for row in reading.rows)
        fixed = sum(len(row.fixes) for row in reading.rows)
        twins = sum(bool(row.same_as) for row in reading.rows)
        self.stdout.write(
            f"{len(reading.rows)} dòng; {fixed} ô đã sửa; {asked} điều cần xử lý; {twins} dòng có vẻ trùng; "
            f"bỏ qua {len(reading.skipped)} dòng, trang."
        )
        for row in reading.rows:
            for problem in row.problems:
                self.stdout.write(f"  {row.sheet} dòng {row.row}: {problem.message} {problem.suggestion}")
