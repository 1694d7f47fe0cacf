"""The hidden keys by which a returned sheet is matched: which task, of which agency, and that we wrote it."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from plans.batches.sheets import KEY_MARK

SALT = "plans.batch"


def key_of(*, task: int, agency: int) -> str:
    """The key of a row."""
    return _signer().sign(f"{agency}-{task}")


def task_of(key: str, *, agency: int) -> int | None:
    """The task that the key names for this agency; None for a key that is not ours or another agency's."""
    try:
        owner, _, task = _signer().unsign(key.strip()).partition("-")
    except BadSignature:
        return None
    return int(task) if owner == str(agency) else None


def _signer() -> Signer:
    return Signer(salt=SALT, sep=KEY_MARK)
