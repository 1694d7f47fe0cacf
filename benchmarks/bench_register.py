"""The register at 100 000 cooperatives: against 1 000, against the Django admin, dashboards cold, Excel out and in."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any, ClassVar

from benchmarks import measuring

measuring.start()

import openpyxl  # noqa: E402 - Django must be awake before its models are named
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from import_export import fields  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402
from import_export.resources import ModelResource  # noqa: E402
from import_export.widgets import DateWidget, ForeignKeyWidget  # noqa: E402

from benchmarks.bench_lists import client_of, opened  # noqa: E402
from benchmarks.bench_sheets import MEMORY_MB, alone  # noqa: E402
from benchmarks.register import register_of  # noqa: E402
from cooperatives.actions.writing_rows import write_rows  # noqa: E402
from cooperatives.models import Cooperative  # noqa: E402
from cooperatives.queries.workbooks import read_file  # noqa: E402
from cooperatives.workbooks.settling import kept_rows, settle  # noqa: E402
from lmhtx.directory.models import Commune  # noqa: E402
from lmhtx.people.models import User  # noqa: E402
from lmhtx.ui.exports import listing_at  # noqa: E402

SMALLEST, SMALL, LARGE = 100, 1_000, 100_000
IN_ROWS = 5_000
IN_HEADINGS = (
    "Tên hợp tác xã",
    "Số giấy chứng nhận",
    "Ngày thành lập",
    "Xã, phường",
    "Vốn điều lệ (đồng)",
    "Điện thoại",
)
PERSON = "chuyenvien"
COLD_SECONDS = 2.0
ADMIN = "/do-bang-admin/cooperatives/cooperative/"
# Words and filters that fill a page in the small register too: compared is the register's size, not the answer's.
WORDS = "dinh quan"
SIEVE = "status=active&is_member=true"


def pages() -> dict[str, str]:
    """What is opened, by its name in the table."""
    listed = reverse("cooperative_list")
    return {
        "danh sách": listed,
        "tìm không dấu": f"{listed}?q={WORDS}",
        "lọc": f"{listed}?{SIEVE}",
        "hồ sơ": Cooperative.objects.order_by("pk")[50].get_absolute_url(),
    }


def measured() -> dict[str, tuple[int, float]]:
    """Statements and seconds of each page."""
    client, found = client_of(PERSON), {}
    for page, address in pages().items():
        opened(client, address)
        found[page] = opened(client, address), measuring.seconds_of(lambda a=address: client.get(a))
    return found


def cold_seconds(address: str) -> float:
    """The first look after the cache was emptied."""
    client = client_of(PERSON)
    cache.clear()
    began = time.perf_counter()
    opened(client, address)
    return time.perf_counter() - began


class CooperativeResource(ModelResource):
    """The columns of the list as django-import-export's documentation has them."""

    class Meta:
        model = Cooperative
        fields = (
            "name", "code", "kind", "is_member", "address", "phone", "commune__kind", "commune__name", "status",
            "status_since_on", "sector", "size", "representative", "charter_vnd", "first_registered_on",
        )  # fmt: skip


def export_ours(place: Path) -> None:
    """The register as an officer sees it."""
    by = User.objects.get(username=PERSON)
    listing = listing_at(reverse("cooperative_list"), by)
    with transaction.atomic():
        listing.write(place / "ours.xlsx", by=by, total=listing.rows.count())


def export_default(place: Path) -> None:
    """The same columns by a resource."""
    rows = Cooperative.objects.filter(merged_into__isnull=True).select_related("commune")
    (place / "default.xlsx").write_bytes(XLSX().export_data(CooperativeResource().export(rows)))


def sheets(results: measuring.Results) -> None:
    """Excel out and in, each in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        ours, memory_mb = alone(export_ours, Path(name))
        default, _ = alone(export_default, Path(name))
    what = f"xuất {LARGE} hợp tác xã"
    results.add(f"{what}: so với import-export mặc định", value=ours, baseline=default, limit=1 / 20)
    results.add(f"{what}: bộ nhớ của tiến trình", value=memory_mb, baseline=MEMORY_MB, limit=1, unit="MB")
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        ours, _ = alone(import_ours, Path(name))
        default, _ = alone(import_default, Path(name))
    what = f"nhập {IN_ROWS} hợp tác xã, có kiểm tra"
    results.add(f"{what}: so với import-export mặc định", value=ours, baseline=default, limit=1 / 10)


def fill(place: Path) -> None:
    """Five thousand cooperatives that the register does not know, with their old certificates."""
    ward = Commune.objects.filter(valid_to__isnull=True).exclude(code="").order_by("pk")[0]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(IN_HEADINGS)
    for number in range(IN_ROWS):
        told = (
            f"Hợp tác xã Mới {number}",
            f"4720{number:08}",
            "15/03/2019",
            str(ward),
            500_000_000,
            "0913456789",
        )
        sheet.append(told)
    book.save(place / "in.xlsx")


def import_ours(place: Path) -> None:
    """Read in a child, every cell checked beside the register, written through the act; undone at the end."""
    by = User.objects.get(username=PERSON)
    with transaction.atomic():
        reading = read_file(place / "in.xlsx", year=2025)
        codes = sorted({problem.code for row in reading.rows for problem in row.problems})
        found = settle(kept_rows(reading), left=codes, answers={})
        written = write_rows(found.rows, year=2025, source="do", by=by)
        assert written.counts["new"] == IN_ROWS, written.counts  # noqa: S101
        transaction.set_rollback(True)


class NewResource(ModelResource):
    """The same columns into rows of one table, with the model's own checks."""

    name = fields.Field("name", "Tên hợp tác xã")
    source = fields.Field("source", "Số giấy chứng nhận")
    first_registered_on = fields.Field("first_registered_on", "Ngày thành lập", DateWidget("%d/%m/%Y"))
    commune = fields.Field("commune", "Xã, phường", ForeignKeyWidget(Commune, "name"))
    charter_vnd = fields.Field("charter_vnd", "Vốn điều lệ (đồng)")
    phone = fields.Field("phone", "Điện thoại")

    class Meta:
        model = Cooperative
        fields: ClassVar[Any] = ("name", "source", "first_registered_on", "commune", "charter_vnd", "phone")
        import_id_fields: ClassVar[Any] = ("name",)
        clean_model_instances = True

    def before_import_row(self, row: Any, **options: Any) -> None:
        """The name of the commune without its kind, as the package looks it up."""
        row["Xã, phường"] = row["Xã, phường"].split(" ", 1)[1]


def import_default(place: Path) -> None:
    """The same rows by a resource with validation, in one transaction; undone at the end."""
    with transaction.atomic():
        data = XLSX().create_dataset((place / "in.xlsx").read_bytes())
        result = NewResource().import_data(data, dry_run=False, raise_errors=True, use_transactions=False)
        assert result.totals["new"] == IN_ROWS, result.totals  # noqa: S101
        transaction.set_rollback(True)


def main() -> None:
    """Three sizes, the dashboard cold, Excel, the admin last: it takes the addresses over."""
    results = measuring.Results()
    found = {}
    for size in (SMALLEST, SMALL, LARGE):
        register_of(size)
        found[size] = measured()
    for page, (asked, seconds) in found[LARGE].items():
        few, fast = found[SMALLEST][page][0], found[SMALL][page][1]
        results.add(f"sổ HTX — {page}: số truy vấn", value=asked, baseline=few, limit=1, unit="câu")
        results.add(f"sổ HTX — {page}: 100 000 so với 1 000", value=seconds, baseline=fast, limit=2)
    for words, name in {"bảng tổng quan": "register_board", "bảng chỉ tiêu": "figure_table"}.items():
        cold = cold_seconds(reverse(name))
        results.add(f"sổ HTX — {words} từ lạnh", value=cold, baseline=COLD_SECONDS, limit=1)
    sheets(results)
    settings.ROOT_URLCONF = "benchmarks.register_admin"
    admin = client_of(PERSON)
    for page, query in {"danh sách": "", "tìm không dấu": f"?q={WORDS.replace(' ', '+')}"}.items():
        address = f"{ADMIN}{query}"
        opened(admin, address)
        baseline = measuring.seconds_of(lambda a=address: admin.get(a))
        results.add(
            f"sổ HTX — {page}: so với Django admin",
            value=found[LARGE][page][1],
            baseline=baseline,
            limit=0.25,
        )
    results.end()


if __name__ == "__main__":
    main()
