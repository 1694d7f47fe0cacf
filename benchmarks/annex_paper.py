"""A printed annex with as many tasks as wanted, as a PDF with a text layer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from weasyprint import HTML

LEADS = (
    "Sở Tài chính",
    "Sở Nông nghiệp và Môi trường",
    "Liên minh Hợp tác xã",
    "Ủy ban nhân dân các xã, phường",
)
DEADLINES = ("Quý I/2026", "Tháng 6/2026", "Trước ngày 15/9/2026", "Cả năm", "Quý IV/2026")
STYLE = """
@page { size: A4 landscape; margin: 15mm } body { font-family: Tinos, serif; font-size: 12pt }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid black; padding: 2mm; vertical-align: top }
thead { display: table-header-group }
"""
HEAD = (
    "<tr><th>STT</th><th>Nội dung</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Thời hạn</th></tr>"
)


def printed(place: Path, *, tasks: int) -> Path:
    """The annex at that place."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _row(n))}</tr>" for n in range(1, tasks + 1)
    )
    table = f"<table><thead>{HEAD}</thead><tbody>{rows}</tbody></table>"
    words = "<h2>PHỤ LỤC</h2><p>NHIỆM VỤ TRỌNG TÂM NĂM 2026</p><p>(Kèm theo Kế hoạch số 15/KH-LM ngày 20/01/2026)</p>"
    HTML(string=f"<html lang=vi><style>{STYLE}</style><body>{words}{table}</body></html>").write_pdf(place)
    return place


def _row(number: int) -> tuple[str, ...]:
    text = (
        f"Rà soát, củng cố hoạt động của hợp tác xã theo nhóm {number}, hướng dẫn xây dựng phương án sản xuất "
        f"kinh doanh và liên kết tiêu thụ sản phẩm cho {number % 9 + 2} hợp tác xã"
    )
    lead, partner = LEADS[number % len(LEADS)], LEADS[(number + 1) % len(LEADS)]
    return str(number), text, lead, partner, DEADLINES[number % len(DEADLINES)]
