"""How gunicorn runs the portal beside what the Procfile says: figures of all its processes in one place."""

import os
import shutil
import tempfile
from typing import Any

# Each process counts for itself; whoever asks any of them must hear the sum.
_FIGURES = tempfile.mkdtemp(prefix="lmhtx-so-do-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = _FIGURES


def child_exit(server: Any, worker: Any) -> None:
    """The gauges of a process that has ended are no longer counted."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - the variable above comes first

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Nothing stays behind."""
    shutil.rmtree(_FIGURES, ignore_errors=True)
