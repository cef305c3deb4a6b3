from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, Self, cast

from bakohumas.errors import MODEL, InfeasibleError, ProgrammeError, codes
from bakohumas.languages import listed
from bakohumas.law import Charter, Citation
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._answers import (
    AgencyWithdrew,
    AgreementFailed,
    TasksAccepted,
    TasksCountered,
    TasksRefused,
    Terms,
)
from bakohumas.programmes._dividing import reallocate
from bakohumas.programmes._events import Begun, Event, WorkDivided
from bakohumas.programmes._filling import Fill
from bakohumas.programmes._objectives import Objective
from bakohumas.programmes._reasons import reasons_against
from bakohumas.programmes._solving import ROUNDS, Solver
from bakohumas.programmes._talks import Talks, most_rounds, talks
from bakohumas.programmes._work import Agency


class Reallocate(Protocol):
    """Whatever divides again what an agency refused, as :func:`reallocate` does.

    Examples:
        >>> from bakohumas.programmes import reallocate
        >>> divide_again: Reallocate = reallocate
    """

    def __call__(  # noqa: PLR0913 - what changed, and the options of allocate
        self,
        standing: Allocation,
        *,
        agencies: Iterable[Agency],
        withdrawn: Iterable[str],
        refusals: Mapping[str, Mapping[str, str]],
        locked: Iterable[str],
        objective: Objective | None,
        solver: Solver,
        seed: int,
        rounds: int,
        seconds: float | None,
        fill: Fill,
    ) -> Allocation:
        """The new division of the same tasks."""
        ...


class Negotiating(ABC):
    """What agencies answer to a division of tasks, and what follows from it."""

    __slots__ = ()
    id: str
    charter: Charter
    events: tuple[Event, ...]

    @abstractmethod
    def _then(self, event: Event) -> Self: ...

    @property
    def _beginning(self) -> Begun:
        return cast("Begun", self.events[0])

    def divide(self, allocation: Allocation, *, on: date, basis: Citation | str) -> Self:
        """Propose a division of the tasks to the agencies that are to hold them.

        A later proposal takes the place of the earlier one, and is the next round of the
        same negotiation until enough have agreed; agencies whose tasks stay the same need
        not answer again.

        Raises:
            ProgrammeError: If a stage that may not be skipped would be, if the
                allocation does not stand up to :func:`verify`, or if the charter allows
                no further round.
            ValueError: If there are no tasks.
        """
        return self._then(WorkDivided(allocation, on=on, basis=basis))

    def accept(self, agency: str, *, on: date, basis: Citation | str = "") -> Self:
        """An agency agrees to its tasks.

        Raises:
            ProgrammeError: If the division gives it no duty, or the negotiation has failed.
        """
        return self._then(TasksAccepted(agency, on=on, basis=basis))

    def refuse(
        self,
        agency: str,
        *,
        reason: str,
        tasks: Iterable[str] = (),
        on: date,
        basis: Citation | str = "",
    ) -> Self:
        """An agency does not agree to its tasks, or to some of them, and says why.

        It may be one that is only to be asked or told.

        Raises:
            ProgrammeError: If the division gives it no duty, or others, or the negotiation
                has failed.
        """
        return self._then(TasksRefused(agency, reason, tasks, on=on, basis=basis))

    def counter(self, agency: str, *, terms: Terms, on: date, basis: Citation | str = "") -> Self:
        """An agency offers something else than the tasks it was given.

        It takes the place of what it offered before, and lifts its refusal of whatever tasks
        it names. An agency without a duty, or one that has withdrawn, may so offer to take one
        on. Terms with a note alone are kept, and ask for no change: see :meth:`renegotiate`.

        Raises:
            ProgrammeError: If it did not stand ready, the division has no such tasks, or the
                negotiation has failed.
        """
        return self._then(TasksCountered(agency, terms, on=on, basis=basis))

    def withdraw(self, agency: str, *, reason: str, on: date, basis: Citation | str = "") -> Self:
        """An agency that stood ready takes part no longer, even if it had agreed.

        Raises:
            ProgrammeError: If it did not stand ready.
        """
        return self._then(AgencyWithdrew(agency, reason, on=on, basis=basis))

    def renegotiate(  # noqa: PLR0913 - what stays, and the options of reallocate()
        self,
        *,
        locked: Iterable[str] = (),
        on: date,
        basis: Citation | str,
        by: Reallocate = reallocate,
        objective: Objective | None = None,
        solver: Solver = "own",
        seed: int = 0,
        rounds: int = ROUNDS,
        seconds: float | None = None,
        fill: Fill = "least",
    ) -> Self:
        """Propose again what agencies refused, countered or withdrew from.

        An agency that refused a task is not given it again unless it offers or accepts it,
        one that countered only tasks that keep to its last terms, one that withdrew none before
        it offers anew; beyond its last word each stands as it was first offered. As few settled
        tasks as possible move (see :func:`reallocate`). Where no such division is left, or no
        further round is allowed (``programme.rounds``; three where the charter is silent,
        grade X), the negotiation ends with a certificate of what remains.

        Args:
            locked: Ids of tasks that stay where they are.
            on: The day.
            basis: The text it rests on.
            by: What divides again.
            objective: What is sought among the divisions that move the fewest tasks.
                ``None``: what the standing one sought.
            solver: As in :func:`allocate`; so are the others.
            seed: The order in which a search looks at tasks.
            rounds: How often a search looks at every task to improve, at most.
            seconds: How long search or solver may improve at most.
            fill: How full slots get.

        Raises:
            ProgrammeError: If nobody objects, the negotiation has ended, or the objections
                leave the division as it is: a counter with a note alone asks for no change.
            InfeasibleError: If what is locked stands in the way; the negotiation goes on.
            ValueError: If a locked task is unknown, or held by an agency that objects.

        Examples:
            >>> from bakohumas.law import charter
            >>> from bakohumas.programmes import Agency, Programme, Task, allocate
            >>> ready = [Agency(each, 1) for each in ("bps", "rri", "tvri")]
            >>> clip = Task("clip", cost={"bps": 1, "rri": 2, "tvri": 3})
            >>> day = date(2018, 7, 2)
            >>> begun = Programme.begin("apbn", title=("Budget", "APBN"), initiator="kominfo",
            ...     charter=charter("kpu_ri"), on=day, basis="invented")
            >>> begun = begun.hold("research", on=day, basis="invented")
            >>> begun = begun.divide(allocate([clip], ready), on=day, basis="invented")
            >>> begun = begun.refuse("bps", reason="no studio", on=day)
            >>> begun = begun.renegotiate(on=day, basis="invented")
            >>> begun.division_on(day).assignments, begun.rounds_on(day)[-1].moved
            ({'clip': 'rri'}, ('clip',))
        """
        held = talks(self.events, self.charter)
        last = held.rounds[-1] if held.rounds else None
        if last is None or last.failed or not last.agreement.objections:
            why = (
                "no division was proposed"
                if last is None
                else "the negotiation has ended"
                if last.failed
                else "nobody objects to the division"
            )
            what = f"{self.id} on {on}, negotiate again"
            raise ProgrammeError(what, why, MODEL, "divide the tasks, or wait for the answers")
        most, _ = most_rounds(self.charter, on)
        if most is not None and not last.closed and last.number >= most:
            tasks = _open(held)
            certified = tasks, _able(held, tasks), 0, "rounds"
            return self._fail(held, *certified, on=on, basis=basis)
        try:
            proposal = by(
                last.proposal,
                agencies=held.ready(),
                withdrawn=held.gone,
                refusals=held.refusals(),
                locked=codes(locked),
                objective=objective,
                solver=solver,
                seed=seed,
                rounds=rounds,
                seconds=seconds,
                fill=fill,
            )
        except InfeasibleError as shortage:
            if shortage.locked:
                raise
            certified = shortage.tasks, shortage.agencies, shortage.short_by, shortage.proof
            return self._fail(held, *certified, on=on, basis=basis)
        if proposal.seats == last.proposal.seats:
            raise ProgrammeError(
                f"{self.id} on {on}, negotiate again",
                f"the division keeps to all that {listed(list(last.agreement.objections))} said",
                MODEL,
                "let it accept, or counter anew with tasks, days or until that rule out what it "
                "was given",
            )
        return self.divide(proposal, on=on, basis=basis)

    def _fail(
        self,
        held: Talks,
        tasks: tuple[str, ...],
        agencies: tuple[str, ...],
        short_by: int,
        proof: str,
        *,
        on: date,
        basis: Citation | str,
    ) -> Self:
        said = held.agreement.objections
        return self._then(
            AgreementFailed(tasks, agencies, short_by, said, proof, on=on, basis=basis)
        )


def _open(held: Talks) -> tuple[str, ...]:
    """The tasks that have no agreement: what an agency will not hold or, of limits alone, all."""
    refused, tasks = held.refusals(), list[str]()
    for agency in held.agreement.missing:
        given = held.tasks_of(agency)
        tasks += [task for task in given if task in refused.get(agency, given)] or given
    return codes(tasks)


def _able(held: Talks, tasks: tuple[str, ...]) -> tuple[str, ...]:
    """The agencies that nothing hinders from leading one of these tasks, neither said nor found."""
    refused = held.refusals()
    wanted = [task for task in held.rounds[-1].proposal.tasks if task.id in tasks]
    return codes(
        agency.id
        for agency in held.ready()
        if agency.id not in held.gone
        and any(
            task.id not in refused.get(agency.id, {}) and not reasons_against(task, agency)
            for task in wanted
        )
    )
