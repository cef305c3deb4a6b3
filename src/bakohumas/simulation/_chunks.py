"""How many runs are done in one go: enough to be quick, and few enough to be watched."""

from math import ceil, inf
from typing import Final

import attrs

from bakohumas.simulation._backends import least, most
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._tallies import Engine, Tally

_PARTS: Final = 16
"""Into how many chunks the runs are divided unless there is a reason not to."""
_SPREAD: Final = 4
"""How much smaller a chunk may be where there are workers to be kept busy."""
_RUN: Final = 8
"""Edges that could be looked at while a run begins and ends."""


@attrs.frozen
class Chunks:
    """The runs of a chunk, as far as the caller does not say.

    Until it is known how far the news goes, no chunk is larger than if it went everywhere.
    From then on a chunk is at most as large as all before it, and all by counted work, not
    by a clock, so that whoever asks for progress is told the same each time.

    Attributes:
        job: What is run.
        first: The runs of the first chunk.
        usual: The runs of a chunk where none takes long.
        quick: Edges that are looked at in a second or so.
    """

    job: Job
    first: int
    usual: int
    quick: int

    @classmethod
    def of(cls, job: Job, run: Engine, runs: int, *, shared: bool) -> "Chunks":
        """The chunks of so many runs by a back end, *shared* among workers or not."""
        edges = least(run) // (_SPREAD if shared else 1)
        usual = max(-(-runs // _PARTS), edges // max(1, len(job.plan.target)))
        quick = most(run, plain=job.kernel == "cascade")
        return cls(job, min(usual, max(1, quick // _looked_at(job, len(job.plan)))), usual, quick)

    def judged(self, begin: int, runs: int) -> list[int]:
        """The numbers of runs after which the chunks may grow, where they began small."""
        steps = range(((runs - begin) // self.first).bit_length() if self.first < self.usual else 0)
        return [goal for goal in (begin + (self.first << power) for power in steps) if goal < runs]

    def next(self, done: list[Tally], begun: int, runs: int) -> int:
        """The runs of a chunk after so many *runs* are *done*, the first of them before *begun*."""
        reached = -(-sum(sum(part.nodes) for part in done) // runs)
        enough = max(self.first, self.quick // _looked_at(self.job, reached))
        return min(self.usual, runs - begun, enough)


def _looked_at(job: Job, reached: int) -> int:
    """Edges that one run looks at, at most, if it reaches so many nodes."""
    recovery: float | None = getattr(job.model, "recovery", None)
    late = inf if job.model.deadline is None else job.model.deadline + 1
    tries = ceil(min(late, 1 if recovery is None else 1 / recovery if recovery else inf))
    return min(len(job.plan.target), reached * job.plan.longest) * tries + _RUN
