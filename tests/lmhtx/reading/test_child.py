"""Parsers run in a child: their answers, progress and refusals come back, their excesses do not hurt us."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from lmhtx.reading.child import ParserFailed, run_parser
from lmhtx.reading.unreadable import UnreadableFile
from tests.lmhtx.reading.child_acts import add

HERE = "tests.lmhtx.reading.child_acts"


def test_plain_values_bytes_and_paths_go_there_and_back() -> None:
    value = {"tên": ["Sở Tài chính", 3, 2.5, None, True], "tệp": b"\x00\xff"}

    assert run_parser(f"{HERE}:echo", value, seconds=30) == value
    assert run_parser(f"{HERE}:echo", Path("folder/a b"), seconds=30) == Path("folder/a b")


def test_function_itself_may_be_named() -> None:
    assert run_parser(add, 2, seconds=30, other=3) == 5


def test_progress_arrives_while_the_child_works() -> None:
    seen: list[tuple[int, int]] = []

    run_parser(f"{HERE}:count", 3, seconds=30, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_refusal_keeps_its_sentence() -> None:
    with pytest.raises(UnreadableFile, match="Tệp có mật khẩu"):
        run_parser(f"{HERE}:refuse", "Tệp có mật khẩu.", seconds=30)


@pytest.mark.parametrize("act", ["raise_error", "die", "crash", "leave_quietly"])
def test_child_that_ends_badly_is_told_in_vietnamese(act: str) -> None:
    with pytest.raises(ParserFailed, match="Hãy"):
        run_parser(f"{HERE}:{act}", seconds=30)


def test_memory_is_bounded() -> None:
    with pytest.raises(ParserFailed, match="quá nhiều bộ nhớ"):
        run_parser(f"{HERE}:eat_memory", 2000, seconds=60, memory_mb=256)


def test_time_is_bounded_and_grandchildren_end_too(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild.pid"
    started = time.monotonic()

    with pytest.raises(ParserFailed, match="quá 6 giây"):
        run_parser(f"{HERE}:sleep_with_grandchild", mark, seconds=6)

    assert time.monotonic() - started < 12
    assert _has_ended(int(mark.read_text(encoding="ascii")))


def _has_ended(process: int) -> bool:
    """The kernel needs a moment to take a killed process down on a busy machine."""
    deadline = time.monotonic() + 5
    while _is_alive(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_child_reaches_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        assert run_parser(f"{HERE}:knock", port, seconds=30) == "refused"


def test_child_has_a_home_of_its_own_and_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")

    told = run_parser(f"{HERE}:surroundings", seconds=30)

    assert told["home"] != os.environ.get("HOME")
    assert told["home"] == told["scratch"]
    assert told["proxies"] == []
    assert not Path(told["home"]).exists()


def test_nothing_is_left_running(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild.pid"

    run_parser(f"{HERE}:leave_grandchild", mark, seconds=30)

    assert _has_ended(int(mark.read_text(encoding="ascii")))
