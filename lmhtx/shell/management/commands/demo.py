"""Loads, shows and empties the demonstration office."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from lmhtx.base import clock
from lmhtx.contributions import Demo, collected
from lmhtx.people.demo import PASSWORD, PEOPLE, is_real_office, make_people
from lmhtx.people.models import User


class Command(BaseCommand):
    """`demo --once` loads it where nobody is yet, `--people` says who can sign in, `--empty` clears the office."""

    help = "Nạp, xem hoặc làm trống văn phòng trình diễn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Chỉ nạp khi chưa có người dùng nào.")
        parser.add_argument("--people", action="store_true", help="In danh sách người đăng nhập được.")
        parser.add_argument("--empty", action="store_true", help="Làm trống toàn bộ dữ liệu trình diễn.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Chỉ chạy ở bản trình diễn (LMHTX_DEMO=1).")
        if is_real_office():
            raise CommandError(
                "Cơ sở dữ liệu này có người dùng thật: không nạp, không làm trống bản trình diễn."
            )
        if options["people"]:
            return self._people()
        if options["empty"]:
            return self._empty()
        if options["once"] and User.objects.exists():
            return self.stdout.write("Văn phòng trình diễn đã có sẵn.")
        return self._load()

    @transaction.atomic
    def _load(self) -> None:
        call_command("seed_directory", verbosity=0)
        make_people()
        for part in collected(Demo):
            self.stdout.write(f"  đang nạp: {part.key}")
            part.load(clock.today())
        self.stdout.write("Đã nạp văn phòng trình diễn.")

    def _people(self) -> None:
        for person in PEOPLE:
            unit = f" – {person.unit}" if person.unit else ""
            self.stdout.write(
                f"  {person.username:14} {PASSWORD}   {person.full_name}, {person.role.label}{unit}"
            )

    def _empty(self) -> None:
        """Empty every table of ours, also those that refuse deletion row by row; the schema stays."""
        keep = {"django_migrations", "django_content_type", "auth_permission"}
        tables = [name for name in connection.introspection.table_names() if name not in keep]
        names = ", ".join(connection.ops.quote_name(name) for name in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        self.stdout.write("Đã làm trống. Chạy lại `manage.py demo` để nạp.")
