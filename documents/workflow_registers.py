"""How registers that come in move."""

from __future__ import annotations

from documents.access.exchange import ExPerm
from documents.access.register import Perm
from documents.enums.catch_up import CatchUpState
from lmhtx.workflow import Move, Workflow

OPEN = frozenset({CatchUpState.OPEN})
LABELS = {state.value: state.label for state in CatchUpState}

CATCH_UPS = Workflow(
    name="documents.catch_up",
    title="Nhập bù sổ",
    initial=CatchUpState.OPEN,
    labels=LABELS,
    moves=(
        Move(name="save", label="Lưu", source=OPEN, target=CatchUpState.SAVED, needs=ExPerm.CATCH_UP),
        Move(name="drop", label="Bỏ", source=OPEN, target=CatchUpState.DROPPED, needs=ExPerm.CATCH_UP),
    ),
)
BOOK_IMPORTS = Workflow(
    name="documents.book_import",
    title="Sổ cũ nhập vào",
    initial=CatchUpState.OPEN,
    labels=LABELS,
    moves=(
        Move(name="write", label="Ghi sổ", source=OPEN, target=CatchUpState.SAVED, needs=Perm.KEEP_BOOKS),
        Move(name="drop", label="Bỏ", source=OPEN, target=CatchUpState.DROPPED, needs=Perm.KEEP_BOOKS),
    ),
)
