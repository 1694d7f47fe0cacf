"""How the register of tokens is searched."""

from __future__ import annotations

import django_filters
from django.utils import timezone

from lmhtx.api.models import ApiToken
from lmhtx.ui.filters import HouseFilterSet


class ApiTokenFilter(HouseFilterSet):
    search_in = ("name", "user__folded")
    state = django_filters.ChoiceFilter(
        label="Tình trạng",
        choices=[("live", "Đang dùng được"), ("unused", "Chưa dùng lần nào"), ("ended", "Hết hạn, thu hồi")],
        method="by_state",
        empty_label="Tất cả",
    )

    class Meta:
        model = ApiToken
        fields = ()

    def by_state(self, queryset, name, value):
        live = queryset.live(timezone.now())
        if value == "ended":
            return queryset.exclude(pk__in=live.values("pk"))
        return live if value == "live" else live.filter(last_used_at=None)
