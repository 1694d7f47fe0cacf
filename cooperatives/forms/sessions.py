"""Forms of sessions and attendance."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from cooperatives.forms.ratings import points_field
from cooperatives.models import ClassSession, TrainingClass
from cooperatives.queries.sessions import staff_today
from lmhtx.people.models import User
from lmhtx.ui.fields import ManyPickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm


class SessionForm(HouseModelForm):
    """Buổi học."""

    class Meta:
        model = ClassSession
        fields: ClassVar[list[str]] = ["held_on", "part", "topic", "minutes"]


class StaffLearnersForm(HouseForm):
    """Cán bộ Liên minh học lớp này."""

    people = ManyPickerField(User.objects.none(), label="Cán bộ")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = staff_today()


class BringAttendanceForm(HouseForm):
    """Bảng điểm danh đã ghi."""

    file = forms.FileField(
        label="Bảng điểm danh (Excel)",
        help_text="Tệp tải từ trang này; ghi x vào buổi có mặt, để trống buổi vắng. Dòng, cột đổi chỗ vẫn nhận ra.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class BadScore(ValueError):
    """What is wrong with a score, as a sentence."""


def ticked(training: TrainingClass, sent: QueryDict) -> dict[str, Any]:
    """What the grid says: whom it shows, who came to each session, the scores. Numbers that are none are left out."""
    numbers = [int(word) for word in sent.get("shown", "").split(",") if word.isdecimal()]
    ticks = {
        pk: {int(word) for word in sent.getlist(f"came_{pk}") if word.isdecimal()}
        for pk in training.sessions.values_list("pk", flat=True)
    }
    scores = {pk: _score(sent[f"score_{pk}"]) for pk in numbers if f"score_{pk}" in sent}
    return {"learners": numbers, "ticks": ticks, "scores": scores}


def _score(written: str) -> Decimal | None:
    try:
        found: Decimal | None = points_field("Điểm").clean(written)
    except forms.ValidationError as bad:
        raise BadScore(f"Điểm “{written[:20]}”: {' '.join(bad.messages)}") from bad
    return found
