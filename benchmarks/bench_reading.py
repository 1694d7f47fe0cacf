"""The reader on four papers, each a whole process, beside the seconds and the memory it may take."""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

from benchmarks import measuring

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plans" / "samples" / "ke-hoach-2026-bcd-kttt"
TASKS, SCAN_PAGES, SCAN_MB = 140, 7, 1024


def read(paper: Path) -> tuple[float, float, int]:
    """Seconds of the whole process, the most memory of it or a child of it in MB, and how many tasks it found."""
    with multiprocessing.get_context("spawn").Pool(1) as alone:
        return alone.apply(_read, (str(paper),))


def _read(paper: str) -> tuple[float, float, int]:
    command = [sys.executable, str(ROOT / "manage.py"), "read_annex", paper, "--year", "2026"]
    began = time.perf_counter()
    found = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=600).stdout)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return seconds, most, len(found["tasks"])


def main() -> None:
    """Four papers, one table; of the quick one the median of five."""
    results = measuring.Results()
    quick = sorted(read(PLAN / "document.docx") for _ in range(5))[2]
    results.add(f"kế hoạch 2026 .docx ({quick[2]} nhiệm vụ)", value=quick[0], baseline=2, limit=1)
    with tempfile.TemporaryDirectory() as place:
        seconds, _, count = read(printed(Path(place)))
    results.add(f"PDF có chữ, {TASKS} nhiệm vụ (đọc được {count})", value=seconds, baseline=20, limit=1)
    with tempfile.TemporaryDirectory() as place:
        seconds, most, count = read(scanned(Path(place)))
    results.add(f"bản quét {SCAN_PAGES} trang ({count} nhiệm vụ)", value=seconds, baseline=90, limit=1)
    results.add(f"bản quét {SCAN_PAGES} trang: bộ nhớ", value=most, baseline=SCAN_MB, limit=1, unit="MB")
    results.end()


def printed(place: Path) -> Path:
    """The generated annex; WeasyPrint wakes slowly and is needed here only."""
    from benchmarks import annex_paper  # noqa: PLC0415

    return annex_paper.printed(place / "phu-luc.pdf", tasks=TASKS)


def scanned(place: Path) -> Path:
    """The first pages of the scanned plan of 2026."""
    whole, part = pypdfium2.PdfDocument(PLAN / "scan.pdf"), pypdfium2.PdfDocument.new()
    part.import_pages(whole, pages=list(range(SCAN_PAGES)))
    part.save(place / "ban-quet.pdf")
    return place / "ban-quet.pdf"


if __name__ == "__main__":
    main()
