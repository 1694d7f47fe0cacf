"""The page that holds the portal against annex VI of decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from documents.access.inspection import InspectPerm
from documents.annex_six import PARTS, Standing, functions
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page

TONES = {Standing.MET: "done", Standing.IN_PART: "soon", Standing.NOT_MET: "danger"}


@reads
@needs(InspectPerm.VIEW_SELF_CHECK)
def self_check(request: HttpRequest) -> HttpResponse:
    """Tự đánh giá theo Phụ lục VI."""
    rows = functions()
    counted = Counter(one.standing for one in rows)
    context = {
        "title": "Tự đánh giá theo Phụ lục VI Nghị định 30",
        "parts": [
            (
                title,
                [(one, reverse(one.url_name) if one.url_name else "") for one in rows if one.part == part],
            )
            for part, title in PARTS.items()
        ],
        "counted": [(standing.label, counted[standing], TONES[standing]) for standing in Standing],
    }
    return page(request, "documents/self_check.html", context)
