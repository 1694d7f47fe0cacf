"""How statuses and kinds look: the tone of colour and the drawing beside the word."""

from __future__ import annotations

from plans.enums import ExtensionState, ReportVerdict, TaskStatus

STATUS_TONES = {
    TaskStatus.NOT_DUE: "grey",
    TaskStatus.RUNNING: "info",
    TaskStatus.AWAITING: "soon",
    TaskStatus.DONE_ON_TIME: "done",
    TaskStatus.DONE_LATE: "done",
    TaskStatus.OVERDUE: "danger",
    TaskStatus.CONTINUOUS: "info",
    TaskStatus.UNDATED: "soon",
    TaskStatus.PLANNED: "grey",
    TaskStatus.SUSPENDED: "grey",
    TaskStatus.CANCELLED: "grey",
}
VERDICT_TONES = {
    ReportVerdict.PENDING: "soon",
    ReportVerdict.ACCEPTED: "done",
    ReportVerdict.RETURNED: "danger",
}
EXTENSION_TONES = {
    ExtensionState.REQUESTED: "soon",
    ExtensionState.APPROVED: "done",
    ExtensionState.REFUSED: "danger",
    ExtensionState.WITHDRAWN: "grey",
}
