"""bin/backup inside Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lmhtx.upkeep.actions import tried
from lmhtx.upkeep.backup import newest, prune, take
from lmhtx.upkeep.models import Occasion
from lmhtx.upkeep.postgres import Failed


class Command(BaseCommand):
    """`backup` takes one, `backup --thu` tries the newest out."""

    help = "Sao lưu cơ sở dữ liệu và tệp; --thu: thử khôi phục bản mới nhất vào cơ sở dữ liệu tạm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dip", choices=Occasion.values, default=Occasion.BY_HAND.value)
        parser.add_argument("--thu", action="store_true")
        parser.add_argument("--thu-muc", type=Path, default=settings.BACKUP_ROOT)

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path = options["thu_muc"]
        try:
            if options["thu"]:
                return self._try(root)
            made = take(root, occasion=options["dip"])
        except Failed as failed:
            raise CommandError(f"Chưa sao lưu được: {failed}") from failed
        except OSError as full:
            raise CommandError(f"Không ghi được vào {root}: {full.strerror}.") from full
        gone = prune(root, daily=settings.BACKUP_DAILY, monthly=settings.BACKUP_MONTHLY)
        self.stdout.write(
            f"Đã sao lưu {made.row_count} dòng dữ liệu và {made.file_count} tệp"
            f" ({made.size_bytes / 1e6:.1f} MB) vào:\n{root / made.name}"
        )
        if made.missing_count:
            self.stdout.write(f"CHÚ Ý: {made.missing_count} tệp có trong sổ nhưng thiếu trong kho.")
        if gone:
            self.stdout.write(f"Đã xóa {gone} bản cũ hết hạn giữ.")
        return None

    def _try(self, root: Path) -> None:
        folder = newest(root)
        if folder is None:
            raise CommandError(f"Chưa có bản sao lưu nào trong {root}.")
        good, note = tried(folder=folder)
        if not good:
            raise CommandError(f"Thử khôi phục {folder.name} KHÔNG đạt: {note}")
        self.stdout.write(f"Thử khôi phục {folder.name}: đạt. {note}")
