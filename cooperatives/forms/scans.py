"""Forms around printed forms: whose a page is, and what stands on the pages of one cooperative."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.enums.forms import Unit
from cooperatives.models import Cooperative
from cooperatives.queries.scans import PageBeside
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.looks import dress

FIGURE = "so_"
TYPED_LENGTH, WORDS_LENGTH = 60, 300


class MatchForm(HouseForm):
    """Trang này của hợp tác xã nào."""

    cooperative = PickerField(Cooperative.objects.none(), label="Hợp tác xã")
    form_page = forms.IntegerField(label="Trang của phiếu", min_value=1, max_value=99, initial=1)

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cooperative"].queryset = rows


class PaperForm(HouseForm):
    """Số liệu trên phiếu giấy, mỗi mục một ô cạnh ảnh."""

    declared_by = forms.CharField(label="Họ tên người khai trên phiếu", max_length=150)
    reason = forms.CharField(label="Lý do, nếu có số khác hẳn kỳ trước", max_length=300, required=False)

    def __init__(self, *args: Any, pages: list[PageBeside], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pages = pages
        for page in pages:
            for line in page.lines:
                figure = line.row.figure
                length = WORDS_LENGTH if figure.unit == Unit.WORDS else TYPED_LENGTH
                box = forms.CharField(
                    label=figure.label, max_length=length, required=False, initial=line.read
                )
                box.widget.attrs["autocomplete"] = "off"
                self.fields[FIGURE + figure.key] = box
        dress(self)

    @property
    def sheets(self) -> list[tuple[PageBeside, list[tuple[Any, Any]]]]:
        """Each page with its questions and their boxes."""
        return [
            (page, [(line, self[FIGURE + line.row.figure.key]) for line in page.lines])
            for page in self._pages
        ]

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by figure."""
        keys = [line.row.figure.key for page in self._pages for line in page.lines]
        return {key: words for key in keys if (words := self.cleaned_data[FIGURE + key])}
