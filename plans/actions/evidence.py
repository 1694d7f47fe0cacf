"""Files that stand behind a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lmhtx.decisions.actions.pages import ask_for_pages
from lmhtx.files.actions import store
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.workflow import Refused
from plans.models import Report

EVIDENCE = "evidence"


def attach_evidence(*, report: Report, by: User, files: Sequence[Any], max_bytes: int) -> None:
    """Keep each file beside the report; one unfit file refuses the whole act, saying which and how to mend it."""

    def check(path: Path, name: str) -> None:
        check_upload(path, name, max_bytes=max_bytes)

    try:
        for file in files:
            kept = store(file, owner=report, kind=EVIDENCE, by=by, name=file.name, check=check)
            ask_for_pages(attachment=kept, by=by)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit
