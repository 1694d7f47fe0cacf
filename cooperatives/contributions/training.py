"""What classes give to the house."""

from __future__ import annotations

from cooperatives.access.training import TrainingPerm
from cooperatives.queries import training
from lmhtx.contributions import AuditVerb, NavItem, Panel, contribute
from lmhtx.counting import Indicator, IndicatorPart

VERBS = {
    "cooperatives.class.opened": "mở lớp {subject}",
    "cooperatives.class.edited": "sửa lớp {subject}",
    "cooperatives.class.learners_added": "nhập học viên lớp {subject}",
    "cooperatives.class.session_set": "ghi buổi học của lớp {subject}",
    "cooperatives.class.session_dropped": "bỏ buổi học của lớp {subject}",
    "cooperatives.class.attendance_ticked": "điểm danh, ghi điểm lớp {subject}",
    "cooperatives.class.staff_added": "thêm cán bộ Liên minh vào lớp {subject}",
    "cooperatives.class.certified": "cấp chứng nhận lớp {subject}",
    "cooperatives.class.result_set": "ghi kết quả học viên lớp {subject}",
}
LINES = (("Lớp tập huấn", "training_list", "graduation-cap"), ("Học viên", "learner_list", "users"))

contribute(
    *(
        NavItem(
            group="Hợp tác xã", label=label, url_name=name, permission=TrainingPerm.VIEW_TRAINING, icon=icon
        )
        for label, name, icon in LINES
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="training",
        title="Tập huấn",
        template="cooperatives/_training.html",
        context=training.training_panel,
        permission=TrainingPerm.VIEW_TRAINING,
        order=70,
    ),
    Indicator(
        key="K5",
        definition=(
            "K5a: người giữ chức danh ở HTX đang hoạt động, mỗi người một lần, đã đạt bài kiểm tra của lớp "
            "Bình dân học vụ số. K5b: thành viên là cá nhân của HTX đang hoạt động đã học lớp Bình dân học vụ số. Lớp "
            "phải kết thúc và kết quả phải được ghi đến hết ngày tính; đếm người, không đếm lượt."
        ),
        source="Kế hoạch số 245/KH-LM; Quy ước nội bộ về tập huấn, Bình dân học vụ số",
        parts=(
            IndicatorPart(
                key="K5a",
                label="Cán bộ quản lý HTX",
                numerator=training.passed_managers,
                denominator=training.managers_on,
            ),
            IndicatorPart(
                key="K5b",
                label="Thành viên HTX",
                numerator=training.trained_members,
                denominator=training.members_of,
            ),
        ),
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)
