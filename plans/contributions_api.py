"""What plans give to programs."""

from __future__ import annotations

from lmhtx.programs import ApiPart, ApiScope
from plans.access import Perm

LOOK = Perm.VIEW_PLAN.value

API = (
    ApiPart(
        key="plans",
        label="Kế hoạch",
        router="plans.api.papers.router",
        scopes=(ApiScope(key="plans.read", label="Đọc kế hoạch", permission=LOOK),),
        order=50,
    ),
    ApiPart(
        key="tasks",
        label="Nhiệm vụ",
        router="plans.api.duties.router",
        scopes=(
            ApiScope(key="tasks.read", label="Đọc nhiệm vụ", permission=LOOK),
            ApiScope(
                key="tasks.report",
                label="Báo cáo tiến độ, kết quả nhiệm vụ của mình",
                permission=Perm.SUBMIT_REPORT.value,
            ),
        ),
        order=60,
    ),
)
