"""The only writer of a case's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from lmhtx.access import refusal_of
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused, Workflow

if TYPE_CHECKING:
    from django.db.models import Model

Case = TypeVar("Case", bound="Model")


@transaction.atomic
def move(workflow: Workflow, thing: Case, name: str, *, by: Actor | User, note: str = "") -> Case:
    """Move the case: re-read it under a lock, check state, right and reason, and write the new state.

    Refuses when somebody else has moved it meanwhile, when the person may not, when a note is due and missing,
    or when something stands in the way.
    """
    step = workflow.move(name)
    state = (
        type(thing)
        ._default_manager.select_for_update(of=("self",))
        .values_list("state", flat=True)
        .get(pk=thing.pk)
    )
    if state not in step.source:
        raise Refused(
            f"Không thể “{step.label.lower()}”: hồ sơ đang ở trạng thái “{workflow.labels[state]}”. "
            "Hãy tải lại trang để xem tình trạng mới nhất."
        )
    user = rights_of(by)
    if user is not None and not user.has_perm(step.needs, thing):
        raise Refused(refusal_of(user, step.needs) or f"Anh/chị không có quyền “{step.label.lower()}” ở đây.")
    if step.needs_note and not note.strip():
        raise Refused("Hãy ghi rõ lý do.")
    if step.blocked_by is not None and (reason := step.blocked_by(thing)):
        raise Refused(reason)
    thing.state = step.target  # type: ignore[attr-defined]
    thing.save(update_fields=["state"])
    return thing
