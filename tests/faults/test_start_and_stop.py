"""The office starts with one command, stops with one key, and leaves nothing behind when it is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What the gate tells its tests would tell bin/run that its services are there already.
OF_THE_GATE = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "LMHTX_TESTING", "LMHTX_SERVICES", "COVERAGE_FILE"}
READY = "Nhấn Ctrl-C để dừng"


class Office:
    """One bin/run on data of its own."""

    def __init__(self, directory: Path) -> None:
        """Start it and read what it says until it is ready."""
        self.directory = directory
        keep = {name: value for name, value in os.environ.items() if name not in OF_THE_GATE}
        self.process = subprocess.Popen(
            [ROOT / "bin" / "run"],
            env=keep | {"LMHTX_VAR": str(directory), "PORT": "18000"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # one thread here
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if READY in line:
                break

    @property
    def address(self) -> str:
        """Where it says that it is."""
        return self.said.split("Mở trình duyệt tại:")[1].split()[0]

    def page(self) -> str:
        """The first page, as a browser gets it."""
        with urllib.request.urlopen(self.address, timeout=20) as answer:  # noqa: S310  # our own address
            return answer.read().decode()

    def end(self, number: signal.Signals) -> int:
        """Send the signal as a terminal does, and wait."""
        os.killpg(self.process.pid, number)
        self.said += self.process.stdout.read()
        return self.process.wait(timeout=60)

    def left(self) -> list[str]:
        """What still runs on its data, given twenty seconds to go."""
        for _ in range(200):
            found = running(self.directory)
            if not found:
                return []
            time.sleep(0.1)
        return found


def running(directory: Path) -> list[str]:
    """The commands whose environment or arguments name the directory."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(directory).encode() in told and command:
            found.append(command)
    return found


@pytest.fixture(scope="module")
def directory():
    """Data of an office of our own, where the database's own user may walk."""
    place = Path(tempfile.mkdtemp(prefix="lmhtx-chay-", dir="/tmp"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_first_start_shows_the_sign_in_page_and_the_people(directory):
    office = Office(directory)

    page = office.page()
    answer = office.end(signal.SIGINT)

    assert "Đăng nhập" in page
    assert "vanthu" in office.said
    assert answer == 130
    assert office.said.rstrip().endswith("Đã dừng hết.")
    assert office.left() == []


def test_second_office_on_the_same_data_is_refused(directory):
    office = Office(directory)

    second = Office(directory)
    office.end(signal.SIGTERM)

    assert "cổng đang chạy ở một cửa sổ khác" in second.said
    assert second.process.wait(timeout=5) == 1
    assert office.left() == []


def test_killed_office_leaves_nothing_and_starts_again(directory):
    killed = Office(directory)
    killed.end(signal.SIGKILL)
    assert killed.left() == []

    again = Office(directory)
    page = again.page()
    again.end(signal.SIGTERM)

    assert "Đăng nhập" in page
    assert again.left() == []
