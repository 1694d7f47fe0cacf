"""What papers of cooperatives give to the house."""

from __future__ import annotations

from cooperatives.access.papers import PaperPerm
from cooperatives.access.register import Perm
from cooperatives.queries import papers
from cooperatives.queries.province import digitised_and_connected_on
from lmhtx.contributions import (
    AuditVerb,
    NavItem,
    Panel,
    Reminder,
    SearchSource,
    TodoSection,
    contribute,
)
from lmhtx.counting import Indicator, IndicatorPart, TargetSource

VERBS = {
    "cooperatives.paper.recorded": "ghi giấy tờ {subject}",
    "cooperatives.paper.changed": "sửa giấy tờ {subject}",
    "cooperatives.paper.replaced": "thay thế giấy tờ {subject}",
    "cooperatives.paper.ended": "ghi thôi dùng giấy tờ {subject}",
    "cooperatives.paper.file_added": "thêm tệp cho giấy tờ {subject}",
    "cooperatives.paper.file_dropped": "gỡ tệp của giấy tờ {subject}",
    "cooperatives.paper.digitised": "xác nhận số hóa giấy tờ {subject}",
}

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Giấy tờ pháp lý",
        url_name="paper_list",
        permission=PaperPerm.VIEW_PAPER,
        icon="file-badge",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Chứng nhận, mã số",
        url_name="quality_list",
        permission=PaperPerm.VIEW_PAPER,
        icon="badge-check",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Hồ sơ số hóa",
        url_name="dossier_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="folder-check",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="papers",
        title="Giấy tờ",
        template="cooperatives/_papers.html",
        context=papers.papers_panel,
        permission=PaperPerm.VIEW_PAPER,
        order=10,
    ),
    SearchSource(
        key="papers",
        label="Giấy tờ của hợp tác xã",
        find=papers.find_papers,
        template="cooperatives/_paper_hit.html",
        order=32,
    ),
    TodoSection(
        key="cooperatives_papers_waiting",
        title="Giấy tờ chờ xác nhận số hóa",
        rows=papers.waiting_papers,
        template="cooperatives/_paper_hit.html",
        order=71,
    ),
    Reminder(
        key=papers.KEY,
        title="Giấy tờ, chứng nhận của hợp tác xã sắp hết hạn, hết hạn",
        due=papers.due_papers,
        order=62,
    ),
    TargetSource(
        key="cooperatives.papers",
        label="Hợp tác xã có hồ sơ giấy tờ đã số hóa đủ (sổ hợp tác xã)",
        unit="hợp tác xã",
        count=papers.count_digitised_files,
    ),
    Indicator(
        key="K2",
        definition=(
            "Phần hợp tác xã. K2a, tử số: hồ sơ có đủ giấy tờ bắt buộc của loại hình ở ngày tính, mỗi giấy còn hiệu "
            "lực, có tệp và đã được xác nhận số hóa (bản ký số hoặc bản quét đã đối chiếu). K2b, tử số: hồ sơ đạt K2a "
            "và tỉnh đã xác nhận nhận (có số biên nhận) lượt gửi sau thay đổi cuối cùng của hợp tác xã tính đến ngày "
            "đó. Mẫu số: HTX, liên hiệp HTX, tổ hợp tác có đăng ký chưa kết thúc ở ngày đó. Hồ sơ của Quỹ chưa tính ở "
            "đây."
        ),
        version=2,
        source="Kế hoạch số 245/KH-LM; Quy ước nội bộ về số hóa hồ sơ hợp tác xã",
        parts=(
            IndicatorPart(
                key="K2a",
                label="Hồ sơ hợp tác xã đã số hóa",
                numerator=papers.digitised_files_on,
                denominator=papers.with_file_on,
                exceptions=papers.without_file_on,
            ),
            IndicatorPart(
                key="K2b",
                label="Hồ sơ hợp tác xã đã số hóa và kết nối",
                numerator=digitised_and_connected_on,
                denominator=papers.with_file_on,
                exceptions=papers.without_file_on,
            ),
        ),
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)
