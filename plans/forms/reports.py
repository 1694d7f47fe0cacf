"""What is told of a task, asked for it, and ordered about it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm
from plans.actions.changes import Order
from plans.actions.reports import Account
from plans.enums import ChangeGround, ChangeKind, ReportKind
from plans.forms.tasks import HOUR, HourField, check_due
from plans.models import Target, Task


class ManyFiles(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file is cleaned alone."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class ReportForm(HouseForm):
    """Báo cáo."""

    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind.choices(), widget=forms.RadioSelect)
    text = forms.CharField(
        label="Kết quả, tình hình", max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    percent = forms.IntegerField(label="Tiến độ (%)", min_value=0, max_value=100, required=False)
    paper = forms.CharField(
        label="Văn bản kèm theo", required=False, max_length=250, help_text="Số, ký hiệu, ngày – nếu có."
    )
    files = FilesField(label="Tệp minh chứng", required=False)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"kind": ReportKind.PROGRESS, "percent": task.percent})
        super().__init__(*args, **kwargs)
        # What a register counts is nobody's to report.
        self.targets = [target for target in task.targets.all() if not target.source_key]
        for target in self.targets:
            self.fields[self.name_of(target)] = forms.DecimalField(
                label=f"Đã đạt / {target}",
                min_value=0,
                required=False,
                max_digits=14,
                decimal_places=2,
                initial=target.done,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control"}),
                localize=True,
            )
        self.order_fields(
            ["kind", *(self.name_of(t) for t in self.targets), "text", "percent", "paper", "files"]
        )

    @staticmethod
    def name_of(target: Target) -> str:
        """The field of a target."""
        return f"target_{target.pk}"

    def account(self) -> Account:
        """What the form tells."""
        data = self.cleaned_data
        told = {target: data[self.name_of(target)] for target in self.targets}
        return Account(
            kind=ReportKind(data["kind"]),
            text=data["text"],
            percent=data.get("percent") or 0,
            paper=data["paper"],
            quantities={target: Decimal(done) for target, done in told.items() if done is not None},
        )


class VerdictForm(HouseForm):
    """Ý kiến khi xác nhận hoặc duyệt."""

    note = forms.CharField(
        label="Ý kiến", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(HouseForm):
    """Lý do trả lại hoặc không duyệt."""

    note = forms.CharField(label="Lý do", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class ExtensionForm(HouseForm):
    """Đề nghị gia hạn."""

    to_due_on = DateField(label="Xin lùi hạn đến ngày")
    to_due_time = HourField(**HOUR)
    reason = forms.CharField(label="Lý do", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class OrderForm(HouseForm):
    """Điều chỉnh theo chỉ đạo."""

    kind = forms.ChoiceField(label="Nội dung điều chỉnh", choices=ChangeKind.choices())
    ground = forms.ChoiceField(label="Căn cứ", choices=ChangeGround.choices(), widget=forms.RadioSelect)
    said_by = forms.CharField(label="Người chỉ đạo", max_length=200)
    said_on = DateField(label="Ngày chỉ đạo")
    document = forms.CharField(
        label="Văn bản hoặc cuộc họp",
        required=False,
        max_length=250,
        help_text="Bắt buộc khi căn cứ là văn bản: số, ký hiệu, ngày.",
    )
    due_on = DateField(
        label="Hạn mới", required=False, help_text="Chỉ cần khi đổi hạn. Hạn gốc vẫn được giữ để thống kê."
    )
    due_time = HourField(**HOUR)
    lead = PickerField(
        Agency.objects.none(), label="Chủ trì mới", required=False, help_text="Chỉ cần khi đổi chủ trì."
    )
    merge_into = PickerField(
        Task.objects.none(), label="Gộp vào nhiệm vụ", required=False, help_text="Chỉ cần khi gộp."
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, tasks: list[Task], user: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "said_on": clock.today(),
                "said_by": str(user) if user.is_leader else "",
                "kind": ChangeKind.DUE,
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Agency.objects.valid_on(clock.today())
        plans = {task.plan_id for task in tasks}
        self.fields["merge_into"].queryset = (
            Task.objects.visible_to(user)
            .open()
            .filter(plan__in=plans)
            .exclude(pk__in=[task.pk for task in tasks])
        )

    def clean(self) -> dict[str, Any]:
        """What the chosen change needs is there."""
        data = super().clean() or {}
        check_due(self, data)
        needs = {
            ChangeKind.DUE: ("due_on", "Hãy ghi hạn mới."),
            ChangeKind.LEAD: ("lead", "Hãy chọn chủ trì mới."),
            ChangeKind.MERGE: ("merge_into", "Hãy chọn nhiệm vụ để gộp vào."),
        }
        field, sentence = needs.get(data.get("kind", ""), ("", ""))
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, sentence)
        if data.get("ground") == ChangeGround.DOCUMENT and not data.get("document"):
            self.add_error("document", "Căn cứ là văn bản thì phải ghi số, ký hiệu, ngày.")
        return data

    def order(self) -> Order:
        """The order as the act takes it."""
        data = self.cleaned_data
        return Order(
            kind=ChangeKind(data["kind"]),
            ground=ChangeGround(data["ground"]),
            said_by=data["said_by"],
            said_on=data["said_on"],
            document=data["document"],
            note=data["note"],
            due_on=data["due_on"],
            due_time=data["due_time"],
            lead=data["lead"],
            merge_into=data["merge_into"],
        )
