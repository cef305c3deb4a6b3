"""How a job travels to workers that do not share memory: once to each, not with every chunk."""

import pickle
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from bakohumas.simulation._jobs import Job
from bakohumas.simulation._tallies import Engine, Tally

LARGE = 2**16
"""Edges from which on a plan is not sent with every chunk."""


class Parcel:
    """A job for workers: itself to whoever shares memory, and to others the name of a file.

    The file is written when the parcel is first sent, and read once by each worker. One on
    another machine does not find it, and holds nothing.
    """

    def __init__(self, job: Job | None) -> None:
        self.job = job
        self._folder: TemporaryDirectory[str] | None = None
        self._lock = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        with self._lock:
            try:
                return _received, (str(self._written()),)
            except OSError:  # no place to write to
                return Parcel, (self.job,)

    def _written(self) -> Path:
        if self._folder is None:
            folder = TemporaryDirectory(prefix="bakohumas-", ignore_cleanup_errors=True)
            Path(folder.name, "job").write_bytes(pickle.dumps(self.job, pickle.HIGHEST_PROTOCOL))
            self._folder = folder
        return Path(self._folder.name, "job")

    def close(self) -> None:
        """Nobody needs it any more."""
        with self._lock:
            if self._folder is not None:
                self._folder.cleanup()


def _received(path: str) -> Parcel:
    try:
        return Parcel(_read(path))
    except OSError:
        return Parcel(None)


@lru_cache(maxsize=1)
def _read(path: str) -> Job:
    job: Job = pickle.loads(Path(path).read_bytes())  # noqa: S301 - whoever sent it wrote it
    return job


def stretch(run: Engine, parcel: Parcel, *, first: int, last: int) -> Tally | None:
    """Runs *first* to *last* - 1 of what a parcel holds; none where it holds nothing."""
    return None if parcel.job is None else run(parcel.job, first=first, last=last)
