"""The inbox, the bell, the digest and the settings of notices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from lmhtx.access.decorators import personal
from lmhtx.notices import actions
from lmhtx.notices.forms import WishesForm
from lmhtx.notices.models import Digest, Notice
from lmhtx.notices.queries import inbox, unread_count
from lmhtx.notices.rules import grouped
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page

MOST_SHOWN = 99


@reads
def notice_list(request: HttpRequest) -> HttpResponse:
    """Thông báo"""
    only_unread = request.GET.get("loc") == "chua-doc"
    context = {
        "days": inbox(request.user, only_unread=only_unread),
        "unread": unread_count(request.user),
        "only_unread": only_unread,
    }
    return page(request, "notices/notice_list.html", context)


@reads
def notice_count(request: HttpRequest) -> HttpResponse:
    """Số thông báo chưa đọc"""
    count = unread_count(request.user)
    shown = f"{MOST_SHOWN}+" if count > MOST_SHOWN else count or ""
    return HttpResponse(f"{shown}")


@writes(post_only=True)
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở việc được báo"""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.mark_read(notices=[notice], by=request.user)
    return done(request, notice.url or "notice_list")


@writes(post_only=True)
def notice_read(request: HttpRequest) -> HttpResponse:
    """Đánh dấu đã đọc"""
    chosen = [int(pk) for pk in request.POST.getlist("notice") if pk.isdecimal() and len(pk) < 19]
    if chosen:
        count = actions.mark_read(
            notices=Notice.objects.visible_to(request.user).filter(pk__in=chosen), by=request.user
        )
    else:
        count = actions.mark_all_read(by=request.user)
    return done(request, "notice_list", f"Đã đánh dấu {count} thông báo là đã đọc.")


@reads
def digest_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Bản tin ngày"""
    digest = get_object_or_404(Digest.objects.visible_to(request.user), pk=pk)
    groups = grouped(digest.notices.order_by("due_on", "pk"), on=digest.day)
    return page(request, "notices/digest_detail.html", {"digest": digest, "groups": groups})


@personal
@writes
def wishes_edit(request: HttpRequest) -> HttpResponse:
    """Cài đặt thông báo"""
    form = WishesForm(request.POST or None, person=request.user)
    if form.is_valid():
        actions.choose(wishes=form.wishes(), by=request.user)
        return done(request, "wishes_edit", "Đã lưu lựa chọn nhận thông báo.")
    return page(request, "notices/wishes_edit.html", {"form": form})
