"""What the outbox gives to the house: what did not arrive, and in a demonstration the viewer of mails."""

from django.conf import settings

from lmhtx.contributions import AuditVerb, NavItem, Panel, contribute
from lmhtx.outbox.access import Perm
from lmhtx.outbox.addresses import bounces_of

contribute(
    NavItem(
        group="Quản trị",
        label="Tin không gửi được",
        url_name="message_list",
        permission=Perm.RESEND_MESSAGE.value,
        icon="mail-x",
        order=935,
    ),
    Panel(
        on="people.User",
        key="bounces",
        title="Kênh không tới",
        template="outbox/_bounces.html",
        context=bounces_of,
        permission=Perm.RESEND_MESSAGE.value,
    ),
    AuditVerb(key="outbox.message.resent", label="gửi lại tin: {subject}"),
    AuditVerb(key="outbox.push.allowed", label="cho phép thông báo đẩy trên một máy"),
    AuditVerb(key="outbox.push.ended", label="tắt thông báo đẩy trên một máy"),
)

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
