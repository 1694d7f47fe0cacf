"""The files of the house by kind, and the rooms by floor, for the tests about the house itself."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
APPS = ("lmhtx", "plans", "cooperatives", "documents", "hr", "emulation", "fund")
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"


def modules() -> list[Path]:
    """Our own Python files, without what Django generates."""
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return sorted(found)


@cache
def text(path: Path) -> str:
    """What stands in the file."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(text(path))


def name(path: Path) -> str:
    """The file as told in a failure: "plans/rules.py"."""
    return path.relative_to(ROOT).as_posix()


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(path: Path) -> int:
    """How many lines the file has."""
    return len(text(path).splitlines())


def templates() -> list[Path]:
    """Every template."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def contracts() -> dict[str, dict]:
    """The contracts of pyproject.toml, by name."""
    facts = tomllib.loads(text(ROOT / "pyproject.toml"))
    return {contract["name"]: contract for contract in facts["tool"]["importlinter"]["contracts"]}


def our_models() -> list[type[Model]]:
    """Our models, without the history tables that pghistory keeps beside them and no page shows."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in APPS and not hasattr(model, "pgh_tracked_model")
    ]
