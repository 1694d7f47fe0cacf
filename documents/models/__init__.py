"""Papers, their numbers and the words on them."""

from documents.models.arrival import Arrival
from documents.models.body import IssuingBody, UnitAbbreviation, abbreviation_of
from documents.models.directive import Directive, DirectiveParty
from documents.models.incoming import Incoming
from documents.models.kind import DocumentType
from documents.models.series import DocumentNumber, Series, SeriesStart, SeriesYear

__all__ = [
    "Arrival",
    "Directive",
    "DirectiveParty",
    "DocumentNumber",
    "DocumentType",
    "Incoming",
    "IssuingBody",
    "Series",
    "SeriesStart",
    "SeriesYear",
    "UnitAbbreviation",
    "abbreviation_of",
]
