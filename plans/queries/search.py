"""What the search box finds among plans and tasks: exact words first, accents not needed."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from lmhtx.people.models import User
from lmhtx.vn.text import search_words
from plans.models import Plan, Task

# Of words that stand in half of all tasks only the newest hits are put in order: all of them would take seconds.
RANKED = 200


def find_plans(user: User, words: str) -> QuerySet[Plan]:
    """Plans whose number, symbol or title holds every word; "245/KH-LM" and "245 KH LM" alike."""
    rows = _with_every_word(Plan.objects.visible_to(user).select_related("issuer", "keeper"), words)
    return rows.annotate(exact=_exact("title", words)).order_by("exact", "-issued_on", "-id")


def find_tasks(user: User, words: str) -> QuerySet[Task]:
    """Tasks whose text holds every word, those with the accents as typed first, of the newest hits."""
    newest = _with_every_word(Task.objects.visible_to(user), words).order_by("-id").values("pk")[:RANKED]
    rows = Task.objects.filter(pk__in=newest).with_status().for_list()
    return rows.annotate(exact=_exact("text", words)).order_by("exact", "due_on", "id")


def _with_every_word(rows: Any, words: str) -> Any:
    for word in search_words(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def _exact(column: str, words: str) -> Case:
    return Case(
        When(**{f"{column}__icontains": words.strip()}, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
