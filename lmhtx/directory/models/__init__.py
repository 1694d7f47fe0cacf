"""The nouns of the directory."""

from lmhtx.directory.models.agency import Agency, AgencyAlias, AgencyName, GroupMember, UnknownName
from lmhtx.directory.models.day import DayNotice, SpecialDay
from lmhtx.directory.models.parameter import ParameterValue
from lmhtx.directory.models.place import Commune, CommuneChange, Province
from lmhtx.directory.models.profile import OrganizationProfile, Post

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyName",
    "Commune",
    "CommuneChange",
    "DayNotice",
    "GroupMember",
    "OrganizationProfile",
    "ParameterValue",
    "Post",
    "Province",
    "SpecialDay",
    "UnknownName",
]
