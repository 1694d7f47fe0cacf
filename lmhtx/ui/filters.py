"""Base of the filters of registers: a search box without accents, chips that are taken off one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.looks import dress
from lmhtx.ui.templatetags.vn_format import ngay
from lmhtx.vn.text import fold

SEARCH, SORT, PAGE = "q", "sort", "page"
# ?goi_y=<filter> asks for the choices of one picker, ?day_du=1 for the page with all of them in it.
OFFERS, IN_FULL = "goi_y", "day_du"
YES_OR_NO = (("", "Tất cả"), ("true", "Có"), ("false", "Không"))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter at work, in words, and the query that is left when it is taken off."""

    label: str
    value: str
    query_without: str


class HouseFilterSet(django_filters.FilterSet):
    """Filters of a register.

    `search_in` names the columns of the search box: a `FoldedField` is compared as it stands, of any other
    column the database takes the accents off. Every word typed must be found in one of them.
    """

    search_in: ClassVar[tuple[str, ...]] = ()
    q = django_filters.CharFilter(method="find", label="Tìm trong danh sách")

    def __init__(self, *args: Any, **options: Any) -> None:
        """A choice among the row's own values finds no row twice: the database need not compare whole rows."""
        super().__init__(*args, **options)
        for one in self.filters.values():
            if isinstance(one, django_filters.MultipleChoiceFilter) and "__" not in (one.field_name or ""):
                one.distinct = False

    def find(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows in which every word stands somewhere."""
        del name
        for word in fold(value).split():
            queryset = queryset.filter(self._somewhere(queryset, word))
        return queryset

    def _somewhere(self, queryset: QuerySet[Any], word: str) -> Q:
        found = Q()
        for column in self.search_in:
            is_folded = column.rsplit("__", 1)[-1] == "folded"
            found |= Q(**{f"{column}__contains" if is_folded else f"{column}__unaccent__icontains": word})
        return found

    @property
    def form(self) -> forms.Form:
        """The filter form in the looks of the house."""
        form = super().form
        for field in form.fields.values():
            if isinstance(field.widget, forms.NullBooleanSelect):  # its "unknown" would stand in the address
                field.widget = forms.Select(choices=YES_OR_NO)
        dress(form, nothing="Tất cả")
        if IN_FULL not in self.data:
            for name, field in form.fields.items():
                self._lighten(name, field)
        return form

    def _lighten(self, name: str, field: forms.Field) -> None:
        """A picker of thousands holds only what is chosen; the rest is fetched when somebody types into it."""
        if not isinstance(field, PickerField):
            return
        chosen = field.chosen(self.data.get(name))
        field.widget.choices = [("", field.empty_label), *chosen]
        field.widget.attrs["data-lmhtx-offers"] = f"?{OFFERS}={name}"

    def offers(self, name: str) -> list[tuple[str, str]]:
        """The choices of one picker as (value, words); none for a name that is no picker."""
        field = self.form.fields.get(name)
        if not isinstance(field, PickerField):
            return []
        return [(str(value), str(words)) for value, words in field.choices if value]

    @property
    def choosers(self) -> list[forms.BoundField]:
        """The filters beside the search box."""
        return [field for field in self.form if field.name != SEARCH]

    def chips(self) -> list[Chip]:
        """The filters at work, each with the query that leaves it out."""
        found = []
        if not self.form.is_valid():
            return []
        for name, value in self.form.cleaned_data.items():
            if value in (None, "", []) or (hasattr(value, "exists") and not value):
                continue
            field = self.form.fields[name]
            words = f"“{value}”" if name == SEARCH else _in_words(field, value)
            label = "Tìm" if name == SEARCH else str(field.label or name)
            found.append(Chip(label, words, _without(self.data, name)))
        return found


class DayFilter(django_filters.DateFilter):
    """A day typed as 5/9/26 or picked."""

    field_class = DateField


def plain_query(data: QueryDict | dict[str, Any]) -> str:
    """The query of a list without its page and empty values, in a fixed order: equal views are equal here."""
    query = QueryDict(mutable=True)
    for name in sorted(data):
        values = data.getlist(name) if isinstance(data, QueryDict) else [data[name]]
        if name not in {PAGE, IN_FULL} and (kept := [value for value in values if value != ""]):
            query.setlist(name, kept)
    return query.urlencode()


def _without(data: QueryDict, name: str) -> str:
    rest = data.copy()
    for key in list(rest):
        if key == name or key.startswith((f"{name}_after", f"{name}_before", f"{name}_min", f"{name}_max")):
            del rest[key]
    return plain_query(rest)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, slice):
        return " – ".join(
            ngay(end) if hasattr(end, "year") else str(end) for end in (value.start, value.stop) if end
        )
    if isinstance(value, bool):
        return "Có" if value else "Không"
    # Before days: a thing that is picked may have a year of its own.
    if isinstance(field, PickerField):
        return field.label_from_instance(value)
    if hasattr(value, "year"):
        return ngay(value)
    choices = {
        str(key): str(label) for key, label in getattr(field, "choices", ()) if not isinstance(label, list)
    }
    values = value if isinstance(value, list | tuple | QuerySet) else [value]
    return ", ".join(choices.get(str(getattr(one, "pk", one)), str(one)) for one in values)
