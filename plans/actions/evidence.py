"""Files that stand behind a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from lmhtx.files.actions import store
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload, safe_name
from lmhtx.workflow import Refused
from plans.models import Report


def attach_evidence(*, report: Report, by: User, files: Sequence[Any], max_bytes: int) -> None:
    """Keep each file beside the report; one unfit file refuses the whole act, saying which and how to mend it."""
    for file in files:
        name = safe_name(file.name)
        with NamedTemporaryFile(suffix=Path(name).suffix) as copy:
            for piece in file.chunks():
                copy.write(piece)
            copy.flush()
            try:
                check_upload(copy.name, name, max_bytes=max_bytes)
            except UnsafeFile as unfit:
                raise Refused(str(unfit)) from unfit
            store(Path(copy.name), owner=report, kind="evidence", by=by, name=name)
