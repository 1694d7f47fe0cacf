"""Who makes work files, keeps the list of files and the archive, and how one of them is judged."""

from __future__ import annotations

from typing import Any

from documents.models import ArchiveHandover, WorkFile, WorkFilePaper
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class FilePerm(Permission):
    """The rights of work files and the archive."""

    VIEW_WORK_FILE = "documents.view_work_file", "Xem hồ sơ công việc trong phạm vi của mình"
    MAKE_WORK_FILE = "documents.make_work_file", "Mở, lập, kết thúc, giao nộp hồ sơ công việc"
    KEEP_CATALOGUE = "documents.keep_catalogue", "Lập danh mục hồ sơ, sửa bảng thời hạn bảo quản"
    ISSUE_CATALOGUE = "documents.issue_catalogue", "Duyệt, ban hành danh mục hồ sơ"
    ALLOW_LONGER = "documents.allow_longer", "Cho giữ lại hồ sơ đến hạn nộp lưu"
    VIEW_ARCHIVE = "documents.view_archive", "Xem lưu trữ, đợt hủy, sổ sử dụng bản lưu"
    KEEP_ARCHIVE = "documents.keep_archive", "Nhận hồ sơ nộp lưu, cho mượn bản lưu, lập đợt hủy"
    AGREE_DESTRUCTION = "documents.agree_destruction", "Thông qua đợt hủy tài liệu hết giá trị"


def makes(user: User, work_file: Any) -> bool:
    """Who makes the file, and the head of the unit whose it is."""
    return bool(user.pk == work_file.maker_id or work_file.unit_id in user.headed_ids)


MAKING = {FilePerm.VIEW_WORK_FILE, FilePerm.MAKE_WORK_FILE}
LEADING = MAKING | {
    FilePerm.ISSUE_CATALOGUE,
    FilePerm.ALLOW_LONGER,
    FilePerm.VIEW_ARCHIVE,
    FilePerm.AGREE_DESTRUCTION,
}
OFFICE = MAKING | {FilePerm.KEEP_CATALOGUE, FilePerm.VIEW_ARCHIVE, FilePerm.KEEP_ARCHIVE}

grant(
    FilePerm,
    {
        Role.CHAIRMAN: LEADING,
        Role.DEPUTY: LEADING,
        Role.OFFICE_CHIEF: OFFICE | {FilePerm.AGREE_DESTRUCTION},
        Role.CLERK: OFFICE,
        Role.UNIT_HEAD: MAKING,
        Role.FUND_DIRECTOR: MAKING,
        Role.OFFICER: MAKING,
        Role.FUND_OFFICER: MAKING,
        Role.FUND_ACCOUNTANT: MAKING,
        Role.CONTROLLER: {FilePerm.VIEW_WORK_FILE, FilePerm.VIEW_ARCHIVE},
    },
    entering={FilePerm.MAKE_WORK_FILE},
    personal={FilePerm.ISSUE_CATALOGUE, FilePerm.ALLOW_LONGER, FilePerm.AGREE_DESTRUCTION},
    judges={FilePerm.MAKE_WORK_FILE: makes},
)

visible("documents.workfile", WorkFile.objects.visible_to)
visible("documents.workfilepaper", WorkFilePaper.objects.visible_to)
visible("documents.archivehandover", ArchiveHandover.objects.visible_to)
