"""Messages of the document axis: the list, taking files in, one message, codes of agencies."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.exchange import ExPerm
from documents.actions import exchange_codes
from documents.actions.exchange_inbox import receive
from documents.actions.exchange_rows import Received
from documents.enums.exchange import NOT_SENT, Flow, MessageState
from documents.filters_exchange import ExchangeFilter, OrganCodeFilter
from documents.forms.exchange import OrganCodeForm, ReceiveForm
from documents.models import ExchangeMessage, OrganCode
from documents.queries.exchange import file_of, own_code
from documents.tables_exchange import ExchangeTable, OrganCodeTable
from documents.transports import ENDINGS, transport_from
from lmhtx.access.decorators import needs
from lmhtx.files.names import safe_name
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage
from lmhtx.workflow import Refused

CODES = (("Mã định danh cơ quan", "organ_code_list"),)


class ExchangeList(ListPage):
    """Liên thông văn bản."""

    model, table, filterset = ExchangeMessage, ExchangeTable, ExchangeFilter
    permission = ExPerm.EXCHANGE_MESSAGES
    title = "Liên thông văn bản"
    button = Button("Nhận tệp edXML", "exchange_receive", icon="file-up")
    empty = "Chưa có thông điệp nào"
    bulk_template = "documents/exchange/_bulk.html"
    offered_views = (
        ("Chờ trả lời", "state=waiting"),
        ("Chờ gửi", "state=queued"),
        ("Không gửi được", "state=dead"),
        ("Đến", "flow=in"),
        ("Đi", "flow=out"),
    )

    def queryset(self) -> Any:
        """With the paper of each."""
        rows = super().queryset().select_related("incoming", "outgoing")
        return rows.defer("incoming__content", "incoming__content_folded", "incoming__proposal")


def crumbs() -> list[tuple[str, str]]:
    """The way to a message's page."""
    return [("Liên thông văn bản", reverse("exchange_list"))]


def find_message(request: HttpRequest, pk: int) -> ExchangeMessage:
    """The message of the address; 404 when it is out of sight."""
    rows = ExchangeMessage.objects.visible_to(request.user).select_related(
        "incoming", "outgoing", "recipient", "answered_by", "created_by"
    )
    return get_object_or_404(rows, pk=pk)


@writes
@needs(ExPerm.EXCHANGE_MESSAGES)
def exchange_receive(request: HttpRequest) -> HttpResponse:
    """Nhận tệp edXML."""
    form = ReceiveForm(request.POST or None, request.FILES or None)
    results: list[tuple[str, Received]] = []
    if form.is_valid():
        told = form.cleaned_data
        results = [_received(file, request, is_seen_open=told["is_seen_open"]) for file in told["files"]]
    is_doubtful = any(one.is_doubtful for _, one in results)
    context = {
        "title": "Nhận tệp edXML",
        "crumbs": crumbs(),
        "form": form,
        "results": results,
        "is_doubtful": is_doubtful,
        "own_code": own_code(),
    }
    # One doubtful file takes nothing back of what came in beside it, so this is no refusal.
    return page(request, "documents/exchange/receive.html", context)


def _received(file: Any, request: HttpRequest, *, is_seen_open: bool) -> tuple[str, Received]:
    """One file alone: what is wrong with it is said beside it and keeps no other from coming in."""
    name = safe_name(file.name)
    if Path(name).suffix.lower() not in ENDINGS:
        return name, Received("Chỉ nhận tệp .edxml hoặc .xml.")
    if file.size > settings.UPLOAD_MAX_BYTES * 2:
        return name, Received("Tệp quá lớn; hãy nhận từng văn bản một.")
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / "thong-diep.xml"
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        try:
            return name, receive(path=path, name=name, by=request.user, is_seen_open=is_seen_open)
        except Refused as refused:
            return name, Received(str(refused))


@reads
@needs(ExPerm.EXCHANGE_MESSAGES)
def exchange_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Thông điệp liên thông."""
    message = find_message(request, pk)
    is_out = message.flow == Flow.OUT
    context = {
        "title": str(message),
        "crumbs": crumbs(),
        "message": message,
        "object": message,
        "file": file_of(message),
        "may_answer": message.state == MessageState.WAITING,
        "may_hand_over": is_out and message.state in NOT_SENT,
        "may_resend": is_out and message.state == MessageState.DEAD,
        "is_carried_by_hand": transport_from(settings.EXCHANGE) is None,
        "changes": message.changes.get("values", {}),
    }
    return page(request, "documents/exchange/detail.html", context)


class OrganCodeList(ListPage):
    """Mã định danh cơ quan."""

    model, table, filterset = OrganCode, OrganCodeTable, OrganCodeFilter
    permission = ExPerm.KEEP_CODES
    title = "Mã định danh cơ quan"
    button = Button("Ghi mã", "organ_code_create", permission=ExPerm.KEEP_CODES)
    empty = "Chưa ghi mã nào; mã của Liên minh do tỉnh cấp, không tự đặt"

    def queryset(self) -> Any:
        """With the agency of each."""
        return super().queryset().select_related("agency")


class OrganCodeCreate(CreatePage):
    """Ghi mã định danh."""

    model, form = OrganCode, OrganCodeForm
    permission = ExPerm.KEEP_CODES
    title = "Ghi mã định danh cơ quan"
    crumbs = CODES
    message = "Đã ghi mã."

    def act(self, form: Any) -> OrganCode:
        """Write it down."""
        return exchange_codes.keep_code(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("organ_code_list")


class OrganCodeUpdate(UpdatePage):
    """Sửa mã định danh."""

    model, form = OrganCode, OrganCodeForm
    permission = ExPerm.KEEP_CODES
    title = "Sửa mã định danh cơ quan"
    crumbs = CODES

    def act(self, form: Any) -> OrganCode:
        """Mend it."""
        return exchange_codes.keep_code(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("organ_code_list")
