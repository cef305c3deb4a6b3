from bisect import bisect_right
from datetime import date
from functools import cached_property

from bakohumas.bodies._facts import Seat
from bakohumas.bodies._readings import leap_day, unreadable, whole, words
from bakohumas.errors import SeatError
from bakohumas.law import Charter, Provision
from bakohumas.periods import LeapDay

_LONGEST = 100
_MANY = 1000
_KINDS = "years", "fiscal_year", "open"


class Statute:
    """What a charter lays down through one stretch of days, each answer read once."""

    def __init__(self, charter: Charter, on: date) -> None:
        self.charter = charter
        self.on = on

    def find(self, key: str) -> Provision | None:
        """The provision that answers, if one does."""
        return self.charter.find(key, on=self.on)

    @cached_property
    def categories(self) -> tuple[Provision, frozenset[str]] | None:
        """The kinds of institution that may be members, and who says so."""
        law = self.find("membership.categories")
        return (law, frozenset(words(law))) if law else None

    @cached_property
    def pr_unit(self) -> Provision | None:
        """The provision that only units whose job is public relations may be members."""
        law = self.find("membership.pr_unit")
        return law if law and law.value else None

    @cached_property
    def selection(self) -> Provision:
        """How seats are filled, where nothing else is said of one."""
        return self.charter.provision("board.selection", on=self.on)

    @cached_property
    def titles(self) -> tuple[Provision, frozenset[str]]:
        """The titles of the seats, and who says so."""
        law = self.charter.provision("board.seats", on=self.on)
        return law, frozenset(words(law))

    @cached_property
    def _seats(self) -> dict[str, Seat]:
        return {}

    def seat(self, title: str, what: str) -> Seat:
        """The seat of that title.

        Raises:
            SeatError: If the board has none.
        """
        law, titles = self.titles
        if title not in titles:
            raise SeatError(
                what,
                f"the board has no such seat, but {', '.join(words(law))}",
                law.basis,
                "use one of them, or override 'board.seats' with a cited provision",
            )
        if title not in self._seats:
            self._seats[title] = Seat.under(self.charter, title, on=self.on)
        return self._seats[title]

    @cached_property
    def all_seats(self) -> tuple[Seat, ...]:
        """Every seat of the board, in its order."""
        return Seat.all(self.charter, on=self.on)

    @cached_property
    def limit(self) -> tuple[Provision, int] | None:
        """How many seats one institution may hold, where that is laid down."""
        law = self.find("board.seats_per_institution")
        return (law, whole(law, most=_MANY)) if law else None

    @cached_property
    def term(self) -> tuple[Provision, int]:
        """How a term is counted: a number of years, 0 for a fiscal year, -1 for an open one."""
        kind = self.find("term.kind")
        if kind and kind.value not in _KINDS:
            raise unreadable(kind, f"one of {', '.join(_KINDS)}")
        if kind and kind.value != "years":
            return kind, 0 if kind.value == "fiscal_year" else -1
        law = self.charter.provision("term.years", on=self.on)
        return law, whole(law, most=_LONGEST)

    @cached_property
    def leap_day(self) -> LeapDay:
        """Where a term counted from 29 February ends in a common year."""
        return leap_day(self.charter, self.on)

    def number(self, key: str) -> tuple[Provision, int] | None:
        """A whole number that is laid down, where it is."""
        law = self.find(key)
        return (law, whole(law, most=_MANY)) if law else None


class Regime:
    """A charter as the law of a body, read once for every stretch in which it says the same."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self._read: dict[int, Statute] = {}

    def on(self, day: date) -> Statute:
        """What it lays down on a day."""
        era = bisect_right(self.charter.turns, day)
        statute = self._read.get(era)
        if statute is None:
            statute = self._read[era] = Statute(self.charter, day)
        statute.on = day  # a refusal names the day that was asked about
        return statute
