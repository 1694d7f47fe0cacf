"""Sizes: nothing in the house is longer than a person reads in one go."""

from __future__ import annotations

import ast

from tests.house.sources import ROOT, STATIC, functions, lines_of, modules, name, templates, tree

FILE_LINES, SETTINGS_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES, SCRIPT_LINES = (
    300,
    350,
    40,
    20,
    150,
    300,
)


def length(node: ast.AST) -> int:
    """Lines of a function from its first decorator or `def` to its end, its docstring included."""
    return node.end_lineno - node.lineno + 1


def too_long(module: ast.Module, limit: int) -> list[str]:
    """The functions of a module beyond the limit."""
    return [f"{node.name}: {length(node)}" for node in functions(module) if length(node) > limit]


def is_view(path: str) -> bool:
    """Whether a file holds views."""
    return path.endswith("/views.py") or "/views/" in path


def test_a_function_is_measured_with_its_docstring_and_comments():
    module = ast.parse('def long():\n    """Say."""\n    # why\n    return 1\n')

    assert too_long(module, 3) == ["long: 4"]
    assert too_long(module, 4) == []


def test_files_stop_at_300_lines():
    limits = {"lmhtx/settings.py": SETTINGS_LINES}
    long = {name(path): lines_of(path) for path in modules()}

    assert {path: count for path, count in long.items() if count > limits.get(path, FILE_LINES)} == {}


def test_functions_stop_at_40_lines():
    assert {name(path): long for path in modules() if (long := too_long(tree(path), FUNCTION_LINES))} == {}


def test_views_stop_at_20_lines():
    views = [path for path in modules() if is_view(name(path))]

    assert views
    assert {name(path): long for path in views if (long := too_long(tree(path), VIEW_LINES))} == {}


def test_templates_stop_at_150_lines():
    assert {name(path): lines_of(path) for path in templates() if lines_of(path) > TEMPLATE_LINES} == {}


def test_scripts_and_styles_stop_at_300_lines():
    files = [*STATIC.rglob("*.js"), *STATIC.rglob("*.css")]

    assert {name(path): lines_of(path) for path in files if lines_of(path) > SCRIPT_LINES} == {}


def test_no_module_has_a_drawers_name():
    drawers = {"utils", "helpers", "common", "misc", "manager", "service", "services", "base2", "core"}
    found = [name(path) for path in modules() if drawers & {path.stem, *path.relative_to(ROOT).parts}]

    assert found == []
