"""Acting for somebody: for each request the person at the keys becomes the stand-in of the one he acts for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from lmhtx.access.decorators import NotHandedOn
from lmhtx.account.actions.delegations import usable
from lmhtx.base import clock
from lmhtx.people.delegation import Delegation, remembering
from lmhtx.people.models import User

SESSION_KEY = "standing_in_by"
# One's own pages stand under this path; leaving stays open.
PERSONAL_PATH = "tai-khoan/"
OPEN = {"account_logout", "account_login"}


class StandInMiddleware:
    """Comes last of those that ask who is there: they still see the person at the keys, views see both.

    Rights and scope are then those of the person acted for, as far as the delegation goes; it is read at every
    request, so that it ends at midnight of its last day, when it is taken back, and when either of the two leaves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; who is away today is read once for the whole page."""
        with remembering():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: object) -> None:
        """Put the stand-in in place, unless the page belongs to the person at the keys alone."""
        pk = request.session.get(SESSION_KEY)
        if pk is None or not request.user.is_authenticated:
            return
        hands = User.objects.get(pk=request.user.pk)
        hands.is_by_link = request.user.is_by_link
        delegation = usable(hands, clock.today(), pk)
        if delegation is None:
            del request.session[SESSION_KEY]
            messages.warning(request, "Việc làm thay đã kết thúc; anh/chị trở lại làm việc của mình.")
            return
        if is_personal(request, view):
            raise NotHandedOn(
                "Đây là trang riêng của từng người (mật khẩu, đăng nhập, ủy quyền, cài đặt, đường dẫn riêng). "
                "Hãy bấm “Thôi làm thay” rồi mở lại."
            )
        request.user = stand_in_for(delegation, hands)


def stand_in_for(delegation: Delegation, hands: User) -> User:
    """The person acted for, as who acts for him meets the house: that one's rights, these hands."""
    person: User = delegation.person
    person.stand_in, person.standing = hands, delegation
    return person


def is_personal(request: HttpRequest, view: Any) -> bool:
    """Whether the page is nobody's but the signed-in person's."""
    match = request.resolver_match
    if match is None or match.url_name in OPEN:
        return False
    return match.route.startswith(PERSONAL_PATH) or getattr(view, "is_personal", False)
