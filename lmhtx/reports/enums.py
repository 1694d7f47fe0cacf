"""Words of periodic reports: where one stands, over what length, by which window."""

from __future__ import annotations

from lmhtx.vn.dates import PeriodKind
from lmhtx.vn.labels import Labelled


class RunState(Labelled):
    """Where a report stands."""

    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Chờ kiểm tra"
    CHECKED = "checked", "Chờ ban hành"
    ISSUED = "issued", "Đã ban hành"
    DROPPED = "dropped", "Đã bỏ"


class Window(Labelled):
    """Which days a report of a period counts."""

    DECREE = "decree", "Nghị định 09/2019/NĐ-CP (từ ngày 15 đến ngày 14)"
    CALENDAR = "calendar", "Theo lịch (từ ngày đầu đến ngày cuối kỳ)"


class Span(Labelled):
    """The lengths over which reports are made."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF = "half", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Năm"
    FREE = "free", "Từ ngày đến ngày"

    @property
    def period_kind(self) -> PeriodKind:
        """The same length as a period of the year; free days have none."""
        return PeriodKind(self.value)
