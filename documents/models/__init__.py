"""Papers, their numbers and the words on them."""

from documents.models.archive import ArchiveHandover, ArchiveLoan, Destruction
from documents.models.arrival import Arrival
from documents.models.authority import SigningAuthority
from documents.models.body import IssuingBody, UnitAbbreviation, abbreviation_of
from documents.models.book_print import BookPrint
from documents.models.catalogue import CatalogueHeading, CatalogueLine, FileCatalogue, RetentionRule
from documents.models.catch_up import BookImport, BookLine, CatchUp, SheetLayout
from documents.models.certificate import SigningCertificate
from documents.models.directive import Directive, DirectiveParty
from documents.models.exchange import ExchangeMessage, OrganCode
from documents.models.incoming import Incoming
from documents.models.inspection import Inspection
from documents.models.kind import DocumentType
from documents.models.meeting import Conclusion, Invitee, Meeting, MeetingRoom, MeetingVote
from documents.models.outgoing import Outgoing
from documents.models.province_book import ProvinceEntry, ProvinceExplanation
from documents.models.recipient import Recipient
from documents.models.series import DocumentNumber, Series, SeriesStart, SeriesYear
from documents.models.version import Approval, Consultation, OutgoingComment, OutgoingVersion
from documents.models.work_file import WorkFile
from documents.models.work_file_paper import ArchivedContent, WorkFilePaper

__all__ = [
    "Approval",
    "ArchiveHandover",
    "ArchiveLoan",
    "ArchivedContent",
    "Arrival",
    "BookImport",
    "BookLine",
    "BookPrint",
    "CatalogueHeading",
    "CatalogueLine",
    "CatchUp",
    "Conclusion",
    "Consultation",
    "Destruction",
    "Directive",
    "DirectiveParty",
    "DocumentNumber",
    "DocumentType",
    "ExchangeMessage",
    "FileCatalogue",
    "Incoming",
    "Inspection",
    "Invitee",
    "IssuingBody",
    "Meeting",
    "MeetingRoom",
    "MeetingVote",
    "OrganCode",
    "Outgoing",
    "OutgoingComment",
    "OutgoingVersion",
    "ProvinceEntry",
    "ProvinceExplanation",
    "Recipient",
    "RetentionRule",
    "Series",
    "SeriesStart",
    "SeriesYear",
    "SheetLayout",
    "SigningAuthority",
    "SigningCertificate",
    "UnitAbbreviation",
    "WorkFile",
    "WorkFilePaper",
    "abbreviation_of",
]
