"""A report of a thousand rows as PDF and Word, each in a process of its own, beside a bare table of WeasyPrint."""

from __future__ import annotations

import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context

from benchmarks import measuring

measuring.start()

from lmhtx.reports.letterhead import Letterhead, Signature  # noqa: E402 - Django must be awake before its settings are read
from lmhtx.reports.paper import Align, Column, Paper, Paragraph, Row, Table  # noqa: E402
from lmhtx.reports.pdf import pdf  # noqa: E402
from lmhtx.reports.word import word  # noqa: E402

ROWS, ALLOWED_SECONDS, ALLOWED_MB = 1_000, 30, 500
TEXT = (
    "Khảo sát, củng cố, nâng cao hiệu quả hoạt động của hợp tác xã nông nghiệp trên địa bàn, báo cáo kết quả"
)
TITLES = ("TT", "Nhiệm vụ", "Chủ trì", "Hạn", "Tình trạng", "Tiến độ")
WIDTHS = (6, 40, 20, 12, 14, 8)
BARE = """
import sys
from weasyprint import HTML
rows = sys.stdin.read()
print(len(HTML(string=f"<table>{rows}</table>").write_pdf()))
"""


@dataclass(frozen=True, slots=True)
class Made:
    """Seconds of computing and the most memory of a process and its children, in MB."""

    seconds: float
    memory_mb: float


def cells(place: int) -> tuple[str, ...]:
    """One row of the report."""
    return (
        str(place),
        f"{TEXT} số {place}",
        "Sở Nông nghiệp và Môi trường",
        "31/12/2026",
        "Hoàn thành",
        "100 %",
    )


def report() -> Paper:
    """A yearly report with one long table."""
    columns = [Column(title, width, Align.LEFT) for title, width in zip(TITLES, WIDTHS, strict=True)]
    table = Table(columns, [Row(cells(place)) for place in range(1, ROWS + 1)])
    return Paper(
        letterhead=Letterhead(
            superior="UBND THÀNH PHỐ ĐỒNG NAI", agency="LIÊN MINH HỢP TÁC XÃ", place="Đồng Nai"
        ),
        kind="BÁO CÁO",
        symbol="BC-LM",
        dated_on=date(2027, 1, 5),
        subject="Kết quả thực hiện nhiệm vụ năm 2026",
        year=2027,
        blocks=(Paragraph(TEXT * 3), table),
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(("CHỦ TỊCH",), "Nguyễn Văn Thành"),
    )


def ours_as_pdf() -> None:
    """As a worker makes it."""
    pdf(report())


def ours_as_word() -> None:
    """The same paper for Word."""
    word(report())


def bare_table() -> None:
    """The same cells, without a style or a letterhead of ours."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells(place))}</tr>" for place in range(1, ROWS + 1)
    )
    subprocess.run([sys.executable, "-c", BARE], input=rows, text=True, check=True, capture_output=True)


def alone(name: str) -> Made:
    """One of them in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (name,))


def _measured(name: str) -> Made:
    globals()[name]()
    used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    return Made(seconds, max(one.ru_maxrss for one in used) / 1024)


def main() -> None:
    """Against what is allowed, and against the bare table of the same run."""
    results = measuring.Results()
    bare = alone("bare_table")
    for what, name in (("PDF", "ours_as_pdf"), ("Word", "ours_as_word")):
        made = alone(name)
        told = f"báo cáo {ROWS} dòng, {what}"
        results.add(told, value=made.seconds, baseline=ALLOWED_SECONDS, limit=1)
        results.add(f"{told}, bộ nhớ", value=made.memory_mb, baseline=ALLOWED_MB, limit=1, unit="MB")
        results.add(f"{told}, so với bảng trần", value=made.seconds, baseline=bare.seconds, limit=2)
    results.end()


if __name__ == "__main__":
    main()
