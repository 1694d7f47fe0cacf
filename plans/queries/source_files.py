"""The files behind a reading, copied to a place where a parser may read them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage

from lmhtx.files.models import Attachment
from plans.models import Reading

SOURCE = "source"
PAGES = "pages"


def sources(reading: Reading) -> list[Attachment]:
    """What was handed in, in the order of the pages."""
    return list(Attachment.objects.of(reading).filter(kind=SOURCE))


def pages_pdf(reading: Reading) -> Attachment | None:
    """The derived PDF that shows the pages of an office file, once it is made."""
    return Attachment.objects.of(reading).filter(kind=PAGES).last()


@contextmanager
def at_hand(attachments: list[Attachment]) -> Iterator[list[Path]]:
    """Copies of the files on this machine for as long as the block lasts, wherever the store is."""
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        paths = []
        for place, attachment in enumerate(attachments):
            path = Path(folder) / f"{place:03}{Path(attachment.name).suffix.lower()}"
            with default_storage.open(attachment.blob.stored_name) as body, path.open("wb") as copy:
                shutil.copyfileobj(body, copy)
            paths.append(path)
        yield paths
