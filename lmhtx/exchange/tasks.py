"""Work behind the page: lists made, workbooks checked and written, old ones forgotten."""

from __future__ import annotations

from collections.abc import Callable

from lmhtx.exchange.actions.exports import NO_LIST, make_export
from lmhtx.exchange.actions.forgetting import forget_old
from lmhtx.exchange.actions.imports import check_workbook, write_workbook
from lmhtx.exchange.models import Export, Import, ImportState
from lmhtx.jobs.running import GaveUp, job, progress, scheduled
from lmhtx.sheets.writing import is_no_room
from lmhtx.ui.exports import NoList
from lmhtx.vn.numbers import grouped

FULL = "Ổ đĩa của máy chủ đã đầy nên chưa ghi được tệp. Hãy báo quản trị hệ thống rồi thử lại."


@job("exchange.make_export", label="Xuất danh sách ra Excel", seconds=20)
def make_long_list(export_id: int) -> dict[str, str]:
    """Make the workbook; a second run finds it made."""
    export = Export.objects.select_related("created_by").get(pk=export_id)
    total = export.row_count
    progress(0, total, "Đang đọc dữ liệu.")

    def told(done: int) -> None:
        progress(done, max(total, done), f"Đã ghi {grouped(done)} dòng.")

    try:
        kept = make_export(export=export, told=told)
    except NoList as closed:
        raise GaveUp(NO_LIST) from closed
    except OSError as error:
        if is_no_room(error):
            raise GaveUp(FULL) from error
        raise
    return {"url": kept.get_absolute_url()}


@job("exchange.check_import", label="Kiểm tra tệp Excel", seconds=20)
def check_brought(import_id: int) -> dict[str, str]:
    """Check the workbook; a second run finds nothing to do."""
    return _on(import_id, ImportState.CHECKING, check_workbook, "Đang kiểm tra từng ô.")


@job("exchange.write_import", label="Ghi dữ liệu từ tệp Excel", seconds=30)
def write_brought(import_id: int) -> dict[str, str]:
    """Write the workbook in one transaction; killed on the way nothing is written, and the next run begins anew."""
    return _on(
        import_id, ImportState.WRITING, write_workbook, "Đang ghi, chưa xong thì chưa dòng nào được ghi."
    )


def _on(import_id: int, state: ImportState, act: Callable[..., Import], note: str) -> dict[str, str]:
    brought = Import.objects.select_related("created_by").get(pk=import_id)
    if brought.state == state:
        progress(0, 0, note)
        try:
            act(brought=brought)
        except OSError as error:
            if is_no_room(error):
                raise GaveUp(FULL) from error
            raise
    return {"url": brought.get_absolute_url()}


@scheduled("exchange.forget_old", label="Xóa tệp Excel đã hết hạn giữ", seconds=10)
def forget() -> str:
    """Exports after a week, brought workbooks after thirty days."""
    exports, imports = forget_old()
    return f"Đã xóa {exports} bản xuất, {imports} lần nhập." if exports or imports else ""
