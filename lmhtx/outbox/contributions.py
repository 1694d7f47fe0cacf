"""What the outbox gives to the house: the viewer of mails, in a demonstration only."""

from django.conf import settings

from lmhtx.contributions import NavItem, contribute
from lmhtx.outbox.access import Perm

if settings.DEMO:
    contribute(
        NavItem(
            group="Hệ thống",
            label="Thư đã gửi (bản trình diễn)",
            url_name="mail_list",
            permission=Perm.READ_DEMO_MAIL.value,
            icon="mail",
            order=940,
        )
    )
