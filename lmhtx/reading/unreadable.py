"""The one error of reading: a file that cannot be read, with a sentence for the person who sent it."""

from __future__ import annotations


class UnreadableFile(Exception):
    """The message says, in Vietnamese, what is wrong with the file and how to mend it."""
