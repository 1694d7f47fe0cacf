"""What the decree and the law on archives say of work files, their hand-over and their end."""

from __future__ import annotations

from datetime import date

from documents.legal.register import DOUBT, HOUSE_DOCUMENTS
from lmhtx.legal import Grade, Parameter, Source
from lmhtx.legal.sources import DECREE_30_2020

ARCHIVES_LAW = Source(
    number="33/2024/QH15",
    title="Luật Lưu trữ",
    effective=date(2025, 7, 1),
)
RETENTION_CIRCULAR = Source(
    number="10/2022/TT-BNV",
    title="Thông tư quy định thời hạn bảo quản tài liệu",
    effective=date(2023, 2, 15),
)

CATALOGUE = DECREE_30_2020.at("Điều 28; Phụ lục V mục I, II")
OPENING = DECREE_30_2020.at("Điều 29")
HANDING_OVER = DECREE_30_2020.at("Điều 30, Điều 31")
WARNING = DECREE_30_2020.at("Phụ lục VI phần I mục III.5")
FIELD_SIZES = DECREE_30_2020.at("Phụ lục VI phần II")
HANDING_OVER_BY_LAW = ARCHIVES_LAW.at("quy định về thời hạn nộp lưu hồ sơ vào lưu trữ hiện hành")
RETENTION = RETENTION_CIRCULAR.at("quy định chung về cách tính thời hạn bảo quản")

HANDOVER_READING = Parameter(
    key="documents.HANDOVER_READING",
    label="Hạn nộp lưu tính theo cách nào: from_date (một năm từ ngày kết thúc) hoặc from_year_end (hết năm sau)",
    unit="cách tính",
    values=((HOUSE_DOCUMENTS.effective, "from_date", HOUSE_DOCUMENTS.at("Bảng tham số")),),
    grade=Grade.HOUSE,
    doubt="Nghị định 30/2020/NĐ-CP và Luật Lưu trữ 2024 tính khác nhau; cổng luôn nhắc theo ngày sớm hơn.",
)
HANDOVER_MONTHS = Parameter(
    key="documents.HANDOVER_MONTHS",
    label="Nộp hồ sơ vào lưu trữ trong bao nhiêu tháng từ ngày công việc kết thúc",
    unit="tháng",
    values=((DECREE_30_2020.effective, 12, DECREE_30_2020.at("Điều 30 khoản 2")),),
    grade=Grade.QUOTED,
)
CONSTRUCTION_MONTHS = Parameter(
    key="documents.CONSTRUCTION_MONTHS",
    label="Nộp hồ sơ xây dựng cơ bản trong bao nhiêu tháng từ ngày công trình được quyết toán",
    unit="tháng",
    values=((DECREE_30_2020.effective, 3, DECREE_30_2020.at("Điều 30 khoản 2")),),
    grade=Grade.QUOTED,
)
HANDOVER_LEAST_YEARS = Parameter(
    key="documents.HANDOVER_LEAST_YEARS",
    label="Hồ sơ có thời hạn bảo quản từ bao nhiêu năm thì phải nộp lưu",
    unit="năm",
    values=((DECREE_30_2020.effective, 5, DECREE_30_2020.at("Điều 30 khoản 1")),),
    grade=Grade.QUOTED,
)
LONGER_MONTHS = Parameter(
    key="documents.LONGER_MONTHS",
    label="Giữ lại hồ sơ đến hạn nộp lưu không quá bao nhiêu tháng",
    unit="tháng",
    values=((DECREE_30_2020.effective, 24, DECREE_30_2020.at("Điều 31 khoản 3")),),
    grade=Grade.QUOTED,
)
WARNING_DAYS = Parameter(
    key="documents.HANDOVER_WARNING_DAYS",
    label="Nhắc nộp hồ sơ trước hạn bao nhiêu ngày",
    unit="ngày",
    values=((DECREE_30_2020.effective, 30, DECREE_30_2020.at("Phụ lục VI phần I mục III.5")),),
    grade=Grade.QUOTED,
)
LOAN_DAYS = Parameter(
    key="documents.LOAN_DAYS",
    label="Mượn bản lưu trong bao nhiêu ngày khi không ghi hạn khác",
    unit="ngày",
    values=((HOUSE_DOCUMENTS.effective, 7, HOUSE_DOCUMENTS.at("Bảng tham số")),),
    grade=Grade.HOUSE,
    doubt=DOUBT,
)
