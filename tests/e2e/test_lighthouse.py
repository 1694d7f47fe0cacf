"""The five most used pages as Lighthouse judges them: accessibility and best practices at least 95 of 100."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from lmhtx.people.models import User
from tests.e2e.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.house.things import addresses, make_things

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

MOST_USED = ("home", "task_list", "task_detail", "plan_detail", "office_board")
LEAST = 0.95
LIGHTHOUSE = settings.ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"


@pytest.fixture
def debugged(browser: Browser) -> Iterator[int]:
    """The port at which a Chromium of its own listens: Lighthouse's way of starting one gives up after 25 seconds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    started = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*CHROMIUM_FLAGS, f"--remote-debugging-port={port}"], timeout=120_000
    )
    yield port
    started.close()


@pytest.fixture
def judged(
    furnished: None, live_server: LiveServer, debugged: int, tmp_path: Path
) -> Callable[[str], dict[str, Any]]:
    """Lighthouse's verdict on a page, opened by the head of the office."""
    client = Client()
    client.force_login(User.objects.get(username="chanhvanphong"), backend="lmhtx.account.backends.Backend")
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def verdict(path: str) -> dict[str, Any]:
        told = tmp_path / "lighthouse.json"
        # A busy machine may take its time.
        ended = subprocess.run(
            [
                "node", LIGHTHOUSE, f"{live_server.url}{path}", "--quiet", "--preset=desktop",
                "--only-categories=accessibility,best-practices", "--output=json", f"--output-path={told}",
                f"--extra-headers={json.dumps({'Cookie': cookie})}", f"--port={debugged}",
                "--max-wait-for-load=90000",
            ],
            env={**os.environ, "TMPDIR": str(tmp_path)},
            check=False,
            timeout=180,
            capture_output=True,
            text=True,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr[-2000:]
        return dict(json.loads(told.read_text(encoding="utf-8")))

    return verdict


def findings(report: dict[str, Any]) -> list[str]:
    """What cost the page its points."""
    refs = [
        ref for category in report["categories"].values() for ref in category["auditRefs"] if ref["weight"]
    ]
    audits = [report["audits"][ref["id"]] for ref in refs]
    return [f"{one['id']}: {one['title']}" for one in audits if one["score"] not in {None, 1}]


def test_most_used_pages_are_judged_at_least_95(judged: Callable[[str], dict[str, Any]]) -> None:
    things = make_things()
    paths = {one.name: one.path(things) for one in addresses() if one.name in MOST_USED}
    assert set(paths) == set(MOST_USED)

    reports = {name: judged(path) for name, path in paths.items()}

    assert {name: report["finalDisplayedUrl"].endswith(paths[name]) for name, report in reports.items()} == (
        dict.fromkeys(paths, True)
    )
    poor = {
        f"{name} {key}": (category["score"], findings(report))
        for name, report in reports.items()
        for key, category in report["categories"].items()
        if category["score"] < LEAST
    }
    assert poor == {}
