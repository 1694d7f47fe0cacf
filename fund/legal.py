"""Texts and dated values of the Fund; those without a value wait for a person to enter them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lmhtx.legal import Parameter, Source

DECREE_45_2021 = Source(
    number="Nghị định số 45/2021/NĐ-CP",
    title="Về việc thành lập, tổ chức và hoạt động của Quỹ hỗ trợ phát triển hợp tác xã",
    effective=date(2021, 5, 15),
)

# The Decree sets no longest term (Điều 24): the Fund decides by project, so there is no parameter for it.
SINGLE_BORROWER_PERCENT = Parameter(
    key="fund.SINGLE_BORROWER_PERCENT",
    label="Tổng dư nợ tối đa của một khách hàng trên vốn điều lệ thực có của Quỹ",
    unit="%",
    values=((DECREE_45_2021.effective, Decimal(15), DECREE_45_2021.at("Điều 23 khoản 2 điểm a")),),
)
RELATED_GROUP_PERCENT = Parameter(
    key="fund.RELATED_GROUP_PERCENT",
    label="Tổng dư nợ tối đa của một khách hàng và người có liên quan trên vốn điều lệ thực có của Quỹ",
    unit="%",
    values=((DECREE_45_2021.effective, Decimal(25), DECREE_45_2021.at("Điều 23 khoản 2 điểm b")),),
)
COLLATERAL_DEDUCTION = Parameter(
    key="fund.COLLATERAL_DEDUCTION",
    label="Tỷ lệ khấu trừ giá trị tài sản bảo đảm khi trích lập dự phòng",
    unit="bảng",
    values=(),
    doubt="Nghị định số 86/2024/NĐ-CP, Điều 4 khoản 4–5: có quy định, chưa tìm được tỷ lệ.",
    blocks="tài sản bảo đảm được tính khấu trừ 0 % (mức thận trọng nhất)",
)
DEBT_GROUPS = Parameter(
    key="fund.DEBT_GROUPS",
    label="Quy định phân loại nợ sửa đổi từ 03/08/2026",
    unit="bảng",
    values=(),
    doubt="Thông tư số 24/2026/TT-NHNN sửa Thông tư số 14/2024/TT-NHNN: chưa tìm được nội dung.",
    blocks="kỳ phân loại nợ sau 03/08/2026 không được ghi “theo Thông tư số 14/2024/TT-NHNN”",
)
ACCOUNT_NUMBERS = Parameter(
    key="fund.ACCOUNT_NUMBERS",
    label="Số hiệu tài khoản kế toán cho vay của Quỹ",
    unit="bảng",
    values=(),
    doubt="Thông tư số 90/2021/TT-BTC, Phụ lục 1: chưa tìm được danh mục tài khoản cho vay.",
    blocks="bút toán của Quỹ chỉ ghi vai trò tài khoản, chưa có số hiệu",
)
