"""What comes in by hand about periodic reports."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from lmhtx.base import clock
from lmhtx.reports.actions.building import Wish
from lmhtx.reports.actions.life import Paper
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportRun, ReportSchedule
from lmhtx.reports.parts import HELP, PARTS
from lmhtx.reports.periodic import kind_of, kinds_for
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm
from lmhtx.vn.dates import ROMAN
from lmhtx.workflow import Refused

ALL = "Tất cả kế hoạch"
BACK_YEARS = 3


def period_choices(year: int) -> list[tuple[str, str]]:
    """Every period of the last years as "span:year:number", the latest year first."""
    found = []
    for one in range(year, year - BACK_YEARS, -1):
        found += [(f"year:{one}:1", f"Năm {one}"), (f"half:{one}:1", f"6 tháng đầu năm {one}")]
        found += [
            (f"half:{one}:2", f"6 tháng cuối năm {one}"),
            (f"nine_months:{one}:1", f"9 tháng đầu năm {one}"),
        ]
        found += [(f"quarter:{one}:{place}", f"Quý {ROMAN[place - 1]}/{one}") for place in range(1, 5)]
        found += [(f"month:{one}:{place}", f"Tháng {place}/{one}") for place in range(1, 13)]
    return found


def offer_kinds(form: Any, user: Any) -> None:
    """The kinds that a person may see, and what the first of them can be about."""
    kinds = kinds_for(user)
    form.fields["report"].choices = [(kind.key, kind.title) for kind in kinds]
    form.fields["subject"].queryset = kinds[0].subjects(user)


def no_foreign_subject(data: dict[str, Any]) -> None:
    """A report of the whole register is not about one plan."""
    if data.get("subject") and data.get("report") and kind_of(data["report"]).scope:
        raise ValidationError(
            {
                "subject": "Báo cáo này lập cho cả sổ, không lập riêng cho một kế hoạch. Hãy bỏ trống ô Kế hoạch."
            }
        )


class RunForm(HouseForm):
    """Lập báo cáo."""

    report = forms.ChoiceField(label="Loại báo cáo")
    subject = PickerField(
        None,
        label="Kế hoạch",
        required=False,
        empty_label=ALL,
        help_text="Để trống để báo cáo tất cả kế hoạch. Báo cáo số liệu hợp tác xã không chọn kế hoạch.",
    )
    period = forms.ChoiceField(label="Kỳ báo cáo", required=False)
    window = forms.ChoiceField(label="Cách chốt số liệu", choices=Window.choices(), initial=Window.DECREE)
    first_on = DateField(label="Hoặc từ ngày", required=False)
    last_on = DateField(label="đến ngày", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_kinds(self, user)
        choices = period_choices(clock.today().year)
        self.fields["period"].choices = [("", "– Chọn kỳ, hoặc ghi ngày ở dưới –"), *choices]

    def clean(self) -> dict[str, Any]:
        """One of the two: a period, or free days."""
        data = super().clean()
        days = (data.get("first_on"), data.get("last_on"))
        if data.get("period") and any(days):
            raise ValidationError("Chọn một kỳ báo cáo, hoặc ghi từ ngày đến ngày; không chọn cả hai.")
        if not data.get("period") and not all(days):
            raise ValidationError("Hãy chọn kỳ báo cáo, hoặc ghi đủ từ ngày và đến ngày.")
        no_foreign_subject(data)
        try:
            self.wish = self._wish(data)
            last_on = self.wish.reach.last_on
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        if last_on > clock.today():
            raise ValidationError(f"Kỳ này chốt số liệu ngày {last_on:%d/%m/%Y}, chưa tổng hợp được.")
        return data

    @staticmethod
    def _wish(data: dict[str, Any]) -> Wish:
        subject = data.get("subject")
        span, year, number = (data["period"] or f"{Span.FREE}:0:1").split(":")
        return Wish(
            report=data["report"],
            span=Span(span),
            window=Window.CALENDAR if span == Span.FREE else Window(data.get("window") or Window.DECREE),
            year=int(year),
            number=int(number),
            first_on=data.get("first_on"),
            last_on=data.get("last_on"),
            subject_id=subject.pk if subject else None,
        )


class TextsForm(HouseForm):
    """Lời văn của báo cáo."""

    def __init__(self, *args: Any, run: ReportRun, **kwargs: Any) -> None:
        kwargs.setdefault("initial", run.texts)
        super().__init__(*args, **kwargs)
        for key, label in PARTS.items():
            self.fields[key] = forms.CharField(
                label=label,
                help_text=HELP[key],
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 6, "class": "form-control"}),
            )


class NoteForm(HouseForm):
    """Lý do."""

    note = forms.CharField(label="Lý do", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class IssueForm(HouseForm):
    """Ban hành."""

    number = forms.CharField(label="Số văn bản", required=False, max_length=20, help_text="Nếu đã cấp số.")
    signed_on = DateField(label="Ngày ký", required=False)
    file = forms.FileField(
        label="Bản đã ký (PDF hoặc ảnh quét)",
        required=False,
        help_text="Có thể bổ sung sau khi ban hành.",
    )

    def __init__(self, *args: Any, run: ReportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = run.versions.first()
        if text is not None and text.differences.get("figures"):
            self.fields["accepts_differences"] = forms.BooleanField(
                label="Đã biết bản lời văn sửa ngoài có con số khác số liệu của cổng", required=False
            )

    def paper(self) -> Paper:
        """What the signed paper bears."""
        data = self.cleaned_data
        return Paper(
            number=data["number"],
            signed_on=data["signed_on"],
            file=data["file"],
            accepts_differences=bool(data.get("accepts_differences")),
        )


class SignedForm(HouseForm):
    """Bản đã ký."""

    file = forms.FileField(label="Bản đã ký (PDF hoặc ảnh quét)")


class TextForm(HouseForm):
    """Bản Word đã sửa."""

    file = forms.FileField(label="Tệp Word (.docx) đã sửa")
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)


class ScheduleForm(HouseModelForm):
    """Lịch báo cáo."""

    report = forms.ChoiceField(label="Loại báo cáo")
    subject = PickerField(None, label="Kế hoạch", required=False, empty_label=ALL)

    class Meta:
        model = ReportSchedule
        fields: ClassVar[list[str]] = ["report", "span", "window", "offset_days", "valid_from", "valid_to"]

    field_order = ("report", "subject", "span", "window", "offset_days", "valid_from", "valid_to")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_kinds(self, user)
        self.initial.setdefault("subject", self.instance.subject_id)

    def clean(self) -> dict[str, Any]:
        """The subject is part of what may be there only once."""
        data = super().clean()
        no_foreign_subject(data)
        subject = data.get("subject")
        self.instance.subject_id = subject.pk if subject else None
        if data.get("report"):
            kind = kind_of(data["report"])
            self.instance.subject_label = kind.subject_label(subject.pk)[:500] if subject else kind.scope
        return data

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"subject_id", "subject_label"}
