"""Who may be signed in: an active person who holds a post today."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class Backend(AuthenticationBackend):
    """Name or mail address with a password; asked again at every request.

    Someone who leaves is out at the next click. The postings read here are those that the rights of the same
    request are judged by, so asking costs no query of its own.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the person is active and holds a post today."""
        return super().user_can_authenticate(user) and bool(user.postings_today)

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        """Rights come from postings through the rules, never from Django's own tables."""
        del user_obj, perm, obj
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """As above."""
        del user_obj, app_label
        return False


class LinkBackend(Backend):
    """Sessions that a personal link has opened: no password is asked for, and every act says so."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Nobody comes in here by name and password."""
        del request, credentials

    def get_user(self, user_id: Any) -> Any:
        """The person behind the session, marked as coming by link."""
        user = super().get_user(user_id)
        if user is not None:
            user.is_by_link = True
        return user
