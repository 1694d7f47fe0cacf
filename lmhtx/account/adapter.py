"""How allauth behaves here: lock-out kept in the database, our own sentences, no sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lmhtx.account import lockout
from lmhtx.account.actions.presences import begin_presence, leave
from lmhtx.account.factors import factors_of, is_demanded
from lmhtx.account.middleware import DUE
from lmhtx.account.proof import prove
from lmhtx.people.models import User

WRONG = (
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại; "
    "quên mật khẩu thì báo Chánh Văn phòng hoặc người quản trị để được cấp lại."
)

LEFT = "Tài khoản này đã thôi sử dụng. Nếu có nhầm lẫn, hãy báo Chánh Văn phòng hoặc người quản trị."
NO_POST = (
    "Mật khẩu đúng, nhưng hôm nay anh/chị chưa được phân công chức vụ nào nên chưa vào được. "
    "Hãy báo Chánh Văn phòng hoặc người quản trị để ghi phân công."
)


class Adapter(DefaultAccountAdapter):
    """Allauth's hooks."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for himself."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse before the password is looked at while the name or the address is locked."""
        if sentence := lockout.refusal(name=_typed(credentials), address=self.get_client_ip(request)):
            raise ValidationError(sentence, code="too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person behind name and password, or None after noting the wrong try."""
        user = super().authenticate(request, **credentials)
        if user is None:
            return None
        lockout.forget(name=_typed(credentials))
        if sentence := kept_out(user):
            raise ValidationError(sentence, code="account_inactive")
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the wrong try."""
        lockout.note(name=_typed(credentials), address=self.get_client_ip(request))

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Whoever came by passkey or single sign-on passes the same judgement as by password."""
        del kwargs
        sentence = kept_out(user)
        if not sentence:
            return None
        clear_login(request)
        messages.error(request, sentence)
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: Any) -> None:
        """The person is in: the place is noted, and a second factor that his role demands falls due."""
        super().login(request, user)
        begin_presence(request=request, user=user, address=self.get_client_ip(request) or "")
        prove(request)
        if is_demanded(user) and not factors_of(user):
            request.session[DUE] = True

    def logout(self, request: HttpRequest) -> None:
        """The person is out of this place."""
        leave(request=request)
        super().logout(request)

    def _rollback_login_failed_rl_usage(self) -> None:
        """Nothing was consumed of allauth's own limits."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our acts write to people themselves, through the outbox."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; allauth's own messages would come a second time."""


def kept_out(user: User) -> str:
    """Why a person who has proven himself may not come in today; "" when he may."""
    if not user.is_active:
        return LEFT
    return "" if user.postings_today else NO_POST


def _typed(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")
