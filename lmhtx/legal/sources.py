"""Texts that two or more rooms cite."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Source, SourceKind

HOUSE_TASKS = Source(
    number="Quy ước nội bộ về theo dõi nhiệm vụ",
    title="Cách cổng thông tin tính hạn, trạng thái, nhắc việc và gia hạn nhiệm vụ",
    effective=date(2025, 1, 1),
    kind=SourceKind.HOUSE,
)
DECREE_30_2020 = Source(
    number="30/2020/NĐ-CP",
    title="Nghị định về công tác văn thư",
    effective=date(2020, 3, 5),
)
