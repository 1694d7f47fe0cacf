"""The programme "Mỗi xã một sản phẩm" (OCOP): texts and dated values."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source

DECISION_148_2023 = Source(
    number="Quyết định số 148/QĐ-TTg",
    title="Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm",
    effective=date(2023, 2, 24),
)
DECISION_1048_2019 = Source(
    number="Quyết định số 1048/QĐ-TTg",
    title="Bộ tiêu chí đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm",
    effective=date(2019, 8, 21),
    ended=date(2023, 2, 23),
)
STARS = DECISION_148_2023.at("Bộ tiêu chí, phân hạng sản phẩm")
VALIDITY = DECISION_148_2023.at("Quy trình đánh giá, thời hạn giấy chứng nhận")

OCOP_MONTHS = Parameter(
    key="cooperatives.OCOP_MONTHS",
    label="Giấy chứng nhận OCOP có giá trị bao nhiêu tháng từ ngày cấp",
    unit="tháng",
    values=(
        (DECISION_1048_2019.effective, 36, DECISION_1048_2019.at("thời hạn giấy chứng nhận")),
        (DECISION_148_2023.effective, 36, VALIDITY),
    ),
    grade=Grade.QUOTED,
    doubt="Trích lại trên báo; ngày cuối còn hiệu lực là ngày trùng ngày cấp.",
)
OCOP_NOTICE_DAYS = Parameter(
    key="cooperatives.OCOP_NOTICE_DAYS",
    label="Nhắc trước khi giấy chứng nhận OCOP hết hạn bao nhiêu ngày",
    unit="ngày",
    values=((DECISION_1048_2019.effective, 30, VALIDITY),),
    grade=Grade.QUOTED,
    doubt="Trích lại trên báo: cơ quan cấp báo trước ít nhất 30 ngày.",
)
