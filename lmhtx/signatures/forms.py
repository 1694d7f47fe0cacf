"""What comes in by hand about trusted roots."""

from __future__ import annotations

from django import forms

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.models import AnchorKind
from lmhtx.signatures.pdf.roots import MOST_BYTES, NOT_ONE
from lmhtx.signatures.trust_facts import root_facts
from lmhtx.ui.forms import HouseForm


class AnchorFileForm(HouseForm):
    """A certificate file; its facts are read before anything is asked."""

    file = forms.FileField(
        label="Tệp chứng thư gốc",
        help_text="Tệp .crt, .cer hoặc .pem tải từ trang của nơi cấp. Hệ thống cho xem trước, chưa ghi gì.",
        widget=forms.ClearableFileInput(attrs={"accept": ".crt,.cer,.pem,.der"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp trống, không có nội dung."},
    )

    def clean_file(self):
        """The facts of the file, in its place."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(NOT_ONE)
        return _facts(file.read())


class AnchorForm(HouseForm):
    """What the root is trusted for and where it was found, under the facts that were shown."""

    pem = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
    kind = forms.ChoiceField(label="Tin cậy cho", choices=AnchorKind.choices)
    source = forms.CharField(
        label="Nguồn",
        max_length=300,
        help_text="Lấy từ đâu: địa chỉ trang của nơi cấp, văn bản công bố. Đã so dấu vân tay với nguồn này.",
    )

    def clean_pem(self):
        """The facts once more from the text itself: what was shown is what is kept."""
        return _facts(self.cleaned_data["pem"].encode())


class AnchorEndForm(HouseForm):
    """Why the root is trusted no more."""

    reason = forms.CharField(
        label="Lý do thôi tin cậy", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def _facts(body: bytes):
    try:
        return root_facts(body)
    except UnreadableFile as fault:
        raise forms.ValidationError(str(fault)) from fault
