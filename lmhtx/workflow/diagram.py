"""Draws a workflow as Mermaid for docs/workflows.md."""

from __future__ import annotations

from lmhtx.workflow import Workflow


def mermaid(workflow: Workflow) -> str:
    """A state diagram with Vietnamese labels."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    lines += [f"    {state}: {label}" for state, label in workflow.labels.items()]
    lines += [
        f"    {source} --> {move.target}: {move.label}"
        for move in workflow.moves
        for source in sorted(move.source)
    ]
    return "\n".join(lines)
