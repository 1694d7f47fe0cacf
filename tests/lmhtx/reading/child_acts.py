"""What the child is asked to do in its tests."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from lmhtx.reading.unreadable import UnreadableFile


def echo(value: Any) -> Any:
    return value


def add(one: int, *, other: int) -> int:
    return one + other


def count(total: int, *, progress: Callable[[int, int], None]) -> None:
    for done in range(1, total + 1):
        progress(done, total)


def refuse(sentence: str) -> NoReturn:
    raise UnreadableFile(sentence)


def raise_error() -> NoReturn:
    raise ZeroDivisionError


def die() -> None:
    os.kill(os.getpid(), 9)


def crash() -> None:
    ctypes.string_at(0)


def leave_quietly() -> None:
    os._exit(0)


def eat_memory(megabytes: int) -> int:
    return len(b"x" * (megabytes * 1024 * 1024))


def _grandchild(mark: Path) -> None:
    started = subprocess.Popen(["sleep", "60"])
    mark.write_text(str(started.pid), encoding="ascii")


def sleep_with_grandchild(mark: Path) -> None:
    _grandchild(mark)
    time.sleep(60)


def leave_grandchild(mark: Path) -> None:
    _grandchild(mark)


def knock(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=3).close()
    except OSError:
        return "refused"
    return "let in"


def surroundings() -> dict[str, Any]:
    return {
        "home": os.environ["HOME"],
        "scratch": tempfile.gettempdir(),
        "proxies": [name for name in os.environ if name.lower().endswith("_proxy")],
    }
