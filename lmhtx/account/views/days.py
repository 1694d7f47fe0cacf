"""Days off and working Saturdays, year by year."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.account.access import DirectoryPerm
from lmhtx.account.actions import days as actions
from lmhtx.account.forms.days import DayForm, SettleForm
from lmhtx.base import clock
from lmhtx.directory.calendar import year_to_settle
from lmhtx.directory.models import DayNotice, SpecialDay
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page

CONFIRMED = "confirmed"
OWN_FIELDS = {"csrfmiddlewaretoken", "act_key", "draft_key"}


def _address(year: int) -> str:
    return reverse("day_list", args=[year])


@reads
@needs(DirectoryPerm.VIEW_DIRECTORY)
def day_home(request):
    """Ngày nghỉ và làm bù."""
    return redirect(_address(clock.today().year))


@reads
@needs(DirectoryPerm.VIEW_DIRECTORY)
def day_list(request, year):
    """Ngày nghỉ và làm bù của một năm."""
    years = sorted({*DayNotice.objects.values_list("year", flat=True), clock.today().year})
    context = {
        "title": f"Ngày nghỉ và làm bù năm {year}",
        "year": year,
        "years": years,
        "days": SpecialDay.objects.filter(day__year=year),
        "notice": DayNotice.objects.filter(year=year).first(),
        "asked": year_to_settle(clock.today()),
        "may_edit": request.user.has_perm(DirectoryPerm.EDIT_DAYS),
    }
    return page(request, "directory/day_list.html", context)


@writes
@needs(DirectoryPerm.EDIT_DAYS)
def day_create(request, year):
    """Thêm ngày nghỉ, ngày làm bù."""
    return _edit(request, SpecialDay(), year=year, title="Thêm ngày nghỉ, ngày làm bù")


@writes
@needs(DirectoryPerm.EDIT_DAYS)
def day_update(request, pk):
    """Sửa ngày nghỉ, ngày làm bù."""
    day = get_object_or_404(SpecialDay.objects.visible_to(request.user), pk=pk)
    return _edit(request, day, year=day.day.year, title=f"Sửa: {day}")


def _edit(request, day, *, year, title):
    form = DayForm(request.POST or None, instance=day)
    if form.is_valid():
        kept = form.save(commit=False)
        if moves := _unseen_moves(request, kept.save):
            return _ask(request, moves, title=title, year=year)
        saved = actions.save_day(day=kept, by=request.user)
        return done(request, _address(saved.day.year), f"Đã ghi {saved}.")
    context = {
        "title": title,
        "form": form,
        "save_label": "Ghi",
        "crumbs": _crumbs(year),
        "back": _address(year),
    }
    return page(request, "ui/form.html", context)


def _crumbs(year):
    return [(f"Ngày nghỉ và làm bù năm {year}", _address(year))]


def _unseen_moves(request, act):
    """The deadlines that would move, unless the person has seen them and goes on."""
    return [] if CONFIRMED in request.POST else actions.moves_of(act)


def _ask(request, moves, *, title, year):
    kept = [
        (name, value) for name, values in request.POST.lists() for value in values if name not in OWN_FIELDS
    ]
    context = {"title": title, "moves": moves, "kept": kept, "crumbs": _crumbs(year), "back": _address(year)}
    return page(request, "directory/day_moves.html", context)


@writes(post_only=True)
@needs(DirectoryPerm.EDIT_DAYS)
def day_drop(request, pk):
    """Bỏ một ngày khỏi bảng."""
    day = get_object_or_404(SpecialDay.objects.visible_to(request.user), pk=pk)
    if moves := _unseen_moves(request, SpecialDay.objects.filter(pk=pk).delete):
        return _ask(request, moves, title=f"Bỏ {day}", year=day.day.year)
    actions.drop_day(day=day, by=request.user)
    return done(request, _address(day.day.year), f"Đã bỏ {day}.")


@writes
@needs(DirectoryPerm.EDIT_DAYS)
def year_settle(request, year):
    """Chốt ngày nghỉ của năm."""
    notice = DayNotice.objects.filter(year=year).first() or DayNotice(year=year)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        actions.settle_year(notice=notice, source=form.cleaned_data["source"], by=request.user)
        return done(request, _address(year), f"Đã chốt ngày nghỉ, ngày làm bù năm {year}.")
    crumbs = _crumbs(year)
    context = {"title": f"Chốt ngày nghỉ năm {year}", "form": form, "save_label": "Chốt", "crumbs": crumbs}
    return page(request, "ui/form.html", {**context, "back": _address(year)})
