"""How the list of certificates is shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.models import SigningCertificate
from lmhtx.ui.tables import DateColumn, HouseTable


class CertificateTable(HouseTable):
    """Certificates."""

    whose = tables.Column(verbose_name="Của ai", empty_values=(), orderable=False)
    name = tables.Column(verbose_name="Tên trên chứng thư")
    issuer = tables.Column(verbose_name="Nơi cấp")
    valid_to = DateColumn(verbose_name="Hết hạn")
    key_name = tables.Column(verbose_name="Khóa trên máy chủ", default="thiết bị của người ký")
    acts = tables.Column(verbose_name="Việc", empty_values=(), orderable=False)

    class Meta(HouseTable.Meta):
        model = SigningCertificate
        fields: ClassVar[tuple[str, ...]] = ("whose", "name", "issuer", "valid_to", "key_name", "acts")

    def render_whose(self, record: Any) -> str:
        """The person or the agency."""
        return str(record.person or record.body)

    def render_acts(self, record: Any) -> SafeString | str:
        """What may be done with it while it is used."""
        if record.ended_at is not None:
            return f"Thôi dùng: {record.end_reason}"
        return format_html(
            '<a href="{}">Ảnh</a> · <a href="{}">Thôi dùng</a>',
            reverse("certificate_picture", args=[record.pk]),
            reverse("certificate_end", args=[record.pk]),
        )
