"""Files told by their content, and PDFs whose tables are cut by the ends of pages."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
import weasyprint

from lmhtx.reading.open_paper import read_paper
from lmhtx.reading.paper import Table
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.printed import printed_value
from plans.annex.reading import read_annex

SAMPLES = Path(__file__).parents[3] / "plans" / "samples" / "ke-hoach-2026-bcd-kttt"
STYLE = (
    "<style>@page{size:A4 landscape;margin:2cm} "
    "table{border-collapse:collapse;width:100%;font-family:serif;font-size:19pt}"
    "td,th{border:1px solid black;padding:3pt;vertical-align:top} thead{display:table-header-group}</style>"
)
HEADING = "<thead><tr><th>STT<th>Nhiệm vụ<th>Cơ quan chủ trì<th>Cơ quan phối hợp<th>Thời gian hoàn thành</tr></thead>"


@pytest.mark.parametrize("name", ["document.docx", "document.xlsx", "document.xls", "document.pdf"])
def test_content_tells_the_kind_not_the_name(name: str, tmp_path: Path) -> None:
    disguised = shutil.copy(SAMPLES / name, tmp_path / "tệp.bin")
    paper = read_paper(Path(disguised))
    assert any(isinstance(block, Table) and block.row_count > 10 for block in paper.blocks)
    assert paper.text_quality > 0.8
    assert not paper.is_ocr


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "trống"), (b"PK\x03\x04rest", "hỏng"), (b"%PDF-1.4 rest", "PDF"), (b"\x7fELF", "loại tệp")],
)
def test_what_cannot_be_read_is_told_in_vietnamese(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words):
        read_paper(path)


def test_progress_counts_pages() -> None:
    told: list[tuple[int, int]] = []
    paper = read_paper(SAMPLES / "document.pdf", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (paper.page_count, paper.page_count)


def test_rows_cut_by_the_end_of_a_page_are_whole_again(tmp_path: Path) -> None:
    words = (
        "Nghiên cứu, tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch phát triển "
        "kinh tế tập thể, hợp tác xã trên địa bàn tỉnh"
    )
    rows = "".join(
        (
            f"<tr><td>{number}<td>{f'{words} phần {number}; ' * 5}hết việc {number}<td>Sở Nông nghiệp và Môi trường"
            f"<td>Các sở, ban, ngành; Ủy ban nhân dân các xã, phường<td>Quý III/2026</tr>"
        )
        for number in range(1, 9)
    )
    path = tmp_path / "a.pdf"
    weasyprint.HTML(string=f"{STYLE}<table>{HEADING}{rows}</table>").write_pdf(path)
    reading = read_annex(read_paper(path))
    assert [task.stt for task in reading.tasks] == [str(number) for number in range(1, 9)]
    assert all(task.text.endswith(f"hết việc {task.stt}") for task in reading.tasks)
    assert {tuple(task.leads) for task in reading.tasks} == {("Sở Nông nghiệp và Môi trường",)}
    assert {task.end.isoformat() for task in reading.tasks if task.end} == {"2026-09-30"}
    assert reading.tasks[-1].page > 1
    assert all(task.boxes for task in reading.tasks)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (datetime(2026, 6, 1), "m/yyyy", "6/2026"),
        (datetime(2026, 6, 1), "mmm-yy", "6/2026"),
        (datetime(2026, 6, 1), "dd/mm/yyyy", "01/06/2026"),
        (datetime(2026, 6, 1), "[$-42A]dd/mm/yyyy;@", "01/06/2026"),
        (datetime(2026, 6, 1), "yyyy", "2026"),
        (datetime(2026, 6, 25, 16, 30), "dd/mm/yyyy hh:mm", "16:30 ngày 25/06/2026"),
        (2026, "General", "2026"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (0.45, "0%", "45%"),
        (None, "General", ""),
        ("Quý II", "@", "Quý II"),
    ],
)
def test_values_as_the_cell_shows_them(value: object, code: str, text: str) -> None:
    assert printed_value(value, code) == text
