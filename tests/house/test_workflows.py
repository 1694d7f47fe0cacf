"""Workflows: every state can be reached, every move says who may make it, and nobody else writes a state."""

from __future__ import annotations

import ast
import importlib
import re

import pytest

from lmhtx.access import REGISTERED
from lmhtx.shell.management.commands.write_docs import workflows_page
from lmhtx.workflow import Move, Workflow
from tests.house.sources import APPS, ROOT, functions, modules, name, text, tree

# Who else may write a state, and why.
OTHER_WRITERS = {
    # The only writer.
    ("lmhtx/workflow/actions.py", "move"),
    # Jobs are the machine's: a worker claims, beats and ends them under locks of their own.
    ("lmhtx/jobs/", "*"),
    # Messages on their way out: waiting, sent or failed is what the mail server said, not what a person decided.
    ("lmhtx/outbox/", "*"),
    # Sendings to the province: what its server said, and the one who asks for another try; no person decides a state.
    ("cooperatives/actions/delivering.py", "*"),
    ("cooperatives/actions/province.py", "resend"),
    ("cooperatives/demo/province.py", "*"),
    # Messages of the document axis: waiting, sent, answered is what the transport or the other side said, and the
    # clerk's answer to a request ends it in the act that answers; the paper it speaks of has its own moves.
    ("documents/actions/exchange_", "*"),
    # Pages of printed forms: what the reader found on them, and that their figures have been entered; no person decides
    # a state, and the form that they went into has its own moves.
    ("cooperatives/actions/scans.py", "*"),
    # An order from above ends in one statement whatever it makes pointless: requests for more time and reports that
    # wait. Nobody decides them one by one, so there is no move; the order's own record tells it.
    ("plans/actions/changes.py", "*"),
}


def tables() -> list[Workflow]:
    """Every workflow of every app."""
    named = [app for app in APPS if (ROOT / app / "workflow.py").exists()]
    return [table for app in named for table in importlib.import_module(f"{app}.workflow").ALL]


def reached(workflow: Workflow) -> set[str]:
    """The states that moves lead to from the first."""
    found, news = set(), {str(workflow.initial)}
    while news:
        found |= news
        news = {str(move.target) for state in found for move in workflow.open_moves(state)} - found
    return found


def writes_state(node: ast.AST) -> bool:
    """Whether a statement sets `.state`, or a call does so in one stroke with `update(state=…)`."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return any(keyword.arg == "state" for keyword in node.keywords)
    return False


def state_writers(path: str, module: ast.Module) -> list[str]:
    """The functions of a module that write a state and are not on the list."""
    found = []
    for function in functions(module):
        is_known = any(path.startswith(place) and who in (function.name, "*") for place, who in OTHER_WRITERS)
        if not is_known and any(writes_state(node) for node in ast.walk(function)):
            found.append(f"{path}: {function.name}")
    return found


def table_named(workflow: Workflow) -> str:
    return workflow.name


def test_a_state_that_no_move_leads_to_is_seen():
    walk = Move(name="go", label="Đi", source=frozenset({"a"}), target="b", needs="")
    lonely = Workflow(name="x", title="X", initial="a", moves=(walk,), labels={"a": "A", "b": "B", "c": "C"})

    assert reached(lonely) == {"a", "b"}


def test_a_state_written_by_hand_is_seen():
    bad = ast.parse("def approve(loan):\n    loan.state = 'approved'\n    loans.update(state='approved')\n")
    good = ast.parse("def approve(loan):\n    move(LOANS, loan, 'approve')\n    loans.update(note='')\n")

    assert state_writers("fund/actions.py", bad) == ["fund/actions.py: approve"]
    assert state_writers("fund/actions.py", good) == []


@pytest.mark.parametrize("workflow", tables(), ids=table_named)
def test_every_state_has_a_label_and_can_be_reached(workflow):
    assert {str(state) for state in workflow.labels} - reached(workflow) == set()
    assert reached(workflow) - {str(state) for state in workflow.labels} == set()
    assert all(workflow.labels.values())


@pytest.mark.parametrize("workflow", tables(), ids=table_named)
def test_every_move_has_a_label_a_known_right_and_known_states(workflow):
    states = {str(state) for state in workflow.labels}

    assert [move.name for move in workflow.moves if not move.label] == []
    assert [move.name for move in workflow.moves if str(move.needs) not in REGISTERED] == []
    assert [
        move.name for move in workflow.moves if not {*map(str, move.source), str(move.target)} <= states
    ] == []
    assert len({move.name for move in workflow.moves}) == len(workflow.moves)


def test_only_move_writes_a_state():
    assert [line for path in modules() for line in state_writers(name(path), tree(path))] == []


def test_every_move_is_made_by_an_act():
    acts = "\n".join(text(path) for path in modules() if re.search(r"/(actions|tasks)(/|\.py$)", name(path)))
    unused = [
        f"{table.name}: {move.name}"
        for table in tables()
        for move in table.moves
        if f'"{move.name}"' not in acts
    ]

    assert unused == []


def test_the_page_of_workflows_is_fresh():
    assert text(ROOT / "docs" / "workflows.md") == workflows_page()
