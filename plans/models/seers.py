"""The agencies that see a task, kept in its own row by the database itself.

People of an agency see what it leads or takes part in by name, and all of a plan that it keeps. Asked of three tables
this costs a walk through everything the agency has ever had; beside the words of the task, one index answers it.
"""

from __future__ import annotations

import pgtrigger

# Whatever is written into the column, the database puts down what follows from assignments and keeper: a task read
# before an assignment was added may be saved afterwards without harm.
_COUNT = """
    NEW.seen_by = ARRAY(
        SELECT agency_id FROM plans_assignment WHERE task_id = NEW.id AND agency_id IS NOT NULL
        UNION
        SELECT keeper_id FROM plans_plan WHERE id = NEW.plan_id
        ORDER BY 1
    );
    RETURN NEW;
"""
_AGAIN = "UPDATE plans_task SET seen_by = seen_by WHERE {condition}; RETURN NULL;"


def of_task() -> pgtrigger.Trigger:
    """Counts the agencies of a task that is written."""
    return pgtrigger.Trigger(
        name="seers",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("seen_by", "plan_id"),
        func=_COUNT,
    )


def of_assignments() -> list[pgtrigger.Trigger]:
    """Count again for all tasks whose assignments one statement has changed."""
    new, old = "SELECT task_id FROM new_rows", "SELECT task_id FROM old_rows"
    return [
        _after("seers_insert", pgtrigger.Insert, pgtrigger.Referencing(new="new_rows"), new),
        _after("seers_delete", pgtrigger.Delete, pgtrigger.Referencing(old="old_rows"), old),
        _after(
            "seers_update",
            pgtrigger.Update,
            pgtrigger.Referencing(new="new_rows", old="old_rows"),
            f"{new} UNION {old}",
        ),
    ]


def _after(
    name: str, operation: pgtrigger.Operation, referencing: pgtrigger.Referencing, tasks: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=referencing,
        func=_AGAIN.format(condition=f"id IN ({tasks})"),
    )


def of_plan() -> pgtrigger.Trigger:
    """Counts again for the tasks of a plan that another agency keeps from now on."""
    return pgtrigger.Trigger(
        name="seers",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("keeper_id"),
        condition=pgtrigger.Q(old__keeper__df=pgtrigger.F("new__keeper")),
        func=_AGAIN.format(condition="plan_id = NEW.id"),
    )
