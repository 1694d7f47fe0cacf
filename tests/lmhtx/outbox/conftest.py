"""A real SMTP server on loopback that takes, refuses or puts off what it is told to."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from threading import Thread

import pytest


class Server(socketserver.ThreadingTCPServer):
    """Keeps the mails it took; `answer` is what it says to each recipient."""

    allow_reuse_address = True
    daemon_threads = True
    answer = "250 OK"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mails: list[str] = []


class Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        self.say("220 loopback")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                self.say("354 go on")
                self.take()
            self.say(self.server.answer if verb == "RCPT" else "250 OK")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.decode())
        self.server.mails.append("".join(lines))


@pytest.fixture
def smtp(settings) -> Iterator[Server]:
    """The server, to which Django sends."""
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


@pytest.fixture
def folder(settings, tmp_path):
    """Mails are written into a folder, as in a demonstration."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    return tmp_path / "mails"
