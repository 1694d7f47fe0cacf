"""Tasks as pictures: the calendar and the line of time of a plan, the person's own calendar and its secret address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs, personal
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.filters import OFFERS
from lmhtx.ui.guard import may_note
from lmhtx.ui.htmx import done, page
from plans.access import Perm
from plans.actions.feeds import note_reading, renew_feed, revoke_feed
from plans.filters import TaskFilter
from plans.models import CalendarFeed, Plan, Task
from plans.models.feed import hash_of
from plans.queries.feeds import as_calendar, feed_of_token
from plans.queries.pictures import month_of, timeline_of

SLIP = "calendar_feed_token"
READINGS_AN_HOUR, HOUR = 60, 3600


def plan_of(request: HttpRequest, pk: int) -> Plan:
    """The plan of the address, as far as the person sees it."""
    return get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)


def picture(request: HttpRequest, template: str, found: TaskFilter, context: dict[str, Any]) -> HttpResponse:
    """The page of a picture, or the choices of one of its filters."""
    if asked := request.GET.get(OFFERS):
        return JsonResponse({"options": found.offers(asked)})
    return page(request, template, {"filterset": found, "chips": found.chips(), **context})


def plan_crumbs(plan: Plan) -> list[tuple[str, str]]:
    """The way to a picture of a plan."""
    return [("Kế hoạch", reverse("plan_list")), (plan.reference or plan.title, plan.get_absolute_url())]


@reads
@needs(Perm.VIEW_PLAN)
def plan_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Lịch của kế hoạch."""
    plan = plan_of(request, pk)
    tasks = Task.objects.visible_to(request.user).filter(plan=plan).with_status()
    found = TaskFilter(request.GET, queryset=tasks, request=request)
    context = {
        "title": f"Lịch: {plan.title}",
        "crumbs": plan_crumbs(plan),
        "plan": plan,
        "month": month_of(found.qs, request.GET, plan=plan.pk),
    }
    return picture(request, "plans/plan_calendar.html", found, context)


@reads
@needs(Perm.VIEW_PLAN)
def plan_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Dòng thời gian của kế hoạch."""
    plan = plan_of(request, pk)
    tasks = Task.objects.visible_to(request.user).filter(plan=plan).with_status()
    found = TaskFilter(request.GET, queryset=tasks, request=request)
    context = {
        "title": f"Dòng thời gian: {plan.title}",
        "crumbs": plan_crumbs(plan),
        "plan": plan,
        "timeline": timeline_of(found.qs.order_by("position", "id")),
    }
    return picture(request, "plans/plan_timeline.html", found, context)


@reads
@needs(Perm.VIEW_PLAN)
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Lịch của tôi."""
    tasks = Task.objects.visible_to(request.user).held_by(request.user).with_status()
    found = TaskFilter(request.GET, queryset=tasks, request=request)
    token = request.session.pop(SLIP, "")
    address = request.build_absolute_uri(reverse("calendar_feed", args=[token])) if token else ""
    context = {
        "title": "Lịch của tôi",
        "month": month_of(found.qs, request.GET, scope="mine"),
        "feed": CalendarFeed.objects.visible_to(request.user).first(),
        "feed_address": address,
    }
    return picture(request, "plans/my_calendar.html", found, context)


@personal
@writes(post_only=True)
@needs(Perm.VIEW_PLAN)
def feed_renew(request: HttpRequest) -> HttpResponse:
    """Lập địa chỉ lịch mới."""
    request.session[SLIP] = renew_feed(user=request.user, by=request.user)
    return done(request, f"{reverse('my_calendar')}#dia-chi-lich", "Đã lập địa chỉ lịch mới.")


@personal
@writes(post_only=True)
@needs(Perm.VIEW_PLAN)
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Thu hồi địa chỉ lịch."""
    revoke_feed(request.user, request.user)
    return done(request, "my_calendar", "Đã thu hồi địa chỉ lịch; chương trình lịch không đọc được nữa.")


@login_not_required
@reads
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Lịch cho chương trình lịch của người dùng."""
    if is_too_often(token):
        return HttpResponse(
            "Đọc quá nhiều lần; hãy thử lại sau.", status=429, headers={"Retry-After": str(HOUR)}
        )
    feed = feed_of_token(token)
    if feed is None:
        raise Http404
    with may_note():
        note_reading(feed)
    response = HttpResponse(as_calendar(feed.user), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="lich-nhiem-vu.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def is_too_often(token: str) -> bool:
    """Whether this address was read too often within the hour; nobody is held back while the cache is away."""
    key = f"plans.feed.{hash_of(token)}"
    if cache.add(key, 1, HOUR):
        return False
    try:
        return int(cache.incr(key)) > READINGS_AN_HOUR
    except ValueError:  # it lapsed between the two
        return False
