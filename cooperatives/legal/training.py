"""By what convention learners are counted."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind

HOUSE_TRAINING = Source(
    number="Quy ước nội bộ về tập huấn, Bình dân học vụ số",
    title="Cách đếm lớp, lượt học, người học và người đạt",
    effective=date(2025, 1, 1),
    kind=SourceKind.HOUSE,
)
TRAINING_LISTS = HOUSE_TRAINING.at("phần Danh sách học viên")
TRAINING_TESTS = HOUSE_TRAINING.at("phần Kiểm tra, chứng nhận")

CERTIFICATE_MARK = Parameter(
    key="cooperatives.CERTIFICATE_MARK",
    label="Ký hiệu sau số chứng nhận hoàn thành lớp tập huấn",
    unit="chữ",
    values=((HOUSE_TRAINING.effective, "CN-LMHTX", TRAINING_TESTS),),
    grade=Grade.HOUSE,
    doubt="Chưa có quy định riêng về ký hiệu chứng nhận; Liên minh cần chốt.",
)
