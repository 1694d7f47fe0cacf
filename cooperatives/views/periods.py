"""Calling for figures: periods, their boards, and whom they still wait for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.forms import FormPerm, may_call
from cooperatives.actions.periods import lock_period, open_period, reopen_period
from cooperatives.actions.reminding import ask_to_remind
from cooperatives.filters.register import CooperativeFilter
from cooperatives.forms.opening import OncePeriodForm, PeriodForm
from cooperatives.forms.periods import NoteForm
from cooperatives.models import Cooperative, InviteSet, Period
from cooperatives.queries.forms import board_of, missing_in, whole_of
from cooperatives.queries.inviting import invited_in, with_invites
from cooperatives.tables.forms import MissingTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import CreatePage, ListPage
from lmhtx.ui.tables import HouseTable

CRUMBS = (("Hợp tác xã", "cooperative_list"), ("Đợt thu số liệu", "period_list"))
# So many stand on the page at first: each is counted anew.
NEWEST = 12
SETS_SHOWN = 6


def period_of(request: HttpRequest, pk: int) -> Period:
    """The period within reach."""
    return get_object_or_404(Period.objects.visible_to(request.user), pk=pk)


@reads
@needs(FormPerm.VIEW_PERIOD)
def period_list(request: HttpRequest) -> HttpResponse:
    """Các đợt thu số liệu."""
    periods = Period.objects.visible_to(request.user).prefetch_related("communes")
    is_whole = "tat_ca" in request.GET
    shown = list(periods if is_whole else periods[: NEWEST + 1])
    context = {
        "title": "Đợt thu số liệu",
        "crumbs": [("Hợp tác xã", reverse("cooperative_list"))],
        "rows": [
            (period, whole_of(board_of(period, request.user)))
            for period in (shown if is_whole else shown[:NEWEST])
        ],
        "has_older": not is_whole and len(shown) > NEWEST,
        "may_open": request.user.has_perm(FormPerm.OPEN_PERIOD, Period()),
    }
    return page(request, "cooperatives/period_list.html", context)


class PeriodCreate(CreatePage):
    """Mở đợt thu số liệu của năm, 6 tháng, quý."""

    model, form = Period, PeriodForm
    permission = FormPerm.OPEN_PERIOD
    title = "Mở đợt thu số liệu"
    crumbs = CRUMBS
    save_label = "Mở đợt"
    message = "Đã mở đợt thu số liệu."

    def refuse_strangers(self) -> None:
        """Also closed to units that only look at the register."""
        if not self.request.user.has_perm(FormPerm.OPEN_PERIOD, Period()):
            raise refuse(self.request.user, FormPerm.OPEN_PERIOD)

    def act(self, form: Any) -> Period:
        """In the newest edition of the form, or with its own questions."""
        communes = form.cleaned_data["communes"]
        return open_period(period=form.save(commit=False), by=self.request.user, communes=communes)


class PeriodCreateOnce(PeriodCreate):
    """Mở đợt thu đột xuất với câu hỏi riêng."""

    form = OncePeriodForm
    title = "Mở đợt thu đột xuất"


@reads
@needs(FormPerm.VIEW_PERIOD)
def period_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Bảng theo dõi một đợt: phải nộp, đã nộp, nộp muộn, chưa nộp theo xã."""
    period = period_of(request, pk)
    rows = board_of(period, request.user)
    context = {
        "title": period.title,
        "crumbs": [(words, reverse(name)) for words, name in CRUMBS],
        "period": period,
        "rows": rows,
        "whole": whole_of(rows),
        "may_open": request.user.has_perm(FormPerm.OPEN_PERIOD, period),
        "may_call": may_call(request.user),
        **_invited(request, period),
    }
    return page(request, "cooperatives/period_detail.html", context)


def _invited(request: HttpRequest, period: Period) -> dict[str, Any]:
    """Who was invited by which way, and for whoever invites the last sets."""
    may_invite = request.user.has_perm(FormPerm.INVITE_COOPERATIVE, Cooperative())
    sets = InviteSet.objects.visible_to(request.user).filter(period=period).select_related("created_by")
    return {
        "invited": invited_in(period, request.user),
        "may_invite": may_invite,
        "invite_sets": list(sets[:SETS_SHOWN]) if may_invite else [],
    }


@writes
@needs(FormPerm.OPEN_PERIOD)
def period_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Khóa đợt, hoặc mở lại đợt đã khóa."""
    period = period_of(request, pk)
    form = NoteForm(request.POST or None)
    act, words = (lock_period, "Khóa đợt") if period.is_open else (reopen_period, "Mở lại đợt")
    if form.is_valid():
        act(period=period, by=request.user, note=form.cleaned_data["note"])
        return done(request, period, "Đã ghi.")
    context = {
        "title": f"{words}: {period}",
        "crumbs": [(label, reverse(name)) for label, name in CRUMBS],
        "form": form,
        "save_label": words,
        "back": period.get_absolute_url(),
    }
    return page(request, "ui/form.html", context)


@writes(post_only=True)
@needs(FormPerm.OPEN_PERIOD)
def period_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhắc những hợp tác xã chưa nộp."""
    made = ask_to_remind(period=period_of(request, pk), by=request.user)
    return done(request, made, "Đang gửi thư nhắc đến người khai của các hợp tác xã chưa nộp.")


class MissingList(ListPage):
    """Hợp tác xã chưa nộp."""

    model, table, filterset = Cooperative, MissingTable, CooperativeFilter
    permission = FormPerm.VIEW_PERIOD
    title = "Hợp tác xã chưa nộp"
    crumbs = CRUMBS
    empty = "Hợp tác xã nào cũng đã nộp"
    default_order = "commune"

    def queryset(self) -> Any:
        """Those from which nothing has come."""
        period = period_of(self.request, self.kwargs["pk"])
        return with_invites(missing_in(period, self.request.user).select_related("commune"), period)

    def whole_table(self, rows: Any, **options: Any) -> HouseTable:
        """Rows open the form of this period."""
        return super().whole_table(rows, period_id=self.kwargs["pk"], **options)
