"""Parsers at work in a child process: bounded memory and time, no network, a home of its own."""

from __future__ import annotations

import base64
import importlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lmhtx.reading.unreadable import UnreadableFile

Progress = Callable[[int, int], None]

MEMORY_MB = 1024
PURE_PACKAGE = "lmhtx.reading."
REFUSALS = {"UnreadableFile", "UnsafeFile", "OcrUnavailable"}
TOO_LONG = (
    "Đọc tệp quá {seconds} giây chưa xong nên hệ thống đã dừng. "
    "Hãy tách tệp thành từng phần ngắn hơn rồi tải lên lại."
)
TOO_LARGE = (
    "Đọc tệp cần quá nhiều bộ nhớ nên hệ thống đã dừng. Hãy giảm số trang hoặc độ phân giải rồi tải lên lại."
)
STOPPED = (
    "Bộ đọc dừng giữa chừng vì tệp này. "
    "Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu thành bản mới rồi tải lên lại."
)


class ParserFailed(UnreadableFile):
    """The child died, ran too long or outgrew its memory; the sentence is fit for the sender of the file."""


def run_parser(
    function: str | Callable[..., Any],
    *args: Any,
    seconds: int,
    memory_mb: int = MEMORY_MB,
    progress: Progress | None = None,
    is_pure: bool | None = None,
    **options: Any,
) -> Any:
    """What the function returns, run in a child; `function` is "module:name" or a module's own function.

    Arguments and result are plain JSON values, paths or bytes: a parser taken over by a bad file must not
    be able to hand back objects that act when unpacked. With `progress` the function gets a `progress`
    argument whose calls arrive here. A pure function (all of this room's are) starts without settings of the
    house. Raises UnreadableFile as the function does, else ParserFailed.
    """
    with TemporaryDirectory(prefix="lmhtx-child-") as name:
        folder = Path(name)
        path = _path_of(function)
        call = {
            "function": path,
            "is_pure": path.startswith(PURE_PACKAGE) if is_pure is None else is_pure,
            "args": [packed(value) for value in args],
            "options": {key: packed(value) for key, value in options.items()},
            "memory_mb": memory_mb,
            "seconds": seconds,
            "tells": progress is not None,
        }
        (folder / "call.json").write_text(json.dumps(call), encoding="utf-8")
        with (folder / "errors.txt").open("wb") as errors:
            code = _run_child(folder, errors.fileno(), seconds=seconds, progress=progress, call=call)
        return _result(folder, code)


def _path_of(function: str | Callable[..., Any]) -> str:
    return function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"


def packed(value: Any) -> Any:
    match value:
        case bytes():
            return {"__bytes__": base64.b64encode(value).decode("ascii")}
        case Path():
            return {"__path__": str(value)}
        case dict():
            return {key: packed(item) for key, item in value.items()}
        case list() | tuple():
            return [packed(item) for item in value]
        case _:
            return value


def unpacked(value: Any) -> Any:
    match value:
        case {"__bytes__": coded}:
            return base64.b64decode(coded)
        case {"__path__": name}:
            return Path(name)
        case dict():
            return {key: unpacked(item) for key, item in value.items()}
        case list():
            return [unpacked(item) for item in value]
        case _:
            return value


@cache
def _network_free_prefix() -> tuple[str, ...]:
    """The command that takes the network away, where the kernel lets us; else empty."""
    unshare = shutil.which("unshare")
    ways = [("--net",)] if os.geteuid() == 0 else [("--map-root-user", "--net")]
    for way in ways:
        if (
            unshare
            and subprocess.run([unshare, *way, "true"], capture_output=True, check=False).returncode == 0
        ):
            return (unshare, *way, "--")
    return ()


def _environment(folder: Path, call: dict[str, Any]) -> dict[str, str]:
    """Our own parsers see no setting of the house, so no secret; others need it to load their models."""
    home = folder / "home"
    home.mkdir()
    own = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(home),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "SAL_USE_VCLPLUGIN": "svp",
        "MALLOC_ARENA_MAX": "2",
    }
    if call["is_pure"]:
        return own
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, **own}


def _run_child(
    folder: Path, errors: int, *, seconds: int, progress: Progress | None, call: dict[str, Any]
) -> int:
    """The exit code; the whole process group is ended when time is up and whenever the child is done."""
    reader, writer = os.pipe()
    child = subprocess.Popen(
        [*_network_free_prefix(), sys.executable, "-m", "lmhtx.reading.child_main", str(folder), str(writer)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env=_environment(folder, call),
        cwd=folder,
        pass_fds=[writer],
        start_new_session=True,
    )
    os.close(writer)
    deadline = time.monotonic() + seconds
    try:
        with os.fdopen(reader, "rb", buffering=0) as pipe:
            _listen(pipe, deadline, progress)
        return child.wait(timeout=max(0.1, deadline - time.monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired) as late:
        raise ParserFailed(TOO_LONG.format(seconds=seconds)) from late
    finally:
        _end_group(child)


def _listen(pipe: Any, deadline: float, progress: Progress | None) -> None:
    """Passes on "done total" lines until the child closes its end; TimeoutError at the deadline."""
    waiting = b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(timeout=max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            piece = pipe.read(4096)
            if not piece:
                return
            *lines, waiting = (waiting + piece).split(b"\n")
            for line in lines:
                counts = line.split()
                if progress is not None and len(counts) == 2 and all(count.isdigit() for count in counts):
                    progress(int(counts[0]), int(counts[1]))


def _end_group(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _result(folder: Path, code: int) -> Any:
    """The returned value, or the error that the child wrote down before it ended."""
    answer = folder / "answer.json"
    if not answer.exists():
        raise ParserFailed(TOO_LARGE if code in {-signal.SIGKILL, -signal.SIGSEGV} else STOPPED)
    said = json.loads(answer.read_text(encoding="utf-8"))
    if "value" in said:
        return unpacked(said["value"])
    if said["kind"] in REFUSALS:
        raise UnreadableFile(said["message"])
    raise ParserFailed(TOO_LARGE if said["kind"] == "MemoryError" else STOPPED) from RuntimeError(
        said["trace"]
    )


def function_at(path: str) -> Callable[..., Any]:
    """The function named "module:name"."""
    module, _, name = path.partition(":")
    found = getattr(importlib.import_module(module), name)
    if not callable(found):
        raise TypeError(path)
    return found
