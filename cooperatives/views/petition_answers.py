"""A petition as whoever answers it sees it: the register beside what was sent; accepted, asked about, refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from cooperatives.access.petitions import PetitionPerm
from cooperatives.actions import petitions as acts
from cooperatives.enums.petitions import ON_THE_WAY, PetitionKind
from cooperatives.forms.petitions import AnswerForm
from cooperatives.models import Petition
from cooperatives.petition_contents import WHOLE
from cooperatives.queries.petition_queue import due_of
from cooperatives.queries.petitions import (
    Line,
    Reading,
    choices_of,
    items_sent,
    lines_of,
    papers_of,
    reading_of,
)
from cooperatives.views.petition_typed import eligible_for, typed_asks
from cooperatives.views.petitions import crumbs_of, petition_of
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused


@reads
@needs(PetitionPerm.VIEW_PETITION)
def petition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một đề nghị: đang ghi trong sổ, đề nghị ghi, giấy tờ."""
    petition = petition_of(request, pk, PetitionPerm.VIEW_PETITION)
    return page(request, "cooperatives/petition_detail.html", _shown(request, petition))


@writes
@needs(PetitionPerm.JUDGE_PETITION)
def petition_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Chấp nhận, yêu cầu bổ sung, hoặc không chấp nhận đề nghị."""
    petition = petition_of(request, pk, PetitionPerm.JUDGE_PETITION)
    form = AnswerForm(request.POST or None, petition=petition)
    if form.is_valid():
        return done(request, petition, _answer(request, petition, form))
    return page(request, "cooperatives/petition_detail.html", _shown(request, petition, form))


def _answer(request: HttpRequest, petition: Petition, form: AnswerForm) -> str:
    """The act that was asked for, and what is said of it."""
    note, by = form.cleaned_data["note"], request.user
    if "accept" in request.POST:
        items = request.POST.getlist("phan")
        acts.accept_petition(petition=petition, by=by, items=items, note=note, extra=form.extra)
        return "Đã chấp nhận; sổ đã ghi theo đề nghị."
    if "ask" in request.POST:
        acts.ask_petition(petition=petition, by=by, asks=typed_asks(request, petition), note=note)
        return "Đã yêu cầu bổ sung; thời hạn trả lời tạm dừng."
    if "refuse" in request.POST:
        acts.refuse_petition(petition=petition, by=by, note=note)
        return "Đã ghi không chấp nhận."
    raise Refused("Hãy chọn chấp nhận, yêu cầu bổ sung hoặc không chấp nhận.")


def _shown(request: HttpRequest, petition: Petition, form: AnswerForm | None = None) -> dict[str, Any]:
    """The page of one petition for whoever looks at it."""
    user = request.user
    may_judge = petition.waits and user.has_perm(PetitionPerm.JUDGE_PETITION, petition)
    may_file = user.has_perm(PetitionPerm.FILE_PETITION, petition)
    lines = _lines(petition, None if may_judge or may_file else user)
    return {
        "title": f"{petition.get_kind_display()}: {petition.cooperative.name}",
        "crumbs": crumbs_of(request),
        "object": petition,
        "rows": _rows(request, petition, lines),
        "papers": papers_of(petition),
        # Whoever comes second still reads why his answer was not taken.
        "form": form or (AnswerForm(petition=petition) if may_judge else None),
        "may_judge": may_judge,
        "may_write": may_file and petition.is_open_to_write,
        "may_withdraw": may_file and petition.may_be_withdrawn,
        **_beside(petition, with_others=may_judge),
    }


def _lines(petition: Petition, user: Any) -> list[Line]:
    """What was sent; of a draft what it means so far."""
    choices = choices_of(PetitionKind(petition.kind), petition.cooperative)
    reading = Reading(petition.values, {}) if petition.values else reading_of(petition, choices)
    return lines_of(petition, reading, choices, user)


def _beside(petition: Petition, *, with_others: bool) -> dict[str, Any]:
    """What helps to answer: conditions, the day of the answer, what else was sent."""
    return {
        "eligible": eligible_for(petition),
        "others": _others(petition) if with_others else [],
        "answer_on": due_of([petition]).get(petition.pk) if petition.waits else None,
        "today": clock.today(),
    }


def _rows(request: HttpRequest, petition: Petition, lines: list[Any]) -> list[dict[str, Any]]:
    """Each written field, whether its part can be ticked here, whether it is ticked, and what was typed about it."""
    sent, is_again = items_sent(petition), request.method == "POST"
    ticked = request.POST.getlist("phan") if is_again else sent
    asks = typed_asks(request, petition) if is_again else {}
    is_whole = sent == [WHOLE]
    seen: set[str] = set()
    found = []
    for line in lines:
        item = line.field.item
        if not line.told and not line.ask:
            continue
        # A part is ticked once; a year that only says to what the counts belong is accepted with them.
        is_head = item in sent and item not in seen and not (item == WHOLE and not is_whole)
        seen.add(item)
        row = {"line": line, "is_head": is_head, "is_ticked": item in ticked}
        found.append({**row, "again": asks.get(line.field.key, "")})
    return found


def _others(petition: Petition) -> list[Petition]:
    """What else the cooperative has sent of the kind and waits for an answer: seen side by side, not one by one."""
    rows = Petition.objects.filter(
        cooperative=petition.cooperative, kind=petition.kind, state__in=ON_THE_WAY
    ).exclude(pk=petition.pk)
    return list(rows.order_by("sent_at", "pk"))
