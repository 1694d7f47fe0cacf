"""What comes in by hand about retention and the list of files of a year."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from documents.enums.archive import CatalogueNumbering
from documents.forms.incoming_acts import staff, units
from documents.models import CatalogueHeading, CatalogueLine, FileCatalogue, RetentionRule
from lmhtx.base import clock
from lmhtx.ui.forms import HouseForm, HouseModelForm


class RetentionForm(HouseModelForm):
    """Thời hạn bảo quản."""

    class Meta:
        model = RetentionRule
        fields: ClassVar[tuple[str, ...]] = (
            "group",
            "title",
            "years",
            "source",
            "valid_from",
            "valid_to",
            "is_doubtful",
            "note",
        )


class CatalogueForm(HouseForm):
    """Lập danh mục hồ sơ."""

    year = forms.IntegerField(label="Năm", min_value=1945, max_value=2100)
    numbering = forms.ChoiceField(
        label="Cách đánh số", choices=CatalogueNumbering.choices(), initial=CatalogueNumbering.THROUGH
    )
    copied = forms.ModelChoiceField(
        FileCatalogue.objects.none(),
        label="Chép từ",
        required=False,
        empty_label="Không chép, lập mới",
        help_text="Đề mục, tiêu đề, thời hạn, người lập của năm ấy; “năm 2025” trong tiêu đề tự đổi sang năm mới.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copied"].queryset = FileCatalogue.objects.order_by("-year")
        self.fields["year"].initial = clock.today().year


class HeadingForm(HouseModelForm):
    """Đề mục của danh mục hồ sơ."""

    class Meta:
        model = CatalogueHeading
        fields: ClassVar[tuple[str, ...]] = ("parent", "position", "title", "abbreviation")

    def __init__(self, *args: Any, catalogue: FileCatalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.catalogue = catalogue
        big = catalogue.headings.filter(parent__isnull=True).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = big
        if self.instance.pk is None:
            self.fields["position"].initial = catalogue.headings.count() + 1


class LineForm(HouseModelForm):
    """Hồ sơ dự kiến."""

    class Meta:
        model = CatalogueLine
        fields: ClassVar[tuple[str, ...]] = ("heading", "title", "rule", "years", "unit", "maker", "note")

    def __init__(self, *args: Any, catalogue: FileCatalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.catalogue = catalogue
        self.fields["heading"].queryset = catalogue.headings.all()
        self.fields["rule"].queryset = RetentionRule.objects.on(clock.today())
        self.fields["unit"].queryset = units()
        self.fields["maker"].queryset = staff().order_by("sort_name")

    def clean(self) -> Any:
        """Without a number of its own the line takes the years of the rule."""
        return with_years_of_rule(self)


def with_years_of_rule(form: Any) -> Any:
    """A file of a known kind, without a number of its own, is kept as long as the table says."""
    told = form.cleaned_data
    if told.get("rule") is not None and told.get("years") is None:
        told["years"] = told["rule"].years
    return told


class IssueForm(HouseForm):
    """Ban hành danh mục hồ sơ."""

    document = forms.CharField(
        label="Ban hành kèm theo", max_length=200, help_text="Ví dụ Quyết định số 05/QĐ-LM ngày 06/01/2026."
    )
