"""Excel of 100 000 tasks out and 5 000 agencies in, ours beside django-import-export's default in the same run."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import measuring

measuring.start()

import openpyxl  # noqa: E402 - Django must be awake before its models are named
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks import default_sheets  # noqa: E402
from benchmarks.generator import office_of  # noqa: E402
from lmhtx.exchange.comparing import exchange_of, held_against  # noqa: E402
from lmhtx.people.models import User  # noqa: E402
from lmhtx.reading.child import run_parser  # noqa: E402
from lmhtx.reading.filled_sheets import cells_of  # noqa: E402
from lmhtx.sheets.reading import decoded  # noqa: E402
from lmhtx.ui.exports import listing_at  # noqa: E402

OUT_ROWS, IN_ROWS, MEMORY_MB = 100_000, 5_000, 200
HEADINGS = (
    "Tên",
    "Tên ngắn",
    "Trực thuộc",
    "Từ ngày",
    "Điện thoại",
    "Thư điện tử",
    "Nhắc tự động",
    "Ghi chú",
)


def alone(act: Callable[..., object], place: Path) -> tuple[float, float]:
    """Seconds and most memory in MB of one act in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as child:
        return child.apply(_measured, (act, place))


def _measured(act: Callable[..., object], place: Path) -> tuple[float, float]:
    began = time.perf_counter()
    act(place)
    return time.perf_counter() - began, peak_mb()


def peak_mb() -> float:
    """The most memory of this process alone: what getrusage tells begins with the size of the parent."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def export_ours(place: Path) -> None:
    """The list of tasks as văn thư sees it."""
    by = User.objects.get(username="vanthu")
    listing = listing_at(reverse("task_list"), by)
    with transaction.atomic():
        listing.write(place / "ours.xlsx", by=by, total=listing.rows.count())


def export_default(place: Path) -> None:
    """The same columns by a resource."""
    default_sheets.export_tasks(place / "default.xlsx")


def import_ours(place: Path) -> None:
    """Read in a child, checked and written through the acts; undone at the end."""
    by, exchange = User.objects.get(username="chanhvanphong"), exchange_of("agencies")
    with transaction.atomic():
        sheets = [
            (sheet["name"], [[decoded(cell) for cell in row] for row in sheet["rows"]])
            for sheet in run_parser(cells_of, place / "in.xlsx", seconds=120)
        ]
        found = held_against(exchange, sheets, by=by, place=None)
        assert (found.outcome.faults, found.counts["new"]) == ([], IN_ROWS)  # noqa: S101
        exchange.save(found.written_rows, found.book)
        transaction.set_rollback(True)


def import_default(place: Path) -> None:
    """The same rows by a resource with validation, in one transaction; undone at the end."""
    with transaction.atomic():
        count = default_sheets.import_agencies(place / "in.xlsx")
        assert count == IN_ROWS  # noqa: S101
        transaction.set_rollback(True)


def fill(place: Path) -> None:
    """Five thousand new agencies as people type them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Dữ liệu")
    sheet.append(HEADINGS)
    for number in range(IN_ROWS):
        mail = f"coquan{number}@dongnai.gov.vn"
        sheet.append(
            (
                f"Cơ quan số {number}",
                f"CQ{number}",
                "Sở Tài chính",
                "1/7/2025",
                f"0251{number:06}",
                mail,
                "Không",
                "Mới",
            )
        )
    book.save(place / "in.xlsx")


def main() -> None:
    """Out and in, two lines each."""
    results = measuring.Results()
    office_of(OUT_ROWS)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        ours, memory_mb = alone(export_ours, place)
        default, default_mb = alone(export_default, place)
        what = f"xuất {OUT_ROWS} nhiệm vụ"
        results.add(f"{what}: so với import-export mặc định", value=ours, baseline=default, limit=1 / 20)
        results.add(f"{what}: bộ nhớ của tiến trình", value=memory_mb, baseline=MEMORY_MB, limit=1, unit="MB")
        print(f"    import-export: {default_mb:.0f} MB")
        fill(place)
        ours, _ = alone(import_ours, place)
        default, _ = alone(import_default, place)
        what = f"nhập {IN_ROWS} cơ quan, có kiểm tra"
        results.add(f"{what}: so với import-export mặc định", value=ours, baseline=default, limit=1 / 10)
    results.end()


if __name__ == "__main__":
    main()
