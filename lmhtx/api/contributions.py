"""What the API gives to the house: its own parts, the keeper's menu line, the words of the trail."""

from __future__ import annotations

from lmhtx.account.access import DirectoryPerm
from lmhtx.api.access import Perm
from lmhtx.api.actions import end_tokens
from lmhtx.contributions import AuditVerb, Ending, NavItem, contribute
from lmhtx.programs import ApiPart, ApiScope

contribute(
    ApiPart(key="owner", label="Chủ mã", router="lmhtx.api.owner.router", scopes=(), order=10),
    ApiPart(
        key="directory",
        label="Danh bạ",
        router="lmhtx.api.directory.router",
        scopes=(
            ApiScope(
                key="directory.read",
                label="Đọc danh bạ cơ quan, đơn vị, xã phường",
                permission=DirectoryPerm.VIEW_DIRECTORY.value,
            ),
        ),
        order=90,
    ),
    NavItem(
        group="Quản trị",
        label="Mã truy cập API",
        url_name="api_token_list",
        permission=Perm.KEEP_TOKENS.value,
        icon="key-round",
        order=945,
    ),
    AuditVerb(key="api.token.made", label="tạo mã truy cập API {subject}"),
    AuditVerb(key="api.token.revoked", label="thu hồi mã truy cập API {subject}"),
    Ending(key="api.tokens", end=end_tokens),
)
