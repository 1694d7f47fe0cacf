"""What comes in by hand about work files."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from documents.forms.catalogues import with_years_of_rule
from documents.forms.incoming_acts import staff, units
from documents.models import CatalogueLine, RetentionRule, WorkFile
from documents.queries.work_files import makeable_files
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm

LINES = forms.Textarea(attrs={"rows": 2})


class WorkFileForm(HouseModelForm):
    """Hồ sơ công việc."""

    class Meta:
        model = WorkFile
        fields: ClassVar[tuple[str, ...]] = (
            "year",
            "code",
            "title",
            "rule",
            "years",
            "unit",
            "maker",
            "started_on",
            "rights",
            "is_construction",
            "note",
        )
        widgets: ClassVar[dict[str, Any]] = {"title": LINES}

    def __init__(self, *args: Any, user: User, line: CatalogueLine | None = None, **kwargs: Any) -> None:
        first = {} if kwargs.get("instance") else _first(user, line)
        super().__init__(*args, **{**kwargs, "initial": {**first, **(kwargs.get("initial") or {})}})
        self.fields["rule"].queryset = RetentionRule.objects.on(clock.today())
        mine = [*user.agency_ids, *([self.instance.unit_id] if self.instance.pk else [])]
        self.fields["unit"].queryset = units().filter(pk__in=mine)
        self.fields["maker"].queryset = staff().order_by("sort_name")

    def clean(self) -> Any:
        """Without a number of its own the file takes the years of the rule."""
        return with_years_of_rule(self)


def _first(user: User, line: CatalogueLine | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "year": clock.today().year,
        "started_on": clock.today(),
        "maker": user.pk,
        "unit": next(iter(sorted(user.agency_ids)), None),
    }
    if line is not None:
        facts |= {
            "year": line.catalogue.year,
            "code": line.code,
            "title": line.title,
            "rule": line.rule_id,
            "years": line.years,
            "unit": line.unit_id if line.unit_id in user.agency_ids else facts["unit"],
        }
    return facts


class IntoFileForm(HouseForm):
    """Đưa vào hồ sơ."""

    work_file = PickerField(WorkFile.objects.none(), label="Hồ sơ")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work_file"].queryset = makeable_files(user)


class DocumentForm(HouseForm):
    """Thêm tài liệu khác."""

    title = forms.CharField(label="Tên tài liệu", max_length=500, widget=LINES)
    dated_on = DateField(label="Ngày tài liệu", required=False)
    code = forms.CharField(label="Số, ký hiệu", max_length=80, required=False)
    author = forms.CharField(label="Tác giả", max_length=200, required=False)
    pages = forms.IntegerField(label="Số trang", required=False, min_value=1, max_value=999)
    note = forms.CharField(label="Ghi chú", max_length=200, required=False)
    file = forms.FileField(label="Tệp", required=False)


class CloseForm(HouseForm):
    """Kết thúc hồ sơ."""

    ended_on = DateField(label="Ngày kết thúc công việc")
    code = forms.CharField(label="Số và ký hiệu hồ sơ", max_length=30)
    title = forms.CharField(label="Tiêu đề hồ sơ", max_length=1000, widget=LINES)
    years = forms.IntegerField(
        label="Thời hạn bảo quản (năm)",
        required=False,
        min_value=1,
        max_value=999,
        help_text="Để trống: vĩnh viễn. Thời hạn tính từ năm kết thúc công việc.",
    )
    sheets = forms.IntegerField(
        label="Số tờ giấy",
        required=False,
        min_value=0,
        help_text="Hồ sơ giấy từ 5 năm trở lên phải đánh số tờ.",
    )

    def facts(self) -> dict[str, Any]:
        """What is looked at again."""
        told = self.cleaned_data
        return {
            "code": told["code"],
            "title": told["title"],
            "years": told["years"],
            "sheets": told["sheets"] or 0,
        }


class LongerForm(HouseForm):
    """Cho giữ lại hồ sơ."""

    until_on = DateField(label="Giữ lại đến")
    reason = forms.CharField(label="Lý do, văn bản đồng ý", max_length=500, widget=LINES)
