"""Dated values with their sources, and the Alliance's name and place."""

from __future__ import annotations

from django.db.models import F
from django.forms import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.account.access import DirectoryPerm
from lmhtx.account.actions import values as actions
from lmhtx.account.forms.values import WORDS, LetterheadForm, LetterheadWordsForm, ValueForm
from lmhtx.base import clock
from lmhtx.directory.models import AgencyName, OrganizationProfile, ParameterValue, SpecialDay
from lmhtx.directory.models.day import Certainty
from lmhtx.directory.parameters import Values
from lmhtx.legal import PARAMETERS
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page


@reads
@needs(DirectoryPerm.VIEW_PARAMETERS)
def parameter_list(request):
    """Tham số."""
    states = Values().states()
    context = {
        "title": "Tham số",
        "missing": [state for state in states if state.is_missing],
        "doubtful": [state for state in states if state.is_doubtful],
        "known": [state for state in states if not state.is_missing],
        "doubtful_days": SpecialDay.objects.exclude(certainty=Certainty.SETTLED),
        "doubtful_names": AgencyName.objects.filter(is_doubtful=True).select_related("agency"),
        "doubtful_letterheads": OrganizationProfile.objects.filter(is_doubtful=True),
    }
    return page(request, "directory/parameter_list.html", context)


def _parameter(key: str):
    try:
        return PARAMETERS[key]
    except KeyError as unknown:
        raise Http404 from unknown


@reads
@needs(DirectoryPerm.VIEW_PARAMETERS)
def parameter_detail(request, key):
    """Một tham số và các giá trị theo thời gian."""
    parameter = _parameter(key)
    context = {
        "title": parameter.label,
        "crumbs": [("Tham số", reverse("parameter_list"))],
        "state": Values(keys=[key]).state(parameter),
        "may_edit": request.user.has_perm(DirectoryPerm.EDIT_PARAMETERS),
    }
    return page(request, "directory/parameter_detail.html", context)


@writes
@needs(DirectoryPerm.EDIT_PARAMETERS)
def parameter_enter(request, key):
    """Nhập giá trị mới từ ngày."""
    parameter = _parameter(key)
    back = reverse("parameter_detail", args=[key])
    form = ValueForm(request.POST or None, parameter=parameter)
    if form.is_valid():
        actions.enter_value(row=form.save(commit=False), by=request.user)
        return done(request, back, "Đã nhập giá trị mới.")
    context = {"title": f"Nhập giá trị: {parameter.label}", "form": form, "save_label": "Nhập", "back": back}
    crumbs = [("Tham số", reverse("parameter_list")), (parameter.label, back)]
    return page(request, "ui/form.html", {**context, "crumbs": crumbs})


@writes(post_only=True)
@needs(DirectoryPerm.EDIT_PARAMETERS)
def parameter_withdraw(request, pk):
    """Bỏ giá trị nhập nhầm."""
    row = get_object_or_404(ParameterValue.objects.visible_to(request.user), pk=pk)
    actions.withdraw_value(row=row, by=request.user)
    return done(request, reverse("parameter_detail", args=[row.key]), "Đã bỏ giá trị này.")


@reads
@needs(DirectoryPerm.VIEW_DIRECTORY)
def letterhead_list(request):
    """Tên và nơi đặt của Liên minh."""
    context = {
        "title": "Tên và nơi đặt của Liên minh",
        "profiles": OrganizationProfile.objects.order_by(F("valid_from").desc(nulls_last=True)),
        "current": OrganizationProfile.objects.on(clock.today()),
        "may_edit": request.user.has_perm(DirectoryPerm.EDIT_DIRECTORY),
    }
    return page(request, "directory/letterhead_list.html", context)


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def letterhead_change(request):
    """Đổi tên, nơi đặt từ ngày."""
    now = OrganizationProfile.objects.on(clock.today())
    form = LetterheadForm(request.POST or None, initial=model_to_dict(now, WORDS) if now else None)
    if form.is_valid():
        actions.change_letterhead(profile=form.save(commit=False), by=request.user)
        return done(request, "letterhead_list", "Đã ghi tên mới. Văn bản trước ngày đó vẫn in tên cũ.")
    return _letterhead_form(request, form, title="Đổi tên, nơi đặt từ ngày")


@writes
@needs(DirectoryPerm.EDIT_DIRECTORY)
def letterhead_mend(request, pk):
    """Sửa lỗi chữ trong tên, nơi đặt."""
    profile = get_object_or_404(OrganizationProfile.objects.visible_to(request.user), pk=pk)
    form = LetterheadWordsForm(request.POST or None, instance=profile)
    if form.is_valid():
        actions.mend_letterhead(profile=form.save(commit=False), by=request.user)
        return done(request, "letterhead_list", "Đã sửa.")
    return _letterhead_form(request, form, title=f"Sửa lỗi chữ: {profile}")


def _letterhead_form(request, form, *, title):
    back = reverse("letterhead_list")
    crumbs = [("Tên và nơi đặt của Liên minh", back)]
    context = {"title": title, "form": form, "save_label": "Ghi", "crumbs": crumbs, "back": back}
    return page(request, "ui/form.html", context)
