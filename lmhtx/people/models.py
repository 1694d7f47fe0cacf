"""People, the posts they hold between two days, and who acts in whose name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.models import (  # type: ignore[attr-defined]
    AbstractBaseUser,
    BaseUserManager,
    _user_has_perm,
)
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import FoldedField
from lmhtx.directory.models import Agency, Post
from lmhtx.people.delegation import Delegation, absence_of
from lmhtx.people.handover import Handover, HandoverLine
from lmhtx.people.hands import names_a_doer
from lmhtx.people.roles import HEADS, LEADERS, STAFF, Role
from lmhtx.vn.names import given_name_key

__all__ = [
    "SYSTEM",
    "Actor",
    "Delegation",
    "Handover",
    "HandoverLine",
    "Posting",
    "User",
    "Via",
    "actor",
    "rights_of",
]


class UserQuerySet(models.QuerySet["User"]):
    """Questions asked of people."""

    def visible_to(self, user: Any) -> UserQuerySet:
        """Staff see everyone; people of an outside agency see themselves and the Alliance's staff."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff_member or user.has_role(Role.ADMIN):
            return self
        return self.filter(Q(pk=user.pk) | Q(pk__in=Posting.objects.on(clock.today()).ours().values("user")))

    def at_work(self, day: date) -> UserQuerySet:
        """Those who may sign in and hold a post on the day."""
        return self.filter(is_active=True, pk__in=Posting.objects.on(day).values("user"))


class People(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes people; the command line's superuser becomes a system administrator without business power."""

    def create_user(self, username: str, password: str | None = None, **facts: Any) -> User:
        """A person who may sign in with the password; without one, not until it is set."""
        user: User = self.model(username=username, **{"full_name": username, **facts})
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **facts: Any) -> User:
        """A system administrator: a person with the posting of one."""
        user = self.create_user(username, password, **facts)
        Posting.objects.create(user=user, role=Role.ADMIN, valid_from=clock.today())
        return user


class User(AbstractBaseUser):
    """Người dùng: a person who signs in."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    email = models.EmailField("thư điện tử", blank=True)
    full_name = models.CharField("họ và tên", max_length=150)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    is_active = models.BooleanField("được đăng nhập", default=True)
    mail_bounced_at = models.DateTimeField("thư bị trả lại lúc", null=True, blank=True, editable=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField("tạo lúc", default=clock.now, editable=False)
    folded = FoldedField("tên không dấu", of=("full_name", "username"))
    sort_name = models.CharField("tên để xếp", max_length=200, editable=False, default="", db_index=True)

    # Whether the session of this request was opened by a personal link and not by a password.
    is_by_link = False
    # Whether a program acts for the person by a token.
    is_by_api = False
    # Set for one request while somebody acts for this person: who that is, and by which delegation.
    stand_in: User | None = None
    standing: Delegation | None = None

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "người dùng"
        ordering = ("sort_name",)
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message="Địa chỉ thư này đã thuộc về người khác.",
            )
        ]
        indexes = [GinIndex(fields=["folded"], name="user_folded_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name by which people are sorted: given name first."""
        self.sort_name = given_name_key(self.full_name or self.username)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("user_detail", args=[self.pk])

    def prepare_database_save(self, field: models.Field) -> Any:
        """In an update too, a column that says who did something gets the person at the keys."""
        person = self.stand_in if self.stand_in is not None and names_a_doer(field) else self
        return super(User, person).prepare_database_save(field)

    @property
    def hands(self) -> frozenset[int]:
        """The ids of all who act here: the person, and whoever stands in for him."""
        return frozenset({self.pk} | ({self.stand_in.pk} if self.stand_in is not None else set()))

    @property
    def picker_label(self) -> str:
        """The name with what a chooser must know: that the person is away."""
        away = absence_of(self.pk)
        return f"{self} ({away.absence})" if away else str(self)

    def get_full_name(self) -> str:
        """The person's name."""
        return str(self)

    @cached_property
    def postings_today(self) -> list[Posting]:
        """What the person holds today; read once a request, so that rights cost one query."""
        return list(self.postings.on(clock.today()).select_related("unit", "post"))

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of today."""
        return frozenset(posting.role for posting in self.postings_today)

    def has_role(self, *roles: str) -> bool:
        """Whether the person holds one of the roles today."""
        return self.is_active and bool(self.roles.intersection(roles))

    @cached_property
    def agency_ids(self) -> frozenset[int]:
        """The agencies and units for which the person works today."""
        return frozenset(posting.unit_id for posting in self.postings_today if posting.unit_id)

    @cached_property
    def headed_ids(self) -> frozenset[int]:
        """The units that the person heads today."""
        return frozenset(p.unit_id for p in self.postings_today if p.unit_id and p.role in HEADS)

    @property
    def is_leader(self) -> bool:
        """Chủ tịch or Phó Chủ tịch."""
        return self.has_role(*LEADERS)

    @property
    def is_staff_member(self) -> bool:
        """Whether the person works for the Alliance."""
        return self.has_role(*STAFF)

    @property
    def is_staff(self) -> bool:
        """Django's name for who may open the keeper's admin."""
        return self.has_role(Role.ADMIN)

    @property
    def is_superuser(self) -> bool:
        """Nobody is above the rules."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Ask the rules; who may not sign in may nothing, who stands in only what he was given."""
        if not self.is_active or (self.standing is not None and not self.standing.allows(str(perm))):
            return False
        return _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        """The keeper's admin opens for system administrators only."""
        del app_label
        return self.has_role(Role.ADMIN)


class PostingQuerySet(models.QuerySet["Posting"]):
    """Questions asked of postings."""

    def on(self, day: date) -> PostingQuerySet:
        """Those that hold on the day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def ours(self) -> PostingQuerySet:
        """Those within the Alliance."""
        return self.filter(role__in=STAFF)

    def visible_to(self, user: Any) -> PostingQuerySet:
        """As far as the people are seen."""
        return self.filter(user__in=User.objects.visible_to(user))


@pghistory.track()
class Posting(models.Model):
    """Phân công chức vụ: the role that a person has in a unit between two days; the one source of rights."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings", verbose_name="người")
    unit = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name="đơn vị"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name="chức vụ"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công chức vụ"
        ordering = ("-valid_from",)
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="posting_days_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[Role.ADMIN.value, Role.COOPERATIVE.value]) | Q(unit__isnull=False),
                name="posting_has_unit",
                violation_error_message=(
                    "Hãy chọn đơn vị; chỉ quản trị hệ thống và người của hợp tác xã không thuộc đơn vị nào."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Via(StrEnum):
    """By which way an act came in."""

    SESSION = "session"
    LINK = "link"
    API = "api"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does an act, in whose name, by which way; `user` is None for the house itself."""

    user: User | None
    on_behalf_of: User | None = None
    via: Via = Via.SESSION


def actor(by: Actor | User) -> Actor:
    """The actor behind a person: himself, or whoever stands in for him and acts in his name."""
    if isinstance(by, Actor):
        return by
    hands, person = (by, None) if by.stand_in is None else (by.stand_in, by)
    if hands.is_by_api:
        return Actor(user=hands, on_behalf_of=person, via=Via.API)
    return Actor(user=hands, on_behalf_of=person, via=Via.LINK if hands.is_by_link else Via.SESSION)


def rights_of(by: Actor | User) -> User | None:
    """Whose rights decide: of a stand-in those of the person he acts for; None for the house itself."""
    return by.user if isinstance(by, Actor) else by


SYSTEM = Actor(user=None, via=Via.SYSTEM)
