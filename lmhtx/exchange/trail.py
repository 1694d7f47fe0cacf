"""The trail as a list to be written: the same filters as on its page, its sentences in words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from lmhtx.audit.access import Perm
from lmhtx.audit.forms import TrailForm
from lmhtx.audit.models import SUBJECT, VIA_LABELS, verb_label
from lmhtx.audit.queries import trail
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import Listing, SheetCell, local
from lmhtx.vn.dates import short

VIAS = dict(VIA_LABELS)
TITLE = "Nhật ký hệ thống"


def trail_listing(request: HttpRequest) -> Listing:
    """The trail as the query narrows it, newest first."""
    if not request.user.has_perm(Perm.READ_TRAIL):
        raise PermissionDenied
    form = TrailForm(request.GET)
    rows = form.narrowed(trail(request.user))
    return Listing(title=TITLE, cells=CELLS, rows=rows, filters=_in_words(form), order="Mới nhất trước")


def _act(verb: str) -> str:
    """What was done; the thing stands in a column of its own."""
    return verb_label(verb).replace(SUBJECT, "").strip() if verb else ""


def _in_words(form: TrailForm) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    verbs = dict(form.fields["viec"].choices)  # type: ignore[attr-defined]
    for name, value in form.cleaned_data.items():
        if value:
            words: Any = verbs.get(value, value) if name == "viec" else value
            told.append(
                (str(form.fields[name].label), short(words) if hasattr(words, "year") else str(words))
            )
    return told


CELLS = (
    SheetCell(of="at", heading="Lúc", turn=local, look=Look.MOMENT),
    SheetCell(
        of=Coalesce(F("by__full_name"), F("by__username")),
        heading="Người làm",
        turn=lambda who: who or "Hệ thống",
    ),
    SheetCell(of="on_behalf_of__full_name", heading="Làm thay cho"),
    SheetCell(of="via", heading="Cách vào", turn=lambda via: VIAS.get(via, via), width=16),
    SheetCell(of="verb", heading="Việc", turn=_act, width=36),
    SheetCell(of="subject_label", heading="Đối tượng", width=60),
    SheetCell(of="note", heading="Ghi chú", width=60),
)
