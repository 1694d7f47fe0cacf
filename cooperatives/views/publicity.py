"""A cooperative's agreement to be shown to everybody: given, looked at, withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cooperatives.access.public import PublicPerm
from cooperatives.actions import public as acts
from cooperatives.enums.public import TEXT_NOW, TEXTS
from cooperatives.forms.public import GiveForm, OwnGiveForm, TakeBackForm
from cooperatives.models import Cooperative
from cooperatives.queries.publicity import own_publicity
from cooperatives.views.facts import around, cooperative_of
from lmhtx.access.decorators import needs
from lmhtx.people.roles import Role
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page


@reads
@needs(PublicPerm.VIEW_OWN_PUBLICITY)
def my_publicity(request: HttpRequest) -> HttpResponse:
    """Hợp tác xã mình đang công khai những gì."""
    context = {"title": "Công khai thông tin", "rows": own_publicity(request.user), "text": TEXTS[TEXT_NOW]}
    return page(request, "cooperatives/my_publicity.html", context)


@writes
@needs(PublicPerm.PUBLISH_COOPERATIVE)
def publicity_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi đồng ý công khai."""
    cooperative = cooperative_of(request, pk, PublicPerm.PUBLISH_COOPERATIVE)
    living = cooperative.public_agreements.living().first()
    kind = OwnGiveForm if _is_own(request) else GiveForm
    form = kind(_typed(request), initial=living.as_initial() if living else {})
    if form.is_valid():
        acts.give_agreement(cooperative=cooperative, by=request.user, **form.facts)
        return done(request, _back(request, cooperative), "Đã ghi đồng ý; trang công khai đã cập nhật.")
    context = _around(request, "Công khai thông tin", cooperative, form, "Ghi đồng ý")
    return page(request, "cooperatives/publicity_give.html", {**context, "text": TEXTS[TEXT_NOW]})


@writes
@needs(PublicPerm.PUBLISH_COOPERATIVE)
def publicity_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút đồng ý công khai."""
    cooperative = cooperative_of(request, pk, PublicPerm.PUBLISH_COOPERATIVE)
    form = TakeBackForm(_typed(request))
    if form.is_valid():
        acts.withdraw_agreement(cooperative=cooperative, by=request.user, **form.cleaned_data)
        return done(request, _back(request, cooperative), "Đã rút; trang công khai không còn.")
    context = _around(request, "Rút đồng ý công khai", cooperative, form, "Rút đồng ý")
    return page(request, "ui/form.html", context)


def _typed(request: HttpRequest) -> Any:
    """Nothing filled in is an answer here."""
    return request.POST if request.method == "POST" else None


def _is_own(request: HttpRequest) -> bool:
    return request.user.has_role(Role.COOPERATIVE)


def _back(request: HttpRequest, cooperative: Cooperative) -> str:
    return reverse("my_publicity") if _is_own(request) else f"{cooperative.get_absolute_url()}#public"


def _around(
    request: HttpRequest, title: str, cooperative: Cooperative, form: Any, save: str
) -> dict[str, Any]:
    found = around(f"{title}: {cooperative.name}", cooperative, form, save_label=save)
    if not _is_own(request):
        return found
    crumbs = [("Công khai thông tin", reverse("my_publicity"))]
    return {**found, "crumbs": crumbs, "back": reverse("my_publicity")}
