"""Where one is signed in, shared machines and their lock."""

from __future__ import annotations

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from lmhtx.access.decorators import needs
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions import machines, presences
from lmhtx.account.devices import address_of, device_of, give_device
from lmhtx.account.factors import factors_of
from lmhtx.account.forms.entry import ProofForm
from lmhtx.account.forms.factors import MachineForm
from lmhtx.account.locking import is_locked, lock, unlock_session
from lmhtx.account.models import Presence, SharedMachine
from lmhtx.account.proof import ask_again, is_by_link, prove
from lmhtx.account.views.entry import COUNTED, own_address
from lmhtx.account.views.factors import OWN
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, htmx_of, page

NO_CONTENT = 204


@reads
def presence_list(request):
    """Nơi đang đăng nhập."""
    places = Presence.objects.visible_to(request.user).alive(timezone.now())
    context = {"title": "Nơi đang đăng nhập", "crumbs": OWN, "places": places}
    return page(request, "account/presence_list.html", {**context, "here": request.session.session_key})


@writes(post_only=True)
def presence_end(request, pk):
    """Đăng xuất một nơi."""
    mine = Presence.objects.visible_to(request.user).filter(ended_at=None)
    presence = get_object_or_404(mine, pk=pk)
    presences.end_presence(presence=presence, by=request.user)
    return done(request, "presence_list", f"Đã đăng xuất khỏi {presence.words}.")


@writes(post_only=True)
def presences_end(request):
    """Đăng xuất các nơi khác."""
    count = presences.end_others(user=request.user, here=request.session.session_key or "")
    return done(request, "presence_list", f"Đã đăng xuất khỏi {count} nơi khác.")


@writes
def machine_mark(request):
    """Đánh dấu máy dùng chung."""
    if is_by_link(request):
        raise PermissionDenied
    form = MachineForm(request.POST or None)
    if form.is_valid():
        device = give_device(request)
        machine = machines.mark_machine(name=form.cleaned_data["name"], device=device, by=request.user)
        request.session[presences.MACHINE] = machine.pk
        return done(request, "profile", f"Máy này từ nay là máy dùng chung “{machine}”.")
    context = {"title": "Đánh dấu máy dùng chung", "crumbs": OWN, "form": form}
    return page(request, "account/machine_mark.html", context)


@reads
@needs(PeoplePerm.KEEP_MACHINES)
def machine_list(request):
    """Máy dùng chung."""
    machines_now = SharedMachine.objects.visible_to(request.user).active().select_related("marked_by")
    context = {"title": "Máy dùng chung", "machines": machines_now, "here": device_of(request)}
    return page(request, "account/machine_list.html", context)


@writes(post_only=True)
def machine_release(request, pk):
    """Bỏ đánh dấu máy dùng chung."""
    machine = get_object_or_404(SharedMachine.objects.visible_to(request.user), pk=pk)
    if asked := ask_again(request):
        return asked
    machines.release_machine(machine=machine, by=request.user)
    return done(request, "profile", f"“{machine}” không còn là máy dùng chung.")


@writes
def unlock(request):
    """Mở khóa máy."""
    back = own_address(request, request.GET.get(REDIRECT_FIELD_NAME, "") or "/")
    if not is_locked(request):
        return HttpResponse(status=NO_CONTENT) if htmx_of(request) else redirect(back)
    form = ProofForm(request.POST or None, user=request.user, address=address_of(request))
    if form.is_valid():
        unlock_session(request)
        prove(request)
        return HttpResponse(status=NO_CONTENT) if htmx_of(request) else redirect(back)
    if htmx_of(request):
        return HttpResponse(" ".join(form.non_field_errors()), content_type="text/plain; charset=utf-8")
    has_passkey = bool(factors_of(request.user).passkeys)
    context = {"title": "Máy đang khóa", "form": form, "has_passkey": has_passkey}
    return page(request, "account/unlock.html", context, status=COUNTED)


@writes(post_only=True)
def lock_now(request):
    """Khóa máy ngay."""
    lock(request)
    return HttpResponse(status=NO_CONTENT) if htmx_of(request) else redirect("unlock")


@reads
def still_here(request):
    """Vẫn đang làm: the page's clock, which the middleware has just read."""
    del request
    return HttpResponse(status=NO_CONTENT)
