"""What a person keeps for himself: drafts and saved views; and the forgetting of what has served."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.ui.models import ActKey, Draft, SavedView
from lmhtx.workflow import Refused

KEYS_KEPT_DAYS = 7
DRAFTS_KEPT_DAYS = 30
VIEWS_PER_LIST = 20


@transaction.atomic
def keep_draft(*, form: str, values: dict[str, list[str]], by: User) -> Draft:
    """What the person is typing into the form, in place of the draft before."""
    draft, _is_new = Draft.objects.update_or_create(
        user=by, form=form, defaults={"values": values, "at": clock.now()}
    )
    return draft


@transaction.atomic
def drop_draft(*, form: str, by: User) -> None:
    """The person's draft of the form is gone."""
    Draft.objects.visible_to(by).filter(form=form).delete()


@transaction.atomic
def save_view(*, page: str, name: str, query: str, by: User) -> SavedView:
    """A tab of a list, in place of the person's tab of the same name; refused beyond twenty a list."""
    own = SavedView.objects.visible_to(by).filter(page=page)
    if own.exclude(name=name).count() >= VIEWS_PER_LIST:
        raise Refused(f"Mỗi danh sách giữ được {VIEWS_PER_LIST} cách xem. Hãy bỏ bớt một thẻ rồi lưu lại.")
    view, _is_new = SavedView.objects.update_or_create(
        user=by, page=page, name=name, defaults={"query": query, "at": clock.now()}
    )
    return view


@transaction.atomic
def forget_old() -> None:
    """Keys of acts older than a week and drafts untouched for a month are gone."""
    ActKey.objects.older_than(clock.now() - timedelta(days=KEYS_KEPT_DAYS)).delete()
    Draft.objects.older_than(clock.now() - timedelta(days=DRAFTS_KEPT_DAYS)).delete()
