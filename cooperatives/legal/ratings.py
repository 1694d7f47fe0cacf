"""The circular by which cooperatives are rated, and what it leaves to the house."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lmhtx.legal import Grade, Parameter, Source

CIRCULAR_01_2020 = Source(
    number="Thông tư số 01/2020/TT-BKHĐT",
    title="Hướng dẫn phân loại và đánh giá hợp tác xã",
    effective=date(2020, 4, 1),
)
RATING_TABLE = CIRCULAR_01_2020.at("Phụ lục 2")
RATING_BANDS = CIRCULAR_01_2020.at("Điều về xếp loại")
RATING_SCOPE = CIRCULAR_01_2020.at("Điều về đối tượng đánh giá")

SELF_SCORING = CIRCULAR_01_2020.at("Điều về trình tự đánh giá")

RATING_LEAST_MONTHS = Parameter(
    key="cooperatives.RATING_LEAST_MONTHS",
    label="Hợp tác xã hoạt động chưa đủ bao nhiêu tháng thì không đánh giá",
    unit="tháng",
    values=((CIRCULAR_01_2020.effective, 12, RATING_SCOPE),),
    grade=Grade.QUOTED,
)
RATING_STOPPED_MONTHS = Parameter(
    key="cooperatives.RATING_STOPPED_MONTHS",
    label="Hợp tác xã ngừng hoạt động quá bao nhiêu tháng trong năm thì không đánh giá",
    unit="tháng",
    values=((CIRCULAR_01_2020.effective, 3, RATING_SCOPE),),
    grade=Grade.QUOTED,
    doubt="Đang hiểu là một lần ngừng liên tục; văn bản trích lại không nói rõ có cộng dồn.",
)
RATING_STEP = Parameter(
    key="cooperatives.RATING_STEP",
    label="Bước chấm điểm khi đánh giá hợp tác xã",
    unit="điểm",
    values=((CIRCULAR_01_2020.effective, Decimal("0.5"), RATING_TABLE),),
    grade=Grade.HOUSE,
    doubt="Văn bản không nêu bước chấm; Liên minh cần chốt.",
)
