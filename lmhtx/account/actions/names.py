"""Acts on names in papers that the directory does not know."""

from __future__ import annotations

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.directory import actions as directory
from lmhtx.directory.models import Agency, UnknownName
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def map_name(*, name: UnknownName, agency: Agency, by: User) -> int:
    """Say once which agency the name means; gives the number of waiting places mended."""
    try:
        mended = directory.map_unknown_name(name=name, agency=agency)
    except ValueError as taken:
        raise Refused(
            f"Cách viết này đã là của “{taken}”. Hãy bỏ cách viết đó ở cơ quan ấy trước."
        ) from taken
    record("directory.name.mapped", name, by=by, agency=str(agency), mended=mended)
    return mended


@transaction.atomic
def set_aside(*, name: UnknownName, by: User) -> UnknownName:
    """The words are no agency; the queue asks no more."""
    name.is_set_aside = True
    name.save(update_fields=["is_set_aside"])
    record("directory.name.set_aside", name, by=by)
    return name


@transaction.atomic
def ask_again(*, name: UnknownName, by: User) -> UnknownName:
    """The words wait in the queue once more."""
    name.is_set_aside = False
    name.save(update_fields=["is_set_aside"])
    record("directory.name.asked_again", name, by=by)
    return name
