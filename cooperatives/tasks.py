"""Work behind the page: what begins or ends with a day."""

from __future__ import annotations

from cooperatives.actions.statuses import catch_up
from lmhtx.base import clock
from lmhtx.jobs.running import scheduled


@scheduled("cooperatives.catch_up", label="Cập nhật tình trạng, quy mô hợp tác xã đến ngày", seconds=300)
def catch_up_cooperatives() -> str:
    """Bring in line the cooperatives for which something has begun or ended; running twice does no harm."""
    return f"Đã cập nhật {catch_up(today=clock.today())} hợp tác xã."
