"""Helping people in at the desk: codes, and signing somebody out everywhere."""

from __future__ import annotations

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.entry import give_code
from lmhtx.account.actions.presences import end_sessions
from lmhtx.account.forms.entry import GiveCodeForm
from lmhtx.account.models.desk_code import in_groups
from lmhtx.account.qr import drawn
from lmhtx.people.models import User
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

SLIP = "desk_code"


@writes
@needs(PeoplePerm.GIVE_CODES)
def code_give(request, pk):
    """Cấp mã tại chỗ."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    may_reset_factors = request.user.has_perm(PeoplePerm.RESET_FACTORS, person)
    form = GiveCodeForm(request.POST or None, may_reset_factors=may_reset_factors)
    if form.is_valid():
        code = give_code(user=person, by=request.user, **form.wanted)
        request.session[SLIP] = {"user": person.pk, "code": code}
        return done(request, reverse("code_slip", args=[person.pk]), "Đã cấp mã.")
    context = {
        "title": f"Cấp mã tại chỗ: {person}",
        "form": form,
        "person": person,
        "crumbs": [("Người dùng", reverse("user_list")), (str(person), person.get_absolute_url())],
    }
    return page(request, "people/code_give.html", context)


@reads
@needs(PeoplePerm.GIVE_CODES)
def code_slip(request, pk):
    """Phiếu mã tại chỗ, hiện một lần."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    slip = request.session.pop(SLIP, None) or {}
    code = in_groups(slip["code"]) if slip.get("user") == person.pk else ""
    # Behind the mark the code stays in the browser: no server writes it into its log.
    address = f"{settings.SITE_ADDRESS}{reverse('code_enter')}"
    picture = drawn(f"{address}#nguoi={person.username}&ma={code}") if code else ""
    context = {"title": f"Mã tại chỗ của {person}", "person": person, "code": code, "picture": picture}
    return page(request, "people/code_slip.html", {**context, "address": address})


@writes(post_only=True)
@needs(PeoplePerm.MANAGE_PEOPLE)
def user_sign_out(request, pk):
    """Đăng xuất một người khỏi mọi nơi."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm(PeoplePerm.MANAGE_PEOPLE, person):
        raise Refused("Chỉ người quản trị hệ thống mới đăng xuất người quản trị hệ thống khác.")
    count = end_sessions(person, by=request.user)
    return done(request, person, f"Đã đăng xuất {person} khỏi {count} nơi.")
