"""An owner of attachments that some people may see: an agency, seen by its own people and by the Alliance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.files.rights import forget, visible


@pytest.fixture
def agency(db: None) -> Agency:
    """The owner."""
    return Agency.objects.create(kind="outside", name="Sở Thử nghiệm")


@pytest.fixture
def _officers_see_agencies(officer) -> Iterator[None]:
    visible("directory.agency", lambda user: Agency.objects.filter(pk__gt=0 if user == officer else 10**9))
    yield
    forget("directory.agency")


@pytest.fixture
def put(agency, officer):
    """`put(b"…", name)` attaches a content to the agency."""

    def attach(body: bytes, name: str = "ke-hoach.pdf", **more) -> Attachment:
        upload = SimpleUploadedFile(name, body)
        return store(upload, owner=agency, kind="paper", by=officer, name=name, **more)

    return attach
