"""Files that may be signed are looked at as soon as they are kept."""

from __future__ import annotations

from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User

PDF = "application/pdf"


def ask_for_check(*, attachment: Attachment, by: User | None) -> None:
    """The signatures of a PDF are looked at behind the page; other files bear none that we know."""
    if attachment.blob.mime == PDF:
        later("signatures.check", by=by, blob_id=attachment.blob_id)
