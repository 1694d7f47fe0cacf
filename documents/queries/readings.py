"""Which papers are read: the paper behind a file, and who opened one."""

from __future__ import annotations

from functools import partial
from typing import Any

from documents.models import Incoming, Outgoing
from lmhtx.audit.readings import readers_of
from lmhtx.files.models import Attachment

PAPERS = {model._meta.label_lower for model in (Incoming, Outgoing)}


def _itself(label: str, pk: int) -> tuple[str, int]:
    return label, pk


paper_in = partial(_itself, Incoming._meta.label_lower)
paper_out = partial(_itself, Outgoing._meta.label_lower)


def paper_of_file(pk: int) -> tuple[str, int] | None:
    """The paper that holds the file; None where it hangs on something else."""
    held = Attachment.objects.filter(pk=pk, owner_kind__in=PAPERS).values_list("owner_kind", "owner_id")
    return held.first()


def readers_panel(user: Any, paper: Any) -> dict[str, Any]:
    """Who opened the paper or one of its files."""
    del user
    return {"readers": readers_of(paper)}
