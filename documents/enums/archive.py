"""Work files and the archive: where a file, a list of files, a hand-over and a destruction stand."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class WorkFileState(Labelled):
    """Where a work file stands."""

    OPEN = "open", "Đang lập"
    CLOSED = "closed", "Đã kết thúc"
    HANDED_OVER = "handed_over", "Chờ lưu trữ nhận"
    ARCHIVED = "archived", "Đã nộp lưu trữ"
    DESTROYED = "destroyed", "Đã hủy"


# Still with the one who makes it.
IN_HAND = frozenset({WorkFileState.OPEN, WorkFileState.CLOSED})


class CatalogueState(Labelled):
    """Where the list of files of a year stands."""

    DRAFT = "draft", "Đang lập"
    SUBMITTED = "submitted", "Đã trình duyệt"
    ISSUED = "issued", "Đã ban hành"


class CatalogueNumbering(Labelled):
    """How the files of a list are numbered."""

    THROUGH = "through", "Liên tục trong toàn danh mục"
    WITHIN = "within", "Riêng trong từng đề mục lớn"


class HandoverState(Labelled):
    """Where a hand-over to the archive stands."""

    PROPOSED = "proposed", "Chờ lưu trữ nhận"
    RECEIVED = "received", "Lưu trữ đã nhận"
    REFUSED = "refused", "Lưu trữ trả lại"


class DestructionState(Labelled):
    """Where a list of files to be destroyed stands."""

    PROPOSED = "proposed", "Chờ hội đồng xét"
    AGREED = "agreed", "Đã có quyết định hủy"
    DONE = "done", "Đã hủy"
    DROPPED = "dropped", "Thôi, không hủy"


class HandoverReading(Labelled):
    """How the time for handing a file over is counted."""

    FROM_DATE = "from_date", "Một năm từ ngày kết thúc công việc"
    FROM_YEAR_END = "from_year_end", "Hết năm sau của năm kết thúc công việc"


# Kinds of files that hang on a work file or on a line of it.
OWN_FILE = "own"
PACKAGE_FILE = "package"
