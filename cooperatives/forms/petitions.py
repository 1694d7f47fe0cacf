"""Forms around petitions: sending one, and what the person who answers adds."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.actions.applying import Extra
from cooperatives.enums.papers import CopyKind
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.support import Money
from cooperatives.models import Person, Petition
from cooperatives.queries.petition_standing import namesakes_of
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.looks import dress

NEW = "new"


class PetitionSendForm(HouseForm):
    """Cam đoan và gửi."""

    declared_by = forms.CharField(label="Họ tên người đề nghị", max_length=150)
    ground = forms.CharField(
        label="Căn cứ gửi hộ",
        max_length=300,
        help_text="Ví dụ: gọi cho ông Nguyễn Văn An, Giám đốc, 9 giờ ngày 15/9; hoặc công văn số 12.",
    )
    is_sworn = forms.BooleanField(label="Tôi cam đoan nội dung và giấy tờ gửi kèm là đúng sự thật.")

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["ground"]


class WithdrawForm(HouseForm):
    """Lý do rút."""

    note = forms.CharField(
        label="Lý do", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AnswerForm(HouseForm):
    """Trả lời đề nghị: what the register must know beside what was sent, by its kind, and a word to the sender."""

    note = forms.CharField(
        label="Ý kiến, lý do",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bắt buộc khi yêu cầu bổ sung hoặc không chấp nhận; hợp tác xã đọc được.",
    )

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add = {
            PetitionKind.PERSON: self._ask_namesake,
            PetitionKind.SUPPORT: self._ask_money,
            PetitionKind.JOIN: self._ask_decision,
            PetitionKind.LEAVE: self._ask_decision,
            PetitionKind.PAPER: self._ask_copy,
        }.get(PetitionKind(petition.kind))
        self.people: dict[str, Person] = {}
        if add is not None:
            add(petition)
            self.order_fields([*(name for name in self.fields if name != "note"), "note"])
            dress(self)

    def _ask_namesake(self, petition: Petition) -> None:
        same = namesakes_of(petition.cooperative, str(petition.value("full_name") or ""))
        if not same:
            return
        self.people = {str(one.pk): one for one in same}
        told = [(key, f"Là {_told_apart(one)}") for key, one in self.people.items()]
        self.fields["person"] = forms.ChoiceField(
            label="Trong sổ đã có người tên này",
            choices=[("", "– Chọn –"), *told, (NEW, "Là người khác cùng tên")],
            required=False,
        )

    def _ask_money(self, petition: Petition) -> None:
        del petition
        self.fields["money"] = forms.ChoiceField(
            label="Nguồn kinh phí", choices=[("", "– Chọn –"), *Money.choices()], required=False
        )
        self.fields["giver"] = forms.CharField(label="Cơ quan, đơn vị hỗ trợ", max_length=200, required=False)

    def _ask_decision(self, petition: Petition) -> None:
        del petition
        self.fields["decision"] = forms.CharField(label="Số quyết định", max_length=120, required=False)
        self.fields["decided_on"] = DateField(label="Ngày quyết định", required=False)

    def _ask_copy(self, petition: Petition) -> None:
        del petition
        self.fields["copy_kind"] = forms.ChoiceField(
            label="Tệp đã đối chiếu",
            choices=[("", "Chưa đối chiếu: ghi giấy tờ, chờ xác nhận số hóa"), *CopyKind.choices()],
            required=False,
            help_text="Chỉ chọn khi đã mở tệp: đủ trang, đọc rõ, khớp số, ngày, nơi cấp.",
        )

    @property
    def extra(self) -> Extra:
        """What the act is given."""
        data = self.cleaned_data
        chosen = data.get("person", "")
        return Extra(
            is_new_person=chosen == NEW,
            person=self.people.get(chosen),
            decision=data.get("decision", ""),
            decided_on=data.get("decided_on"),
            money=data.get("money", ""),
            giver=data.get("giver", ""),
            copy_kind=data.get("copy_kind", ""),
        )


def _told_apart(person: Person) -> str:
    posts = ", ".join(office.get_post_display() for office in person.offices.all() if not office.valid_to)
    year = person.birth_year or (person.born_on.year if person.born_on else None)
    told = [str(person), f"sinh {year}" if year else "", posts]
    return ", ".join(part for part in told if part)
