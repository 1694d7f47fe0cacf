"""A real server on loopback in the place of the province's: takes, refuses, hangs, breaks off, forgets nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from cooperatives.models import ProvinceConnection
from lmhtx.base import personal

RECEIPT = "soBienNhan"


class Province(ThreadingHTTPServer):
    """Keeps what it was sent; `manner` is how it answers, a number being a bare status."""

    daemon_threads = True
    manner: Any = "take"
    seconds = 0.0
    extra: dict[str, str]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.lock = Lock()
        self.got: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.receipts: dict[str, str] = {}
        self.taken: list[dict[str, Any]] = []
        self.extra = {}

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/htx"

    def hear(self, headers: dict[str, str], told: dict[str, Any]) -> None:
        """Write down that somebody asked."""
        with self.lock:
            self.got.append((headers, told))

    def take(self, key: str, told: dict[str, Any]) -> str:
        """Take what has not been taken under this key; the same receipt for the same key."""
        with self.lock:
            if key not in self.receipts:
                self.taken.append(told)
                self.receipts[key] = f"BN-{len(self.receipts) + 1:05}"
            return self.receipts[key]

    def handle_error(self, *args: Any) -> None:
        """Quiet: the other side may hang up."""


class Talk(BaseHTTPRequestHandler):
    """One request."""

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = dict(self.headers)
        self.server.hear(headers, told)
        time.sleep(self.server.seconds)
        manner = self.server.manner
        if isinstance(manner, int):
            self.say(manner, b'{"loi": "khong nhan"}')
            return
        getattr(self, manner)(headers["Idempotency-Key"], told)

    def take(self, key: str, told: dict[str, Any]) -> None:
        self.say(200, json.dumps({RECEIPT: self.server.take(key, told)}).encode())

    def take_and_die(self, key: str, told: dict[str, Any]) -> None:
        self.server.take(key, told)
        self.close_connection = True

    def take_and_break_off(self, key: str, told: dict[str, Any]) -> None:
        answer = json.dumps({RECEIPT: self.server.take(key, told)}).encode()
        self.say(200, answer[:5], length=len(answer))
        self.close_connection = True

    def take_and_wait(self, key: str, told: dict[str, Any]) -> None:
        self.server.take(key, told)
        time.sleep(60)

    def have_it(self, key: str, told: dict[str, Any]) -> None:
        self.say(409, json.dumps({RECEIPT: self.server.take(key, told)}).encode())

    def later(self, key: str, told: dict[str, Any]) -> None:
        del key, told
        self.say(202, b"")

    def mumble(self, key: str, told: dict[str, Any]) -> None:
        del key, told
        self.say(200, b"<html>\x00ok</html>")

    def list_it(self, key: str, told: dict[str, Any]) -> None:
        del key, told
        self.say(200, b'["BN-1"]')

    def drip(self, key: str, told: dict[str, Any]) -> None:
        del key, told
        self.say(200, b" ", length=1000)
        for _ in range(20):
            time.sleep(0.2)
            self.wfile.write(b" ")

    def nonsense(self, key: str, told: dict[str, Any]) -> None:
        del key, told
        self.wfile.write(b"\x00\x01 what\r\n\r\n")
        self.close_connection = True

    def say(self, status: int, body: bytes, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        if 300 <= status < 400:
            self.send_header("Location", self.server.address)
        for name, value in self.server.extra.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextmanager
def listening() -> Iterator[Province]:
    """The server, at work inside the block."""
    with Province() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


def connect(address: str, *, is_on: bool = True) -> ProvinceConnection:
    """Sendings go to this address from now on."""
    ProvinceConnection.objects.filter(pk=1).delete()
    return ProvinceConnection.objects.create(
        pk=1, address=address, is_on=is_on, token_sealed=personal.seal("bi-mat")
    )
