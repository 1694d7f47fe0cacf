"""Requests a second of "Việc của tôi" against an empty view behind the same middleware, two gunicorn workers each."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from benchmarks import measuring

measuring.start()

from django.conf import settings  # noqa: E402 - Django must be awake before its models are named
from django.test import Client  # noqa: E402

from benchmarks.generator import office_of  # noqa: E402
from lmhtx.people.models import User  # noqa: E402

TASKS = 2_000
VISITORS, SECONDS, ROUNDS = 8, 4.0, 3
SHARE = 0.30
PEOPLE = {"vanthu": "văn thư", "truongphong": "trưởng phòng", "chuyenvien": "chuyên viên"}
EMPTY = "benchmarks.empty_view:application"


def main() -> None:
    """The same visitors, turn by turn at both doors; the best round of each counts."""
    results = measuring.Results()
    office_of(TASKS)
    with served(EMPTY, BENCH_BARE="1") as bare, served(EMPTY) as empty, served("lmhtx.wsgi") as portal:
        for username, words in PEOPLE.items():
            cookie = cookie_of(username)
            naked, plain, desk = 0.0, 0.0, 0.0
            for _ in range(ROUNDS):
                naked = max(naked, requests_per_second(bare, cookie))
                plain = max(plain, requests_per_second(empty, cookie))
                desk = max(desk, requests_per_second(portal, cookie))
            print(
                f"{words}: không middleware {naked:.0f}, trang trống {plain:.0f}, Việc của tôi {desk:.0f} trang/s"
            )
            # Told the other way round, so that the smaller ratio is the better one, as in every line.
            results.add(
                f"“Việc của tôi” — {words}: trang trống nhanh gấp",
                value=plain,
                baseline=desk,
                limit=1 / SHARE,
                unit="trang/s",
            )
    results.end()


def cookie_of(username: str) -> str:
    """Somebody signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username), backend="lmhtx.account.backends.Backend")
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


@contextmanager
def served(application: str, **more: str) -> Iterator[int]:
    """Gunicorn as in the Procfile, on a port of its own."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = int(held.getsockname()[1])
    told = [
        "gunicorn",
        application,
        "--preload",
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
        "--timeout",
        "60",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", *told],
        env={**os.environ, "LMHTX_JSON_LOGS": "1", **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def requests_per_second(port: int, cookie: str, path: str = "/") -> float:
    """What eight visitors who never rest are answered in some seconds."""
    end = time.monotonic() + SECONDS
    counts = [0] * VISITORS

    def visit(place: int) -> None:
        while time.monotonic() < end:
            line = HTTPConnection("127.0.0.1", port, timeout=30)
            line.request("GET", path, headers={"Host": "localhost", "Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, answer.status  # noqa: S101
            counts[place] += 1
            line.close()

    threads = [threading.Thread(target=visit, args=[place]) for place in range(VISITORS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


if __name__ == "__main__":
    main()
