"""By what convention learners are counted."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Source, SourceKind

HOUSE_TRAINING = Source(
    number="Quy ước nội bộ về tập huấn, Bình dân học vụ số",
    title="Cách đếm lớp, lượt học, người học và người đạt",
    effective=date(2025, 1, 1),
    kind=SourceKind.HOUSE,
)
TRAINING_LISTS = HOUSE_TRAINING.at("phần Danh sách học viên")
