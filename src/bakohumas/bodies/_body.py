from collections.abc import Iterable
from datetime import date
from typing import Any, Self

import attrs

from bakohumas.bodies._board_verbs import BoardVerbs
from bakohumas.bodies._decrees import Basis, Day, stamp
from bakohumas.bodies._entering import replayed
from bakohumas.bodies._events import Amended, Corrected, Dissolved, Event, Founded, Opened
from bakohumas.errors import MODEL, RefusedError, expect
from bakohumas.languages import Lang, day, pick
from bakohumas.law import Charter


@attrs.frozen(eq=False, repr=False, slots=False)
class Body(BoardVerbs):
    """A coordinating body and its whole history.

    Build one with :meth:`found`, from a register in mid-life with :meth:`open`, or
    from stored events with :func:`replay`. Every verb checks what it is asked against
    the past and the charter of that day, and returns a new body with one more event;
    the old one stays as it was.

    Ids and titles are matched whatever their case and spacing. The day of record is *on* by
    default; of a rough day it is the last that it may be, also for what later verbs say of
    days within it.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> offices = directory(on=day)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(offices.find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="members' meeting")
        >>> body.on(date(2020, 11, 1)).board.holder("Ketua Umum").holder
        'kominfo'
        >>> body.on(date(2020, 11, 2)).board is None
        True
    """

    @classmethod
    def found(
        cls,
        id: str,  # noqa: A002 - it is the body's id that one writes
        *,
        charter: Charter,
        on: Day,
        basis: Basis,
        name: str = "",
        founder: str = "",
        area: str = "",
        recorded: date | None = None,
    ) -> Self:
        """Bring a body into being.

        Args:
            id: Its short name in registers.
            charter: The charter that governs it.
            on: The day it begins.
            basis: The decree or record it rests on.
            name: What it is called; its id by default.
            founder: The office that founds it, such as ``"Gubernur Kalimantan Selatan"``;
                the issuer of the decree by default.
            area: Code of its province or regency, such as ``"63"`` or ``"63.05"``.
            recorded: The day the register learnt of it; *on* by default.
        """
        as_of = stamp(on, basis, recorded)
        return cls._begun(
            Founded(
                **as_of,
                body=id,
                name=name or id,
                charter=charter,
                founder=founder or (as_of["decree"].issuer if as_of["decree"] else ""),
                area=area,
            )
        )

    @classmethod
    def open(
        cls,
        id: str,  # noqa: A002 - it is the body's id that one writes
        *found: Event,
        charter: Charter,
        on: Day,
        basis: Basis,
        name: str = "",
        founder: str = "",
        area: str = "",
        founded: date | None = None,
        recorded: date | None = None,
    ) -> Self:
        """Open the register of a body in mid-life; what came before is unknown.

        Args:
            id: Its short name in registers.
            found: What the register holds that day, as events of any earlier day. They are
                taken as found, even where the charter forbids them: an audit tells.
            charter: The charter that governs it.
            on: The day from which the register knows the body.
            basis: What the register rests on.
            name: What it is called; its id by default.
            founder: The office that founded it, where that is known.
            area: Code of its province or regency, such as ``"63"`` or ``"63.05"``.
            founded: The day the body began, where that is known.
            recorded: The day on which the register was opened; *on* by default.

        Raises:
            RefusedError: If the register contradicts itself: two holders of one seat.
            ValueError: If the body began, or something was found, later than the register
                was opened.

        Examples:
            >>> from bakohumas.bodies import Admitted
            >>> from bakohumas.law import charter
            >>> day = date(2021, 1, 1)
            >>> member = Admitted(on=date(2019, 5, 2), recorded=day, basis="list of members",
            ...     institution="bps", unit="bps", name="Biro Humas", category="non_ministerial")
            >>> body = Body.open("contoh", member, charter=charter("national"), on=day,
            ...     basis="list of members (invented)")
            >>> body.on(day).register.institutions, body.founded
            (('bps',), None)
        """
        return cls._begun(
            Opened(
                **stamp(on, basis, recorded),
                body=id,
                name=name or id,
                charter=charter,
                founder=founder,
                area=area,
                founded=founded,
                found=found,
            )
        )

    @classmethod
    def _begun(cls, *events: Event) -> Self:
        ledger = replayed(events)
        return cls(ledger, ledger.count)

    def __reduce__(self) -> tuple[Any, ...]:
        return replay, (self.events,)

    def amend(
        self, charter: Charter, *, on: Day, basis: Basis, recorded: date | None = None
    ) -> Self:
        """Put the body under another charter from a day on.

        Args:
            charter: The new charter.
            on: Its first day.
            basis: What the change rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If a charter already begins on that day or later.
        """
        return self._with(Amended(**self._stamp(on, basis, recorded), charter=charter))

    def correct(
        self,
        record: int | Event,
        instead: Event | None = None,
        *,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Put right what was recorded wrongly; nothing that was recorded is lost.

        As known before the correction, every day stays as it was. Everything that was
        recorded after the wrong record is checked again.

        Args:
            record: The wrong record: the event, or its number in the history from 0. It
                may be one that a register held when it was opened.
            instead: What is true; by default, that it never happened.
            on: The day of the correction.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If there is no such record, or what followed could then
                not have happened.

        Examples:
            >>> from bakohumas.institutions import directory
            >>> from bakohumas.law import charter
            >>> day = date(2015, 11, 2)
            >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
            >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="invented")
            >>> body = body.correct(1, on=date(2016, 1, 5), basis="letter (invented)")
            >>> later = date(2016, 2, 1)
            >>> len(body.on(later).register), len(body.on(later, known=date(2016, 1, 4)).register)
            (0, 1)
        """
        expect(record, int, Event, what="the wrong record")
        if isinstance(record, Event):
            record, instead = self._number(record, instead)
        return self._with(Corrected(**self._stamp(on, basis, recorded), of=record, instead=instead))

    def _number(self, event: Event, instead: Event | None) -> tuple[int, Event | None]:
        """The number of a record and what is true in its place; found events stand in one."""
        known = list(enumerate(self.events))
        if found := [number for number, each in known if each == event]:
            return found[-1], instead
        true = self._ledger.knowing(self._count).instead
        for number, each in known:
            opening = true.get(number, each)
            if isinstance(opening, Opened) and event in opening.found:
                at = opening.found.index(event)
                there = () if instead is None else (instead,)
                held = (*opening.found[:at], *there, *opening.found[at + 1 :])
                return number, attrs.evolve(opening, found=held)
        raise RefusedError(
            f"correct the {type(event).__name__.lower()} record of {event.on}",
            "the history has no such event",
            MODEL,
            "take the event from the body's own events, or give its number",
        )

    def explain(self, lang: Lang = "en") -> str:
        """Its life in lines: how it began, its terms, lapses and discharges, its end.

        Examples:
            >>> from bakohumas.institutions import directory
            >>> from bakohumas.law import charter
            >>> day = date(2015, 11, 2)
            >>> body = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
            >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="invented")
            >>> body = body.elect({"Ketua Umum": "bps"}, on=day, basis="rapat (invented)")
            >>> print(body.explain("id"))
            contoh
            - berdiri 2 November 2015 [invented]
            - 2015–2020: Bertugas sejak 2 November 2015 sampai dengan 1 November 2020. [PM Kominfo \
35/2014 (grade B)]
        """
        begun = (
            pick(lang, "founded on", "berdiri")
            if self.opened == self.founded
            else pick(lang, "known to the register from", "tercatat sejak")
        )
        lines = [
            f"{begun} {day(self.opened, lang)} [{self.founding.basis}]",
            *(f"{each.label}: {each.explain(lang)} [{each.basis}]" for each in self.terms),
        ]
        for noted, en, idn in (
            (self.lapses, "recorded as lapsed on", "tercatat vakum pada"),
            (self.discharges, "its board was demisioner from", "pengurusnya demisioner sejak"),
            ((self.dissolved,) if self.dissolved else (), "dissolved on", "bubar pada"),
        ):
            lines += [f"{pick(lang, en, idn)} {day(each, lang)}" for each in noted]
        return "\n".join([self.name, *(f"- {each}" for each in lines)])

    def dissolve(self, *, on: Day, basis: Basis, recorded: date | None = None) -> Self:
        """End the body: from this day on it has no members, no board and no charter.

        Args:
            on: First day without it.
            basis: The decree or record it rests on.
            recorded: The day the register learnt of it; *on* by default.
        """
        return self._with(Dissolved(**self._stamp(on, basis, recorded)))


def replay(events: Iterable[Event]) -> Body:
    """Rebuild a body from its history; every event is checked again.

    Raises:
        RefusedError: If the history does not begin with its founding, or an
            event in it could not have happened.

    Examples:
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> replay(body.events) == body
        True
    """
    ledger = replayed(events)
    return Body(ledger, ledger.count)
