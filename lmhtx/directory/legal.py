"""Values the house waits for: their text has not been found, and a person enters them before the work that needs them."""

from __future__ import annotations

from lmhtx.legal import Parameter

SIZE_THRESHOLDS = Parameter(
    key="cooperatives.SIZE_THRESHOLDS",
    label="Ngưỡng quy mô hợp tác xã ngoài lĩnh vực nông nghiệp",
    unit="bảng",
    values=(),
    doubt="Điều 5 Nghị định 113/2024/NĐ-CP: mới có đủ số liệu của lĩnh vực nông nghiệp và mức “lớn” của công nghiệp – xây dựng.",
    blocks="quy mô của hợp tác xã các lĩnh vực còn lại phải nhập tay kèm căn cứ",
)
RATING_POINTS = Parameter(
    key="cooperatives.RATING_POINTS",
    label="Điểm tối đa của tiêu chí 10–15 khi đánh giá hợp tác xã",
    unit="điểm",
    values=(),
    doubt="Thông tư 01/2020/TT-BKHĐT: chưa có bảng điểm của nhóm III và IV (40 điểm còn lại).",
    blocks="không mở được đợt đánh giá, vì tổng điểm tối đa phải bằng 100",
)
ANNUAL_REPORT_DEADLINE = Parameter(
    key="cooperatives.ANNUAL_REPORT_DEADLINE",
    label="Hạn hợp tác xã nộp báo cáo năm theo Luật Hợp tác xã 2023",
    unit="ngày/tháng",
    values=(),
    doubt="Mới có quy định cũ (15/12 theo Thông tư 09/2019); chưa có văn bản theo Luật 2023.",
    blocks="không nhắc hạn và không tính trễ hạn báo cáo năm của hợp tác xã",
)
LOAN_LIMITS = Parameter(
    key="fund.LOAN_LIMITS",
    label="Thời hạn cho vay tối đa, mức cho vay tối đa với một khách hàng và người có liên quan",
    unit="bảng",
    values=(),
    doubt="Điều 23–24 Nghị định 45/2021/NĐ-CP: chưa có nguyên văn.",
    blocks="không duyệt được khoản vay",
)
COLLATERAL_DEDUCTION = Parameter(
    key="fund.COLLATERAL_DEDUCTION",
    label="Tỷ lệ khấu trừ giá trị tài sản bảo đảm khi trích lập dự phòng",
    unit="%",
    values=(),
    doubt="Điều 4 khoản 4–5 Nghị định 86/2024/NĐ-CP: có quy định, chưa có tỷ lệ.",
    blocks="tài sản bảo đảm được tính khấu trừ 0 % (mức thận trọng nhất)",
)
ACCOUNT_NUMBERS = Parameter(
    key="fund.ACCOUNT_NUMBERS",
    label="Số hiệu tài khoản kế toán cho vay của Quỹ",
    unit="bảng",
    values=(),
    doubt="Thông tư 90/2021/TT-BTC: chưa có danh mục tài khoản cho vay.",
    blocks="bút toán của Quỹ chỉ ghi vai trò tài khoản, chưa có số hiệu",
)
