"""Values of the house's own that are known from quotations only, and wait for somebody to read the text."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source

CIVIL_CODE = Source(
    number="Bộ luật Dân sự số 91/2015/QH13", title="Bộ luật Dân sự", effective=date(2017, 1, 1)
)
DECREE_09_2019 = Source(
    number="Nghị định số 09/2019/NĐ-CP",
    title="Quy định về chế độ báo cáo của cơ quan hành chính nhà nước",
    effective=date(2019, 3, 12),
)

REST_DAY_MOVES_PERIOD = Parameter(
    key="REST_DAY_MOVES_PERIOD",
    label="Thời hạn tính bằng ngày kết thúc vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
    unit="có/không",
    values=((CIVIL_CODE.effective, True, CIVIL_CODE.at("Điều 148")),),
    grade=Grade.QUOTED,
    doubt="Chưa đối chiếu nguyên văn.",
    blocks="thời hạn pháp lý rơi vào ngày nghỉ phải tính tay",
)
NINE_MONTHS_CLOSE_DAY = Parameter(
    key="NINE_MONTHS_CLOSE_DAY",
    label="Ngày của tháng 9 chốt số liệu báo cáo 9 tháng",
    unit="ngày",
    values=((DECREE_09_2019.effective, 14, DECREE_09_2019.at("Điều 12")),),
    grade=Grade.QUOTED,
    doubt="Chưa đối chiếu nguyên văn.",
    blocks="kỳ báo cáo 9 tháng phải chọn ngày chốt bằng tay",
)
