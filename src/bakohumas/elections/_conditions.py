from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import attrs
from attrs.validators import deep_iterable

from bakohumas.elections._ballots import in_order
from bakohumas.elections._candidates import Candidate
from bakohumas.elections._constraints import Constraint
from bakohumas.elections._figures import Figure
from bakohumas.elections._search import Best, Bounds, best_committee
from bakohumas.errors import of_kind
from bakohumas.languages import Lang, listed, number, pick


@attrs.frozen
class Proof:
    """That seats can be filled under the conditions: a committee that meets all of them.

    Attributes:
        committee: One such committee; who is elected only the ballots say.

    Examples:
        >>> from bakohumas.elections import Contest, Office
        >>> office = Office("Anggota", 2, willing=False)
        >>> who = [Candidate("a", categories={"kind": "soe"}), Candidate("b"), Candidate("c")]
        >>> Contest(office, who, [Constraint("kind", "soe", 1)]).feasible()
        Proof(committee=('a', 'b'))
    """

    committee: tuple[str, ...]

    feasible: ClassVar[bool] = True

    def explain(self, lang: Lang = "en") -> str:
        """The proof in words."""
        who = listed(self.committee, lang)
        return pick(
            lang,
            f"{who} together would meet every condition",
            f"{who} bersama-sama memenuhi semua persyaratan",
        )


@attrs.frozen
class Shortage:
    """A constraint that cannot be met, alone or together with others.

    Attributes:
        constraint: The constraint.
        standing: How many stand whom it counts.
        sitting: How many of those who sit already it counts.

    Examples:
        >>> from bakohumas.elections import Contest, Office
        >>> office = Office("Anggota", 2, willing=False)
        >>> contest = Contest(office, [Candidate("a"), Candidate("b")],
        ...     [Constraint("kind", "soe", 1)])
        >>> shortage, = contest.feasible().short
        >>> shortage.constraint.minimum, shortage.standing
        (1, 0)
    """

    constraint: Constraint
    standing: int
    sitting: int

    def explain(self, lang: Lang = "en") -> str:
        """What is asked for, and what there is."""
        stand, sit = number(self.standing, lang), number(self.sitting, lang)
        rule = self.constraint.label(lang)
        return pick(
            lang,
            f"{rule} (standing: {stand}, sitting: {sit})",
            f"{rule} (calon: {stand}, sudah duduk: {sit})",
        )


@attrs.frozen
class Infeasible:
    """That no committee meets the conditions, and what is short.

    Attributes:
        seats: How many seats are to be filled.
        standing: How many stand for them.
        short: Constraints that cannot be met together, while any fewer of them could; none where
            too few stand at all.

    Examples:
        >>> from bakohumas.elections import Contest, Office
        >>> office = Office("Anggota", 2, willing=False)
        >>> contest = Contest(office, [Candidate("a"), Candidate("b")],
        ...     [Constraint("kind", "soe", 1)])
        >>> print(contest.feasible().explain())
        for 2 seats 2 stand, and no committee has at least 1 of kind soe (standing: 0, sitting: 0)
    """

    seats: int
    standing: int
    short: tuple[Shortage, ...] = ()

    feasible: ClassVar[bool] = False

    def explain(self, lang: Lang = "en") -> str:
        """What is short, in words."""
        seats, standing = number(self.seats, lang), number(self.standing, lang)
        said = pick(
            lang,
            f"for {seats} {'seat' if self.seats == 1 else 'seats'} {standing} stand",
            f"untuk {seats} kursi ada {standing} calon",
        )
        if not self.short:
            return said
        rules = listed([each.explain(lang) for each in self.short], lang)
        return said + pick(
            lang, f", and no committee has {rules}", f", dan tidak ada susunan {rules}"
        )


def _by_type(rules: "Conditions") -> dict[str, int]:
    """Which constraints count a candidate, as bits: candidates of one type are alike."""
    return {
        person.id: sum(each.touches(person) << n for n, each in enumerate(rules.constraints))
        for person in rules.candidates
    }


@attrs.frozen
class Conditions:
    """The constraints of a contest as a count asks for them: who is needed, who is ruled out.

    The answers are exact for any number of category systems: every committee that is still
    possible is looked at, by types of candidates and not by candidates. *Guarded* is who sits
    on all of them, *doomed* who sits on none. ``str()`` names each constraint, those whom it
    counts and how many of them sit.

    Attributes:
        constraints: The constraints.
        candidates: Who may be elected, with their categories.
        sitting: Who sits already, and is counted.
        kept: Who keeps a seat that is counted anew, whatever the count says.
        votes: Where the committee with the most votes is looked for, the votes of each
            candidate: doomed is then, of those who are ahead, who sits on no such committee.

    Examples:
        >>> people = [Candidate("Ani", categories={"kind": "soe"}), Candidate("Budi"),
        ...     Candidate("Cici")]
        >>> rules = Conditions([Constraint("kind", "soe", 1)], people)
        >>> rules.judge([], ["Ani", "Budi", "Cici"], seats=1)
        (('Ani',), ('Budi', 'Cici'))
        >>> str(rules)
        'kind soe 1.. of Ani and 0 sitting'
    """

    constraints: tuple[Constraint, ...] = attrs.field(
        converter=in_order, validator=deep_iterable(of_kind(Constraint))
    )
    candidates: tuple[Candidate, ...] = attrs.field(
        converter=in_order, validator=deep_iterable(of_kind(Candidate))
    )
    sitting: tuple[Candidate, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(Candidate))
    )
    kept: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(str))
    )
    votes: tuple[tuple[str, Figure], ...] = ()
    _types: dict[str, int] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_by_type, takes_self=True)
    )

    def __str__(self) -> str:
        rules = [
            f"{each} of {', '.join(p.id for p in self.candidates if each.touches(p))} "
            f"and {each.counts(self.sitting)} sitting"
            for each in self.constraints
        ]
        kept = [f"kept {', '.join(self.kept)}"] if self.kept else []
        most = ["most votes"] if self.votes else []
        return "; ".join([*rules, *kept, *most])

    def judge(
        self, elected: Sequence[str], hopeful: Sequence[str], *, seats: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Whom the conditions need, and whom they rule out."""
        kept = tuple(name for name in hopeful if name in self.kept)
        able = tuple(name for name in hopeful if name not in self.kept)
        taken, left = (*elected, *kept), seats - len(kept)
        best = self._best(taken, able, left)
        if best is None:
            return kept, able
        if self.votes:
            votes = dict(self.votes)
            top = max((votes[name] for name in able), default=0)
            ahead = (name for name in able if votes[name] == top)
            behind = (
                name
                for name in ahead
                if (found := self._with(name, taken, able, left)) is None
                or found.votes + top < best.votes
            )
            return kept, tuple(behind)
        needed, out = self._sorted_out(best.taken, taken, able, left)
        types = self._types
        guarded = tuple(name for name in able if types.get(name, 0) in needed)
        return (*kept, *guarded), tuple(name for name in able if types.get(name, 0) in out)

    def _sorted_out(
        self, seen: Mapping[int, int], taken: Sequence[str], able: Sequence[str], seats: int
    ) -> tuple[set[int], set[int]]:
        """Types that every committee needs whole, and types that none has.

        A committee that was seen settles all types that it has, and all that it does not have
        whole; only for the others is another one looked for.
        """
        alike: dict[int, list[str]] = {}
        for name in able:
            alike.setdefault(self._types.get(name, 0), []).append(name)
        spared = {bits for bits in alike if seen[bits] < len(alike[bits])}
        used = {bits for bits in alike if seen[bits]}
        needed, out = set[int](), set[int]()
        for bits, (name, *_) in alike.items():
            others = [each for each in able if each != name]
            if bits not in spared:
                found = self._best(taken, others, seats)
                if found is None:
                    needed.add(bits)
                    continue
                spared |= {each for each in alike if found.taken.get(each, 0) < len(alike[each])}
                used |= {each for each, number in found.taken.items() if number}
            if bits not in used:
                found = self._with(name, taken, able, seats)
                if found is None:
                    out.add(bits)
                    continue
                spared |= {
                    each
                    for each in alike
                    if found.taken.get(each, 0) + (each == bits) < len(alike[each])
                }
                used |= {bits, *(each for each, number in found.taken.items() if number)}
        return needed, out

    def prove(self, standing: Iterable[str], *, seats: int) -> Proof | Infeasible:
        """Prove, before anybody votes, that the seats can be filled, or that they cannot.

        Args:
            standing: Who stands.
            seats: How many are to be elected; whoever keeps a seat is among them.

        Returns:
            A committee that meets all conditions, or the constraints that cannot be met.

        Examples:
            >>> people = [Candidate("Ani", categories={"kind": "soe"}), Candidate("Budi")]
            >>> rules = Conditions([Constraint("kind", "soe", 2)], people)
            >>> short = rules.prove(["Ani", "Budi"], seats=2)
            >>> short.feasible, [each.explain() for each in short.short]
            (False, ['at least 2 of kind soe (standing: 1, sitting: 0)'])
        """
        names = in_order(standing)
        committee = tuple(name for name in names if name in self.kept)
        able = tuple(name for name in names if name not in self.kept)
        best = self._best(committee, able, seats - len(committee))
        if best is None:
            return self._certificate(committee, able, seats)
        left = dict(best.taken)
        for name in able:
            bits = self._types.get(name, 0)
            if left[bits]:
                left[bits] -= 1
                committee = (*committee, name)
        return Proof(committee)

    def broken(self, committee: Iterable[str]) -> tuple[Constraint, ...]:
        """The constraints that a committee does not meet."""
        people = [*self.sitting, *self._people(committee)]
        return tuple(each for each in self.constraints if not each.met(people))

    def blocking(self, who: str, committee: Iterable[str]) -> tuple[Constraint, ...]:
        """The constraints for which somebody on a committee that does not meet them must go.

        There are too many of its kind on it, or it has a seat that too few of another kind need;
        where none bears on that seat by itself, all that the committee does not meet.
        """
        names = in_order(committee)
        people, (person,) = [*self.sitting, *self._people(names)], self._people([who])
        broken = self.broken(names) or self.constraints
        own = tuple(
            each for each in broken if each.touches(person) is (each.counts(people) >= each.minimum)
        )
        return own or broken

    def _certificate(self, committee: Sequence[str], able: Sequence[str], seats: int) -> Infeasible:
        """Constraints of which none can be left out, if the rest is still not to be met."""
        short = list(self.constraints)
        for each in self.constraints:
            fewer = [other for other in short if other is not each]
            rules = attrs.evolve(self, constraints=fewer)
            left = seats - len(committee)
            if rules._best(committee, able, left) is None:  # noqa: SLF001 - the same, with fewer
                short = fewer
        people = self._people([*committee, *able])
        return Infeasible(
            seats,
            len(people),
            tuple(Shortage(each, each.counts(people), each.counts(self.sitting)) for each in short),
        )

    def _people(self, names: Iterable[str]) -> list[Candidate]:
        known = {each.id: each for each in self.candidates}
        return [known[name] for name in names if name in known]

    def _bounds(self, taken: Sequence[str], seats: int) -> Bounds:
        there = [*self.sitting, *self._people(taken)]
        return [
            (
                max(0, each.minimum - each.counts(there)),
                seats if each.maximum is None else each.maximum - each.counts(there),
            )
            for each in self.constraints
        ]

    def _best(self, taken: Sequence[str], able: Sequence[str], seats: int) -> Best | None:
        votes, kinds = dict(self.votes), dict[int, list[Figure]]()
        for name in able:
            kinds.setdefault(self._types.get(name, 0), []).append(votes.get(name, 0))
        return best_committee(kinds, self._bounds(taken, seats), seats)

    def _with(
        self, name: str, taken: Sequence[str], able: Sequence[str], seats: int
    ) -> Best | None:
        """The best rest of a committee with one more who is certain."""
        others = [each for each in able if each != name]
        return self._best((*taken, name), others, seats - 1)
