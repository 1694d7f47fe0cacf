"""The reader on three papers, each a whole process, beside the seconds and the memory it may take."""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from benchmarks import measuring

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plans" / "samples" / "ke-hoach-2026-bcd-kttt"
TASKS, SCAN_PAGES, MEMORY_MB = 140, 7, 1024


@dataclass(frozen=True, slots=True, order=True)
class Read:
    """A whole process: its seconds by the wall and of computing, its most memory in MB, how many tasks it found."""

    seconds: float
    computing_seconds: float
    memory_mb: float
    count: int


def read(paper: Path) -> Read:
    """The reader on one paper, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as alone:
        return alone.apply(_read, (str(paper),))


def _read(paper: str) -> Read:
    command = [sys.executable, str(ROOT / "manage.py"), "read_annex", paper, "--year", "2026"]
    began = time.perf_counter()
    found = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=600).stdout)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Read(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, len(found["tasks"]))


def main() -> None:
    """Three papers, one table; of the quick one the median of five."""
    results = measuring.Results()
    tell(results, "kế hoạch 2026 .docx", sorted(read(PLAN / "document.docx") for _ in range(5))[2], allowed=2)
    with tempfile.TemporaryDirectory() as place:
        tell(results, f"PDF có chữ, {TASKS} nhiệm vụ", read(printed(Path(place))), allowed=20)
        tell(results, f"bản quét {SCAN_PAGES} trang", read(scanned(Path(place))), allowed=90)
    results.end()


def tell(results: measuring.Results, what: str, one: Read, *, allowed: int) -> None:
    """Seconds and memory of one paper; on a machine that does other things too, computing tells more than the wall."""
    results.add(f"{what} ({one.count} nhiệm vụ đọc được)", value=one.seconds, baseline=allowed, limit=1)
    print(f"    trong đó tính toán {one.computing_seconds:.1f} s")
    results.add(f"{what}: bộ nhớ", value=one.memory_mb, baseline=MEMORY_MB, limit=1, unit="MB")


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
