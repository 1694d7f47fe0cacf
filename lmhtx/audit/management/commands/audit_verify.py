"""Recomputes the chain of seals and says what was tampered with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lmhtx.audit.models import Entry, Seal
from lmhtx.audit.sealing import faults


class Command(BaseCommand):
    """manage.py audit_verify"""

    help = "Tính lại chuỗi niêm phong nhật ký và cho biết dòng nào đã bị sửa hay xóa."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for sentence in faults():
            found += 1
            self.stderr.write(self.style.ERROR(sentence))
        seals, waiting = Seal.objects.count(), Entry.objects.filter(sealed__isnull=True).count()
        if found:
            raise CommandError(f"Nhật ký có {found} chỗ không khớp.")
        self.stdout.write(f"Nhật ký nguyên vẹn: {seals} niêm phong, {waiting} dòng đang chờ niêm phong.")
