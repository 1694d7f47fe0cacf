"""How a brought workbook moves: checked, looked at, written."""

from __future__ import annotations

from lmhtx.exchange.access import Perm
from lmhtx.exchange.models import ImportState
from lmhtx.workflow import Move, Workflow


def _move(name: str, label: str, target: ImportState, *sources: ImportState) -> Move:
    return Move(name=name, label=label, source=frozenset(sources), target=target, needs=Perm.IMPORT_SHEETS)


IMPORTS = Workflow(
    name="exchange.import",
    title="Nhập từ Excel",
    initial=ImportState.CHECKING,
    labels={state.value: state.label for state in ImportState},
    moves=(
        _move("pass", "Kiểm tra xong", ImportState.READY, ImportState.CHECKING),
        _move("fault", "Nêu lỗi", ImportState.FAULTY, ImportState.CHECKING, ImportState.WRITING),
        _move("confirm", "Ghi vào hệ thống", ImportState.WRITING, ImportState.READY),
        _move("recheck", "Xem lại vì dữ liệu đã đổi", ImportState.READY, ImportState.WRITING),
        _move("write", "Ghi xong", ImportState.WRITTEN, ImportState.WRITING),
        _move(
            "drop",
            "Bỏ lần nhập này",
            ImportState.DROPPED,
            ImportState.READY,
            ImportState.FAULTY,
        ),
    ),
)
ALL = (IMPORTS,)
