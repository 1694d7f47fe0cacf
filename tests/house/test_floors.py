"""The floors: contracts of imports are kept, and no table points upward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.db.models import Model

from tests.house.sources import APPS, ROOT, contracts, our_models


def floors() -> dict[str, int]:
    """Each room and app with the number of its floor, the roof at 0."""
    rows = [layer.split("|") for layer in contracts()["The floors"]["layers"]]
    return {room.strip(" ()"): floor for floor, rooms in enumerate(rows) for room in rooms}


def room_of(model: type[Model]) -> str:
    """The room or app a model stands in: "lmhtx.people", "plans"."""
    parts = model.__module__.split(".")
    return ".".join(parts[:2]) if parts[0] == "lmhtx" else parts[0]


def may_point(source: str, target: str, heights: dict[str, int]) -> bool:
    """Whether a table of one room may point to a table of another: its own, or one further down."""
    return source == target or heights[source] < heights[target]


def test_a_table_may_point_down_and_not_up_or_sideways():
    heights = {"fund": 1, "emulation": 1, "plans": 5}

    assert may_point("fund", "plans", heights)
    assert may_point("plans", "plans", heights)
    assert not may_point("plans", "fund", heights)
    assert not may_point("fund", "emulation", heights)


def test_every_room_has_its_floor():
    rooms = {f"lmhtx.{path.parent.name}" for path in (ROOT / "lmhtx").glob("*/__init__.py")}
    # Words for packages' messages: data without code.
    rooms -= {"lmhtx.locale"}

    assert (rooms | set(APPS) - {"lmhtx"}) - floors().keys() == set()


def test_no_foreign_key_points_upward():
    heights = floors()
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is not None
        and field.related_model.__module__.split(".")[0] in APPS
        and not may_point(room_of(model), room_of(field.related_model), heights)
    ]

    assert wrong == []


def test_the_contracts_of_imports_are_kept():
    linter = Path(sys.executable).with_name("lint-imports")

    told = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )

    assert told.returncode == 0, told.stdout
