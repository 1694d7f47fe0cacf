"""By what the register's public part is shown, and on what terms others may use it."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind

LAW_91_2025 = Source(
    number="Luật số 91/2025/QH15",
    title="Luật Bảo vệ dữ liệu cá nhân",
    effective=date(2026, 1, 1),
)
CONSENT = LAW_91_2025.at("quy định về sự đồng ý của chủ thể dữ liệu")
PUBLISHING = Source(
    number="Quy ước công khai sổ hợp tác xã",
    title="Danh bạ công khai và dữ liệu mở của sổ hợp tác xã",
    effective=date(2026, 1, 1),
    kind=SourceKind.HOUSE,
)

OPEN_LICENCE = Parameter(
    key="cooperatives.OPEN_LICENCE",
    label="Giấy phép của dữ liệu mở về hợp tác xã",
    unit="tên giấy phép",
    values=((PUBLISHING.effective, "CC BY 4.0", PUBLISHING.at("mục dữ liệu mở")),),
    grade=Grade.HOUSE,
)
