"""Calling those from which nothing has come: one after the other, without leaving the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.forms import FormPerm, may_call
from cooperatives.actions import calling as acts
from cooperatives.enums.calls import CallOutcome
from cooperatives.forms.calls import CallForm
from cooperatives.models import Cooperative, Period
from cooperatives.queries.calls import call_case, outcomes_of, to_call
from cooperatives.queries.forms import missing_in
from cooperatives.views.periods import CRUMBS, period_of
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, htmx_of, page, partial

PAGE = "cooperatives/call_next.html"


@reads
@needs(FormPerm.FILL_FORM)
def call_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Gọi hợp tác xã chưa nộp."""
    period = period_of(request, pk)
    if not may_call(request.user):
        raise refuse(request.user, FormPerm.FILL_FORM)
    cooperative = to_call(period, request.user).first()
    return page(request, PAGE, _shown(request, period, cooperative))


@writes
@needs(FormPerm.FILL_FORM)
def call_make(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Gọi một hợp tác xã."""
    period = period_of(request, pk)
    cooperative = _cooperative(request, period, number)
    context = _shown(request, period, cooperative, data=request.POST or None)
    form = context["form"]
    if form.is_valid():
        told = _act(request, period, cooperative, form)
        if not htmx_of(request):
            return done(request, reverse("call_next", args=[pk]), told)
        following = to_call(period, request.user).first()
        return partial(request, f"{PAGE}#call", {**_shown(request, period, following), "told": told})
    return page(request, PAGE, context)


def _act(request: HttpRequest, period: Period, cooperative: Cooperative, form: CallForm) -> str:
    data = form.cleaned_data
    outcome = CallOutcome(data["outcome"])
    around: dict[str, Any] = {"period": period, "cooperative": cooperative, "by": request.user}
    if outcome == CallOutcome.ANSWERED:
        acts.enter_by_phone(**around, typed=form.typed, said_by=data["said_by"], reason=data["reason"])
    else:
        acts.note_call(**around, outcome=outcome, again_on=data["again_on"], note=data["note"])
    return f"{cooperative.name}: {outcome.label.lower()}."


def _cooperative(request: HttpRequest, period: Period, number: int) -> Cooperative:
    """One from which nothing has come, within reach and open to this person."""
    rows = missing_in(period, request.user).select_related("commune")
    cooperative: Cooperative = get_object_or_404(rows, pk=number)
    if not request.user.has_perm(FormPerm.FILL_FORM, cooperative):
        raise refuse(request.user, FormPerm.FILL_FORM)
    return cooperative


def _shown(
    request: HttpRequest, period: Period, cooperative: Cooperative | None, data: Any = None
) -> dict[str, Any]:
    """What the page of a call shows; without a cooperative there is nobody left to call today."""
    crumbs = [(words, reverse(name)) for words, name in CRUMBS]
    context: dict[str, Any] = {
        "title": f"Gọi hợp tác xã chưa nộp: {period}",
        "crumbs": [*crumbs, (str(period), period.get_absolute_url())],
        "period": period,
        "cooperative": cooperative,
        "outcomes": outcomes_of(period, request.user),
        "left": to_call(period, request.user).count(),
        "today": clock.today(),
    }
    if cooperative is None:
        return context
    case = call_case(period, cooperative)
    return {**context, **case, "form": CallForm(data, figures=case["figures"])}
