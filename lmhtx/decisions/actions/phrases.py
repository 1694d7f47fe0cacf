"""Keeping one's own phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from lmhtx.decisions.models import PHRASE_LENGTH, PhraseList, at_the_keys
from lmhtx.people.models import User
from lmhtx.workflow import Refused

MOST = 12


@transaction.atomic
def keep_phrases(*, lists: Mapping[tuple[str, str], Iterable[str]], by: User) -> None:
    """From now on these phrases are offered, by question and way to answer; an empty list offers none."""
    rows = [
        PhraseList(user=at_the_keys(by), question=question, verdict=verdict, phrases=_clean(phrases))
        for (question, verdict), phrases in lists.items()
    ]
    PhraseList.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "question", "verdict"], update_fields=["phrases"]
    )


def _clean(phrases: Iterable[str]) -> list[str]:
    clean = list(dict.fromkeys(" ".join(one.split()) for one in phrases if one.strip()))
    if len(clean) > MOST:
        raise Refused(f"Mỗi mục giữ nhiều nhất {MOST} câu mẫu; hãy bỏ bớt.")
    if any(len(one) > PHRASE_LENGTH for one in clean):
        raise Refused(f"Mỗi câu mẫu dài nhất {PHRASE_LENGTH} chữ; hãy rút gọn.")
    return clean
