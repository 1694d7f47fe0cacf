"""How classes and learners are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from cooperatives.enums.training import ClassForm, LearnerKind, Topic
from cooperatives.filters.register import OneFilter
from cooperatives.models import Learner, TrainingClass
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class TrainingFilter(HouseFilterSet):
    """Filters of classes."""

    search_in = ("title", "place", "decision")
    topic = django_filters.ChoiceFilter(label="Chủ đề", choices=Topic.choices())
    form = django_filters.ChoiceFilter(label="Hình thức", choices=ClassForm.choices())
    starts_from = DayFilter(label="Mở từ ngày", field_name="starts_on", lookup_expr="gte")
    starts_to = DayFilter(label="Mở đến ngày", field_name="starts_on", lookup_expr="lte")

    class Meta:
        model = TrainingClass
        fields: ClassVar[list[str]] = []


class LearnerFilter(HouseFilterSet):
    """Filters of learners."""

    search_in = ("folded",)
    training = OneFilter(label="Lớp", queryset=lambda request: TrainingClass.objects.visible_to(request.user))
    topic = django_filters.ChoiceFilter(label="Chủ đề", field_name="training__topic", choices=Topic.choices())
    kind = django_filters.MultipleChoiceFilter(label="Đối tượng", choices=LearnerKind.choices())
    passed = django_filters.BooleanFilter(label="Đạt bài kiểm tra")

    class Meta:
        model = Learner
        fields: ClassVar[list[str]] = []
