"""How lists of work files and of the archive are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from documents.enums.archive import CatalogueState, DestructionState, HandoverState, WorkFileState
from documents.filters import OneFilter
from documents.models import (
    ArchiveHandover,
    ArchiveLoan,
    Destruction,
    FileCatalogue,
    RetentionRule,
    WorkFile,
)
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class WorkFileFilter(HouseFilterSet):
    """Filters of the list of work files."""

    search_in = ("folded",)
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=WorkFileState.choices())
    year = django_filters.NumberFilter(label="Năm")
    unit = OneFilter(label="Đơn vị lập", queryset=lambda _: Agency.objects.units())
    maker = OneFilter(label="Người lập", queryset=lambda request: User.objects.visible_to(request.user))
    due_to = DayFilter(label="Hạn nộp lưu đến ngày", field_name="due_on", lookup_expr="lte")
    years = django_filters.NumberFilter(label="Thời hạn (năm)")
    forever = django_filters.BooleanFilter(
        label="Bảo quản vĩnh viễn", field_name="years", lookup_expr="isnull"
    )
    listed = django_filters.BooleanFilter(
        label="Có trong danh mục", field_name="line", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = WorkFile
        fields: ClassVar[list[str]] = []


class RetentionFilter(HouseFilterSet):
    """Filters of the table of retention."""

    search_in = ("folded",)
    is_doubtful = django_filters.BooleanFilter(label="Chưa kiểm chứng")

    class Meta:
        model = RetentionRule
        fields: ClassVar[list[str]] = []


class CatalogueFilter(HouseFilterSet):
    """Filters of the lists of files."""

    search_in = ("document",)
    state = django_filters.ChoiceFilter(label="Tình trạng", choices=CatalogueState.choices())

    class Meta:
        model = FileCatalogue
        fields: ClassVar[list[str]] = []


class ArchiveHandoverFilter(HouseFilterSet):
    """Filters of hand-overs to the archive."""

    search_in = ("block",)
    state = django_filters.ChoiceFilter(label="Tình trạng", choices=HandoverState.choices())
    unit = OneFilter(label="Đơn vị giao", queryset=lambda _: Agency.objects.units())

    class Meta:
        model = ArchiveHandover
        fields: ClassVar[list[str]] = []


class DestructionFilter(HouseFilterSet):
    """Filters of destructions."""

    search_in = ("title",)
    state = django_filters.ChoiceFilter(label="Tình trạng", choices=DestructionState.choices())

    class Meta:
        model = Destruction
        fields: ClassVar[list[str]] = []


class LoanFilter(HouseFilterSet):
    """Filters of loans."""

    search_in = ("borrower_written",)
    is_out = django_filters.BooleanFilter(label="Chưa trả", field_name="returned_on", lookup_expr="isnull")
    lent_from = DayFilter(label="Mượn từ ngày", field_name="lent_on", lookup_expr="gte")
    lent_to = DayFilter(label="Mượn đến ngày", field_name="lent_on", lookup_expr="lte")

    class Meta:
        model = ArchiveLoan
        fields: ClassVar[list[str]] = []
