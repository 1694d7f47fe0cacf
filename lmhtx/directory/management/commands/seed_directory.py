"""Adds what is missing in the directory: communes, agencies, working days, letterheads, posts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lmhtx.directory.seeding import seed_directory


class Command(BaseCommand):
    help = "Nạp danh bạ gốc: xã phường, cơ quan, ngày nghỉ, tên Liên minh, chức vụ; không sửa dòng đã có."

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        added = {name: count for name, count in seed_directory().items() if count}
        if options["verbosity"]:
            told = ", ".join(f"{count} {name}" for name, count in added.items()) or "không có gì mới"
            self.stdout.write(f"Danh bạ: {told}.")
