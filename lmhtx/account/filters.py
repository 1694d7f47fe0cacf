"""How the registers of people and directory are searched."""

from __future__ import annotations

import django_filters
from django.utils import timezone

from lmhtx.account.models import PersonalLink
from lmhtx.base import clock
from lmhtx.directory.models import Agency, Commune, Province, UnknownName
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.delegation import Delegation, DelegationKind
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.ui.filters import HouseFilterSet

NOW_OR_PAST = [("now", "Đang có"), ("past", "Đã hết hiệu lực")]


class UserFilter(HouseFilterSet):
    search_in = ("folded", "email")
    role = django_filters.ChoiceFilter(
        label="Vai trò", choices=Role.choices, method="of_role", empty_label="Tất cả"
    )
    unit = django_filters.ModelChoiceFilter(
        label="Đơn vị", queryset=Agency.objects.units(), method="of_unit", empty_label="Tất cả"
    )
    is_active = django_filters.ChoiceFilter(
        label="Tình trạng", choices=[("true", "Đang dùng"), ("false", "Đã thôi")], empty_label="Tất cả"
    )

    class Meta:
        model = User
        fields = ()

    def of_role(self, queryset, name, value):
        return queryset.filter(pk__in=Posting.objects.on(clock.today()).filter(role=value).values("user"))

    def of_unit(self, queryset, name, value):
        return queryset.filter(pk__in=Posting.objects.on(clock.today()).filter(unit=value).values("user"))


class PersonalLinkFilter(HouseFilterSet):
    search_in = ("user__folded",)
    state = django_filters.ChoiceFilter(
        label="Tình trạng",
        choices=[
            ("live", "Đang dùng được"),
            ("unused", "Chưa mở lần nào"),
            ("ended", "Hết hạn hoặc thu hồi"),
        ],
        method="by_state",
        empty_label="Tất cả",
    )

    class Meta:
        model = PersonalLink
        fields = ()

    def by_state(self, queryset, name, value):
        live = queryset.live(timezone.now())
        if value == "ended":
            return queryset.exclude(pk__in=live.values("pk"))
        return live if value == "live" else live.filter(last_used_at=None)


class DelegationFilter(HouseFilterSet):
    search_in = ("person__folded", "substitute__folded", "ground")
    kind = django_filters.ChoiceFilter(label="Loại", choices=DelegationKind.choices, empty_label="Tất cả")
    state = django_filters.ChoiceFilter(
        label="Tình trạng",
        choices=[("now", "Đang hiệu lực"), ("over", "Đã hết, đã thu hồi")],
        method="by_state",
        empty_label="Tất cả",
    )

    class Meta:
        model = Delegation
        fields = ()

    def by_state(self, queryset, name, value):
        now = Delegation.objects.on(clock.today()).values("pk")
        return queryset.filter(pk__in=now) if value == "now" else queryset.exclude(pk__in=now)


class AgencyFilter(HouseFilterSet):
    search_in = ("folded",)
    kind = django_filters.ChoiceFilter(label="Loại", choices=AgencyKind.choices, empty_label="Tất cả")
    state = django_filters.ChoiceFilter(
        label="Tình trạng", choices=NOW_OR_PAST, method="by_state", empty_label="Tất cả"
    )
    is_notified = django_filters.ChoiceFilter(
        label="Nhắc tự động", choices=[("true", "Đang bật"), ("false", "Tắt")], empty_label="Tất cả"
    )

    class Meta:
        model = Agency
        fields = ()

    def by_state(self, queryset, name, value):
        now = Agency.objects.valid_on(clock.today()).values("pk")
        return queryset.filter(pk__in=now) if value == "now" else queryset.exclude(pk__in=now)


class UnknownNameFilter(HouseFilterSet):
    search_in = ("written", "seen_in")
    state = django_filters.ChoiceFilter(
        label="Tình trạng",
        choices=[("waiting", "Chờ xử lý"), ("known", "Đã rõ"), ("aside", "Không phải cơ quan")],
        method="by_state",
        empty_label="Tất cả",
    )

    class Meta:
        model = UnknownName
        fields = ()

    def by_state(self, queryset, name, value):
        if value == "known":
            return queryset.filter(agency__isnull=False)
        return queryset.filter(agency__isnull=True, is_set_aside=value == "aside")


class CommuneFilter(HouseFilterSet):
    search_in = ("folded",)
    state = django_filters.ChoiceFilter(
        label="Tình trạng",
        choices=[("now", "Hiện nay"), ("past", "Trước sắp xếp")],
        method="by_state",
        empty_label="Tất cả",
    )
    province = django_filters.ModelChoiceFilter(
        label="Tỉnh, thành phố",
        queryset=Province.objects.filter(communes__isnull=False).distinct(),
        empty_label="Tất cả",
    )

    class Meta:
        model = Commune
        fields = ()

    def by_state(self, queryset, name, value):
        return queryset.filter(valid_to__isnull=value == "now")


class ProvinceFilter(HouseFilterSet):
    search_in = ("folded",)
    state = django_filters.ChoiceFilter(
        label="Tình trạng", choices=NOW_OR_PAST, method="by_state", empty_label="Tất cả"
    )

    class Meta:
        model = Province
        fields = ()

    def by_state(self, queryset, name, value):
        return queryset.filter(valid_to__isnull=value == "now")
