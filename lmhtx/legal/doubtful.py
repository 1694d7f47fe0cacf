"""Values that nobody has confirmed or found: seeded as rows marked so, each with what waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lmhtx.legal import Value

UNVERIFIED = "chưa kiểm chứng"
MISSING = "chưa tìm thấy"
IN_FORCE_BEFORE = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class SeededValue:
    """A value for the page of missing and doubtful values; `value` is None where nothing was found.

    `blocks` says in Vietnamese what cannot be done, or is done by hand, until a person enters the value.
    """

    key: str
    label: str
    unit: str
    value: Value | None
    valid_from: date
    source_text: str
    mark: str = UNVERIFIED
    blocks: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether there is no value at all."""
        return self.value is None


def _missing(key: str, label: str, unit: str, *, since: date, source_text: str, blocks: str) -> SeededValue:
    return SeededValue(key, label, unit, None, since, source_text, MISSING, blocks)


DECREE_113 = "Nghị định số 113/2024/NĐ-CP, Điều 5"
SIZE_BY_HAND = "quy mô của hợp tác xã thuộc lĩnh vực này phải nhập tay kèm căn cứ"
CIRCULAR_01 = "Thông tư số 01/2020/TT-BKHĐT"
DECREE_86 = "Nghị định số 86/2024/NĐ-CP, Điều 4 khoản 4–5"
SINCE_113 = date(2024, 11, 1)

LATER_ROOMS = (
    _missing(
        "cooperatives.SIZE_INDUSTRY",
        "Ngưỡng quy mô vừa, nhỏ lĩnh vực công nghiệp – xây dựng",
        "thành viên, đồng",
        since=SINCE_113,
        source_text=DECREE_113,
        blocks=SIZE_BY_HAND,
    ),
    _missing(
        "cooperatives.SIZE_FINANCE",
        "Ngưỡng quy mô lĩnh vực tài chính, ngân hàng và bảo hiểm",
        "thành viên, đồng",
        since=SINCE_113,
        source_text=DECREE_113,
        blocks=SIZE_BY_HAND,
    ),
    _missing(
        "cooperatives.SIZE_TRADE",
        "Ngưỡng quy mô lĩnh vực thương mại – dịch vụ và lĩnh vực khác",
        "thành viên, đồng",
        since=SINCE_113,
        source_text=DECREE_113,
        blocks=SIZE_BY_HAND,
    ),
    _missing(
        "cooperatives.RATING_POINTS",
        "Điểm tối đa của các tiêu chí 10–15 khi đánh giá hợp tác xã",
        "điểm",
        since=date(2020, 4, 1),
        source_text=CIRCULAR_01,
        blocks="đợt đánh giá, phân loại hợp tác xã không mở được khi tổng điểm tối đa chưa đủ 100",
    ),
    _missing(
        "cooperatives.RATING_SCALES",
        "Thang điểm bên trong từng tiêu chí đánh giá hợp tác xã",
        "điểm",
        since=date(2020, 4, 1),
        source_text=CIRCULAR_01,
        blocks="điểm từng tiêu chí phải chấm tay",
    ),
    _missing(
        "fund.COLLATERAL_DEDUCTION",
        "Tỷ lệ khấu trừ tài sản bảo đảm khi trích dự phòng",
        "%",
        since=date(2024, 8, 12),
        source_text=DECREE_86,
        blocks="khấu trừ tài sản bảo đảm tính bằng 0 % (mức thận trọng)",
    ),
    _missing(
        "fund.ACCOUNT_NUMBERS",
        "Số hiệu tài khoản kế toán cho nghiệp vụ cho vay",
        "",
        since=date(2022, 10, 1),
        source_text="Thông tư số 90/2021/TT-BTC, Phụ lục 1",
        blocks="bút toán chỉ ghi theo vai trò, chưa có số hiệu tài khoản",
    ),
    _missing(
        "fund.DEBT_GROUPS",
        "Quy định phân loại nợ sửa đổi từ 03/08/2026",
        "ngày",
        since=date(2026, 8, 3),
        source_text="Thông tư số 24/2026/TT-NHNN",
        blocks="kỳ phân loại nợ sau 03/08/2026 không được ghi “theo Thông tư số 14/2024/TT-NHNN”",
    ),
    _missing(
        "cooperatives.REPORT_CHAIN",
        "Hạn các cấp xã, tỉnh tổng hợp báo cáo năm của hợp tác xã khi không còn cấp huyện",
        "ngày",
        since=date(2025, 7, 1),
        source_text="Thông tư số 09/2024/TT-BKHĐT, Điều 7; Nghị định số 125/2025/NĐ-CP",
        blocks="chuỗi hạn 15/12 – 18/12 – 21/12 chỉ là dự kiến",
    ),
)

HOUSE_ITSELF = (
    SeededValue(
        key="CITY_SINCE",
        label="Ngày tỉnh Đồng Nai thành thành phố trực thuộc trung ương",
        unit="ngày",
        value=date(2026, 4, 30),
        valid_from=IN_FORCE_BEFORE,
        source_text="Các văn bản từ tháng 5/2026 ghi “thành phố Đồng Nai”; chưa thấy văn bản quy định ngày",
        blocks="tiêu đề văn bản trước và sau ngày này in theo mốc chưa kiểm chứng",
    ),
    SeededValue(
        key="CULTURE_DAY_OFF",
        label="Nghỉ làm việc Ngày Văn hóa Việt Nam 24/11",
        unit="có/không",
        value=False,
        valid_from=date(2026, 1, 1),
        source_text="Chủ trương của Bộ Chính trị; chưa có văn bản thực hiện",
        blocks="ngày 24/11 vẫn tính là ngày làm việc",
    ),
    SeededValue(
        key="WINDOW_NINE_MONTHS",
        label="Thời gian chốt số liệu báo cáo 9 tháng: từ 15/12 năm trước đến ngày này của tháng 9",
        unit="ngày",
        value=Decimal(14),
        valid_from=date(2019, 3, 12),
        source_text="Nghị định số 09/2019/NĐ-CP, Điều 12",
        blocks="kỳ báo cáo 9 tháng lấy số liệu theo mốc chưa kiểm chứng",
    ),
    SeededValue(
        key="REST_DAY_MOVES_PERIOD",
        label="Thời hạn tính bằng ngày kết thúc vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
        unit="có/không",
        value=True,
        valid_from=date(2017, 1, 1),
        source_text="Bộ luật Dân sự 2015, Điều 148",
        blocks="hạn pháp lý rơi vào ngày nghỉ được lùi theo quy định chưa kiểm chứng",
    ),
)

DOUBTFUL: tuple[SeededValue, ...] = (*HOUSE_ITSELF, *LATER_ROOMS)
