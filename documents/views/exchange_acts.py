"""What is done with messages: a request is answered, a file carried by hand, what did not leave is sent again."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from documents.access.exchange import ExPerm
from documents.actions import exchange_outbox, exchange_requests
from documents.enums.outgoing import OUT
from documents.forms.incoming_acts import ReasonForm
from documents.models import ExchangeMessage
from documents.queries.exchange import places_of, why_not_sent
from documents.queries.exchange_messages import bytes_of
from documents.views.exchange import crumbs, find_message
from documents.views.outgoing import find_outgoing
from lmhtx.access.decorators import needs
from lmhtx.files.names import safe_name
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

MOST = 500


@writes(post_only=True)
@needs(ExPerm.EXCHANGE_MESSAGES)
def exchange_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Đồng ý yêu cầu của bên gửi."""
    message = find_message(request, pk)
    exchange_requests.accept_request(message=message, by=request.user)
    return done(request, message, "Đã đồng ý; bên gửi sẽ nhận trạng thái 15.")


@writes
@needs(ExPerm.EXCHANGE_MESSAGES)
def exchange_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Từ chối yêu cầu của bên gửi."""
    message = find_message(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        exchange_requests.decline_request(message=message, by=request.user, **form.cleaned_data)
        return done(request, message, "Đã từ chối; bên gửi sẽ nhận trạng thái 16 kèm lý do.")
    context = {
        "title": "Từ chối yêu cầu của bên gửi",
        "crumbs": [*crumbs(), ("Thông điệp", message.get_absolute_url())],
        "form": form,
        "message": message,
    }
    return page(request, "documents/exchange/decline.html", context)


@writes(post_only=True)
@needs(ExPerm.EXCHANGE_MESSAGES)
def exchange_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi đã chuyển tệp."""
    message = find_message(request, pk)
    exchange_outbox.hand_over(message=message, by=request.user)
    return done(request, message, "Đã ghi là đã gửi.")


@writes(post_only=True)
@needs(ExPerm.EXCHANGE_MESSAGES)
def exchange_resend(request: HttpRequest) -> HttpResponse:
    """Gửi lại các thông điệp đã chọn."""
    ids = [int(word) for word in request.POST.getlist("ids") if word.isdecimal() and len(word) < 19][:MOST]
    rows = ExchangeMessage.objects.visible_to(request.user).dead().filter(pk__in=ids).order_by("pk")
    messages = list(rows)
    if not messages:
        raise Refused("Hãy chọn ít nhất một thông điệp không gửi được để gửi lại.")
    for message in messages:
        exchange_outbox.resend(message=message, by=request.user)
    return done(request, "exchange_list", f"Đã đưa {len(messages)} thông điệp vào hàng chờ gửi.")


@writes(post_only=True)
@needs(ExPerm.EXCHANGE_MESSAGES)
def outgoing_axis_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi qua trục liên thông."""
    outgoing = find_outgoing(request, pk)
    sent = exchange_outbox.send_out(outgoing=outgoing, by=request.user)
    words = f"Đã đưa vào hàng chờ gửi cho {len(sent)} nơi." if sent else "Mọi nơi đều đang chờ gửi."
    return done(request, outgoing, words)


@reads
@needs(ExPerm.EXCHANGE_MESSAGES)
def outgoing_edxml(request: HttpRequest, pk: int) -> HttpResponse:
    """Tải tệp edXML của văn bản đi."""
    outgoing = find_outgoing(request, pk)
    if outgoing.state not in OUT or why_not_sent(outgoing):
        raise Http404
    receivers = [(one.code, one.recipient.name) for one in places_of(outgoing) if one.code]
    response = HttpResponse(
        bytes_of(outgoing, receivers=receivers), content_type="application/xml; charset=utf-8"
    )
    name = safe_name(f"{outgoing.reference.replace('/', '-')}.edxml")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
