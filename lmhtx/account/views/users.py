"""People and the posts they hold."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from lmhtx.access.decorators import needs
from lmhtx.access.matrix import areas
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions import users as actions
from lmhtx.account.filters import UserFilter
from lmhtx.account.forms.users import EndPostingForm, PostingForm, UserForm
from lmhtx.account.models import Presence
from lmhtx.account.queries import open_delegations
from lmhtx.account.tables import UserTable
from lmhtx.base import clock
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, DetailPage, ListPage, UpdatePage

PEOPLE = (("Người dùng", "user_list"),)
SLIP = "first_password"


class UserList(ListPage):
    """Người dùng."""

    model, table, filterset = User, UserTable, UserFilter
    permission = PeoplePerm.VIEW_PEOPLE
    title = "Người dùng"
    default_order = "full_name"
    offered_views = (("Đang dùng", "is_active=true"), ("Đã thôi", "is_active=false"))
    button = Button("Thêm người dùng", "user_create", PeoplePerm.MANAGE_PEOPLE, "user-plus")
    empty = "Chưa có người dùng nào."

    def queryset(self):
        now = Posting.objects.on(clock.today()).select_related("unit", "post")
        return super().queryset().prefetch_related(Prefetch("postings", now, to_attr="postings_now"))


class UserDetail(DetailPage):
    """Một người dùng."""

    model, permission, crumbs = User, PeoplePerm.VIEW_PEOPLE, PEOPLE
    template = "people/user_detail.html"

    def context(self, **extra):
        person = extra["object"]
        may_manage = self.request.user.has_perm(PeoplePerm.MANAGE_PEOPLE, person)
        postings = person.postings.select_related("unit", "post")
        extra["may_give_code"] = may_give_code(self.request.user, person)
        extra["places"] = Presence.objects.filter(user=person).alive(timezone.now()).count()
        return super().context(
            postings=postings,
            may_manage=may_manage,
            may_hand_over=self.request.user.has_perm(PeoplePerm.HAND_OVER, person),
            may_delegate=self.request.user.has_perm(PeoplePerm.SET_DELEGATION, person),
            delegations=open_delegations(person),
            today=clock.today(),
            **extra,
        )


def may_give_code(user: User, person: User) -> bool:
    """Whether the page offers a code: to another's account, as far as one's rights go."""
    return person.is_active and person != user and user.has_perm(PeoplePerm.GIVE_CODES, person)


class UserCreate(CreatePage):
    """Thêm người dùng."""

    model, form, permission, crumbs = User, UserForm, PeoplePerm.MANAGE_PEOPLE, PEOPLE
    title = "Thêm người dùng"
    save_label = "Tạo và in mật khẩu lần đầu"
    message = "Đã tạo tài khoản. Việc tiếp theo: phân công chức vụ để người này đăng nhập được."

    def act(self, form):
        user = form.save(commit=False)
        self.slip = keep_slip(self.request, user, actions.create_user(user=user, by=self.request.user))
        return user

    def address(self, thing):
        """The page that shows the first password."""
        return self.slip


class UserUpdate(UpdatePage):
    """Sửa thông tin người dùng."""

    model, form, permission, crumbs = User, UserForm, PeoplePerm.MANAGE_PEOPLE, PEOPLE

    def act(self, form):
        return actions.change_user(user=form.save(commit=False), by=self.request.user)


def keep_slip(request: HttpRequest, user: User, password: str) -> str:
    """Hold the first password until its page is shown once; gives that page's address."""
    request.session[SLIP] = {"user": user.pk, "password": password}
    return reverse("user_slip", args=[user.pk])


@reads
@needs(PeoplePerm.MANAGE_PEOPLE)
def user_slip(request, pk):
    """Mật khẩu lần đầu, hiện một lần."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    slip = request.session.pop(SLIP, None) or {}
    password = slip.get("password", "") if slip.get("user") == person.pk else ""
    context = {"title": f"Mật khẩu lần đầu của {person}", "person": person, "password": password}
    return page(request, "people/user_slip.html", context)


def _managed(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


@writes(post_only=True)
@needs(PeoplePerm.MANAGE_PEOPLE)
def user_password(request, pk):
    """Cấp lại mật khẩu."""
    person = _managed(request, pk)
    slip = keep_slip(request, person, actions.reset_password(user=person, by=request.user))
    return done(request, slip, "Đã cấp lại mật khẩu.")


@writes(post_only=True)
@needs(PeoplePerm.MANAGE_PEOPLE)
def user_return(request, pk):
    """Cho dùng lại."""
    person = _managed(request, pk)
    slip = keep_slip(request, person, actions.take_back(user=person, by=request.user))
    return done(request, slip, "Đã mở lại tài khoản. Hãy phân công chức vụ mới.")


@writes
@needs(PeoplePerm.MANAGE_PEOPLE)
def posting_create(request, pk):
    """Phân công chức vụ."""
    person = _managed(request, pk)
    form = PostingForm(request.POST or None, instance=Posting(user=person))
    if form.is_valid():
        actions.give_posting(posting=form.save(commit=False), by=request.user)
        return done(request, person, "Đã phân công chức vụ.")
    context = {"title": f"Phân công chức vụ: {person}", "form": form, "back": person.get_absolute_url()}
    return page(request, "ui/form.html", {**context, "save_label": "Phân công", "crumbs": _crumbs(person)})


@writes
@needs(PeoplePerm.MANAGE_PEOPLE)
def posting_end(request, pk):
    """Kết thúc chức vụ."""
    posting = get_object_or_404(Posting.objects.visible_to(request.user).select_related("user"), pk=pk)
    form = EndPostingForm(request.POST or None, last=actions.last_roles(posting.user, {posting.role}))
    if form.is_valid():
        actions.end_posting(posting=posting, by=request.user, **form.cleaned_data)
        return done(request, posting.user, "Đã ghi ngày kết thúc chức vụ.")
    context = {"title": f"Kết thúc: {posting}", "form": form, "back": posting.user.get_absolute_url()}
    return page(
        request, "ui/form.html", {**context, "save_label": "Kết thúc", "crumbs": _crumbs(posting.user)}
    )


def _crumbs(person: User) -> list[tuple[str, str]]:
    return [("Người dùng", reverse("user_list")), (str(person), person.get_absolute_url())]


@reads
@needs(PeoplePerm.VIEW_RIGHTS)
def rights(request):
    """Vai trò và quyền."""
    context = {"title": "Vai trò và quyền", "areas": areas(), "roles": Role}
    return page(request, "people/rights.html", context)
