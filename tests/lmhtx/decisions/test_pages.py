"""The queue in the browser: one thing at a time, with and without scripts, closed to everybody else."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx.account.standing_in import SESSION_KEY
from lmhtx.decisions.actions import carrying_out
from lmhtx.decisions.models import Decision, Outcome, PhraseList
from plans.actions import extensions
from plans.models import Extension
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
QUEUE = "/can-toi-quyet/"
HTMX = {"HX-Request": "true"}


def address(thing, name: str = "decision_make") -> str:
    """Where the thing is answered."""
    kind = "plans.extension" if isinstance(thing, Extension) else "plans.report"
    return reverse(name, args=[kind, thing.pk])


def words(response) -> str:
    """What the page says."""
    return response.content.decode()


def test_the_oldest_comes_first_with_all_that_is_needed(extension, report, deputy, as_) -> None:
    page = words(as_(deputy).get(QUEUE))

    assert "Lập danh sách sản phẩm OCOP" in page
    assert "Lập đề án" not in page
    for part in ("Nguyễn Thị Hạnh", "Hạn gốc", "01/10/2026", "01/11/2026", "Chờ số liệu", "1/2"):
        assert part in page
    assert address(report, "decision_item") in page


def test_a_report_shows_its_words_and_days(report, deputy, as_) -> None:
    page = words(as_(deputy).get(QUEUE))

    for part in ("Lập đề án", "báo cáo hoàn thành", "Đã xong", "100 %", "Chấp nhận", "Trả lại"):
        assert part in page


def test_an_answer_leads_to_the_next_thing_without_scripts(extension, report, deputy, as_) -> None:
    browser = as_(deputy)

    response = browser.post(address(extension), {"verdict": "approve"})

    assert response["Location"] == address(report, "decision_item")
    page = words(browser.get(response["Location"]))
    assert "Hoàn tác" in page
    assert "Lập đề án" in page
    assert browser.post(address(report), {"verdict": "accept"})["Location"] == QUEUE
    page = words(browser.get(QUEUE))
    assert "Không còn việc nào chờ anh/chị quyết" in page
    assert page.count("Hoàn tác") == 2
    assert "1 việc khác vừa quyết còn hoàn tác được" in page


def test_with_scripts_the_next_thing_is_the_answer(extension, report, deputy, as_) -> None:
    browser = as_(deputy)

    response = browser.post(address(extension), {"verdict": "approve"}, headers=HTMX)
    last = browser.post(address(report), {"verdict": "accept"}, headers=HTMX)

    assert response["HX-Push-Url"] == address(report, "decision_item")
    assert "Lập đề án" in words(response)
    assert "<html" not in words(response)
    assert (last["HX-Push-Url"], "Không còn việc nào" in words(last)) == (QUEUE, True)


def test_later_shows_the_next_and_after_the_last_the_first(extension, report, deputy, as_) -> None:
    browser = as_(deputy)

    piece = words(browser.get(address(report, "decision_item"), headers=HTMX))
    whole = words(browser.get(address(report, "decision_item")))

    assert "<html" not in piece
    for page in (piece, whole):
        assert "2/2" in page
        assert f'href="{address(extension, "decision_item")}"' in page


def test_a_double_click_and_a_lost_answer_decide_once(extension, report, deputy, as_) -> None:
    browser, sent = as_(deputy), {"verdict": "approve", "act_key": str(uuid.uuid4())}

    first = browser.post(address(extension), sent)
    second = browser.post(address(extension), sent)
    third = browser.post(address(extension), sent, headers=HTMX)

    assert first["Location"] == second["Location"] == third["HX-Redirect"]
    assert Decision.objects.count() == 1
    assert "Đã duyệt: Gia hạn đến 01/11/2026" in words(browser.get(second["Location"]))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"phrase": "Chờ thêm."}, "Chờ thêm."),
        ({"words": "Gõ tay"}, "Gõ tay"),
        ({"phrase": "Chờ thêm.", "words": "Gõ tay"}, "Chờ thêm.\nGõ tay"),
        ({"phrase": "Một câu", "words": "Một câu"}, "Một câu"),
    ],
)
def test_a_ticked_phrase_counts_as_words(sent, kept, extension, deputy, as_) -> None:
    as_(deputy).post(address(extension), {"verdict": "refuse", **sent})

    assert Decision.objects.get().words == kept


@pytest.mark.parametrize("sent", [{"verdict": "refuse"}, {"verdict": "nghi-nham"}, {}])
def test_an_answer_without_words_or_verdict_is_refused(sent, extension, deputy, as_) -> None:
    browser = as_(deputy)

    with_scripts = browser.post(address(extension), sent, headers=HTMX)
    without = browser.post(address(extension), sent, headers={"Referer": f"http://testserver{QUEUE}"})

    assert (with_scripts.status_code, with_scripts["HX-Reswap"]) == (422, "none")
    assert without["Location"] == f"{QUEUE}?"
    assert not Decision.objects.exists()


def test_a_decision_is_taken_back(extension, deputy, chairman, as_) -> None:
    browser = as_(deputy)
    browser.post(address(extension), {"verdict": "approve"})
    undo = reverse("decision_undo", args=[Decision.objects.get().pk])

    assert as_(chairman).post(undo).status_code == 404
    response = browser.post(undo)

    assert response["Location"] == address(extension, "decision_item")
    assert Decision.objects.get().outcome == Outcome.UNDONE
    assert "Lập danh sách" in words(browser.get(response["Location"]))


def test_what_was_decided_in_another_s_name_is_taken_back_also_as_oneself(
    extension, deputy, unit_head, decide, standing_in, as_
) -> None:
    instead, _delegation = standing_in(deputy, hands=unit_head)
    decision = decide(extension, "approve", by=instead)

    response = as_(unit_head).post(reverse("decision_undo", args=[decision.pk]))

    assert (response["Location"], Decision.objects.get().outcome) == (QUEUE, Outcome.UNDONE)


def test_another_s_thing_does_not_exist_and_one_handled_meanwhile_leads_on(
    extension, report, deputy, unit_head, officer, chairman, as_
) -> None:
    item, make_ = address(extension, "decision_item"), address(extension)
    assert as_(officer).get(item).status_code == 403
    assert as_(officer).post(make_, {"verdict": "approve"}).status_code == 403
    fund = make.task(leads=("fund",), followed_by=make.agency("fund"), person=officer)
    elsewhere = Extension.objects.create(
        task=fund,
        reason="x",
        from_due_on=fund.due_on,
        to_due_on=extension.to_due_on,
        requested_at=extension.requested_at,
        created_by=officer,
    )
    assert as_(unit_head).get(address(elsewhere, "decision_item")).status_code == 404
    assert as_(unit_head).post(address(elsewhere), {"verdict": "approve"}).status_code == 404
    assert as_(deputy).get(reverse("decision_item", args=["la.lam", 1])).status_code == 404

    extensions.refuse_extension(extension=extension, by=chairman, note="Không")

    assert as_(deputy).get(item)["Location"] == QUEUE
    refused = as_(deputy).post(make_, {"verdict": "approve"}, headers=HTMX)
    assert (refused.status_code, Decision.objects.count()) == (422, 0)


def test_why_a_decision_fell_is_told_until_noted(extension, deputy, officer, as_, minute_over) -> None:
    browser = as_(deputy)
    browser.post(address(extension), {"verdict": "approve"})
    extensions.withdraw_extension(extension=extension, by=officer)
    minute_over()
    carrying_out.carry_out_due()

    assert "Chưa thực hiện được" in words(browser.get(QUEUE))
    browser.post(reverse("decision_note", args=[Decision.objects.get().pk]))
    assert "Chưa thực hiện được" not in words(browser.get(QUEUE))


@pytest.mark.parametrize(("kind", "says"), [("absence", "Lập danh sách"), ("assistant", "chỉ nhập thay")])
def test_who_stands_in_sees_the_queue_and_an_assistant_why_not(
    kind, says, extension, deputy, officer_of_other_unit, standing_in, as_
) -> None:
    _instead, delegation = standing_in(deputy, kind=kind)
    browser = as_(officer_of_other_unit)
    session = browser.session
    session[SESSION_KEY] = delegation.pk
    session.save()

    assert says in words(browser.get(QUEUE))
    answer = browser.post(address(extension), {"verdict": "approve"})
    assert (answer.status_code == 302, Decision.objects.count()) == (kind == "absence", kind == "absence")
    assert browser.get(reverse("phrases_edit")).status_code == 403


def test_phrases_are_kept(deputy, as_) -> None:
    browser, edit = as_(deputy), reverse("phrases_edit")
    assert "Giữ nguyên thời hạn" in words(browser.get(edit))

    response = browser.post(edit, {"plans.extension:refuse": "Một\nHai", "plans.report:accept": "Tốt"})

    assert response["Location"] == QUEUE
    kept = {(one.question, one.verdict): one.phrases for one in PhraseList.objects.all()}
    assert (kept["plans.extension", "refuse"], kept["plans.report", "accept"]) == (["Một", "Hai"], ["Tốt"])
    too_many = browser.post(edit, {"plans.extension:refuse": "\n".join(map(str, range(13)))})
    assert (too_many.status_code, "nhiều nhất 12 câu" in words(too_many)) == (422, True)


def test_the_desk_counts_what_waits_and_leads_there(extension, report, deputy, officer, as_) -> None:
    page = words(as_(deputy).get("/"))

    assert "<b>2</b> Cần tôi quyết" in " ".join(page.split())
    assert f'href="{QUEUE}"' in page
    assert f'href="{QUEUE}"' not in words(as_(officer).get("/"))


def test_the_page_costs_the_same_for_one_and_for_many(extension, deputy, officer, as_) -> None:
    def count() -> int:
        browser = as_(deputy)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(QUEUE).status_code == 200
        return len(queries)

    count()
    one = count()
    for _ in range(3):
        task = make.task(person=officer, assigner=deputy)
        extensions.ask_extension(task=task, by=officer, to_due_on=extension.to_due_on, reason="Chờ")

    assert count() == one
