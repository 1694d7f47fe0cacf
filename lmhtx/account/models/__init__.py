"""What sign-in remembers: wrong tries, codes given at the desk, where people are signed in, shared machines, links."""

from lmhtx.account.models.desk_code import DeskCode
from lmhtx.account.models.failure import TRIES_PER_ADDRESS, TRIES_PER_NAME, WINDOW, Door, SignInFailure
from lmhtx.account.models.link import LINK_LIFE, PersonalLink
from lmhtx.account.models.machine import SharedMachine
from lmhtx.account.models.presence import Presence

__all__ = [
    "LINK_LIFE",
    "TRIES_PER_ADDRESS",
    "TRIES_PER_NAME",
    "WINDOW",
    "DeskCode",
    "Door",
    "PersonalLink",
    "Presence",
    "SharedMachine",
    "SignInFailure",
]
