from datetime import date

import attrs

from bakohumas.bodies._decrees import Decree
from bakohumas.bodies._kinds import Capacity, Cause, Role, Selection
from bakohumas.bodies._readings import unreadable, words
from bakohumas.languages import Lang, day, pick
from bakohumas.law import Charter, Provision
from bakohumas.periods import LeapDay, Period, years_after


@attrs.frozen
class Membership:
    """One institution that takes part through its PR unit for a period.

    Attributes:
        institution: Id of the institution; it has one vote, whatever it sends.
        unit: Id of the PR unit, the real member.
        name: What the unit is called.
        category: Kind of institution, as the charter lists them.
        area: Code of its province or regency; empty for a national one.
        period: Days of membership.
        basis: What it rests on.
        role: Whether it is a member, a partner or a guest.
        pr: Whether public relations is the unit's job.
        further: Ids of further units of the institution, which share its vote.
        ended: Why it ended, if it did.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> membership, = body.memberships
        >>> membership.institution, membership.category, str(membership.period)
        ('kominfo', 'ministry', '2015-11-02 to further notice')
    """

    institution: str
    unit: str
    name: str
    category: str
    area: str
    period: Period
    basis: str
    role: Role = Role.MEMBER
    pr: bool = True
    further: tuple[str, ...] = ()
    ended: Cause | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Ids of all its units, in the order in which they came."""
        return (self.unit, *self.further)


@attrs.frozen
class Representation:
    """Who speaks for an institution.

    Attributes:
        institution: Id of the institution.
        representatives: Opaque ids of the persons.
        contact: Opaque id of the contact person; empty where none is named.
        since: The day from which it is so.
        basis: What it rests on.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.represent("kominfo", "p-1", contact="p-2", on=day, basis="letter")
        >>> body.on(day).representation("kominfo").representatives
        ('p-1',)
    """

    institution: str
    representatives: tuple[str, ...]
    contact: str
    since: date
    basis: str


@attrs.frozen
class Secretariat:
    """A unit that works for the body beside its board, and has no vote.

    Attributes:
        unit: Id of the unit.
        name: What it is called.
        institution: Id of its institution.
        period: Days for which it is kept.
        basis: What it rests on.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.keep_secretariat(directory(on=day)["kominfo"], on=day, basis="invented")
        >>> body.on(day).secretariat.institution
        'kominfo'
    """

    unit: str
    name: str
    institution: str
    period: Period
    basis: str


@attrs.frozen
class Seat:
    """A place on the board, whether somebody sits on it or not.

    Attributes:
        name: Its title, such as ``"Ketua Umum"``.
        selection: How it gets its holder.
        post: The post it goes with, where it is ex officio and the charter says which.
        basis: Citation and grade of how it is filled.
    """

    name: str
    selection: Selection
    post: str
    basis: str

    @classmethod
    def under(cls, charter: Charter, name: str, *, on: date) -> "Seat":
        """The seat as a charter orders it on a day.

        Examples:
            >>> from bakohumas.law import charter
            >>> Seat.under(charter("national"), "Ketua Umum", on=date(2015, 11, 2)).selection
            <Selection.ELECTED: 'elected'>
        """
        rule = _filled_by(charter, name, on) or charter.provision("board.selection", on=on)
        post = charter.find(f"{_key(name)}.post", on=on)
        if rule.value not in set(Selection):
            raise unreadable(rule, f"one of {', '.join(Selection)}")
        return cls(name, Selection(str(rule.value)), str(post.value) if post else "", rule.basis)

    @classmethod
    def all(cls, charter: Charter, *, on: date) -> "tuple[Seat, ...]":
        """Every seat that a charter gives the board on a day, in its order.

        A seat of which the charter does not say how it is filled on that day is none.
        """
        titles = charter.find("board.seats", on=on)
        names = words(titles) if titles else ()
        if titles and len(set(names)) != len(names):
            raise unreadable(titles, "a list that names every seat once")
        return tuple(
            cls.under(charter, name, on=on) for name in names if _filled_by(charter, name, on)
        )


def _key(seat: str) -> str:
    return f"seat.{'_'.join(seat.lower().split())}"


def _filled_by(charter: Charter, seat: str, on: date) -> Provision | None:
    own = charter.find(f"{_key(seat)}.selection", on=on)
    return own or charter.find("board.selection", on=on)


@attrs.frozen
class Appointment:
    """Somebody on a seat for a period, or standing in on it.

    Attributes:
        seat: Title of the seat.
        institution: Id of the member institution that holds it; may be empty
            where the seat goes with a post.
        post: The post that brings it, if any.
        person: Opaque id of a person, if one is recorded.
        selection: How the holder came to it.
        period: Days in office.
        basis: What it rests on.
        ended: Why it ended early, if it did.
        capacity: Definitive, acting (*Plh*, *Plt*), or a replacement in mid-term (*PAW*).
        unit: Id of the unit that holds it, where it is a unit's and no person's.
        decree: The decree it rests on, where that is known as an instrument.
        mandate: The superior who gave the mandate to act.
        extended: How often the mandate to act was extended before.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="rapat (invented)")
        >>> appointment, = body.appointments
        >>> appointment.seat, appointment.institution, appointment.selection.label("id")
        ('Ketua Umum', 'kominfo', 'dipilih')
    """

    seat: str
    institution: str
    post: str
    person: str
    selection: Selection
    period: Period
    basis: str
    ended: Cause | None = None
    capacity: Capacity = Capacity.DEFINITIVE
    unit: str = ""
    decree: Decree | None = None
    mandate: str = ""
    extended: int = 0

    @property
    def holder(self) -> str:
        """Whoever holds the seat, as a register would print it."""
        return self.institution or self.post or self.person

    @property
    def strategic(self) -> bool:
        """Whether the holder may take strategic decisions: an acting officer may not (ACT-03)."""
        return not self.capacity.acting


@attrs.frozen
class Term:
    """A board's term of office.

    Attributes:
        period: Days in office; the end is the first day out of it.
        label: Years as people write them, such as ``"2015–2020"``.
        basis: What it rests on.
        record: Digest of the record of the meeting that elected it, if any.
        anchor: The day from which it is counted: its own first day, or that of the
            first of several boards that followed each other without a gap.
        after: Years from the anchor to its first day.
        years: Years that it lasts unless it is cut short; 0 where it is not counted
            in years: to the end of a fiscal year, or until further notice.
        labelled: The label that the decree gives it; empty where it gives none.
        decree: The decree that laid the board down, where it is known as an instrument.
        ended: Why it ended early, if it did.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="rapat (invented)")
        >>> print(body.terms[0].explain("id"))
        Bertugas sejak 2 November 2015 sampai dengan 1 November 2020.
    """

    period: Period
    label: str
    basis: str
    record: str
    anchor: date
    after: int
    years: int
    labelled: str = ""
    decree: Decree | None = None
    ended: Cause | None = None

    def follows(self, day: date, leap_day: LeapDay) -> bool:
        """Whether a term that begins on *day* is the next one, counted from the same anchor."""
        return (
            self.years > 0
            and years_after(self.anchor, self.after + self.years, leap_day=leap_day) == day
        )

    def explain(self, lang: Lang = "en") -> str:
        """First and last day in office, in a sentence."""
        start, last = self.period.start, self.period.last_day
        first = day(start, lang) if start else "?"
        final = day(last, lang) if last else pick(lang, "further notice", "ada keputusan lain")
        return pick(
            lang,
            f"In office from {first} through {final}.",
            f"Bertugas sejak {first} sampai dengan {final}.",
        )


@attrs.frozen
class Vacancy:
    """A seat that nobody holds, and since when; always derived, never stored.

    Attributes:
        seat: Title of the seat.
        since: First day without a holder; ``None`` if it never had one.
        cause: Why the last holder left early, if so.
        acting: Whoever stands in on it, if somebody does.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="rapat (invented)")
        >>> left = date(2016, 3, 1)
        >>> body = body.vacate("Ketua Umum", cause="resignation", on=left, basis="letter")
        >>> [(each.seat, each.cause) for each in body.on(left).vacancies][0]
        ('Ketua Umum', <Cause.RESIGNATION: 'resignation'>)
    """

    seat: str
    since: date | None
    cause: Cause | None
    acting: Appointment | None = None
