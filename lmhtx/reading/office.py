"""LibreOffice at work without a window: old files turned into new ones, each call in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lmhtx.reading.unreadable import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SECONDS = 120
FAILED = (
    "Không đọc được tệp cũ này. Hãy mở tệp bằng Word hoặc Excel, lưu lại thành .docx hoặc .xlsx rồi tải lên."
)


@contextmanager
def converted(path: Path, *, kind: str) -> Iterator[Path]:
    """The file converted to `kind` ("docx", "xlsx") in a folder that goes when done; UnreadableFile on failure."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFile(
            "Máy chủ chưa cài LibreOffice nên chưa đọc được tệp .doc. Hãy lưu lại thành .docx."
        )
    with TemporaryDirectory(prefix="lmhtx-office-") as folder:
        source = Path(folder) / f"source{path.suffix.lower() or '.doc'}"
        shutil.copyfile(path, source)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--convert-to",
            kind,
            "--outdir",
            f"{folder}/out",
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=LONGEST_SECONDS, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableFile(FAILED) from error
        result = Path(folder) / "out" / f"source.{kind}"
        if not result.exists():
            raise UnreadableFile(FAILED)
        yield result
