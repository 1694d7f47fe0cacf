"""How lists of papers are searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from documents.enums.incoming import Channel, IncomingState, Urgency
from documents.enums.numbers import Authority, Direction, TypeGroup
from documents.enums.outgoing import OutgoingState, Prefix
from documents.models import (
    DocumentType,
    Incoming,
    IssuingBody,
    Outgoing,
    Series,
    SigningAuthority,
    UnitAbbreviation,
    WorkFilePaper,
)
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.fields import PickerField
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class OneFilter(django_filters.ModelChoiceFilter):
    """One thing out of many, found by typing without accents."""

    field_class = PickerField


class IncomingFilter(HouseFilterSet):
    """Filters of the list of incoming papers."""

    search_in = ("folded", "content_folded")
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=IncomingState.choices())
    series = django_filters.ModelChoiceFilter(
        label="Sổ", queryset=lambda _: Series.objects.filter(direction=Direction.INCOMING)
    )
    year = django_filters.NumberFilter(label="Năm của sổ")
    type = django_filters.ModelChoiceFilter(
        label="Loại văn bản", queryset=lambda _: DocumentType.objects.filter(is_active=True)
    )
    urgency = django_filters.MultipleChoiceFilter(label="Độ khẩn", choices=Urgency.choices())
    channel = django_filters.ChoiceFilter(label="Đến qua", choices=Channel.choices(), method="came_by")
    lead_unit = OneFilter(label="Đơn vị chủ trì", queryset=lambda _: Agency.objects.units())
    lead_person = OneFilter(
        label="Người giải quyết", queryset=lambda request: User.objects.visible_to(request.user)
    )
    arrived_from = DayFilter(label="Đến từ ngày", field_name="arrived_at", lookup_expr="date__gte")
    arrived_to = DayFilter(label="Đến đến ngày", field_name="arrived_at", lookup_expr="date__lte")
    late = django_filters.BooleanFilter(label="Quá hạn giải quyết", method="is_late")
    in_file = django_filters.BooleanFilter(label="Đã vào hồ sơ", method="is_in_file")

    class Meta:
        model = Incoming
        fields: ClassVar[list[str]] = []

    def came_by(self, rows: Any, name: str, value: str) -> QuerySet[Incoming]:
        """Those of which a copy came this way."""
        del name
        return rows.filter(arrivals__channel=value)

    def is_late(self, rows: Any, name: str, value: bool) -> QuerySet[Incoming]:  # noqa: FBT001 - django-filter's signature
        """Those past their day, or those that are not."""
        del name
        late = rows.overdue(clock.today())
        return late if value else rows.exclude(pk__in=late.values("pk"))

    def is_in_file(self, rows: Any, name: str, value: bool) -> QuerySet[Incoming]:  # noqa: FBT001 - django-filter's signature
        """Those that lie in a work file, or those that lie in none."""
        del name
        inside = Exists(WorkFilePaper.objects.filter(incoming=OuterRef("pk")))
        return rows.filter(inside if value else ~inside)


class OutgoingFilter(HouseFilterSet):
    """Filters of the list of outgoing papers."""

    search_in = ("folded",)
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=OutgoingState.choices())
    body = django_filters.ModelChoiceFilter(
        label="Chủ thể ban hành", queryset=lambda _: IssuingBody.objects.all()
    )
    type = django_filters.ModelChoiceFilter(
        label="Loại văn bản", queryset=lambda _: DocumentType.objects.administrative()
    )
    year = django_filters.NumberFilter(label="Năm văn bản", field_name="dated_on", lookup_expr="year")
    unit = OneFilter(label="Đơn vị soạn thảo", queryset=lambda _: Agency.objects.units())
    signer = OneFilter(label="Người ký", queryset=lambda request: User.objects.visible_to(request.user))
    drafter = OneFilter(
        label="Người soạn thảo", queryset=lambda request: User.objects.visible_to(request.user)
    )
    urgency = django_filters.MultipleChoiceFilter(label="Độ khẩn", choices=Urgency.choices())
    dated_from = DayFilter(label="Từ ngày", field_name="dated_on", lookup_expr="gte")
    dated_to = DayFilter(label="Đến ngày", field_name="dated_on", lookup_expr="lte")
    owes_scan = django_filters.BooleanFilter(label="Nợ bản quét", method="is_owing")
    in_file = django_filters.BooleanFilter(label="Đã vào hồ sơ", method="is_in_file")

    class Meta:
        model = Outgoing
        fields: ClassVar[list[str]] = []

    def is_owing(self, rows: Any, name: str, value: bool) -> QuerySet[Outgoing]:  # noqa: FBT001 - django-filter's signature
        """Those of which the scan is still owed, or those that owe none."""
        del name
        owing = rows.owing_scan()
        return owing if value else rows.exclude(pk__in=owing.values("pk"))

    def is_in_file(self, rows: Any, name: str, value: bool) -> QuerySet[Outgoing]:  # noqa: FBT001 - django-filter's signature
        """Those that lie in a work file, or those that lie in none."""
        del name
        inside = Exists(WorkFilePaper.objects.filter(outgoing=OuterRef("pk")))
        return rows.filter(inside if value else ~inside)


class SigningAuthorityFilter(HouseFilterSet):
    """Filters of the list of authorities to sign."""

    search_in = ("person__folded",)
    prefix = django_filters.ChoiceFilter(label="Quyền hạn ký", choices=Prefix.choices())

    class Meta:
        model = SigningAuthority
        fields: ClassVar[list[str]] = []


class UnitAbbreviationFilter(HouseFilterSet):
    """Filters of the list of short names."""

    search_in = ("abbreviation",)

    class Meta:
        model = UnitAbbreviation
        fields: ClassVar[list[str]] = []


class SeriesFilter(HouseFilterSet):
    """Filters of the list of books."""

    search_in = ("name",)
    direction = django_filters.ChoiceFilter(label="Chiều", choices=Direction.choices())
    numbers_from = django_filters.ChoiceFilter(label="Số do", choices=Authority.choices())

    class Meta:
        model = Series
        fields: ClassVar[list[str]] = []


class DocumentTypeFilter(HouseFilterSet):
    """Filters of the list of types."""

    search_in = ("folded",)
    group = django_filters.ChoiceFilter(label="Nhóm", choices=TypeGroup.choices())

    class Meta:
        model = DocumentType
        fields: ClassVar[list[str]] = []
