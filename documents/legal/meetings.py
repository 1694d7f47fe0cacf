"""Until when what a meeting concluded is announced."""

from __future__ import annotations

from documents.legal.register import HOUSE_DOCUMENTS
from lmhtx.legal import Grade, Parameter

ANNOUNCING = HOUSE_DOCUMENTS.at("phần Hội họp")

NOTICE_WORKING_DAYS = Parameter(
    key="documents.NOTICE_WORKING_DAYS",
    label="Thông báo kết luận phải phát hành trong bao nhiêu ngày làm việc sau cuộc họp",
    unit="ngày",
    values=((HOUSE_DOCUMENTS.effective, 3, HOUSE_DOCUMENTS.at("Bảng tham số")),),
    grade=Grade.HOUSE,
    doubt="Theo quy chế của một cơ quan khác; Liên minh cần chốt trong quy chế làm việc.",
)
