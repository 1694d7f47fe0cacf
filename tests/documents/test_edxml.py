"""Messages of the axis: written as the standard spells them, read back the same, harmful ones refused."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.edxml.messages import (
    Answered,
    Business,
    DocumentMessage,
    Enclosed,
    Organ,
    ReceiverChange,
    Replaced,
    Staff,
    StatusMessage,
    Trace,
    document_id_of,
    heard,
    plain_text,
    told,
)
from documents.edxml.reading import read_message
from documents.edxml.writing import written
from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile
from tests.factories import exchange as ex

TEXT = st.text(max_size=40).map(plain_text)
SOME = st.text(st.sampled_from("ABCĐ.0123456789"), min_size=1, max_size=12)
DAY = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))
COUNT = st.none() | st.integers(0, 999)
ORGAN = st.builds(
    Organ,
    code=SOME,
    in_charge=TEXT,
    name=TEXT,
    address=TEXT,
    email=TEXT,
    telephone=TEXT,
    fax=TEXT,
    website=TEXT,
)
ANSWERED = st.builds(Answered, organ_code=TEXT, reference=TEXT, dated_on=DAY, document_id=SOME)
STAFF = st.builds(Staff, department=TEXT, name=TEXT, email=TEXT, mobile=TEXT)
BUSINESS = st.builds(
    Business,
    document_id=TEXT,
    kind=st.integers(0, 3),
    reason=TEXT,
    on_paper_too=st.booleans(),
    staff=STAFF,
    changes_document=st.booleans(),
    changes_receivers=st.booleans(),
    receivers=st.lists(st.builds(ReceiverChange, organ_code=SOME, kind=st.integers(0, 1)), max_size=2).map(
        tuple
    ),
    replaced=st.lists(
        st.builds(Replaced, document_id=SOME, organ_codes=st.lists(SOME, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)
MESSAGE = st.builds(
    DocumentMessage,
    sender=ORGAN,
    receivers=st.lists(ORGAN, max_size=3).map(tuple),
    document_id=SOME,
    number=TEXT,
    symbol=TEXT,
    place=TEXT,
    dated_on=DAY,
    type_code=TEXT,
    type_detail=TEXT,
    type_name=TEXT,
    subject=TEXT,
    content=TEXT,
    competence=TEXT,
    post=TEXT,
    signer=TEXT,
    due_on=DAY,
    priority=st.integers(0, 3),
    sphere=TEXT,
    typist=TEXT,
    copies=COUNT,
    pages=COUNT,
    way=TEXT,
    appendixes=st.lists(TEXT, max_size=2).map(tuple),
    answers=st.lists(ANSWERED, max_size=2).map(tuple),
    steering=TEXT,
    places=st.lists(TEXT, max_size=2).map(tuple),
    traces=st.lists(st.builds(Trace, organ_code=SOME, at=MOMENT), max_size=2).map(tuple),
    business=BUSINESS,
)
STATUS = st.builds(
    StatusMessage,
    sender=ORGAN,
    about=ANSWERED,
    code=st.sampled_from(["01", "02", "03", "04", "05", "06", "13", "15", "16"]),
    description=TEXT,
    at=st.none() | MOMENT,
    staff=STAFF,
)


def there_and_back(message, body: bytes | None = None):
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "m.xml"
        path.write_bytes(body or written(message))
        return heard(read_message(path, folder))


def refusal(body: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        there_and_back(None, body)
    return str(refused.value)


# A message has sixty texts: drawing them is slow on a busy machine, and says nothing of the reader.
PATIENTLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENTLY
@given(MESSAGE)
def test_a_paper_comes_back_as_it_was_written(message):
    assert there_and_back(message) == message
    assert heard(told(message)) == message


@PATIENTLY
@given(STATUS)
def test_a_status_comes_back_as_it_was_written(message):
    assert there_and_back(message) == message


@PATIENTLY
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=3))
def test_files_come_back_byte_for_byte(contents):
    with TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "out"
        out.mkdir()
        files = []
        for number, content in enumerate(contents):
            (folder / f"{number}.bin").write_bytes(content)
            files.append(Enclosed(name=f"tep {number}.bin", path=str(folder / f"{number}.bin")))
        path = folder / "m.xml"
        path.write_bytes(written(ex.message(files=tuple(files))))

        read = heard(read_message(path, out))

        assert [(out / one.path).read_bytes() for one in read.files] == contents
        assert [one.name for one in read.files] == [one.name for one in files]


def test_the_names_of_the_wire_are_those_of_the_standard():
    body = written(ex.message(answers=(Answered(document_id="x"),), places=("Sở Tài chính",)))
    root = etree.fromstring(body)
    names = [etree.QName(one).localname for one in root.iter()]

    assert etree.QName(root).namespace == "http://www.mic.gov.vn/TBT/QCVN_102_2016"
    assert names[:5] == ["edXML", "edXMLEnvelope", "edXMLHeader", "MessageHeader", "From"]
    for name in (
        "OrganId",
        "OrganizationInCharge",
        "OrganName",
        "OrganAdd",
        "To",
        "DocumentId",
        "CodeNumber",
        "CodeNotation",
        "PromulgationInfo",
        "PromulgationDate",
        "DocumentType",
        "TypeDetail",
        "SignerInfo",
        "Competence",
        "DueDate",
        "OtherInfo",
        "SphereOfPromulgation",
        "TyperNotation",
        "PromulgationAmount",
        "PageAmount",
        "ResponseFor",
        "SteeringType",
        "ToPlaces",
        "TraceHeaderList",
        "TraceHeader",
        "Timestamp",
        "Bussiness",
        "BussinessDocType",
        "BussinessDocReason",
        "StaffInfo",
        "edXMLBody",
        "edXMLManifest",
        "AttachmentEncoded",
    ):
        assert names.count(name) >= 1, name
    assert "2026/05/04 09:30:00" in body.decode()
    assert (
        document_id_of(organ_code=ex.FINANCE, dated_on=date(2026, 5, 4), reference="05/TTr-STC")
        == ex.DOCUMENT_ID
    )


def test_entities_and_document_types_are_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        b"<edXML><edXMLEnvelope>&b;</edXMLEnvelope></edXML>"
    )
    wide = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE edXML []><edXML/>'.encode("utf-16")

    assert "không an toàn" in refusal(bomb)
    assert "không an toàn" in refusal(wide)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"no xml at all", "không phải thông điệp edXML"),
        (b"<html/>", "không phải thông điệp edXML"),
        (b"<edXML/>", "không phải thông điệp edXML"),
        (b"<edXML>" + b"<a/>" * 20_001 + b"</edXML>", "quá nhiều phần"),
    ],
)
def test_what_is_no_message_is_told_in_words(body, words):
    assert words in refusal(body)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sender": Organ(code="")}, "không ghi mã định danh của nơi gửi"),
        ({"document_id": ""}, "không ghi mã văn bản"),
        ({"sender": Organ(code="A" * 36)}, "dài quá 35 ký tự"),
        ({"document_id": "A" * 251}, "dài quá 250 ký tự"),
        ({"business": Business(kind=7)}, "loại nghiệp vụ “7”"),
    ],
)
def test_what_a_paper_must_say(change, words):
    assert words in refusal(written(ex.message(**change)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sender": Organ(code="")}, "không ghi mã định danh của nơi gửi"),
        ({"about": Answered()}, "không ghi mã văn bản"),
        ({"code": ""}, "không ghi mã trạng thái"),
    ],
)
def test_what_a_status_must_say(change, words):
    message = dataclasses.replace(ex.status("03", sender="A", document_id="B"), **change)

    assert words in refusal(written(message))


def test_days_as_people_write_them_and_odd_figures_are_taken():
    body = written(ex.message()).decode()
    body = body.replace("2026/05/04 09:30:00", "04/05/2026").replace(">2026/05/04<", ">04/05/2026<")
    body = body.replace("<edXML:Priority>1<", "<edXML:Priority>9<").replace(">2026/09/30<", ">sớm<")

    read = there_and_back(None, body.encode())

    assert (read.dated_on, read.traces[0].at) == (date(2026, 5, 4), datetime(2026, 5, 4))
    assert (read.priority, read.due_on, read.is_signed) == (0, None, False)


def test_a_message_without_a_moment_has_no_trace_and_one_with_a_signature_says_so():
    body = written(ex.message()).decode()
    body = body.replace("2026/05/04 09:30:00", "hôm qua").replace(
        "</edXML:edXMLHeader>", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></edXML:edXMLHeader>'
    )

    read = there_and_back(None, body.encode())

    assert (read.traces, read.is_signed) == ((), True)


def test_broken_files_are_told_by_name_and_zipped_ones_unpacked(tmp_path):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 y")
    (tmp_path / "a.pdf").write_bytes(packed.getvalue())
    message = ex.message(files=(Enclosed(name="a.pdf", path=str(tmp_path / "a.pdf")),))
    (tmp_path / "m.xml").write_bytes(written(message))

    run_parser("documents.edxml.reading:read_message", tmp_path / "m.xml", tmp_path, seconds=60, is_pure=True)

    assert (tmp_path / "001").read_bytes() == b"%PDF-1.4 y"
    body = written(message).decode()
    start = body.index("<edXML:ContentTransferEncoded>") + 30
    assert "“a.pdf” trong thông điệp bị hỏng" in refusal((body[:start] + "*" + body[start:]).encode())
    (tmp_path / "b.pdf").write_bytes(b"PK\x03\x04 broken")
    odd = ex.message(files=(Enclosed(name="b.pdf", path=str(tmp_path / "b.pdf")),))
    assert there_and_back(odd).files[0].name == "b.pdf"


def test_too_many_files_are_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"a")
    files = tuple(Enclosed(name=f"{n}.bin", path=str(tmp_path / "a")) for n in range(101))

    assert "quá nhiều phần" in refusal(written(ex.message(files=files)))
