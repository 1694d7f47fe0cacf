"""Forms of classes and learners."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from cooperatives.enums.training import LearnerKind
from cooperatives.forms.ratings import points_field
from cooperatives.models import Learner, TrainingClass
from cooperatives.queries.places import communes_today
from cooperatives.rules.training import COLUMNS, MOST_LINES
from lmhtx.directory.models import Commune
from lmhtx.ui.fields import MoneyField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm

TEN = Decimal(10)
RESULTS = (("", "Chưa kiểm tra"), ("true", "Đạt"), ("false", "Không đạt"))


class TrainingForm(HouseModelForm):
    """Lớp tập huấn."""

    commune = PickerField(Commune.objects.none(), label="Xã, phường", required=False)
    budget_vnd = MoneyField(label="Kinh phí", required=False)

    class Meta:
        model = TrainingClass
        fields: ClassVar[list[str]] = [
            "topic",
            "title",
            "form",
            "starts_on",
            "ends_on",
            "place",
            "commune",
            "decision",
            "budget_vnd",
            "passing_mark",
            "top_mark",
            "note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes_today()
        self.fields["top_mark"].required = False

    def clean_top_mark(self) -> Decimal:
        """Ten where nothing is said."""
        return self.cleaned_data["top_mark"] or TEN


class LearnersForm(HouseForm):
    """Dán danh sách học viên."""

    kind = forms.ChoiceField(
        label="Đối tượng",
        choices=[one for one in LearnerKind.choices() if one[0] != LearnerKind.STAFF],
        initial=LearnerKind.COOPERATIVE,
        required=False,
    )
    pasted = forms.CharField(
        label="Danh sách dán từ Excel",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=(
            f"Các cột theo thứ tự: {', '.join(COLUMNS)}. Mỗi lần nhiều nhất {MOST_LINES} dòng. Không có mã số hợp tác "
            "xã thì để trống. Người đã có trong lớp được cập nhật, không thêm lần nữa."
        ),
    )


class ResultForm(HouseForm):
    """Kết quả của học viên."""

    session_count = forms.IntegerField(label="Số buổi đã học", min_value=0, max_value=200)
    score = points_field("Điểm kiểm tra")
    passed = forms.ChoiceField(label="Bài kiểm tra", choices=RESULTS, required=False)
    certificate = forms.CharField(label="Số chứng nhận", max_length=60, required=False)

    def __init__(self, *args: Any, learner: Learner, **kwargs: Any) -> None:
        told = {True: "true", False: "false"}.get(learner.passed, "") if learner.passed is not None else ""
        kwargs.setdefault(
            "initial",
            {
                "session_count": learner.session_count,
                "score": learner.score,
                "passed": told,
                "certificate": learner.certificate,
            },
        )
        super().__init__(*args, **kwargs)
        # What follows from the ticks, and from the mark, is not typed beside them.
        if learner.training.sessions.exists():
            del self.fields["session_count"]
        if learner.training.passing_mark is not None:
            del self.fields["passed"]

    @property
    def facts(self) -> dict[str, Any]:
        """The result with the test as yes, no or not yet."""
        passed = {"true": True, "false": False}.get(self.cleaned_data.get("passed", ""))
        return {"session_count": None, **self.cleaned_data, "passed": passed}
