"""The register at 100 000 cooperatives against 1 000 and against the Django admin; dashboards cold; Excel out."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks import measuring

measuring.start()

from django.conf import settings  # noqa: E402 - Django must be awake before its models are named
from django.core.cache import cache  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402
from import_export.resources import ModelResource  # noqa: E402

from benchmarks.bench_lists import client_of, opened  # noqa: E402
from benchmarks.bench_sheets import MEMORY_MB, alone  # noqa: E402
from benchmarks.register import register_of  # noqa: E402
from cooperatives.models import Cooperative  # noqa: E402
from lmhtx.people.models import User  # noqa: E402
from lmhtx.ui.exports import listing_at  # noqa: E402

SMALLEST, SMALL, LARGE = 100, 1_000, 100_000
PERSON = "chuyenvien"
COLD_SECONDS = 2.0
ADMIN = "/do-bang-admin/cooperatives/cooperative/"
WORDS = "dinh quan 77"


def pages() -> dict[str, str]:
    """What is opened, by its name in the table."""
    listed = reverse("cooperative_list")
    return {
        "danh sách": listed,
        "tìm không dấu": f"{listed}?q={WORDS}",
        "lọc": f"{listed}?status=suspended&sector=unknown&is_member=true",
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
    """Excel out, each in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        ours, memory_mb = alone(export_ours, Path(name))
        default, _ = alone(export_default, Path(name))
    what = f"xuất {LARGE} hợp tác xã"
    results.add(f"{what}: so với import-export mặc định", value=ours, baseline=default, limit=1 / 20)
    results.add(f"{what}: bộ nhớ của tiến trình", value=memory_mb, baseline=MEMORY_MB, limit=1, unit="MB")


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
    cold = cold_seconds(reverse("register_board"))
    results.add("sổ HTX — bảng tổng quan từ lạnh", value=cold, baseline=COLD_SECONDS, limit=1)
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
