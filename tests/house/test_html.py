"""Pages as they are served: html-validate finds nothing in them."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.house.sources import ROOT
from tests.house.things import addresses, make_things

CHECKER = ROOT / "node_modules" / ".bin" / "html-validate"
RULES = ROOT / ".htmlvalidate.json"
# Between them they may open everything but the page of somebody without a place.
PEOPLE = ("clerk", "admin", "officer", "keeper")


@pytest.fixture
def folder(tmp_path):
    """Where pages are kept for the checker."""
    made = tmp_path / "pages"
    made.mkdir()
    return made


def findings(folder) -> list[str]:
    """What the checker says of the pages in a folder, once for all of them."""
    # Through a file: what node writes into a pipe is cut off when it leaves.
    told = folder.parent / "findings.json"
    subprocess.run(
        [CHECKER, "--config", RULES, "--formatter", f"json={told}", "--ext", "html", folder],
        capture_output=True,
        check=False,
    )
    return [
        f"{page['filePath'].rsplit('/', 1)[-1]}:{one['line']} {one['ruleId']}: {one['message']} {one['selector']}"
        for page in json.loads(told.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]


def write_pages(folder, *, who: str, browser, things: dict[str, int]) -> int:
    """Keep every whole page that a person may open; returns how many."""
    count = 0
    for address in addresses():
        response = browser.get(address.path(things))
        if response.streaming or not response.content.lstrip()[:9].lower().startswith(b"<!doctype"):
            continue
        count += 1
        (folder / f"{address.name}-{who}-{response.status_code}.html").write_bytes(response.content)
    return count


def test_a_fault_is_found(folder):
    (folder / "page.html").write_text('<p><div>Sai</div></p><img src="x.png">', encoding="utf-8")

    rules = {re.split(r"[ :]+", one)[2] for one in findings(folder)}

    assert rules >= {"wcag/h37", "no-implicit-close"}


def test_every_page_is_good_html(db, as_, request, folder, client):
    things = make_things()

    kept = {
        who: write_pages(folder, who=who, browser=as_(request.getfixturevalue(who)), things=things)
        for who in PEOPLE
    }
    (folder / "sign_in.html").write_bytes(client.get("/tai-khoan/dang-nhap/").content)

    assert min(kept.values()) > 20
    assert findings(folder) == []


def test_the_page_of_a_broken_server_is_good_html(folder):
    source = (ROOT / "templates" / "500.html").read_text(encoding="utf-8")
    served = re.sub(r"\{% load .*? %\}", "", source).replace("{% static '", "/").replace("' %}", "")
    (folder / "500.html").write_text(served, encoding="utf-8")

    assert findings(folder) == []
