"""What stands in a posted form of yearly figures, cut to what the columns hold."""

from __future__ import annotations

from django.http import HttpRequest

from cooperatives.enums.forms import Unit
from cooperatives.models import Submission

TYPED_LENGTH, NOTE_LENGTH = 60, 300
UNCLEAR = "Chưa rõ"


def typed_figures(request: HttpRequest, submission: Submission) -> dict[str, str]:
    """Each figure as it was typed."""
    return {
        one.key: request.POST.get(f"so_{one.key}", "").strip()[
            : NOTE_LENGTH if one.unit == Unit.WORDS else TYPED_LENGTH
        ]
        for one in submission.figures
    }


def typed_notes(request: HttpRequest, submission: Submission, *, start: str) -> dict[str, str]:
    """What was said of each figure; a ticked "Chưa rõ" says that nobody knows."""
    said = {}
    for one in submission.figures:
        words = request.POST.get(f"{start}_{one.key}", "").strip()[:NOTE_LENGTH]
        said[one.key] = words or (UNCLEAR if request.POST.get(f"chua_ro_{one.key}") else "")
    return said


def seen_version(request: HttpRequest) -> int:
    """The version that the page showed; 0 where it says none."""
    written = request.POST.get("version", "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0
