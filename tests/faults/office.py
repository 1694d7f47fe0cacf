"""The parts of an office that can be taken away: its services, its processes, the line between page and server."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from lmhtx.people.models import User

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
HIDDEN = re.compile(r'name="(act_key|csrfmiddlewaretoken)" value="([^"]+)"')


def until(is_so: Callable[[], Any], *, seconds: float = PATIENCE_SECONDS, pause: float = 0.05) -> Any:
    """What `is_so` answers once it is true; fails the test when that takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(pause)
    raise AssertionError(f"still not so after {seconds} s: {is_so}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Services:
    """PostgreSQL and Redis in a directory, stopped and started by the same script as in every start."""

    directory: Path

    def act(self, name: str, *options: str) -> None:
        """One act of bin/_services.sh."""
        command = [ROOT / "bin" / "_services.sh", name, str(self.directory), *options]
        subprocess.run(["bash", *command], check=True, timeout=60, stdout=subprocess.DEVNULL)

    @contextmanager
    def without(self, service: str) -> Iterator[None]:
        """The service is away inside the block."""
        self.act(f"stop-{service}")
        try:
            yield
        finally:
            self.act(f"start-{service}", *(HURRIED if service == "postgres" else ()))


HURRIED = ("-c", "fsync=off", "-c", "max_connections=200")


def environment(var: Path) -> dict[str, str]:
    """What a process of this office is told: the database of the tests, the same key, the same day."""
    told = connection.settings_dict
    database = f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    own = {
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "LMHTX_VAR": str(var),
        "LMHTX_TODAY": "2026-09-15",
        "LMHTX_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "lmhtx.settings",
        "PYTHONWARNINGS": "ignore",
    }
    return {**os.environ, **own}


class Process:
    """A process of the office with all its children, which end together."""

    def __init__(self, var: Path, *command: str) -> None:
        """Start it in a session of its own; what it says goes to a file beside its data."""
        self.log = var / f"{command[0]}.log"
        self.popen = subprocess.Popen(
            [str(Path(sys.executable).parent / command[0]), *command[1:]],
            cwd=ROOT,
            env=environment(var),
            stdout=self.log.open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Kill -9, children too."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(10)


def worker(var: Path) -> Process:
    """A Celery worker as in life, with one child that works."""
    return Process(
        var,
        "celery",
        "-A",
        "lmhtx",
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "info",
        "--pool",
        "prefork",
    )


class Web(Process):
    """The web server as in life, with one process that answers."""

    def __init__(self, var: Path) -> None:
        """Start it and wait until it answers."""
        self.port = free_port()
        super().__init__(
            var,
            "gunicorn",
            "lmhtx.wsgi",
            "--workers",
            "1",
            "--threads",
            "4",
            "--bind",
            f"127.0.0.1:{self.port}",
        )
        until(self._listens)

    def _listens(self) -> bool:
        assert self.popen.poll() is None, self.log.read_text()
        with socket.socket() as asked:
            return asked.connect_ex(("127.0.0.1", self.port)) == 0


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    text: str
    location: str = ""
    seconds: float = 0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(slots=True)
class Browser:
    """Somebody signed in, talking to the server over a real line."""

    port: int
    user: User
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sign in as the test client does; the session stands in the database."""
        client = Client()
        client.force_login(self.user, backend="lmhtx.account.backends.Backend")
        self.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask(path, None)

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on a page: its one-time key and its token."""
        page = self.get(path)
        assert page.status == 200, page.text[:500]
        found: dict[str, str] = {}
        for name, value in HIDDEN.findall(page.text):
            if name != "act_key" or page.text.rfind("<form", 0, page.text.find(value)) >= page.text.find(
                'id="main"'
            ):
                found.setdefault(name, value)
        return found

    def post(self, path: str, sent: dict[str, str]) -> Answer:
        """An act; redirects are shown, not followed."""
        return self._ask(path, urllib.parse.urlencode(sent).encode())

    def _ask(self, path: str, body: bytes | None) -> Answer:
        address = f"http://127.0.0.1:{self.port}{path}"
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        request = urllib.request.Request(address, body, {"Cookie": cookies, "Referer": address})
        began = time.monotonic()
        try:
            answer = urllib.request.build_opener(_NoRedirect).open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.split(";")[0].partition("=")
                self.cookies[name] = value
            text = answer.read().decode()
            location = answer.headers.get("Location", "")
            return Answer(answer.status, text, location, time.monotonic() - began)


class CutLine:
    """A line to the server that lets every request through and loses the first answer to a POST."""

    def __init__(self, port: int) -> None:
        """Listen on a port of its own."""
        self.server_port, self.lost = port, 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        self.listening.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=[caller], daemon=True).start()

    def _carry(self, caller: socket.socket) -> None:
        with caller, socket.create_connection(("127.0.0.1", self.server_port), timeout=30) as server:
            request = _whole_request(caller)
            server.sendall(request)
            if request.startswith(b"POST") and not self.lost:
                server.recv(1)  # the server has acted and begins to answer
                self.lost += 1
                return
            while piece := server.recv(65536):
                caller.sendall(piece)


def _whole_request(caller: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        request += caller.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += caller.recv(65536)
    # One question a call: the line is closed after its answer.
    return re.sub(rb"(?i)connection: [^\r]*", b"Connection: close", head) + b"\r\n\r\n" + body


def at_the_same_moment(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gives, all begun together on threads and connections of their own."""
    start, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait(10)
        try:
            given[place] = act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return given
