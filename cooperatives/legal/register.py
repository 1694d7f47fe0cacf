"""Texts and dated values of cooperatives; those without a value wait for a person to enter them."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source

CIRCULAR_09_2024 = Source(
    number="Thông tư số 09/2024/TT-BKHĐT",
    title="Biểu mẫu đăng ký và chế độ báo cáo của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã",
    effective=date(2024, 7, 1),
)

LAW_2012 = Source(
    number="Luật Hợp tác xã số 23/2012/QH13",
    title="Luật Hợp tác xã năm 2012",
    effective=date(2013, 7, 1),
    ended=date(2024, 6, 30),
)
LAW_2023 = Source(
    number="Luật Hợp tác xã số 17/2023/QH15",
    title="Luật Hợp tác xã năm 2023",
    effective=date(2024, 7, 1),
)
DECREE_113_2024 = Source(
    number="Nghị định số 113/2024/NĐ-CP",
    title="Quy định chi tiết một số điều của Luật Hợp tác xã",
    effective=date(2024, 11, 1),
)

YEARLY_REPORT = CIRCULAR_09_2024.at("Điều 6")
SECTORS = DECREE_113_2024.at("Điều 4 khoản 1")
SIZES = DECREE_113_2024.at("Điều 5")
CAPS = LAW_2023.at("Điều 74 khoản 1, khoản 2")
ENDS = LAW_2023.at("Điều 98, Điều 99")
REVIEW = LAW_2012.at("Điều 54 khoản 2")


def _dated(key: str, label: str, unit: str, *values: tuple[Source, str, int], doubt: str = "") -> Parameter:
    """A value by each law in turn, quoted from articles of the press and of legal sites."""
    return Parameter(
        key=f"cooperatives.{key}",
        label=label,
        unit=unit,
        values=tuple((source.effective, value, source.at(place)) for source, place, value in values),
        grade=Grade.QUOTED,
        doubt=doubt,
    )


CAP_COOPERATIVE = _dated(
    "CAP_COOPERATIVE",
    "Vốn góp tối đa của một thành viên chính thức trong hợp tác xã (% vốn điều lệ)",
    "phần trăm",
    (LAW_2012, "Điều 17 khoản 1", 20),
    (LAW_2023, "Điều 74 khoản 1", 30),
)
CAP_UNION = _dated(
    "CAP_UNION",
    "Vốn góp tối đa của một thành viên chính thức trong liên hiệp hợp tác xã (% vốn điều lệ)",
    "phần trăm",
    (LAW_2012, "Điều 17 khoản 2", 30),
    (LAW_2023, "Điều 74 khoản 1", 40),
)
CAP_ASSOCIATES_COOPERATIVE = _dated(
    "CAP_ASSOCIATES_COOPERATIVE",
    "Tổng vốn góp tối đa của thành viên liên kết góp vốn trong hợp tác xã (% vốn điều lệ)",
    "phần trăm",
    (LAW_2023, "Điều 74 khoản 2", 30),
)
CAP_ASSOCIATES_UNION = _dated(
    "CAP_ASSOCIATES_UNION",
    "Tổng vốn góp tối đa của thành viên liên kết góp vốn trong liên hiệp hợp tác xã (% vốn điều lệ)",
    "phần trăm",
    (LAW_2023, "Điều 74 khoản 2", 40),
)
CAP_FOREIGN = _dated(
    "CAP_FOREIGN",
    "Tổng vốn góp tối đa của thành viên là nhà đầu tư nước ngoài (% vốn điều lệ)",
    "phần trăm",
    (LAW_2023, "Điều 74", 30),
)
LEAST_MEMBERS_COOPERATIVE = _dated(
    "LEAST_MEMBERS_COOPERATIVE",
    "Số thành viên chính thức tối thiểu của hợp tác xã",
    "thành viên",
    (LAW_2012, "Điều 3 khoản 1", 7),
    (LAW_2023, "Điều 4 khoản 7", 5),
)
LEAST_MEMBERS_UNION = _dated(
    "LEAST_MEMBERS_UNION",
    "Số hợp tác xã thành viên tối thiểu của liên hiệp hợp tác xã",
    "thành viên",
    (LAW_2012, "Điều 3 khoản 2", 4),
    (LAW_2023, "Điều 4", 3),
)
INACTIVE_MONTHS = _dated(
    "INACTIVE_MONTHS",
    "Ngừng hoạt động liên tục bao nhiêu tháng thì cần rà soát",
    "tháng",
    (LAW_2012, "Điều 54 khoản 2", 12),
    doubt="Theo Luật 2012, còn dùng để rà soát; chưa đối chiếu nguyên văn Luật 2023.",
)
ASSEMBLY_MONTHS = _dated(
    "ASSEMBLY_MONTHS",
    "Không họp Đại hội thành viên bao nhiêu tháng thì cần rà soát",
    "tháng",
    (LAW_2012, "Điều 54 khoản 2", 18),
    doubt="Theo Luật 2012, còn dùng để rà soát; chưa đối chiếu nguyên văn Luật 2023.",
)
SIZE_FARMING = Parameter(
    key="cooperatives.SIZE_FARMING",
    label="Ngưỡng quy mô lĩnh vực nông nghiệp",
    unit="bảng",
    values=(
        (
            DECREE_113_2024.effective,
            "Lớn: 300; 50 tỷ; 10 tỷ | Vừa: 200; 10 tỷ; 5 tỷ | Nhỏ: 50; 2 tỷ; 1 tỷ",
            SIZES,
        ),
    ),
    grade=Grade.QUOTED,
    doubt="Trích lại trên trang pháp luật: thành viên chính thức; doanh thu năm; tổng nguồn vốn.",
)

ANNUAL_REPORT_DEADLINE = Parameter(
    key="cooperatives.ANNUAL_REPORT_DEADLINE",
    label="Hạn tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã báo cáo tình hình hoạt động hằng năm",
    unit="ngày/tháng",
    values=((CIRCULAR_09_2024.effective, "15/12", YEARLY_REPORT),),
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
# Nghị định số 77/2019/NĐ-CP: a group is a contract of at least two.
GROUP_MEMBERS = 2
