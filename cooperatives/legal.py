"""Texts and dated values of cooperatives; those without a value wait for a person to enter them."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Parameter, Source

CIRCULAR_09_2024 = Source(
    number="Thông tư số 09/2024/TT-BKHĐT",
    title="Biểu mẫu đăng ký và chế độ báo cáo của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã",
    effective=date(2024, 7, 1),
)

ANNUAL_REPORT_DEADLINE = Parameter(
    key="cooperatives.ANNUAL_REPORT_DEADLINE",
    label="Hạn tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã báo cáo tình hình hoạt động hằng năm",
    unit="ngày/tháng",
    values=((CIRCULAR_09_2024.effective, "15/12", CIRCULAR_09_2024.at("Điều 6")),),
)


def _waiting(key: str, label: str, unit: str, *, doubt: str, blocks: str) -> Parameter:
    return Parameter(key=f"cooperatives.{key}", label=label, unit=unit, values=(), doubt=doubt, blocks=blocks)


DECREE_113 = "Nghị định số 113/2024/NĐ-CP, Điều 5: chưa tìm được số liệu của lĩnh vực này."
SIZE_BY_HAND = "quy mô của hợp tác xã thuộc lĩnh vực này phải nhập tay kèm căn cứ"

SIZE_INDUSTRY = _waiting(
    "SIZE_INDUSTRY",
    "Ngưỡng quy mô vừa, nhỏ lĩnh vực công nghiệp – xây dựng",
    "bảng",
    doubt=DECREE_113,
    blocks=SIZE_BY_HAND,
)
SIZE_FINANCE = _waiting(
    "SIZE_FINANCE",
    "Ngưỡng quy mô lĩnh vực tài chính, ngân hàng và bảo hiểm",
    "bảng",
    doubt=DECREE_113,
    blocks=SIZE_BY_HAND,
)
SIZE_TRADE = _waiting(
    "SIZE_TRADE",
    "Ngưỡng quy mô lĩnh vực thương mại – dịch vụ và lĩnh vực khác",
    "bảng",
    doubt=DECREE_113,
    blocks=SIZE_BY_HAND,
)
RATING_POINTS = _waiting(
    "RATING_POINTS",
    "Điểm tối đa của các tiêu chí 10–15 khi đánh giá hợp tác xã",
    "bảng",
    doubt="Thông tư số 01/2020/TT-BKHĐT: chưa có bảng điểm của nhóm III và IV (40 điểm còn lại).",
    blocks="không mở được đợt đánh giá, vì tổng điểm tối đa phải bằng 100",
)
RATING_SCALES = _waiting(
    "RATING_SCALES",
    "Thang điểm bên trong từng tiêu chí đánh giá hợp tác xã",
    "bảng",
    doubt="Thông tư số 01/2020/TT-BKHĐT: chưa tìm được thang điểm.",
    blocks="điểm từng tiêu chí phải chấm tay",
)
REPORT_CHAIN = _waiting(
    "REPORT_CHAIN",
    "Hạn cấp xã, cấp tỉnh tổng hợp báo cáo năm của hợp tác xã khi không còn cấp huyện",
    "bảng",
    doubt="Thông tư số 09/2024/TT-BKHĐT, Điều 7 còn ghi cấp huyện; chưa thấy văn bản sửa sau khi bỏ cấp huyện.",
    blocks="hạn tổng hợp của cấp xã và cấp tỉnh phải nhập tay",
)
