"""Base of all forms: labels above, "bắt buộc" in words, refusals and drafts brought back into the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from lmhtx.ui.fields import DateField
from lmhtx.ui.looks import dress
from lmhtx.ui.models import Draft
from lmhtx.ui.once import NOT_CONTENT
from lmhtx.ui.refusal import heard

CHOOSE, FILL_IN = "Hãy chọn mục này.", "Hãy điền mục này."
MANY = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class _House:
    """What both kinds of form share."""

    template_name = "ui/fields.html"
    draft: Draft | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if type(field) is forms.DateField:
                self.fields[name] = _typed_date(field)
            self.fields[name].error_messages["required"] = CHOOSE if _is_choice(field) else FILL_IN
        dress(self)

    def full_clean(self) -> None:
        """Check what was typed; an act refused a moment ago tells its reason on top."""
        super().full_clean()
        if self.is_bound and (sentence := heard(self)):
            self.add_error(None, sentence)


class HouseForm(_House, forms.Form):
    """A form of the house."""


class HouseModelForm(_House, forms.ModelForm):
    """A form of the house over one row."""


def restore_draft(request: HttpRequest, form: Any) -> Any:
    """Fill a form that is only shown with what the person had typed into this page before; gives it back."""
    if request.method != "GET" or form.is_bound:
        return form
    draft = Draft.objects.visible_to(request.user).filter(form=request.path).first()
    if draft is not None:
        form.draft = draft
        form.initial.update({name: _drafted(form, name, draft.values) for name in form.fields})
    return form


def typed_values(posted: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a draft keeps of a form: everything but its keys and secrets."""
    return {
        name: values
        for name, values in posted.lists()  # type: ignore[attr-defined]
        if name not in NOT_CONTENT and "password" not in name
    }


def _drafted(form: Any, name: str, values: dict[str, list[str]]) -> Any:
    typed = values.get(form.add_prefix(name), [])
    if isinstance(form.fields[name], MANY):
        return typed
    if isinstance(form.fields[name], forms.BooleanField):
        return bool(typed)
    return typed[0] if typed else ""


def _is_choice(field: forms.Field) -> bool:
    return isinstance(field, forms.ChoiceField | forms.ModelChoiceField)


def _typed_date(field: forms.DateField) -> DateField:
    return DateField(
        label=field.label,
        help_text=field.help_text,
        required=field.required,
        initial=field.initial,
        validators=field.validators,
        disabled=field.disabled,
    )
