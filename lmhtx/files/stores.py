"""Where contents lie on this machine's disk, and how a store that fails is told to people."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from lmhtx.workflow import Refused

FULL = "Kho tệp đã đầy nên chưa lưu được tệp này; chưa có gì thay đổi. Hãy báo quản trị hệ thống."
AWAY = (
    "Kho tệp tạm thời không trả lời nên chưa lưu được tệp này; chưa có gì thay đổi. Hãy thử lại sau ít phút."
)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StoreAway(OSError):
    """The store does not answer, or not as it should."""


class DiskStore(FileSystemStorage):
    """A folder; a file stands under its name whole or not at all."""

    def _save(self, name: str, content: File[bytes]) -> str:
        """Write beside and rename: a full disk or a killed process leaves no half file under a good name."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(prefix=".dang-ghi-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as body:
                for part in content.chunks():
                    body.write(part)
                body.flush()
                os.fsync(body.fileno())
            Path(half).chmod(0o640)
            Path(half).replace(target)
        except BaseException:
            Path(half).unlink(missing_ok=True)
            raise
        return name

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """What stands there; files still being written do not."""
        folders, names = super().listdir(path)
        return folders, [name for name in names if not name.startswith(".dang-ghi-")]


@contextmanager
def told_in_words() -> Iterator[None]:
    """A store that fails is told to the person in front of the page; the act has changed nothing."""
    try:
        yield
    except StoreAway as away:
        raise Refused(AWAY) from away
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Refused(FULL) from error
