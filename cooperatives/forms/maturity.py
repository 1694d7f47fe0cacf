"""Forms around digital maturity: what a cooperative has, what was found, and the rubric."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cooperatives.models import (
    MaturityAssessment,
    MaturityItem,
    MaturityLevel,
    MaturityPillar,
    MaturityRubric,
)
from cooperatives.queries.maturity import items_of, proofs_on
from lmhtx.base import clock
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm, HouseModelForm


class DeclareForm(HouseForm):
    """Khai mức độ số: one tick for each thing that the cooperative has."""

    assessed_on = DateField(label="Ngày đánh giá")
    declared_by = forms.CharField(label="Người khai", max_length=150)
    file = forms.FileField(label="Tệp kèm theo", required=False)

    def __init__(
        self,
        *args: Any,
        rubric: MaturityRubric,
        assessment: MaturityAssessment | None = None,
        **kwargs: Any,
    ) -> None:
        """The day of a sheet that is there already stays."""
        first = {"assessed_on": clock.today()}
        if assessment is not None:
            first = {"declared_by": assessment.declared_by}
        super().__init__(*args, initial=first, **kwargs)
        had = set()
        if assessment is not None:
            del self.fields["assessed_on"]
            had = set(assessment.answers.filter(is_declared=True).values_list("item", flat=True))
        self.names = {}
        for item in items_of(rubric):
            name = self.names[item.pk] = f"item_{item.pk}"
            told = f"Minh chứng: {item.evidence}" if item.evidence else ""
            self.fields[name] = forms.BooleanField(
                label=str(item), required=False, initial=item.pk in had, help_text=told
            )
        self.order_fields(["assessed_on", "declared_by", *self.names.values(), "file"])

    def clean_assessed_on(self) -> object:
        """Nobody is assessed on a day to come."""
        day = self.cleaned_data["assessed_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày đánh giá không được sau hôm nay.", code="future")
        return day

    @property
    def facts(self) -> dict[str, Any]:
        """The items ticked, who said so, the paper."""
        held = {pk for pk, name in self.names.items() if self.cleaned_data[name]}
        rest = {name: value for name, value in self.cleaned_data.items() if name not in self.names.values()}
        return {"held": held, **rest}


class VerifyForm(HouseForm):
    """Xác minh mức độ số: for each item whether it was found, and what was looked at."""

    def __init__(self, *args: Any, assessment: MaturityAssessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proofs = proofs_on(assessment.cooperative, assessment.assessed_on)
        self.numbers = []
        for answer in assessment.answers.select_related("item__pillar"):
            item = answer.item
            self.numbers.append(item.pk)
            told = "Tự khai: có." if answer.is_declared else "Tự khai: chưa."
            if proof := proofs.get(item.proof_item):
                told = f"{told} Đã có minh chứng xác minh: {proof}."
            self.fields[f"found_{item.pk}"] = forms.BooleanField(
                label=str(item), required=False, initial=answer.is_declared, help_text=told
            )
            asked = f"Cần: {item.evidence}" if item.evidence else "Không bắt buộc"
            self.fields[f"seen_{item.pk}"] = forms.CharField(
                label=f"Đã xem gì (mục {item.pillar.number}.{item.number})",
                max_length=250,
                required=False,
                help_text=asked,
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What was found and what was seen, by item."""
        return {
            "found": {pk for pk in self.numbers if self.cleaned_data[f"found_{pk}"]},
            "seen": {pk: self.cleaned_data[f"seen_{pk}"] for pk in self.numbers},
        }


class RubricHeadForm(HouseModelForm):
    """Đầu bộ tiêu chí."""

    class Meta:
        model = MaturityRubric
        fields: ClassVar[list[str]] = ["title", "legal_basis", "doubt", "valid_from"]


class PillarForm(HouseModelForm):
    """Trụ cột."""

    class Meta:
        model = MaturityPillar
        fields: ClassVar[list[str]] = ["name", "weight"]


class LevelForm(HouseModelForm):
    """Mức độ số."""

    class Meta:
        model = MaturityLevel
        fields: ClassVar[list[str]] = ["name", "least_points"]


class ItemForm(HouseModelForm):
    """Mục của trụ cột."""

    class Meta:
        model = MaturityItem
        fields: ClassVar[list[str]] = ["number", "title", "points", "evidence", "proof_item"]
