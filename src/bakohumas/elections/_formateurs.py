from collections.abc import Iterable, Mapping, Sequence

import attrs
from attrs.validators import deep_iterable

from bakohumas.elections._ballots import in_order
from bakohumas.elections._candidates import Candidate
from bakohumas.elections._constraints import Constraint
from bakohumas.elections._contests import Contested
from bakohumas.elections._offices import Office
from bakohumas.elections._results import Result
from bakohumas.elections._ties import Purpose
from bakohumas.errors import MODEL, SeatError, UndecidedError, expect, not_blank, of_kind
from bakohumas.languages import listed
from bakohumas.law import norm

_BESIDE = 2


def runners_up(result: Result, many: int = _BESIDE) -> tuple[str, ...]:
    """Who came next after whoever was elected: the second, the third and so on.

    Whoever stayed longer in the count comes first, and of those who left it together whoever had
    more votes there. Who is still equal is told apart as the count was to tell ties.

    Args:
        result: The count.
        many: How many; fewer where no more stood.

    Returns:
        Their names, the best first.

    Raises:
        UndecidedError: If the count is not complete, or the last of them is tied.

    Examples:
        >>> from bakohumas.elections import IRV, count
        >>> votes = [["Ani"]] * 4 + [["Budi"]] * 3 + [["Cici", "Ani"]] * 2 + [["Dodi", "Budi"]]
        >>> runners_up(count(votes, IRV()))
        ('Budi', 'Cici')
    """
    expect(result, Result, what="the result")
    if result.tie:
        raise UndecidedError(result.tie.left, result.elected)
    last = {
        name: (stage.number, votes)
        for stage in result.stages
        for name, votes in stage.tallies
        if name not in result.elected
    }
    found: list[str] = []
    while last and len(found) < many:
        best = max(last.values())
        level = tuple(name for name, figures in last.items() if figures == best)
        while level and len(found) < many:
            name = level[0]
            if len(level) > many - len(found):
                tie = result.tiebreak.settle(level, Purpose.ELECTION)
                if tie.chosen is None:
                    raise UndecidedError(tie.left, result.elected)
                name = tie.chosen
            found.append(name)
            level = tuple(each for each in level if each != name)
        last = {name: figures for name, figures in last.items() if figures != best}
    return tuple(found)


@attrs.frozen
class Team:
    """Formateurs: the winner leads, the second and the third assist, and they compose the rest.

    Attributes:
        leader: Who was elected.
        beside: The others (*mide formatur*).
        offices: What they are to fill.
        candidates: Whom they may choose from.
        constraints: How many of a kind sit at least and at most.
        sitting: Who sits already, the leader among them: counted.

    Examples:
        >>> from bakohumas.elections import Contest
        >>> people = [Candidate("bps"), Candidate("big"), Candidate("anri"),
        ...     Candidate("pln", categories={"kind": "soe"})]
        >>> chair = Contest(Office("Ketua", willing=False), people)
        >>> done = chair.count([["bps"]] * 5 + [["big"]] * 3 + [["anri"]])
        >>> rest = [Office("Sekretaris", willing=False), Office("Bendahara", willing=False)]
        >>> team = Team.after(done, rest, people, [Constraint("kind", "soe", 1)])
        >>> team.leader, team.beside
        ('bps', ('big', 'anri'))
        >>> for each in team.wrong({"Sekretaris": "bps"}): print(each)
        Sekretaris: bps holds another office (Ketua) [default of this library (grade X)]
        Bendahara: 0 of 1 seats are filled
        the board does not have at least 1 of kind soe [the rules of this election]
        >>> team.compose({"Sekretaris": "big", "Bendahara": "pln"})
        {'Sekretaris': ('big',), 'Bendahara': ('pln',)}
    """

    leader: str = attrs.field(validator=not_blank)
    beside: tuple[str, ...] = attrs.field(converter=in_order, validator=deep_iterable(not_blank))
    offices: tuple[Office, ...] = attrs.field(
        converter=in_order, validator=deep_iterable(of_kind(Office))
    )
    candidates: tuple[Candidate, ...] = attrs.field(
        converter=in_order, validator=deep_iterable(of_kind(Candidate))
    )
    constraints: tuple[Constraint, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(Constraint))
    )
    sitting: tuple[Candidate, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(Candidate))
    )

    @classmethod
    def after(
        cls,
        done: Contested,
        offices: Iterable[Office],
        candidates: Iterable[Candidate],
        constraints: Iterable[Constraint] = (),
        *,
        beside: int = _BESIDE,
    ) -> "Team":
        """The team that follows from a contest (ELC-10): its winner, and who came next.

        Args:
            done: The contest for the leading office, with its count.
            offices: What is left to be filled.
            candidates: Whom they may choose from.
            constraints: How many of a kind sit at least and at most.
            beside: How many assist the winner.

        Raises:
            SeatError: If nobody was elected.
            UndecidedError: If a tie has stopped the count, or the last who would assist is tied.
        """
        expect(done, Contested, what="the contest that elected the leader")
        leader = done.result.winner
        held = {who: title for title, winners in done.places.items() for who in winners}
        people = [
            attrs.evolve(each, holds=(*each.holds, held[each.id])) if each.id in held else each
            for each in candidates
        ]
        elected = [each for each in done.contest.candidates if each.id in held]
        return cls(
            leader,
            runners_up(done.result, beside),
            in_order(offices),
            people,
            in_order(constraints),
            (*done.contest.sitting, *elected),
        )

    def wrong(self, places: Mapping[str, str | Sequence[str]]) -> tuple[str, ...]:
        """Everything that is wrong with a board that they compose; nothing where it may stand.

        Args:
            places: Who takes each office, by its title; several in their order.
        """
        chosen = _by_title(places)
        known = {each.id: each for each in self.candidates}
        orders = {each.title: each for each in self.offices}
        found = [f"{title}: it is not theirs to fill" for title in chosen if title not in orders]
        people: list[Candidate] = []
        for title, office in orders.items():
            names = chosen.get(title, ())
            if len(names) != office.seats:
                found.append(f"{title}: {len(names)} of {office.seats} seats are filled")
            for name in names:
                person = known.get(name)
                if person is None:
                    found.append(f"{title}: {name} is none of whom they may choose")
                    continue
                before = [t for t, others in chosen.items() if t != title and name in others]
                person = attrs.evolve(person, holds=(*person.holds, *before))
                found += [f"{title}: {each.explain()}" for each in office.against(person)]
                people.append(person)
                if names.count(name) > 1:
                    found.append(f"{title}: {name} is named more than once")
        found += [
            f"the board does not have {each.label()} [{each.basis}]"
            for each in self.constraints
            if not each.met([*self.sitting, *people])
        ]
        return tuple(dict.fromkeys(found))

    def compose(self, places: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """Compose the rest of the board.

        Args:
            places: Who takes each office, by its title; several in their order.

        Returns:
            Who takes which office, in the order of the offices.

        Raises:
            SeatError: With everything that is wrong with it.
        """
        wrong = self.wrong(places)
        if wrong:
            raise SeatError(
                f"let {listed([self.leader, *self.beside])} compose the board",
                "; ".join(wrong),
                f"{norm('ELC-10').cite()}; {MODEL}",
                "name others, or leave the office to an election",
            )
        chosen = _by_title(places)
        return {each.title: chosen[each.title] for each in self.offices}


def _by_title(places: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
    expect(places, Mapping, what="the offices and who takes them")
    return {
        title: (names,) if isinstance(names, str) else in_order(names)
        for title, names in places.items()
    }
