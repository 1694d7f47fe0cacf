"""The verbs that papers leave in the trail."""

from __future__ import annotations

from lmhtx.contributions import AuditVerb

_WORDS = {
    "number.held": "giữ số {subject}",
    "number.cancelled": "hủy số {subject}",
    "number.suffixed": "cấp số kèm chữ {subject}",
    "series.created": "lập sổ {subject}",
    "series.edited": "sửa sổ {subject}",
    "start.proposed": "đề nghị số bắt đầu {subject}",
    "start.confirmed": "xác nhận số bắt đầu {subject}",
    "year.closed": "khóa sổ {subject}",
    "type.edited": "sửa loại văn bản {subject}",
    "incoming.brought": "đưa vào chờ đăng ký {subject}",
    "incoming.registered": "vào sổ văn bản đến {subject}",
    "incoming.edited": "sửa thông tin văn bản đến {subject}",
    "incoming.arrived_again": "ghi thêm bản đến của {subject}",
    "incoming.dropped": "bỏ, không vào sổ {subject}",
    "incoming.presented": "trình văn bản {subject}",
    "incoming.directed": "cho ý kiến chỉ đạo {subject}",
    "incoming.directive_entered": "nhập bút phê giấy {subject}",
    "incoming.directive_changed": "sửa ý kiến chỉ đạo {subject}",
    "incoming.assigned": "giao người giải quyết {subject}",
    "incoming.proposed": "ghi ý kiến đề xuất {subject}",
    "incoming.taken_up": "bắt đầu giải quyết {subject}",
    "incoming.completed": "giải quyết xong {subject}",
    "incoming.returned": "trả lại nơi gửi {subject}",
    "incoming.recalled": "ghi bên gửi thu hồi {subject}",
    "secret.turned_away": "từ chối nhận văn bản mật vào {subject}",
}
VERBS = tuple(AuditVerb(key=f"documents.{key}", label=label) for key, label in _WORDS.items())
