from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from bakohumas.bodies import _holders as holders
from bakohumas.bodies import _roll as roll
from bakohumas.bodies import _terms as terms
from bakohumas.bodies._board import Board
from bakohumas.bodies._columns import OPEN
from bakohumas.bodies._entering import replayed
from bakohumas.bodies._events import Event, HandedOver, Represented, SecretariatKept
from bakohumas.bodies._facts import (
    Appointment,
    Membership,
    Representation,
    Seat,
    Secretariat,
    Vacancy,
)
from bakohumas.bodies._kinds import Role
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._told import ROUGH, first_day, member_row, seat_line, seat_row, told
from bakohumas.languages import Lang, day, number, pick
from bakohumas.law import Charter
from bakohumas.periods import Period


@attrs.frozen(eq=False, slots=False)
class Register:
    """Who takes part on one day in one role, one an institution, sorted by id.

    Whether one institution does is looked up; all of them are gathered when they are
    first asked for.

    Attributes:
        role: The role.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
        >>> len(body.on(day).register), "bps" in body.on(day).register
        (0, False)
    """

    _snapshot: "Snapshot" = attrs.field(repr=False)
    role: Role

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Register):
            return NotImplemented
        return self.memberships == other.memberships

    def __hash__(self) -> int:
        return hash((self._snapshot, self.role))

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Everybody who takes part in that role, sorted by id."""
        return tuple(each for each in self._snapshot.taking_part if each.role is self.role)

    def __iter__(self) -> Iterator[Membership]:
        return iter(self.memberships)

    def __len__(self) -> int:
        return len(self.memberships)

    def __contains__(self, institution: object) -> bool:
        return isinstance(institution, str) and self.membership(institution) is not None

    def membership(self, institution: str) -> Membership | None:
        """How one institution takes part, if it does."""
        found = self._snapshot.member(institution)
        return found if found and found.role is self.role else None

    @property
    def institutions(self) -> tuple[str, ...]:
        """Ids of the institutions; each member among them has one vote."""
        return tuple(each.institution for each in self.memberships)

    def counts(self) -> dict[str, int]:
        """How many there are of each category."""
        return dict(sorted(Counter(each.category for each in self.memberships).items()))

    def explain(self, lang: Lang = "en") -> str:
        """Who takes part, one line an institution.

        Examples:
            >>> from bakohumas.bodies import Body
            >>> from bakohumas.institutions import directory
            >>> from bakohumas.law import charter
            >>> day = date(2015, 11, 2)
            >>> body = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
            >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="SK 1 (invented)")
            >>> print(body.on(day).register.explain("id"))
            1 anggota pada 2 November 2015
            - bps (Unit kerja humas BPS), sejak 2 November 2015 [SK 1 (invented)]
        """
        said = (
            f"{', '.join((each.institution, *each.further))} ({each.name}), "
            f"{pick(lang, 'since', 'sejak')} {told(first_day(each.period), lang)} [{each.basis}]"
            for each in self.memberships
        )
        many = "s" if lang == "en" and len(self) != 1 else ""
        head = (
            f"{number(len(self), lang)} {self.role.label(lang)}{many} "
            f"{pick(lang, 'on', 'pada')} {day(self._snapshot.day, lang)}"
        )
        return "\n".join([head, *(f"- {each}" for each in said)])

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a member; a day known by month or year alone is given as that."""
        return [
            {
                "institution": each.institution,
                "unit": each.unit,
                "name": each.name,
                "category": each.category,
                "area": each.area,
                "role": each.role.value,
                "further": ", ".join(each.further),
                "pr": each.pr,
                "since": first_day(each.period),
                "basis": each.basis,
            }
            for each in self.memberships
        ]


@attrs.frozen(eq=False, slots=False)
class Snapshot:
    """A body as it stood on one day; each part is worked out when it is first asked for.

    Attributes:
        day: The day.
        charter: The charter that governs it.
    """

    day: date
    charter: Charter
    _ledger: Ledger = attrs.field(repr=False)
    _version: int = attrs.field(repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.day, self.charter.name))

    def __reduce__(self) -> tuple[Any, ...]:
        return _thawed, (self._ledger.history(self._version), self.day)

    def _parts(self) -> tuple[object, ...]:
        return (
            *(self.day, self.charter, self.taking_part, self._voices, self.board),
            *(self.vacancies, self.lapsed_since, self.secretariat),
        )

    def member(self, institution: str) -> Membership | None:
        """How an institution takes part on the day, in whatever role, if it does."""
        spans, after = roll.stay(self._ledger, institution, self.day, self._version)
        return roll.membership(spans[0]._replace(end=spans[-1].end), after) if spans else None

    @cached_property
    def taking_part(self) -> tuple[Membership, ...]:
        """Everybody who takes part on the day, in whatever role, sorted by id."""
        return tuple(roll.there(self._ledger, self.day, self._version))

    @cached_property
    def register(self) -> Register:
        """The members: the roll, and the base of every quorum."""
        return self._in(Role.MEMBER)

    @cached_property
    def partners(self) -> Register:
        """Those who take part and may speak, outside roll and quorum."""
        return self._in(Role.PARTNER)

    @cached_property
    def guests(self) -> Register:
        """Those who are there for once, outside roll and quorum."""
        return self._in(Role.GUEST)

    def _in(self, role: Role) -> Register:
        return Register(self, role)

    @cached_property
    def _voices(self) -> dict[str, Representation]:
        found = {}
        for name in sorted(self._ledger.names("voice", self._version)):
            mark = self._ledger.at("voice", name, self.day, self._version)
            there = roll.enrolled(self._ledger, name, self.day, self._version)
            if mark and there and there.since <= mark.start:
                said: Represented = mark.value
                found[name] = Representation(
                    name, said.representatives, said.contact, said.on, said.basis
                )
        return found

    def representation(self, institution: str) -> Representation | None:
        """Who speaks for an institution that takes part, as far as the register knows."""
        return self._voices.get(institution)

    @cached_property
    def _on_seats(self) -> tuple[Appointment | Vacancy, ...]:
        return tuple(
            holders.on_seat(self._ledger, name, self.day, self._version) for name in self.titles
        )

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Titles of the seats: those of the charter, then what else somebody was ever found on."""
        own = [seat.name for seat in self.seats]
        more = [
            name
            for name in self._ledger.names("seat", self._version)
            if name not in own and holders.holding(self._ledger, name, self.day, self._version)
        ]
        return (*own, *sorted(more))

    @cached_property
    def board(self) -> Board | None:
        """The board, or ``None`` where nobody is in office."""
        term = terms.term(self._ledger, self.day, self._version)
        held = tuple(each for each in self._on_seats if isinstance(each, Appointment))
        acting = tuple(
            filter(
                None,
                (
                    holders.standing_in(self._ledger, name, self.day, self._version)
                    for name in self._ledger.names("acting", self._version)
                ),
            )
        )
        return Board(self.day, term, held, acting) if term or held or acting else None

    @cached_property
    def perhaps(self) -> tuple[Membership, ...]:
        """Whoever may take part on the day or not, because a day is known only roughly.

        Those that come in or leave within the month or year that the sources give.
        """
        return tuple(
            each
            for name in sorted(self._ledger.names("member", self._version))
            for each in roll.memberships(self._ledger, name, self._version)
            if each.period.holds(self.day) is None
        )

    def takes_part(self, institution: str, role: Role | str = Role.MEMBER) -> bool | None:
        """Whether an institution takes part in a role on the day, and is a member by default.

        Args:
            institution: Id of the institution.
            role: The role.

        Returns:
            Yes or no; ``None`` where the sources give a day only by month or year,
            and it may have come or gone before or after.
        """
        part = Role.of(role, what="role")
        stays = roll.memberships(self._ledger, institution, self._version)
        return _any(each.period.holds(self.day) for each in stays if each.role is part)

    def held(self, seat: str) -> bool | None:
        """Whether somebody holds a seat on the day; ``None`` as of :meth:`in_office`."""
        held = holders.appointments(self._ledger, seat, self._version)
        return _any(each.period.holds(self.day) for each in held)

    @cached_property
    def sure(self) -> bool:
        """Whether members, board and lapse would be the same on every reading of rough days.

        Everything else a snapshot says takes the earliest reading of each.
        """
        served = [
            one.period
            for book in ("seat", "acting")
            for name in self._ledger.names(book, self._version)
            for one in holders.appointments(self._ledger, name, self._version, book=book)
        ]
        ran = [each.period for each in terms.terms(self._ledger, self._version)]
        rough = any(each.holds(self.day) is None for each in (*served, *ran))
        return not (self.perhaps or rough)

    @cached_property
    def vacancies(self) -> tuple[Vacancy, ...]:
        """Seats that nobody holds, since when and why; derived, and never stored."""
        return tuple(each for each in self._on_seats if isinstance(each, Vacancy))

    @cached_property
    def lapsed_since(self) -> date | None:
        """First day without a board after the last one, if so."""
        return terms.lapsed_since(self._ledger, self.day, self._version)

    @cached_property
    def secretariat(self) -> Secretariat | None:
        """The unit that works for the body beside its board, if it keeps one."""
        here, after = self._ledger.around("secretariat", "", self.day, self._version)
        if here is None or not here.value.unit:
            return None
        kept: SecretariatKept = here.value
        end = after.start if after else here.end
        period = Period(here.start, None if end == OPEN else end)
        return Secretariat(kept.unit, kept.name, kept.institution, period, kept.basis)

    def in_post(self, post: str) -> HandedOver | None:
        """Whoever the post was last handed over to by the day, as far as the register knows."""
        mark = self._ledger.at("post", post, self.day, self._version)
        return mark.value if mark else None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats that the charter gives the board on the day."""
        return self._ledger.statute(self.day, self._version).all_seats

    def in_office(self, holder: str, seat: str = "") -> bool | None:
        """Whether somebody holds a seat, or the seat of that title, on the day.

        Args:
            holder: Id of an institution, a person or a unit, or a post.
            seat: Title of the seat; any by default.

        Returns:
            Yes or no; ``None`` where the sources give a day only by month or year,
            and it may have been before or after.
        """
        return _any(
            each.period.holds(self.day)
            for name in ([seat] if seat else self._ledger.names("seat", self._version))
            for each in holders.appointments(self._ledger, name, self._version)
            if holder in {each.institution, each.person, each.post, each.unit}
        )

    def rows(self) -> list[dict[str, Any]]:
        """One plain row for everybody who takes part, on a seat, or standing in on one.

        Of each: the part (``"member"``, ``"partner"``, ``"guest"``, ``"seat"``,
        ``"acting"``, ``"vacant"``), who, on which seat, since when, and on which basis.
        """
        acting = self.board.acting if self.board else ()
        return [
            *map(member_row, self.taking_part),
            *map(seat_row, self._on_seats),
            *(seat_row(each) | {"part": "acting"} for each in acting),
        ]

    def explain(self, lang: Lang = "en") -> str:
        """Who takes part, who sits where, and which seats are vacant.

        Examples:
            >>> from bakohumas.bodies import Body
            >>> from bakohumas.institutions import directory
            >>> from bakohumas.law import charter
            >>> day = date(2015, 11, 2)
            >>> body = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
            >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="SK 1 (invented)")
            >>> body = body.elect({"Sekretaris": "bps"}, on=day, basis="rapat (invented)")
            >>> print(body.on(day).explain())
            contoh, 2 November 2015
            1 member on 2 November 2015
            - bps (Unit kerja humas BPS), since 2 November 2015 [SK 1 (invented)]
            In office from 2 November 2015 through 1 November 2020.
            - Ketua Umum: vacant
            - Ketua Pelaksana: vacant
            - Sekretaris: bps, since 2 November 2015 [rapat (invented)]
        """
        life = self._ledger.last("life", "", date.max, self._version)
        name = life.value.name if life else ""
        board = self.board
        lines = [f"{name}, {day(self.day, lang)}", self.register.explain(lang)]
        lines += [each.explain(lang) for each in (self.partners, self.guests) if len(each)]
        lines += [board.term.explain(lang)] if board and board.term else []
        if since := self.lapsed_since:
            words = pick(lang, "No board since", "Tanpa pengurus sejak")
            lines.append(f"{words} {day(since, lang)}.")
        lines += [seat_line(each, lang) for each in self._on_seats]
        lines += [seat_line(each, lang) for each in (board.acting if board else ())]
        lines += [] if self.sure else [pick(lang, *ROUGH)]
        return "\n".join(lines)


def _any(answers: Iterable[bool | None]) -> bool | None:
    """Yes if one is; unknown if one may be; no else."""
    given = set(answers)
    return True if True in given else None if None in given else False


def _thawed(history: tuple[Event, ...], day: date) -> Snapshot:
    ledger = replayed(history)
    return Snapshot(day, ledger.regime(day).charter, ledger, ledger.count)
