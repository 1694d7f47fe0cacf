"""What comes in by hand about meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from documents.forms.incoming_acts import leaders, staff, units
from documents.models import Conclusion, Meeting, MeetingRoom, MeetingVote
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.ui.fields import DateField, ManyPickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm


class MeetingRoomForm(HouseModelForm):
    """Phòng họp."""

    class Meta:
        model = MeetingRoom
        fields: ClassVar[tuple[str, ...]] = ("name", "seats")


class MeetingForm(HouseModelForm):
    """Cuộc họp."""

    day = DateField(label="Ngày họp")
    begins = forms.TimeField(label="Bắt đầu lúc", help_text="Ví dụ 08:00.")
    ends = forms.TimeField(label="Kết thúc lúc", help_text="Ví dụ 11:30.")
    people = ManyPickerField(label="Mời cá nhân", queryset=None, required=False)
    agencies = ManyPickerField(label="Mời đơn vị, cơ quan", queryset=None, required=False)

    class Meta:
        model = Meeting
        fields: ClassVar[tuple[str, ...]] = (
            "title",
            "chair",
            "secretary",
            "room",
            "place",
            "agenda",
            "online_link",
            "access_code",
        )

    field_order = ("title", "day", "begins", "ends", "chair", "secretary")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = staff()
        self.fields["secretary"].queryset = staff()
        self.fields["people"].queryset = staff()
        self.fields["agencies"].queryset = Agency.objects.valid_on(clock.today()).order_by("name")

    def clean(self) -> Any:
        """The hours stand on the meeting as moments."""
        told = super().clean()
        if told.get("day") and told.get("begins") and told.get("ends"):
            self.instance.starts_at = timezone.make_aware(datetime.combine(told["day"], told["begins"]))
            self.instance.ends_at = timezone.make_aware(datetime.combine(told["day"], told["ends"]))
        return told


class ConclusionForm(HouseModelForm):
    """Kết luận cuộc họp."""

    class Meta:
        model = Conclusion
        fields: ClassVar[tuple[str, ...]] = ("text", "lead", "partners", "product", "due_words", "leader")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = units()
        self.fields["partners"].queryset = units()
        self.fields["leader"].queryset = leaders()


class MeetingChangeForm(MeetingForm):
    """Sửa cuộc họp."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        meeting: Meeting = kwargs["instance"]
        starts, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
        invitees = list(meeting.invitees.all())
        kwargs["initial"] = {
            "day": starts.date(),
            "begins": f"{starts:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "people": [one.person_id for one in invitees if one.person_id],
            "agencies": [one.agency_id for one in invitees if one.agency_id],
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)


class AttendanceForm(HouseForm):
    """Điểm danh."""

    came = forms.ModelMultipleChoiceField(
        label="Có mặt", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.CharField(
        label="Người dự khác",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một người ngoài danh sách mời.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        invitees = meeting.invitees.select_related("person", "agency")
        told = {"came": [one.pk for one in invitees if one.came], "guests": meeting.guests}
        super().__init__(*args, initial=told, **kwargs)
        self.fields["came"].queryset = invitees


class VoteForm(HouseModelForm):
    """Biểu quyết."""

    class Meta:
        model = MeetingVote
        fields: ClassVar[tuple[str, ...]] = (
            "question",
            "is_secret",
            "base",
            "present",
            "in_favour",
            "against",
        )


class MinutesForm(HouseForm):
    """Biên bản đã ký."""

    file = forms.FileField(label="Biên bản có chữ ký của chủ tọa và thư ký (PDF, ảnh quét)")
