from datetime import date

import attrs

from bakohumas.bodies._readings import unreadable, words
from bakohumas.languages import Labelled, Lang, day, pick
from bakohumas.law import Charter
from bakohumas.periods import LeapDay, Period, years_after


class Selection(Labelled):
    """How a seat gets its holder (rule BRD-04)."""

    ELECTED = "elected", "elected", "dipilih"
    EX_OFFICIO = "ex_officio", "ex officio", "karena jabatan (ex officio)"
    APPOINTED = "appointed", "appointed", "ditunjuk"


class Cause(Labelled):
    """Why a membership or an appointment ended before its time."""

    DEATH = "death", "death", "meninggal dunia"
    RESIGNATION = "resignation", "resignation", "mengundurkan diri"
    DISMISSAL = "dismissal", "dismissal", "diberhentikan"
    LOSS_OF_POST = "loss_of_post", "loss of the post", "tidak lagi memegang jabatan"
    LOSS_OF_MEMBERSHIP = "loss_of_membership", "loss of membership", "keanggotaan berakhir"
    WITHDRAWAL = "withdrawal", "withdrawal", "menarik diri"
    DISCHARGE = "discharge", "the board was discharged", "pengurus demisioner sebelum waktunya"
    DISSOLUTION = "dissolution", "the institution was dissolved", "lembaganya dibubarkan"


@attrs.frozen
class Membership:
    """One institution, through its PR unit, as a member for a period.

    Attributes:
        institution: Id of the institution; it has one vote, whatever it sends.
        unit: Id of the PR unit, the real member.
        name: What the unit is called.
        category: Kind of institution, as the charter lists them.
        area: Code of its province or regency; empty for a national one.
        period: Days of membership.
        basis: What it rests on.
    """

    institution: str
    unit: str
    name: str
    category: str
    area: str
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
        key = f"seat.{'_'.join(name.lower().split())}"
        rule = charter.find(f"{key}.selection", on=on)
        rule = rule or charter.provision("board.selection", on=on)
        post = charter.find(f"{key}.post", on=on)
        if rule.value not in set(Selection):
            raise unreadable(rule, f"one of {', '.join(Selection)}")
        return cls(name, Selection(str(rule.value)), str(post.value) if post else "", rule.basis)

    @classmethod
    def all(cls, charter: Charter, *, on: date) -> "tuple[Seat, ...]":
        """Every seat that a charter gives the board on a day, in its order.

        A charter that does not say how its seats are filled on that day gives none.
        """
        titles = charter.find("board.seats", on=on)
        names = words(titles) if titles and charter.find("board.selection", on=on) else ()
        if titles and len(set(names)) != len(names):
            raise unreadable(titles, "a list that names every seat once")
        return tuple(cls.under(charter, name, on=on) for name in names)


@attrs.frozen
class Appointment:
    """Somebody on a seat for a period.

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
    """

    seat: str
    institution: str
    post: str
    person: str
    selection: Selection
    period: Period
    basis: str
    ended: Cause | None = None

    @property
    def holder(self) -> str:
        """Whoever holds the seat, as a register would print it."""
        return self.institution or self.post


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
        years: Years that it lasts unless it is cut short.
    """

    period: Period
    label: str
    basis: str
    record: str
    anchor: date
    after: int
    years: int

    def follows(self, day: date, leap_day: LeapDay) -> bool:
        """Whether a term that begins on *day* is the next one, counted from the same anchor."""
        return years_after(self.anchor, self.after + self.years, leap_day=leap_day) == day

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
    """

    seat: str
    since: date | None
    cause: Cause | None
