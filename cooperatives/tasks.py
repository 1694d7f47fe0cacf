"""Work behind the page: what begins or ends with a day."""

from __future__ import annotations

from cooperatives.actions.reminding import remind_missing
from cooperatives.actions.statuses import catch_up
from cooperatives.models import Period
from lmhtx.base import clock
from lmhtx.jobs.running import job, scheduled
from lmhtx.people.models import User


@scheduled("cooperatives.catch_up", label="Cập nhật tình trạng, quy mô hợp tác xã đến ngày", seconds=300)
def catch_up_cooperatives() -> str:
    """Bring in line the cooperatives for which something has begun or ended; running twice does no harm."""
    return f"Đã cập nhật {catch_up(today=clock.today())} hợp tác xã."


@job("cooperatives.remind_missing", label="Nhắc hợp tác xã chưa nộp số liệu", seconds=120)
def remind_of_figures(period_id: int, person_id: int) -> dict[str, str]:
    """Remind those from whom nothing has come; a second run on the same day sends no second letter."""
    period = Period.objects.get(pk=period_id)
    count = remind_missing(period=period, by=User.objects.get(pk=person_id))
    return {"url": period.get_absolute_url(), "told": f"Đã gửi {count} thư nhắc."}
