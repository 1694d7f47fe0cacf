"""How time is taken and told: quartiles, ratios against a baseline of the same run, one line of the table each."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

REPEATS = 11


def start() -> None:
    """Wake the portal up inside this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lmhtx.settings")
    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def seconds_of(act: Callable[[], object], *, repeats: int = REPEATS) -> float:
    """The lower quartile of several runs after one that warms up: what else the machine does only ever adds."""
    act()
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.quantiles(taken, n=4)[0]


class Results:
    """The lines of one script; a line that misses its limit makes the script fail."""

    def __init__(self) -> None:
        """Nothing measured yet."""
        self.lines: list[str] = []
        self.has_failed = False

    def add(self, what: str, *, value: float, baseline: float, limit: float, unit: str = "s") -> None:
        """Tell a value, what it is held against, their ratio and how large that may be."""
        ratio = value / baseline
        is_good = ratio <= limit
        self.has_failed |= not is_good
        verdict = "đạt" if is_good else "CHƯA ĐẠT"
        line = f"{what}\t{value:.3f} {unit}\t{baseline:.3f} {unit}\t{ratio:.2f}\t≤ {limit:.2f}\t{verdict}"
        self.lines.append(line)
        print(as_text(line), flush=True)

    def end(self) -> None:
        """Leave the lines where bin/bench gathers them, and answer as a command does."""
        if place := os.environ.get("LMHTX_VAR"):
            with (Path(place) / "benchmarks.tsv").open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in self.lines)
        sys.exit(1 if self.has_failed else 0)


def as_text(line: str) -> str:
    """A line with its columns under each other."""
    what, *figures = line.split("\t")
    return f"{what:<62}" + "".join(f"{figure:>13}" for figure in figures)


if __name__ == "__main__":
    for told in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        print(as_text(told))
