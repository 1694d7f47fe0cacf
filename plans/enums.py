"""States and kinds of plans and tasks, with the words the office uses."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PlanKind(Labelled):
    """What kind of paper a plan came from."""

    PLAN = "plan", "Kế hoạch"
    DECISION = "decision", "Quyết định kèm kế hoạch"
    PROGRAMME = "programme", "Chương trình, đề án"
    DIRECTIVE = "directive", "Chỉ thị"
    CONCLUSION = "conclusion", "Thông báo kết luận"
    ASSIGNMENT = "assignment", "Giao việc"


class PlanState(Labelled):
    """Where a plan stands."""

    DRAFT = "draft", "Đang soạn"
    ACTIVE = "active", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Bãi bỏ"


class DeadlineKind(Labelled):
    """How the words of a deadline are to be understood."""

    DATE = "date", "Đến ngày"
    MONTH = "month", "Trong tháng"
    QUARTER = "quarter", "Trong quý"
    HALF = "half", "Trong 6 tháng"
    YEAR = "year", "Trong năm"
    ALL_YEAR = "all_year", "Cả năm"
    RANGE = "range", "Trong khoảng thời gian"
    OPEN_ENDED = "open_ended", "Từ một mốc trở đi"
    RECURRING = "recurring", "Thường xuyên, định kỳ"
    EVENT = "event", "Theo sự kiện"
    MULTIPLE = "multiple", "Nhiều mốc"
    NONE = "none", "Không ghi hạn"
    UNREADABLE = "unreadable", "Không đọc được"


class TaskStatus(Labelled):
    """Where a task stands on a day; computed from facts, never typed."""

    NOT_DUE = "not_due", "Chưa đến hạn"
    RUNNING = "running", "Đang thực hiện trong hạn"
    AWAITING = "awaiting", "Chờ xác nhận"
    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    OVERDUE = "overdue", "Chưa hoàn thành quá hạn"
    CONTINUOUS = "continuous", "Thường xuyên"
    UNDATED = "undated", "Chưa xác định hạn"
    PLANNED = "planned", "Chờ bước trước"
    SUSPENDED = "suspended", "Tạm dừng"
    CANCELLED = "cancelled", "Hủy (Bãi bỏ)"


class TaskMark(Labelled):
    """What is said beside a status."""

    DUE_SOON = "due_soon", "Sắp đến hạn"
    EXTENDED = "extended", "Đã gia hạn"
    EXTENSION_PENDING = "extension_pending", "Chờ duyệt gia hạn"
    REST_DAY = "rest_day", "Hạn rơi vào ngày nghỉ"


class TaskHold(Labelled):
    """What a person has decided about a task as a whole."""

    NONE = "none", "Đang theo dõi"
    PLANNED = "planned", "Chờ bước trước"
    SUSPENDED = "suspended", "Tạm dừng"
    CANCELLED = "cancelled", "Hủy (Bãi bỏ)"


class AssignmentRole(Labelled):
    """What an agency or unit does in a task."""

    LEAD = "lead", "Chủ trì"
    PARTNER = "partner", "Phối hợp"
    INFORMED = "informed", "Để biết"


class ChangeGround(Labelled):
    """On what an order to change a task rests."""

    PHONE = "phone", "Điện thoại"
    MEETING = "meeting", "Họp"
    DOCUMENT = "document", "Văn bản"


class ChangeKind(Labelled):
    """What an order changes in a task."""

    DUE = "due", "Đổi hạn"
    LEAD = "lead", "Đổi chủ trì"
    SUSPEND = "suspend", "Tạm dừng"
    RESUME = "resume", "Tiếp tục"
    CANCEL = "cancel", "Hủy (Bãi bỏ)"
    MERGE = "merge", "Gộp vào nhiệm vụ khác"


class ReportKind(Labelled):
    """Whether a report tells of the way or of the end."""

    PROGRESS = "progress", "Báo cáo tiến độ"
    COMPLETION = "completion", "Báo cáo hoàn thành"


class ReportVerdict(Labelled):
    """What the assigner said of a report."""

    PENDING = "pending", "Chờ xác nhận"
    ACCEPTED = "accepted", "Đã xác nhận"
    RETURNED = "returned", "Trả lại"


class ExtensionState(Labelled):
    """Where a request for more time stands."""

    REQUESTED = "requested", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"


class Audience(Labelled):
    """Whom a reminder addresses."""

    HOLDER = "holder", "Người thực hiện"
    HEAD = "head", "Trưởng đơn vị"
    LEADERSHIP = "leadership", "Thường trực"


class VersionChange(Labelled):
    """What an amended paper does with a task."""

    KEEP = "keep", "Giữ"
    CHANGE = "change", "Đổi"
    ADD = "add", "Thêm"
    REMOVE = "remove", "Bỏ"


class StepBase(Labelled):
    """From what the days of a step of a process are counted."""

    START = "start", "Từ ngày bắt đầu quy trình"
    AFTER_DUE = "after_due", "Từ hạn của bước trước"
    AFTER_DONE = "after_done", "Từ ngày bước trước xong"


class Rhythm(Labelled):
    """How often a task comes back."""

    WEEK = "week", "Hằng tuần"
    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng một lần"
    YEAR = "year", "Hằng năm"


class DayRule(Labelled):
    """On which day of its period a repeating task falls due."""

    DAY = "day", "Ngày cố định của tháng cuối kỳ"
    WEEKDAY = "weekday", "Một thứ trong tuần"
    LAST_WORKING = "last_working", "Ngày làm việc cuối của kỳ"
    AFTER_WINDOW = "after_window", "Sau ngày chốt số liệu (ngày 14) một số ngày làm việc"
    AFTER_PERIOD = "after_period", "Sau khi hết kỳ một số ngày làm việc"


# The kinds of questions that plans put into the queue "Cần tôi quyết".
EXTENSION_QUESTION, REPORT_QUESTION = "plans.extension", "plans.report"
