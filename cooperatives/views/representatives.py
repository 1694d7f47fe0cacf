"""People of cooperatives: invited by a code, coming in, leaving."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cooperatives.access.forms import FormPerm
from cooperatives.actions import representatives as acts
from cooperatives.forms.periods import CodeForm, JoinForm
from cooperatives.models import Representative
from cooperatives.models.representative import in_groups
from cooperatives.views.facts import cooperative_of
from lmhtx.access.decorators import needs
from lmhtx.account.devices import address_of
from lmhtx.account.qr import drawing, drawn
from lmhtx.people.roles import Role
from lmhtx.reports.answers import sheet_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

SLIP = "cooperative_invitation"
# A wrong try is counted in the transaction of its POST, so its answer must not undo it as a 422 would.
COUNTED = 200


@writes(post_only=True)
@needs(FormPerm.INVITE_COOPERATIVE)
def cooperative_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Cấp mã mời cho người của hợp tác xã."""
    cooperative = cooperative_of(request, pk, FormPerm.INVITE_COOPERATIVE)
    code = acts.invite(cooperative=cooperative, by=request.user)
    request.session[SLIP] = {"cooperative": pk, "code": code}
    return done(request, reverse("cooperative_invitation", args=[pk]), "Đã cấp mã, dùng được 60 ngày.")


@never_cache
@reads
@needs(FormPerm.INVITE_COOPERATIVE)
def cooperative_invitation(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Thư mời khai số liệu, và tin gửi qua Zalo."""
    cooperative = cooperative_of(request, pk, FormPerm.INVITE_COOPERATIVE)
    slip = request.session.get(SLIP) or {}
    code = in_groups(slip["code"]) if slip.get("cooperative") == pk else ""
    address = f"{settings.SITE_ADDRESS}{reverse('join')}"
    # Behind the mark the code stays in the browser: no server writes it into its log.
    direct = f"{address}#ma={code}"
    context = {"title": f"Thư mời: {cooperative.name}", "cooperative": cooperative, "code": code}
    context |= {"address": address, "direct": direct, "picture": drawn(direct) if code else ""}
    if code and "in" in request.GET:
        name, context["picture"] = f"thu-moi-{cooperative.code or pk}", drawing(direct)
        return sheet_answer(
            request, "cooperatives/print/invitation.html", context, name=name, back=cooperative
        )
    context["crumbs"] = [(cooperative.name, cooperative.get_absolute_url())]
    return page(request, "cooperatives/invitation.html", context)


@writes(post_only=True)
@needs(FormPerm.INVITE_COOPERATIVE)
def representative_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ người khai của hợp tác xã."""
    rows = Representative.objects.visible_to(request.user).select_related("user", "cooperative")
    one = get_object_or_404(rows, pk=pk)
    acts.end_representative(representative=one, by=request.user)
    return done(request, one.cooperative, f"Đã bỏ {one.user} khỏi những người khai.")


@never_cache
@login_not_required
@writes
def join(request: HttpRequest) -> HttpResponse:
    """Nhập mã trong thư mời."""
    is_known = request.user.is_authenticated and request.user.has_role(Role.COOPERATIVE)
    kind = CodeForm if is_known else JoinForm
    form = kind(request.POST or None, address=address_of(request))
    if form.is_valid():
        try:
            return _joined(request, form.cleaned_data, is_known=is_known)
        except Refused as refused:
            form.count_wrong(str(refused))
    context = {"title": "Khai số liệu hợp tác xã", "form": form}
    return page(request, "cooperatives/join.html", context, status=COUNTED)


def _joined(request: HttpRequest, data: dict[str, str], *, is_known: bool) -> HttpResponse:
    if is_known:
        one = acts.join_more(code=data["code"], user=request.user, post=data["post"])
        return done(request, "my_forms", f"Anh/chị nay khai cho cả {one.cooperative.name}.")
    one = acts.join(
        code=data["code"], full_name=data["full_name"], post=data["post"], password=data["new_password"]
    )
    told = f"Đã tạo tài khoản. Tên đăng nhập của anh/chị là {one.user.username}; hãy ghi lại và đăng nhập."
    return done(request, "account_login", told)
