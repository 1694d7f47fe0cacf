"""bin/restore inside Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lmhtx.upkeep.postgres import Failed
from lmhtx.upkeep.restoring import go_back, restore


class Command(BaseCommand):
    """`restore FOLDER` into an empty portal; `--tro-lai` in place of what is there, which is kept aside."""

    help = "Khôi phục một bản sao lưu vào nơi trống; --tro-lai: thay dữ liệu đang có (dữ liệu ấy được giữ riêng)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="THƯ-MỤC")
        parser.add_argument("--tro-lai", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["tro_lai"]:
                aside = go_back(options["folder"])
                self.stdout.write(f"Đã trở lại dữ liệu của {options['folder'].name}.")
                self.stdout.write(f"Dữ liệu trước đó còn trong cơ sở dữ liệu {aside}.")
                return
            manifest = restore(options["folder"])
        except Failed as failed:
            raise CommandError(f"KHÔNG khôi phục: {failed}") from failed
        self.stdout.write(
            f"Đã khôi phục {manifest.row_count} dòng của {len(manifest.tables)} bảng và"
            f" {len(manifest.files)} tệp; số dòng từng bảng và mã băm từng tệp đều khớp."
        )
        if manifest.missing:
            self.stdout.write(f"CHÚ Ý: {len(manifest.missing)} tệp đã thiếu ngay từ lúc sao lưu.")
