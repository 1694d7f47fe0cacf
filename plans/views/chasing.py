"""Reminding by hand: texts for Zalo, for each person and each group of whom something is missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lmhtx.access.decorators import needs
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.links import issue_link
from lmhtx.notices.nudging import nudge, nudges_of
from lmhtx.notices.texts import group_text, person_text, zalo_address
from lmhtx.people.models import User
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import page, partial, wants_piece
from plans.access import Perm
from plans.queries.chasing import TOPIC, late_groups


@reads
@needs(Perm.REMIND_BY_HAND)
def chase_list(request: HttpRequest) -> HttpResponse:
    """Nhắc qua Zalo."""
    context = {"title": "Nhắc việc quá hạn qua Zalo", "groups": _shown(request.user)}
    return page(request, "plans/chase_list.html", context)


def _shown(user: Any) -> list[dict[str, Any]]:
    """The groups with how often each of them, and each of their people, has been reminded."""
    groups = late_groups(user)
    people_told, groups_told = nudges_of(TOPIC)
    phones = dict(
        User.objects.filter(pk__in=[one.person_id for group in groups for one in group.people])
        .exclude(phone="")
        .values_list("pk", "phone")
    )
    return [
        {
            "group": group,
            "told": groups_told.get(group.key),
            "people": [
                (one, people_told.get(one.person_id), zalo_address(phones.get(one.person_id, "")))
                for one in group.people
            ],
        }
        for group in groups
    ]


@never_cache
@writes(post_only=True)
@needs(Perm.REMIND_BY_HAND)
def chase_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Sao chép tin Zalo cho một người."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    missing = [one for group in late_groups(request.user) for one in group.people if one.person_id == pk]
    if not missing:
        raise Http404
    text = person_text(missing[0], link=_link_of(person, request.user))
    nudge(topic=TOPIC, by=request.user, person=person)
    return _text(request, text, place=f"zalo-{pk}", zalo=zalo_address(person.phone))


def _link_of(person: User, by: User) -> str:
    """A personal link made by this act for who has no password and may get one; else the portal's address."""
    if not person.has_usable_password() and by.has_perm(PeoplePerm.ISSUE_LINK, person):
        return issue_link(user=person, by=by)
    return f"{settings.SITE_ADDRESS}{reverse('home')}"


@never_cache
@writes(post_only=True)
@needs(Perm.REMIND_BY_HAND)
def chase_group(request: HttpRequest, key: str) -> HttpResponse:
    """Sao chép tin Zalo cho một nhóm."""
    group = next((one for one in late_groups(request.user) if one.key == key), None)
    if group is None:
        raise Http404
    text = group_text(group, link=f"{settings.SITE_ADDRESS}{reverse('home')}")
    nudge(topic=TOPIC, by=request.user, group=key)
    return _text(request, text, place=f"zalo-{key}", zalo="")


def _text(request: HttpRequest, text: str, **context: Any) -> HttpResponse:
    told = {"text": text, **context}
    if wants_piece(request):
        return partial(request, "plans/_chase_text.html", told)
    return page(request, "plans/chase_text.html", {"title": "Tin để gửi qua Zalo", **told})
