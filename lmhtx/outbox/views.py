"""What did not arrive, browsers that are called, and the mails of a demonstration."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from lmhtx.access.decorators import needs
from lmhtx.outbox import push
from lmhtx.outbox.access import Perm
from lmhtx.outbox.actions import resend
from lmhtx.outbox.contacts import refuse_mail
from lmhtx.outbox.filters import MessageFilter
from lmhtx.outbox.models import Message
from lmhtx.outbox.tables import MessageTable
from lmhtx.outbox.viewer import newest_mails
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage
from lmhtx.workflow import Refused

SHOWN = 100


class MessageList(ListPage):
    """Tin không gửi được."""

    model, table, filterset = Message, MessageTable, MessageFilter
    permission = Perm.RESEND_MESSAGE
    title = "Tin không gửi được"
    empty = "Mọi tin đều đã tới nơi."
    bulk_template = "outbox/_message_bulk.html"

    def queryset(self):
        """Of everybody, without their words."""
        return super().queryset().undelivered().select_related("person", "contact")


@writes(post_only=True)
@needs(Perm.RESEND_MESSAGE)
def message_resend(request: HttpRequest) -> HttpResponse:
    """Gửi lại các tin đã chọn."""
    ids = [int(word) for word in request.POST.getlist("ids") if word.isdecimal() and len(word) < 19][:500]
    messages = list(Message.objects.visible_to(request.user).undelivered().filter(pk__in=ids).order_by("pk"))
    if not messages:
        raise Refused("Hãy chọn ít nhất một tin để gửi lại.")
    for message in messages:
        resend(message=message, by=request.user)
    return done(request, "message_list", f"Đã đưa {len(messages)} tin vào hàng chờ gửi.")


@writes(post_only=True)
def push_key(request: HttpRequest) -> HttpResponse:
    """Khóa công khai để bật thông báo đẩy."""
    del request
    return JsonResponse({"key": push.public_key()})


@writes(post_only=True)
def push_subscribe(request: HttpRequest) -> HttpResponse:
    """Bật thông báo đẩy trên máy này."""
    push.subscribe(person=request.user, facts=_told(request), device=request.headers.get("User-Agent", ""))
    return JsonResponse({"message": "Đã bật thông báo đẩy trên máy này."})


@writes(post_only=True)
def push_unsubscribe(request: HttpRequest) -> HttpResponse:
    """Tắt thông báo đẩy trên máy này."""
    push.unsubscribe(person=request.user, endpoint=str(_told(request).get("endpoint", "")))
    return JsonResponse({"message": "Đã tắt thông báo đẩy trên máy này."})


def _told(request: HttpRequest) -> dict[str, object]:
    """What the browser says of itself."""
    try:
        told = json.loads(request.POST.get("subscription", ""))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refused("Trình duyệt gửi thiếu thông tin; hãy thử lại.")
    return told


@never_cache
@login_not_required
@writes
def mail_refuse(request: HttpRequest, token: str) -> HttpResponse:
    """Thôi nhận thư.

    Programs that look behind links only ever GET: they see a button and refuse nothing.
    """
    context: dict[str, object] = {"title": "Thôi nhận thư", "token": token}
    if request.method == "POST":
        try:
            context["contact"] = refuse_mail(token=token)
        except Refused as refused:
            context["fault"] = str(refused)
    return page(request, "outbox/mail_refuse.html", context)


@reads
@needs(Perm.READ_DEMO_MAIL)
def mail_list(request: HttpRequest) -> HttpResponse:
    """Thư đã gửi (bản trình diễn)"""
    if not settings.DEMO:
        raise Http404
    return page(request, "outbox/mail_list.html", {"mails": newest_mails(SHOWN)})
