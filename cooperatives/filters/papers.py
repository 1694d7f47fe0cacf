"""How the lists of papers and of files are searched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.db.models import Q

from cooperatives.enums.papers import CERTIFICATES, LEGAL, DigitalState, PaperKind, PaperState
from cooperatives.enums.register import Kind
from cooperatives.filters.register import OneFilter
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.queries.papers import lacking, lacking_some, paper_terms_on
from cooperatives.queries.places import communes_today
from cooperatives.required_papers import lines
from lmhtx.base import clock
from lmhtx.ui.filters import DayFilter, HouseFilterSet

WITHIN = [(days, f"{days} ngày tới") for days in (7, 30, 60, 90, 180)]


def _labels(kinds: Any) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]


class PaperFilter(HouseFilterSet):
    """Filters of papers."""

    search_in = ("folded", "cooperative__folded")
    kind = django_filters.MultipleChoiceFilter(label="Loại giấy tờ", choices=_labels(LEGAL))
    state = django_filters.MultipleChoiceFilter(
        label="Hiệu lực", choices=PaperState.choices(), method="stands"
    )
    digital = django_filters.ChoiceFilter(label="Số hóa", choices=DigitalState.choices())
    within = django_filters.TypedChoiceFilter(
        label="Hết hạn trong", choices=WITHIN, coerce=int, method="runs_out"
    )
    year = django_filters.NumberFilter(label="Của năm")
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )
    is_member = django_filters.BooleanFilter(
        label="Thành viên Liên minh", field_name="cooperative__is_member"
    )
    through_from = DayFilter(label="Hết hạn từ ngày", field_name="through_on", lookup_expr="gte")
    through_to = DayFilter(label="Hết hạn đến ngày", field_name="through_on", lookup_expr="lte")

    class Meta:
        model = CooperativePaper
        fields: ClassVar[list[str]] = []

    def stands(self, rows: Any, name: str, value: Any) -> Any:
        """Those in one of the states; the rows know theirs."""
        del name
        return rows.filter(state__in=value) if value else rows

    def runs_out(self, rows: Any, name: str, value: int) -> Any:
        """Those in the file that run out from today on within so many days."""
        del name
        today = clock.today()
        return rows.filter(ended_on__isnull=True, through_on__range=(today, today + timedelta(days=value)))


class QualityFilter(PaperFilter):
    """Filters of certificates and codes."""

    kind = django_filters.MultipleChoiceFilter(label="Loại chứng nhận", choices=_labels(CERTIFICATES))
    year = None

    class Meta(PaperFilter.Meta):
        pass


class DossierFilter(HouseFilterSet):
    """Filters of whole files."""

    search_in = ("folded",)
    kind = django_filters.ChoiceFilter(label="Loại hình", choices=Kind.choices())
    whole = django_filters.BooleanFilter(label="Đã số hóa đủ", method="is_whole")
    missing = django_filters.MultipleChoiceFilter(
        label="Còn thiếu",
        choices=_labels(kind for kind in PaperKind if kind in {line.paper for line in lines()}),
        method="lacks",
    )
    commune = OneFilter(label="Xã, phường", queryset=lambda _: communes_today())
    is_member = django_filters.BooleanFilter(label="Thành viên Liên minh")

    class Meta:
        model = Cooperative
        fields: ClassVar[list[str]] = []

    def is_whole(self, rows: Any, name: str, value: bool) -> Any:  # noqa: FBT001 - django-filter's signature
        """Those in whose file nothing is missing today, or something is."""
        del name
        day = clock.today()
        lacks = lacking_some(day, paper_terms_on(day))
        return rows.filter(~lacks if value else lacks)

    def lacks(self, rows: Any, name: str, value: Any) -> Any:
        """Those that lack one of these papers today."""
        del name
        if not value:
            return rows
        day = clock.today()
        terms, found = paper_terms_on(day), Q(pk__in=[])
        for kind in value:
            found |= lacking(PaperKind(kind), day, terms)
        return rows.filter(found)
