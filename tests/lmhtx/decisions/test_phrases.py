"""Stock phrases: the app's own at first, then one's own, the one used last in front."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from lmhtx.decisions import queries
from lmhtx.decisions.actions.phrases import keep_phrases
from lmhtx.decisions.models import Decision, PhraseList
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
REFUSE = ("plans.extension", "refuse")


def offered(user, verdict: str = "refuse") -> tuple[str, list[str]]:
    """The last phrase and the others, for one way to answer a request for time."""
    offers = queries.offers_for(user, queries.question("plans.extension"))
    return next((one.last, one.phrases) for one in offers if one.verdict.key == verdict)


def test_the_app_s_own_phrases_are_offered_first(deputy) -> None:
    last, phrases = offered(deputy)

    assert (last, phrases[0]) == ("", "Giữ nguyên thời hạn, tập trung hoàn thành.")


def test_each_person_keeps_his_own(deputy, chairman) -> None:
    keep_phrases(lists={REFUSE: ["  Không   được. ", "", "Không được.", "Chờ thêm."]}, by=deputy)
    keep_phrases(lists={("plans.extension", "approve"): []}, by=deputy)

    assert offered(deputy) == ("", ["Không được.", "Chờ thêm."])
    assert offered(deputy, "approve") == ("", [])
    assert offered(chairman)[1][0] == "Giữ nguyên thời hạn, tập trung hoàn thành."
    keep_phrases(lists={REFUSE: ["Một câu."]}, by=deputy)
    assert (offered(deputy), PhraseList.objects.count()) == (("", ["Một câu."]), 2)
    assert str(PhraseList.objects.first()) == "Câu mẫu của Lê Thị Minh Hạnh"


@pytest.mark.parametrize(
    ("phrases", "sentence"),
    [([f"Câu {n}" for n in range(13)], "nhiều nhất 12 câu"), (["x" * 201], "dài nhất 200 chữ")],
)
def test_a_list_stays_short(phrases, sentence, deputy) -> None:
    with pytest.raises(Refused, match=sentence):
        keep_phrases(lists={REFUSE: phrases}, by=deputy)


@pytest.mark.parametrize(
    ("words", "last"),
    [("Chờ thêm.", "Chờ thêm."), ("x" * 201, ""), ("Hai\ndòng", "")],
)
def test_the_words_used_last_come_first_once(words, last, extension, deputy, decide) -> None:
    keep_phrases(lists={REFUSE: ["Chờ thêm.", "Không được."]}, by=deputy)

    decide(extension, "refuse", by=deputy, words=words)

    rest = [one for one in ("Chờ thêm.", "Không được.") if one != last]
    assert (offered(deputy), offered(deputy, "approve")[0]) == ((last, rest), "")


def test_a_substitute_has_his_own_phrases(deputy, officer_of_other_unit, standing_in) -> None:
    keep_phrases(lists={REFUSE: ["Của Phó Chủ tịch."]}, by=deputy)
    instead, _delegation = standing_in(deputy)

    keep_phrases(lists={("plans.extension", "approve"): ["Của người làm thay."]}, by=instead)

    assert offered(instead)[1][0] == "Giữ nguyên thời hạn, tập trung hoàn thành."
    assert PhraseList.objects.get(user=officer_of_other_unit).phrases == ["Của người làm thay."]


def test_a_stranger_sees_nothing() -> None:
    stranger = AnonymousUser()

    assert not Decision.objects.visible_to(stranger).exists()
    assert not PhraseList.objects.visible_to(stranger).exists()
