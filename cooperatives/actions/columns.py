"""A person says what the columns of a brought workbook hold; it is remembered for whenever the source comes again."""

from __future__ import annotations

from django.db import transaction

from cooperatives.actions.bringing import MARKED, drop_files, open_brought
from cooperatives.models import BroughtRegister, SourceLayout
from cooperatives.queries.bringing import remembered
from cooperatives.workbooks.layouts import source_of
from cooperatives.workflow import BRINGINGS
from lmhtx.audit.actions import record
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.workflow.actions import move


@transaction.atomic
def choose_columns(*, brought: BroughtRegister, sources: list[dict[str, str]], by: User) -> BroughtRegister:
    """What the columns hold, by their headings: remembered for whenever the source comes again, and read anew.

    What was answered about the first reading is asked again.
    """
    brought = open_brought(brought, by)
    for facts in sources:
        told = {"name": brought.name, "facts": facts, "created_by": by}
        SourceLayout.objects.update_or_create(source=source_of(facts), defaults=told)
    record("cooperatives.register.columns_chosen", brought, by=by, columns=sources)
    return _read_anew(brought, by)


@transaction.atomic
def guess_columns(*, brought: BroughtRegister, by: User) -> BroughtRegister:
    """What was remembered of the columns is forgotten, and the workbook read as if nothing had been said of them."""
    brought = open_brought(brought, by)
    layouts = remembered(brought)
    record(
        "cooperatives.register.columns_forgotten",
        brought,
        by=by,
        columns=[layout.facts for layout in layouts],
    )
    SourceLayout.objects.filter(pk__in=[layout.pk for layout in layouts]).delete()
    return _read_anew(brought, by)


def _read_anew(brought: BroughtRegister, by: User) -> BroughtRegister:
    drop_files(Attachment.objects.of(brought).filter(kind=MARKED))
    brought.left, brought.answers = [], {}
    move(BRINGINGS, brought, "reread", by=by)
    brought.job = later("cooperatives.read_register", by=by, brought_id=brought.pk)
    brought.save(update_fields=["left", "answers", "job"])
    return brought
