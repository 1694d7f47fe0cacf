"""What the queue gives to the house."""

from lmhtx.contributions import NavItem, contribute
from lmhtx.jobs.access import Perm

contribute(
    NavItem(
        group="Hệ thống",
        label="Việc chạy nền",
        url_name="scheduled_list",
        permission=Perm.RUN_JOBS.value,
        icon="settings",
        order=920,
    )
)
