"""What plans put into the queue "Cần tôi quyết"."""

from __future__ import annotations

from typing import Any

from lmhtx.questions import Question, Verdict
from plans.access import Perm
from plans.actions import extensions, reports
from plans.enums import EXTENSION_QUESTION, REPORT_QUESTION
from plans.queries import questions, todo


def _approve(thing: Any, by: Any, words: str) -> Any:
    return extensions.approve_extension(extension=thing, by=by, note=words)


def _refuse(thing: Any, by: Any, words: str) -> Any:
    return extensions.refuse_extension(extension=thing, by=by, note=words)


def _accept(thing: Any, by: Any, words: str) -> Any:
    return reports.accept_report(report=thing, by=by, note=words)


def _return(thing: Any, by: Any, words: str) -> Any:
    return reports.return_report(report=thing, by=by, note=words)


QUESTIONS = (
    Question(
        key=EXTENSION_QUESTION,
        title="Đề nghị gia hạn",
        permission=Perm.JUDGE_EXTENSION,
        rows=todo.to_approve,
        dress=questions.with_request,
        since="requested_at",
        seen=questions.extensions_seen,
        show=questions.of_extension,
        template="plans/_extension_question.html",
        files=questions.files_of_extension,
        verdicts=(
            Verdict(
                key="refuse",
                label="Không duyệt",
                done="Không duyệt",
                act=_refuse,
                needs_words=True,
                phrases=(
                    "Giữ nguyên thời hạn, tập trung hoàn thành.",
                    "Chưa rõ lý do, đề nghị giải trình thêm.",
                    "Thời gian xin thêm quá dài, đề nghị rút ngắn.",
                ),
            ),
            Verdict(
                key="approve",
                label="Duyệt",
                done="Đã duyệt",
                act=_approve,
                is_main=True,
                phrases=("Đồng ý.", "Đồng ý, không gia hạn thêm lần nữa."),
            ),
        ),
        order=10,
    ),
    Question(
        key=REPORT_QUESTION,
        title="Báo cáo chờ xác nhận",
        permission=Perm.JUDGE_REPORT,
        rows=todo.to_accept,
        dress=questions.with_report,
        since="submitted_at",
        seen=questions.reports_seen,
        show=questions.of_report,
        template="plans/_report_question.html",
        files=questions.files_of_report,
        verdicts=(
            Verdict(
                key="send_back",
                label="Trả lại",
                done="Đã trả lại",
                act=_return,
                needs_words=True,
                phrases=(
                    "Thiếu sản phẩm hoặc tệp kèm.",
                    "Số liệu chưa khớp, đề nghị kiểm tra lại.",
                    "Chưa đúng yêu cầu, đề nghị bổ sung.",
                ),
            ),
            Verdict(
                key="accept",
                label="Chấp nhận",
                done="Đã chấp nhận",
                act=_accept,
                is_main=True,
                phrases=("Đạt yêu cầu.", "Đạt yêu cầu, lưu hồ sơ."),
            ),
        ),
        order=20,
    ),
)
