"""The queue "Cần tôi quyết": one thing at a time, answered in one tap, taken back within the minute."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from lmhtx.access.decorators import needs, personal
from lmhtx.decisions import queries
from lmhtx.decisions.access import Perm
from lmhtx.decisions.actions import deciding, phrases
from lmhtx.decisions.forms import AnswerForm, PhrasesForm
from lmhtx.decisions.models import Decision
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, go_to, htmx_of, page, partial, wants_piece
from lmhtx.workflow import Refused

TITLE = "Cần tôi quyết"
QUEUE, ITEM = "decisions/queue.html", "decisions/queue.html#item"


@reads
@needs(Perm.VIEW_QUEUE)
def decision_queue(request: HttpRequest) -> HttpResponse:
    """Cần tôi quyết."""
    queue = queries.queue_of(request.user)
    place = queries.place_of(queue, queue[0].question.key, queue[0].pk) if queue else None
    return page(request, QUEUE, _shown(request, place))


@reads
@needs(Perm.VIEW_QUEUE)
def decision_item(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Một việc cần tôi quyết."""
    place = queries.place_of(queries.queue_of(request.user), key, pk)
    if place is None:
        if not queries.was_mine(request.user, key, pk):
            raise Http404
        return redirect("decision_queue")
    if wants_piece(request):
        return partial(request, ITEM, _shown(request, place))
    return page(request, QUEUE, _shown(request, place))


@writes(post_only=True)
@needs(Perm.VIEW_QUEUE)
def decision_make(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Quyết."""
    place = _place(request, key, pk)
    question = place.waiting.question
    form = AnswerForm(request.POST)
    verdict = question.verdict(form.cleaned_data["verdict"]) if form.is_valid() else None
    if verdict is None:
        raise Refused("Hãy bấm lại nút quyết định.")
    thing = get_object_or_404(question.dress(question.rows(request.user)), pk=pk)
    details = queries.details_told(question, verdict, thing, request)
    words = form.words_in_all()
    decision = deciding.decide(
        thing=thing, question=question, verdict=verdict, by=request.user, words=words, details=details
    )
    return _next(request, place, f"{verdict.done}: {decision.subject_label}.")


@writes(post_only=True)
@needs(Perm.VIEW_QUEUE)
def decision_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Hoàn tác."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    deciding.undo(decision=decision, by=request.user)
    queue = queries.queue_of(request.user)
    # Made in another name than the present one, it waits again in that one's queue.
    is_here = queries.place_of(queue, decision.question, decision.subject_id) is not None
    return done(request, decision.item_url if is_here else "decision_queue", f"Đã hoàn tác: {decision}.")


@writes(post_only=True)
@needs(Perm.VIEW_QUEUE)
def decision_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Đã rõ vì sao không thực hiện được."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    deciding.take_note(decision=decision, by=request.user)
    return done(request, "decision_queue")


@personal
@writes
@needs(Perm.VIEW_QUEUE)
def phrases_edit(request: HttpRequest) -> HttpResponse:
    """Câu mẫu của tôi."""
    form = PhrasesForm(request.POST or None, user=request.user)
    if form.is_valid():
        phrases.keep_phrases(lists=form.lists(), by=request.user)
        return done(request, "decision_queue", "Đã lưu câu mẫu.")
    return page(request, "decisions/phrases_edit.html", {"title": "Câu mẫu của tôi", "form": form})


def _place(request: HttpRequest, key: str, pk: int) -> queries.Place:
    place = queries.place_of(queries.queue_of(request.user), key, pk)
    if place is not None:
        return place
    if queries.was_mine(request.user, key, pk):
        raise Refused(deciding.TAKEN)
    raise Http404


def _next(request: HttpRequest, place: queries.Place, message: str) -> HttpResponse:
    """The thing that follows, at once; what a repeated click is told stays with the answer."""
    following = place.following
    address = following.address if following else reverse("decision_queue")
    if not htmx_of(request):
        response = go_to(request, address)
    else:
        queue = queries.queue_of(request.user)
        after = queries.place_of(queue, following.question.key, following.pk) if following else None
        response = partial(request, ITEM, _shown(request, after))
        response["HX-Push-Url"] = address
    response.act_message = message
    return response


def _shown(request: HttpRequest, place: queries.Place | None) -> dict[str, Any]:
    user = request.user
    context = {
        "title": TITLE,
        "place": place,
        "undoable": queries.undoable(user),
        "fallen": queries.fallen(user),
    }
    if place is None:
        return {**context, "why_none": queries.why_none(user)}
    question = place.waiting.question
    thing = get_object_or_404(question.dress(question.rows(user)), pk=place.waiting.pk)
    return {
        **context,
        "question": question,
        "shown": question.show(thing),
        "papers": queries.papers_of(question.files(thing)),
        "offers": queries.offers_for(user, question),
        "details": question.details(None, user, thing) if question.details else None,
    }
