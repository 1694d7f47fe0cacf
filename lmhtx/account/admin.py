"""The keeper's view of sign-in, people and directory, in development only."""

from django.contrib import admin

from lmhtx.account.models import DeskCode, Presence, SharedMachine, SignInFailure
from lmhtx.directory import models as directory
from lmhtx.people.models import Posting, User

admin.site.register(
    [
        *(DeskCode, Presence, SharedMachine, SignInFailure, User, Posting),
        *(getattr(directory, name) for name in directory.__all__),
    ]
)
