"""What is asked of a cooperative's petition, and within how many working days it is answered."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind

HOUSE_PETITIONS = Source(
    number="Quy ước nội bộ về đề nghị của hợp tác xã",
    title="Cách nhận, xem và trả lời thay đổi thông tin, đề nghị, giấy tờ do hợp tác xã gửi",
    effective=date(2025, 1, 1),
    kind=SourceKind.HOUSE,
    note="Chưa có văn bản quy định riêng.",
)
CONTENT = HOUSE_PETITIONS.at("phần Nội dung đề nghị")
ANSWER = HOUSE_PETITIONS.at("phần Thời hạn trả lời")

PETITION_ANSWER_DAYS = Parameter(
    key="cooperatives.PETITION_ANSWER_DAYS",
    label="Đề nghị của hợp tác xã được trả lời trong bao nhiêu ngày làm việc",
    unit="ngày",
    values=((HOUSE_PETITIONS.effective, 5, ANSWER),),
    grade=Grade.HOUSE,
    doubt="Chưa có văn bản quy định riêng; Liên minh cần chốt thời hạn trả lời.",
)
