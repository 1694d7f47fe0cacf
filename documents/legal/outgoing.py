"""What the decree says of drafting, approving, signing, sealing, issuing and mending papers."""

from __future__ import annotations

from documents.legal.register import DOUBT, HOUSE_DOCUMENTS
from lmhtx.legal import Grade, Parameter
from lmhtx.legal.sources import DECREE_30_2020

APPROVING = DECREE_30_2020.at("Điều 11, Điều 12")
SIGNING = DECREE_30_2020.at("Điều 13; Phụ lục I mục II.7")
ORDER = DECREE_30_2020.at("Điều 14; Điều 32 khoản 2")
AMENDING = DECREE_30_2020.at("Điều 18 khoản 3")
OUTGOING_BOOK = DECREE_30_2020.at("Phụ lục IV mục I")
SCANS = HOUSE_DOCUMENTS.at("phần Văn bản ký giấy")

SCAN_WORKING_DAYS = Parameter(
    key="documents.SCAN_WORKING_DAYS",
    label="Bản quét của văn bản ký giấy phải vào cổng trong bao nhiêu ngày làm việc sau khi đóng dấu",
    unit="ngày",
    values=((HOUSE_DOCUMENTS.effective, 1, HOUSE_DOCUMENTS.at("Bảng tham số")),),
    grade=Grade.HOUSE,
    doubt=DOUBT,
)
