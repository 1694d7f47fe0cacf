"""Backups that only the holder of a key reads: gpg, with the public half alone on this machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from lmhtx.upkeep.postgres import Failed

HOUR = 3600


def lock(source: Path, target: Path, *, key: str) -> None:
    """The file is encrypted to the public key that lies in the file `key`."""
    _gpg(
        "--trust-model", "always", "--recipient-file", key, "--output", str(target), "--encrypt", str(source)
    )


def unlock(source: Path, target: Path) -> None:
    """The file in clear; the private half must be in gpg's ring of whoever runs this."""
    _gpg("--output", str(target), "--decrypt", str(source))


def _gpg(*arguments: str) -> None:
    if shutil.which("gpg") is None:
        raise Failed("Máy này không có gpg: hãy cài gói gpg.")
    ended = subprocess.run(
        ["gpg", "--batch", "--yes", "--quiet", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=HOUR,
    )
    if ended.returncode:
        raise Failed(f"gpg không làm được: {ended.stderr.strip()[-400:]}")
