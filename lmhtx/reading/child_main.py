"""The child's side: limits first, then the parser, then its answer as JSON; started by `run_parser` only."""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lmhtx.reading.child import function_at, packed, unpacked

LARGEST_FILE_MB = 1024


def main(folder: Path, pipe: int) -> None:
    """Runs the call written in the folder and leaves the answer beside it."""
    call = json.loads((folder / "call.json").read_text(encoding="utf-8"))
    _limit(memory_mb=call["memory_mb"], seconds=call["seconds"])
    sys.addaudithook(_refuse_network)
    # programs started by the parser must not hold the pipe open after us
    os.set_inheritable(pipe, False)
    try:
        answer: dict[str, Any] = {"value": packed(_call(call, pipe))}
    except BaseException as error:  # noqa: BLE001  whatever happens must reach the parent as words
        answer = _told(error)
    (folder / "answer.json").write_text(json.dumps(answer), encoding="utf-8")


def _call(call: dict[str, Any], pipe: int) -> Any:
    if not call["is_pure"]:
        import django  # noqa: PLC0415  only callers with models need it, and it takes a second

        django.setup()
    function: Callable[..., Any] = function_at(call["function"])
    options = {key: unpacked(value) for key, value in call["options"].items()}
    if call["tells"]:
        options["progress"] = lambda done, total: os.write(pipe, f"{done} {total}\n".encode())
    return function(*(unpacked(value) for value in call["args"]), **options)


def _told(error: BaseException) -> dict[str, Any]:
    """The error's kind, its sentence, and the trace for the log of the parent."""
    is_memory = isinstance(error, MemoryError) or "Insufficient memory" in str(error)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    kind = (
        "MemoryError"
        if is_memory
        else "UnreadableFile"
        if "UnreadableFile" in kinds
        else type(error).__name__
    )
    return {"kind": kind, "message": str(error), "trace": traceback.format_exc()[-4000:]}


def _limit(*, memory_mb: int, seconds: int) -> None:
    """Data, not address space: LibreOffice and picture libraries map far more than they ever touch."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    cpu = 2 * seconds + 5
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    largest = LARGEST_FILE_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Where the kernel cannot take the network away, Python still refuses to use it."""
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo"}:
        raise PermissionError(f"{event}: {arguments[1:2]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
