"""Papers of each kind, as an office writes them, and how they are measured."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
from django.core.files.storage import default_storage

from lmhtx.files.models import Attachment
from lmhtx.reports.letterhead import Letterhead, Signature
from lmhtx.reports.paper import Align, Annex, Column, Heading, Paper, Paragraph, ParagraphKind, Row, Table
from lmhtx.reports.pdf import pdf

MM = 72 / 25.4
LETTERHEAD = Letterhead(
    superior="UBND THÀNH PHỐ ĐỒNG NAI",
    agency="LIÊN MINH HỢP TÁC XÃ",
    place="Đồng Nai",
    address="Số 2, đường Trần Hưng Đạo, phường Trấn Biên, thành phố Đồng Nai",
)
LONG = Letterhead(
    superior="UBND THÀNH PHỐ ĐỒNG NAI",
    agency="BAN CHỈ ĐẠO PHÁT TRIỂN KINH TẾ TẬP THỂ, HỢP TÁC XÃ",
    place="Đồng Nai",
)
SENTENCE = (
    "Thực hiện Kế hoạch số 245/KH-LM ngày 24 tháng 10 năm 2025 của Liên minh Hợp tác xã tỉnh Đồng Nai, qua theo dõi "
    "đến hết ngày 31 tháng 12 năm 2026, các nhiệm vụ được giao cơ bản hoàn thành đúng thời hạn, chất lượng bảo đảm. "
)
COLUMNS = (
    Column("TT", 7, Align.CENTER),
    Column("Nhiệm vụ", 53),
    Column("Thời hạn", 20, Align.CENTER),
    Column("Số tiền (đồng)", 20, Align.RIGHT),
)
GOLDEN = ("1", "Hỗ trợ 15 hợp tác xã ứng dụng chuyển đổi số", "31/12/2026", "1.234.567.890")
SIGNED = Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Thị Minh Hạnh")


def table(rows: int) -> Table:
    """A table whose first row is the golden one, the last a sum."""
    many = [
        Row((str(n), f"Nhiệm vụ số {n}: khảo sát, củng cố hợp tác xã nông nghiệp", "30/09/2026", "0"))
        for n in range(2, rows + 1)
    ]
    return Table(
        COLUMNS,
        [Row(("I. Nhóm hỗ trợ",)), Row(GOLDEN), *many, Row(("", "Cộng", "", "1.234.567.890"), is_bold=True)],
    )


LETTER = Paper(
    letterhead=LETTERHEAD,
    symbol="LM-VP",
    subject="đôn đốc thực hiện nhiệm vụ năm 2026",
    year=2027,
    addressees=("Sở Tài chính",),
    blocks=(Paragraph(SENTENCE * 3), table(3), Paragraph("Đề nghị Sở Tài chính quan tâm phối hợp./.")),
    recipients=("Như trên", "Lưu: VT, VP"),
    signature=SIGNED,
    is_draft=True,
)
REPORT = Paper(
    letterhead=LETTERHEAD,
    kind="BÁO CÁO",
    number="12",
    symbol="BC-LM",
    dated_on=date(2027, 1, 5),
    subject="Kết quả thực hiện nhiệm vụ năm 2026",
    year=2027,
    addressees=("Ủy ban nhân dân thành phố Đồng Nai", "Liên minh Hợp tác xã Việt Nam"),
    blocks=(
        Paragraph("Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;", ParagraphKind.GROUND),
        Heading("I. KẾT QUẢ"),
        Paragraph(SENTENCE * 4),
        Heading("1. Nhiệm vụ hoàn thành", 2),
        table(60),
        Paragraph("Nguồn: Cổng điều hành.", ParagraphKind.NOTE),
    ),
    recipients=("Như trên", "Thường trực", "Lưu: VT, VP"),
    signature=Signature(("CHỦ TỊCH",), "Nguyễn Văn Thành"),
    annexes=(
        Annex(title="BIỂU TỔNG HỢP", name="Phụ lục I", is_landscape=True, blocks=(table(40),)),
        Annex(title="DANH SÁCH", name="Phụ lục II", goes_with="(Kèm theo Báo cáo)", blocks=(table(2),)),
    ),
)
SUBMISSION = Paper(
    letterhead=LETTERHEAD,
    kind="TỜ TRÌNH",
    symbol="TTr-LM",
    subject="Về việc phê duyệt danh mục hợp tác xã được hỗ trợ năm 2027",
    year=2027,
    addressees=("Ủy ban nhân dân thành phố Đồng Nai",),
    blocks=(Paragraph(SENTENCE * 2), Paragraph("- Kinh phí: 1.250.000 đồng;", ParagraphKind.ITEM)),
    recipients=("Như trên", "Lưu: VT"),
    signature=SIGNED,
)
NOTICE = Paper(
    letterhead=LONG,
    kind="THÔNG BÁO",
    number="7",
    symbol="TB-BCĐ",
    dated_on=date(2026, 11, 15),
    subject="Kết luận của Trưởng Ban Chỉ đạo tại cuộc họp giao ban công tác phát triển kinh tế tập thể, hợp tác xã "
    "quý III năm 2026 và nhiệm vụ trọng tâm quý IV năm 2026",
    year=2026,
    blocks=(Paragraph(SENTENCE * 12),),
    recipients=("Các thành viên Ban Chỉ đạo", "Lưu: VT"),
    signature=Signature(("TL. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC")),
)
PAPERS = {"công văn": LETTER, "báo cáo": REPORT, "tờ trình": SUBMISSION, "thông báo": NOTICE}


@cache
def pdf_bytes(name: str) -> bytes:
    """The paper of that name, set once."""
    return pdf(PAPERS[name])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it stands in mm from the upper left corner, how it is written."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    font: str
    size: float

    @property
    def middle(self) -> float:
        """Half-way between its ends."""
        return (self.left + self.right) / 2


def kept(attachment: Attachment) -> bytes:
    """What the store holds for an attachment."""
    with default_storage.open(attachment.blob.stored_name) as file:
        return bytes(file.read())


def pages_of(body: bytes | Path) -> list[Any]:
    """The pages; from memory, since pages go on reading their file."""
    return list(pdfplumber.open(io.BytesIO(body if isinstance(body, bytes) else body.read_bytes())).pages)


def lines_of(page: Any, *, left: float = 0, right: float = 400) -> list[Line]:
    """The lines between two edges."""
    box = (left * MM, 0, min(right * MM, float(page.width)), page.height)
    part = page.within_bbox(box)
    return [
        Line(
            " ".join(line["text"].split()),
            line["x0"] / MM,
            line["x1"] / MM,
            line["top"] / MM,
            line["bottom"] / MM,
            line["chars"][0]["fontname"].split("+")[-1],
            round(line["chars"][0]["size"], 1),
        )
        for line in part.extract_text_lines(strip=True)
    ]


def line_with(page: Any, words: str, *, left: float = 0, right: float = 400) -> Line:
    """The one line that holds the words."""
    return next(line for line in lines_of(page, left=left, right=right) if words in line.text)


def rules_of(page: Any) -> list[tuple[float, float, float]]:
    """Level rules as (left, right, top) in mm, however they are drawn."""
    flat = [one for one in (*page.lines, *page.rects) if abs(one["bottom"] - one["top"]) < 1.5]
    return [(one["x0"] / MM, one["x1"] / MM, one["top"] / MM) for one in flat]
