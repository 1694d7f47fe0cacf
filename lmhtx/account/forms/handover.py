"""Who takes what: one receiver for all, another for a kind, another for a single thing."""

from __future__ import annotations

from typing import Any

from django import forms

from lmhtx.account.actions.handover import Held, held_by
from lmhtx.account.actions.users import last_roles
from lmhtx.base import clock
from lmhtx.contributions import Holding
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseForm

# Beyond so many of a kind, single things are not offered one by one; the kind goes as a whole.
ONE_BY_ONE = 100
AS_THE_KIND = "– Như cả loại –"


class HandoverForm(HouseForm):
    """Bàn giao."""

    note = forms.CharField(
        label="Lý do, quyết định",
        max_length=300,
        help_text="Ví dụ: nghỉ hưu theo Quyết định số …, chuyển công tác.",
    )
    to = PickerField(User.objects.none(), label="Giao tất cả cho", required=False)

    def __init__(self, *args: Any, person: User, by: User, is_leaving: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.held = person, held_by(person)
        self.people = list(receivers(person))
        self.fields["to"].queryset = receivers(person)
        choices = [("", "– Như trên –"), *((one.pk, one.picker_label) for one in self.people)]
        for held in self.held:
            label = f"{held.holding.title}: {len(held.rows)}"
            self._add(f"kind-{held.holding.key}", label, choices)
            for row in held.rows[:ONE_BY_ONE] if len(held.rows) <= ONE_BY_ONE else ():
                self._add(f"row-{held.holding.key}-{row.pk}", str(row), [("", AS_THE_KIND), *choices[1:]])
        if is_leaving and (last := last_roles(person, set(person.roles))):
            words = f"{person} là người cuối cùng giữ vai trò {', '.join(last)}; vẫn cho thôi"
            self.fields["is_confirmed"] = forms.BooleanField(label=words)

    def _add(self, name: str, label: str, choices: list[Any]) -> None:
        field = forms.ChoiceField(label=label, choices=choices, required=False)
        field.widget.attrs["class"] = "form-select"
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Every kind has somebody who takes it."""
        data = super().clean() or {}
        for held in self.held:
            key = held.holding.key
            rows_chosen = all(data.get(f"row-{key}-{row.pk}") for row in held.rows)
            if not (data.get("to") or data.get(f"kind-{key}") or rows_chosen):
                self.add_error(f"kind-{key}", "Hãy chọn người nhận, hoặc chọn một người nhận tất cả ở trên.")
        return data

    def receiver(self, holding: Holding, row: Any) -> User | None:
        """Who takes this thing: as chosen for it, else for its kind, else for all."""
        data = self.cleaned_data
        chosen = data.get(f"row-{holding.key}-{row.pk}") or data.get(f"kind-{holding.key}")
        if chosen:
            return next((one for one in self.people if str(one.pk) == chosen), None)
        return data.get("to")

    def parts(self) -> list[tuple[Held, Any, list[Any]]]:
        """The kinds with their chooser and the choosers of their things, for the page."""
        return [
            (
                held,
                self[f"kind-{held.holding.key}"],
                [self[name] for name in self.fields if name.startswith(f"row-{held.holding.key}-")],
            )
            for held in self.held
        ]

    def head(self) -> list[Any]:
        """The fields above the list."""
        return [self[name] for name in ("note", "to", "is_confirmed") if name in self.fields]


def receivers(person: User) -> Any:
    """Who may take it over: colleagues at work, of the Alliance or of the same outside agency."""
    at_work = User.objects.at_work(clock.today()).exclude(pk=person.pk)
    if person.is_staff_member:
        return at_work.filter(postings__role__in=STAFF).distinct()
    return at_work.filter(postings__unit__in=person.agency_ids).distinct()
