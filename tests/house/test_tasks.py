"""Work behind the page: every name that is asked for or scheduled exists."""

from __future__ import annotations

import ast
import re

from lmhtx.celery import app
from lmhtx.jobs.registry import DEFINED
from tests.house.sources import ROOT, modules, name, text, tree

# The engine itself passes names on.
ENGINE = "lmhtx/jobs/"


def asked(module: ast.Module) -> list[str | None]:
    """The name in each call of `later`; None where it is not written out."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    named = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "later"]
    return [
        node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None for node in named
    ]


def test_a_call_without_a_written_name_is_seen():
    assert asked(ast.parse('later("plans.read_paper", reading_id=1)\nlater(chosen)')) == [
        "plans.read_paper",
        None,
    ]


def test_every_job_that_is_asked_for_exists():
    wanted = {name(path): asked(tree(path)) for path in modules() if not name(path).startswith(ENGINE)}
    unknown = {path: [one for one in names if one not in DEFINED] for path, names in wanted.items()}

    assert {path: names for path, names in unknown.items() if names} == {}


def test_every_entry_of_the_schedule_is_a_scheduled_job():
    schedule = app.conf.beat_schedule

    assert [key for key, entry in schedule.items() if key != entry["task"]] == []
    assert [key for key in schedule if key not in DEFINED or not DEFINED[key].is_scheduled] == []


def test_every_scheduled_job_stands_in_the_schedule():
    assert {key for key, one in DEFINED.items() if one.is_scheduled} - app.conf.beat_schedule.keys() == set()


def test_every_job_is_known_to_the_workers():
    assert set(DEFINED) - set(app.tasks) == set()


def test_the_schedule_is_sorted_and_each_hour_explained():
    lines = text(ROOT / "lmhtx" / "celery.py").splitlines()
    entries = [number for number, line in enumerate(lines) if re.fullmatch(r'    "[a-z_.]+": \{', line)]

    assert list(app.conf.beat_schedule) == sorted(app.conf.beat_schedule)
    assert [lines[number] for number in entries if not lines[number - 1].strip().startswith("# ")] == []


def test_every_job_has_a_vietnamese_label_and_a_name_of_its_app():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")} | {
        p.parent.name for p in ROOT.glob("lmhtx/*/apps.py")
    }

    assert [key for key, one in DEFINED.items() if not one.label or one.label == key] == []
    assert [
        key for key in DEFINED if not re.fullmatch(r"[a-z]+\.[a-z_]+", key) or key.split(".")[0] not in apps
    ] == []
