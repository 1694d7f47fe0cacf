"""Forms of rubrics, rounds and ratings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from cooperatives.models import Criterion, Rating, RatingRound, Rubric
from cooperatives.queries.ratings import lines_of
from lmhtx.ui.forms import HouseForm, HouseModelForm


def points_field(label: str, *, required: bool = False, **options: Any) -> forms.DecimalField:
    """Points with a comma, as they are written here."""
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=5,
        decimal_places=2,
        required=required,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        localize=True,
        **options,
    )


class CriterionForm(HouseForm):
    """Tiêu chí đánh giá."""

    title = forms.CharField(label="Tiêu chí", max_length=250)
    max_points = points_field("Điểm tối đa", required=True, max_value=100)

    def clean_max_points(self) -> Decimal:
        """A criterion worth nothing is none."""
        points: Decimal = self.cleaned_data["max_points"]
        if not points:
            raise forms.ValidationError("Điểm tối đa phải trên 0.", code="nought")
        return points

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"title": criterion.title, "max_points": criterion.max_points})
        super().__init__(*args, **kwargs)


class RoundForm(HouseModelForm):
    """Mở đợt đánh giá."""

    class Meta:
        model = RatingRound
        fields: ClassVar[list[str]] = ["year", "rubric", "closes_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rubric"].queryset = Rubric.objects.all()
        self.fields["closes_on"].help_text = "Theo Thông tư 01/2020/TT-BKHĐT: trước ngày 15/12."


class SelfScoreForm(HouseForm):
    """Điểm tự chấm."""

    file = forms.FileField(label="Phiếu của hợp tác xã (bản chụp)", required=False)

    def __init__(self, *args: Any, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {}
        for criterion, score in lines_of(rating):
            name = f"points_{criterion.pk}"
            self.names[criterion.pk] = name
            field = points_field(str(criterion), initial=score.self_points if score else None)
            field.help_text = f"Tối đa {criterion.max_points:n}" if criterion.max_points else ""
            self.fields[name] = field
        self.order_fields([*self.names.values(), "file"])

    @property
    def facts(self) -> dict[str, Any]:
        """The points by criterion, and the paper."""
        points = {pk: self.cleaned_data[name] for pk, name in self.names.items()}
        return {"points": points, "file": self.cleaned_data["file"]}


class AppraiseForm(HouseForm):
    """Thẩm định điểm tự chấm."""

    def __init__(self, *args: Any, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = []
        for criterion, score in lines_of(rating):
            self.numbers.append(criterion.pk)
            given = score.points if score and score.points is not None else score and score.self_points
            field = points_field(str(criterion), initial=given)
            own = f"{score.self_points:n}" if score else "chưa có"
            field.help_text = (
                f"Tự chấm {own}, tối đa {criterion.max_points:n}" if criterion.max_points else ""
            )
            self.fields[f"points_{criterion.pk}"] = field
            self.fields[f"reason_{criterion.pk}"] = forms.CharField(
                label=f"Lý do khác điểm tự chấm (tiêu chí {criterion.number})",
                max_length=300,
                required=False,
                initial=score.reason if score else "",
            )

    @property
    def facts(self) -> dict[str, Any]:
        """Points and reasons by criterion."""
        return {
            "points": {pk: self.cleaned_data[f"points_{pk}"] for pk in self.numbers},
            "reasons": {pk: self.cleaned_data[f"reason_{pk}"] for pk in self.numbers},
        }


class NoteForm(HouseForm):
    """Lý do, ý kiến."""

    note = forms.CharField(
        label="Ý kiến, lý do", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
