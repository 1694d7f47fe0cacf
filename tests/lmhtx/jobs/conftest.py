"""Jobs made for one test and gone with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lmhtx.jobs.registry import DEFINED, Definition, define


@pytest.fixture
def make_job() -> Any:
    """`make_job(function, is_scheduled=…)` gives the definition of a job that runs the function."""
    made: list[str] = []

    def make(
        function: Callable[..., Any], *, name: str = "tests.work", is_scheduled: bool = False
    ) -> Definition:
        definition = Definition(
            name=name, label="Việc thử", function=function, seconds=1, is_scheduled=is_scheduled
        )
        define(definition)
        made.append(name)
        return definition

    yield make
    for name in made:
        del DEFINED[name]
