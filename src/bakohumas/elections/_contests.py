import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final, cast

import attrs
from attrs.validators import deep_iterable

from bakohumas.elections._approval import Approval
from bakohumas.elections._ballots import Ballot, in_order
from bakohumas.elections._borda import Borda
from bakohumas.elections._candidates import Bar, Barred, Candidate, Slate
from bakohumas.elections._conditions import Conditions, Infeasible, Proof
from bakohumas.elections._constraints import Constraint
from bakohumas.elections._counting import count
from bakohumas.elections._guards import Guard, Kept
from bakohumas.elections._methods import takes_conditions, under_conditions
from bakohumas.elections._offices import Office
from bakohumas.elections._profiles import Profile
from bakohumas.elections._results import Result
from bakohumas.elections._ties import TieBreak
from bakohumas.errors import MODEL, SeatError, of_kind
from bakohumas.languages import Lang, listed, pick

Ballots = Profile | Iterable[Ballot]
_REFUSE: Final = TieBreak()


def _once(_contest: object, _field: object, people: tuple[Candidate, ...]) -> None:
    names = [each.id for each in people]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        msg = f"a contest names each candidate once, got {listed(twice)} more than once"
        raise ValueError(msg)


def _who_stand(contest: "Contest", field: "attrs.Attribute[Any]", names: tuple[str, ...]) -> None:
    strangers = set(names).difference(each.id for each in contest.candidates)
    if strangers:
        msg = f"{field.name} names {listed(sorted(strangers))}, who are no candidates here"
        raise ValueError(msg)


def _ranked(contest: "Contest", field: "attrs.Attribute[Any]", ties: TieBreak) -> None:
    _who_stand(contest, field, (*ties.order, *(n for draw in ties.drawn for n in draw.order)))


@attrs.frozen
class Displaced:
    """Somebody whom the votes alone would have elected, and which constraints stood against it.

    Attributes:
        who: The candidate.
        constraints: What those whom the votes alone would have elected do not meet: the
            constraints that bear on this seat, or where none does by itself all of them.

    Examples:
        >>> Displaced("bps", (Constraint("kind", "soe", 1),)).explain("id")
        'bps memberi tempat karena paling sedikit 1 dari kind soe'
    """

    who: str
    constraints: tuple[Constraint, ...]

    def explain(self, lang: Lang = "en") -> str:
        """Who, and for which constraint."""
        rules = listed([each.label(lang) for each in self.constraints], lang)
        return pick(
            lang, f"{self.who} gave way for {rules}", f"{self.who} memberi tempat karena {rules}"
        )


@attrs.frozen
class Contest:
    """The election to an office under the rules of a body: plain values, before anybody votes.

    Attributes:
        office: What is to be filled, and who may stand for it.
        candidates: Who is nominated, in the order of the ballot paper.
        constraints: How many of a kind sit at least and at most.
        sitting: Who sits beside those to be elected, such as ex officio holders: counted.
        ties: How to settle ties.
        withdrawn: Who withdrew after the ballots were printed.
        kept: Who keeps a seat of the office whatever the count says, as in a countback.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a candidate is named twice, or *withdrawn* or *kept* names somebody else.

    Examples:
        >>> from bakohumas.elections import STV
        >>> bureau = Contest(
        ...     Office("Pengurus", 2, STV(), willing=False),
        ...     [Candidate("bps"), Candidate("big"), Candidate("pln", categories={"kind": "soe"})],
        ...     [Constraint("kind", "soe", 1)])
        >>> bureau.feasible().committee
        ('bps', 'pln')
        >>> done = bureau.count([["bps", "big"]] * 6 + [["big"]] * 3 + [["pln"]] * 2)
        >>> done.free.elected, done.elected
        (('bps', 'big'), ('bps', 'pln'))
        >>> [each.explain() for each in done.displaced]
        ['big gave way for at least 1 of kind soe']
    """

    office: Office = attrs.field(validator=of_kind(Office))
    candidates: tuple[Candidate, ...] = attrs.field(
        converter=in_order, validator=[deep_iterable(of_kind(Candidate)), _once]
    )
    constraints: tuple[Constraint, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(Constraint))
    )
    sitting: tuple[Candidate, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(Candidate))
    )
    ties: TieBreak = attrs.field(default=_REFUSE, validator=[of_kind(TieBreak), _ranked])
    withdrawn: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=_who_stand, kw_only=True
    )
    kept: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=_who_stand, kw_only=True
    )

    @property
    def paper(self) -> tuple[str, ...]:
        """The names on the ballot paper; an empty box stands last where there is one."""
        box: str | None = getattr(self.office.method, "box", None)
        return (*(each.id for each in self.candidates), *([box] if box else []))

    @property
    def conditions(self) -> Conditions:
        """The constraints as a count asks for them."""
        return Conditions(self.constraints, self.candidates, self.sitting, self.kept)

    def eligible(self) -> Slate:
        """Who may be elected, and who may not, with every reason."""
        office, barred = self.office, list[Barred]()
        for each in self.candidates:
            if each.id in self.kept:
                continue
            barred += office.against(each)
            if each.id in self.withdrawn:
                barred.append(Barred(each.id, Bar.WITHDRAWN))
        out = {each.who for each in barred}
        return Slate(
            tuple(each.id for each in self.candidates if each.id not in out), tuple(barred)
        )

    def feasible(self) -> Proof | Infeasible:
        """Whether the eligible can fill all seats under all constraints, and if not why."""
        return self.conditions.prove(self.eligible().standing, seats=self.office.seats)

    def count(self, ballots: Ballots) -> "Contested":
        """Count ballots under the rules.

        They are counted by the votes alone first. Where those elected so meet every constraint,
        that is the result. Otherwise they are counted again: after every election and exclusion
        whoever is needed is passed over by exclusions, and whoever is ruled out goes next. By
        :class:`Approval`, and by points, the committee with the most of all that are possible is
        elected.

        Args:
            ballots: As :func:`count` takes them. Names of candidates who are not eligible
                are passed over, as if they had never stood.

        Returns:
            Both results, and who gave way for which constraint. A tie stops a count here too.

        Raises:
            SeatError: If no committee meets the constraints, or the method cannot fill the seats.
            ValueError: If there are several seats and the method counts without conditions,
                or a profile is one of other candidates.
        """
        office, slate = self.office, self.eligible()
        self._open_to_vote()
        profile = self._profile(ballots, slate)
        rules = self.conditions
        free = self._counted(profile, Kept(self.kept) if self.kept else None)
        if not self.constraints or (free.complete and not rules.broken(free.elected)):
            return Contested(self, free, free)
        if office.seats == 1 and not takes_conditions(office.method):
            out = rules.judge((), slate.standing, seats=1)[1]
            result = self._counted(profile.without(out), None)
        else:
            if isinstance(office.method, Approval | Borda) and self._mixed:
                rules = attrs.evolve(rules, votes=free.stages[0].tallies)
            result = self._counted(profile, rules)
        gone = [name for name in free.elected if result.complete and name not in result.elected]
        displaced = (Displaced(name, rules.blocking(name, free.elected)) for name in gone)
        return Contested(self, result, free, tuple(displaced))

    def without(self, names: Iterable[str], *, kept: Iterable[str] = ()) -> "Contest":
        """The same contest once somebody has withdrawn, and others keep their seats."""
        gone = dict.fromkeys((*self.withdrawn, *in_order(names)))
        return attrs.evolve(self, withdrawn=tuple(gone), kept=in_order(kept))

    def following(
        self, held: Mapping[str, Iterable[str]], board: Iterable[Candidate] = ()
    ) -> "Contest":
        """The same contest after others: whoever was elected there holds an office already.

        Args:
            held: Titles that were filled, by whoever was elected to them.
            board: Whoever of these counts for the constraints from now on.
        """
        people = [
            attrs.evolve(each, holds=tuple(dict.fromkeys((*each.holds, *held.get(each.id, ())))))
            for each in self.candidates
        ]
        sitting = {each.id: each for each in (*board, *self.sitting)}
        return attrs.evolve(self, candidates=people, sitting=tuple(sitting.values()))

    @property
    def _mixed(self) -> bool:
        """Whether there is more than one system of categories, which no greedy choice serves."""
        return len({each.category for each in self.constraints}) > 1

    def _open_to_vote(self) -> None:
        proof = self.feasible() if self.constraints else None
        if isinstance(proof, Infeasible):
            bases = dict.fromkeys(each.constraint.basis for each in proof.short)
            raise SeatError(
                f"open the vote on {self.office.title}",
                proof.explain(),
                listed(list(bases)) if bases else MODEL,
                "call for more candidates, or relax a constraint",
            )

    def _profile(self, ballots: Ballots, slate: Slate) -> Profile:
        """The ballots as if whoever is not eligible had never stood; the withdrawn still do."""
        given = (
            Profile.of(ballots, candidates=self.paper)
            if not isinstance(ballots, Profile)
            else ballots
        )
        stand = {*slate.standing, *set(self.paper).difference(each.id for each in self.candidates)}
        there = set(given.candidates)
        if not stand <= there <= set(self.paper):
            msg = f"the ballots are for {given.candidates}, not for {self.paper}"
            raise ValueError(msg)
        return given.without([n for n in given.candidates if n not in {*stand, *self.withdrawn}])

    def _counted(self, profile: Profile, guard: Guard | None) -> Result:
        office, there = self.office, profile.candidates
        ties = attrs.evolve(
            self.ties,
            order=[name for name in self.ties.order if name in there],
            drawn=[draw for draw in self.ties.drawn if set(draw.order) <= set(there)],
        )
        gone = [name for name in self.withdrawn if name in there]
        if guard is not None:
            under_conditions(office.method, f"{office.title} has some")
        return count(
            profile, office.method, seats=office.seats, ties=ties, withdrawn=gone, guard=guard
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the contest, over a JSON array in UTF-8 without spaces.

        It holds ``"bakohumas contest 1"``, the office with ``str()`` of its method, and the
        other fields in their order, each value as an array of its fields.
        """
        office = attrs.astuple(self.office, recurse=False)
        people = (self.candidates, self.constraints, self.sitting)
        told = [
            "bakohumas contest 1",
            [str(each) if each is self.office.method else each for each in office],
            *([attrs.astuple(each) for each in group] for group in people),
            attrs.astuple(self.ties),
            self.withdrawn,
            self.kept,
        ]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str)
        return sha256(text.encode()).hexdigest()


@attrs.frozen
class Contested:
    """What a contest came to, under its rules and by the votes alone.

    Attributes:
        contest: What was contested, and under which rules.
        result: The result under the rules.
        free: The result by the votes alone; the same where the rules changed nothing.
        displaced: Whom the votes alone would have elected, with the constraints that stood
            against it.

    Examples:
        >>> chair = Contest(Office("Ketua", willing=False), [Candidate("bps"), Candidate("big")])
        >>> done = chair.count([["bps"], ["bps"], ["big"]])
        >>> done.places, done.result is done.free
        ({'Ketua': ('bps',)}, True)
    """

    contest: Contest
    result: Result
    free: Result
    displaced: tuple[Displaced, ...] = ()

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is elected, in the order of election."""
        return self.result.elected

    @property
    def complete(self) -> bool:
        """Whether the count came to its end."""
        return self.result.complete

    @property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Who takes which seat: by title, in the order of election."""
        found: dict[str, tuple[str, ...]] = {}
        for title, who in zip(self.contest.office.places, self.elected, strict=False):
            found[title] = (*found.get(title, ()), who)
        return found

    def explain(self, lang: Lang = "en") -> str:
        """Who stood, the count in words, and who gave way for which constraint."""
        lines = [self.contest.eligible().explain(lang), self.result.explain(lang)]
        if self.result != self.free:
            alone, tie = listed(self.free.elected, lang), self.free.tie
            level = listed(tie.left, lang) if tie else ""
            until = pick(lang, f", until a tie between {level}", f", sampai seri antara {level}")
            lines.append(
                pick(lang, f"Elected by the votes alone: {alone}", f"Menurut suara saja: {alone}")
                + (f"{until}." if tie else ".")
            )
        return "\n".join([*lines, *(f"{each.explain(lang)}." for each in self.displaced)])

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a candidate: whether it stood, was elected, and what stood against it."""
        slate, lost = self.contest.eligible(), {each.who: each for each in self.displaced}
        seats = dict(zip(self.elected, self.contest.office.places, strict=False))
        return [
            {
                "candidate": each.id,
                "eligible": each.id in slate,
                "barred": "; ".join(b.bar.value for b in slate.barred if b.who == each.id),
                "elected": each.id in self.elected,
                "seat": seats.get(each.id, ""),
                "by_votes_alone": each.id in self.free.elected,
                "displaced_by": "; ".join(map(str, lost[each.id].constraints))
                if each.id in lost
                else "",
            }
            for each in self.contest.candidates
        ]


def sequence(
    contests: Iterable[Contest],
    ballots: Ballots | Mapping[str, Ballots],
    *,
    counted: bool = True,
) -> tuple[Contested, ...]:
    """Fill offices one after another: whoever is elected to one stands for no other beside it.

    How many offices one may hold together, and which not, the offices say.

    Args:
        contests: The contests in their order.
        ballots: The ballots by title of the office; or one profile for all of them, each
            ballot then standing with whoever is left on it.
        counted: Whether whoever is elected counts for the constraints of the contests after it.

    Returns:
        What each contest came to, up to the first that a tie has stopped.

    Raises:
        SeatError: As :meth:`Contest.count`.
        ValueError: As :meth:`Contest.count`, or if there are no ballots for an office.

    Examples:
        >>> people = [Candidate("bps"), Candidate("big"), Candidate("anri")]
        >>> offices = [Office("Ketua", willing=False), Office("Sekretaris", willing=False)]
        >>> votes = [["bps", "big"]] * 3 + [["big"], ["anri"]]
        >>> [each.elected for each in sequence([Contest(o, people) for o in offices], votes)]
        [('bps',), ('big',)]
    """
    done: list[Contested] = []
    apart = cast("Mapping[str, Ballots]", ballots) if isinstance(ballots, Mapping) else None
    box = ballots if isinstance(ballots, Profile) else cast("list[Ballot]", list(ballots))
    held: dict[str, tuple[str, ...]] = {}
    board: list[Candidate] = []
    for contest in contests:
        now, title = contest.following(held, board if counted else ()), contest.office.title
        if apart is not None and title not in apart:
            msg = f"there are no ballots for {title}, only for {listed(list(apart))}"
            raise ValueError(msg)
        result = now.count(box if apart is None else apart[title])
        done.append(result)
        if not result.complete:
            break
        for seat, winners in result.places.items():
            for who in winners:
                held[who] = (*held.get(who, ()), seat)
        board += [each for each in now.candidates if each.id in result.elected]
    return tuple(done)
