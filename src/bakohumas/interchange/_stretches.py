from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import attrs

from bakohumas.interchange._cells import exact, when
from bakohumas.interchange._columns import Row
from bakohumas.periods import Approx

_NO_START: Final = (
    "since is missing, and no decree_date tells it: write what is known, such as 2019-05-02, "
    "2019 or 2015-01-01/2019-12-31"
)


@attrs.frozen
class Stretch:
    """A row of a table, and the days from and until which it counts.

    Where a day cannot be read it is *faulty*: told already, and read no further than for
    what else is wrong with it.
    """

    row: Row
    start: Approx | None  # as the row says it, or the decree on which it rests
    until: Approx | None
    made: date | None
    faulty: bool
    opened: date = date.max

    @property
    def since(self) -> Approx:
        """The day from which it counts; that of the register, where the row tells none."""
        return self.start or Approx(self.opened, self.opened)


def stretches(rows: Iterable[Row], problems: list[str], *, begun: bool = False) -> list[Stretch]:
    """The rows with their days; where they must have *begun*, each says when.

    What rests on a decree, and does not say since when, began on the day of the decree.
    """
    found = []
    for row in rows:
        mine: list[str] = []
        start = when(row["since"], "since", mine)
        until = when(row["until"], "until", mine)
        made = exact(row["decree_date"], "decree_date", mine)
        if start is None and made:
            start = Approx(made, made)
        if start is None and begun and not mine:
            mine.append(_NO_START)
        problems += [f"{row.place}: {each}" for each in mine]
        found.append(Stretch(row, start, until, made, bool(mine)))
    return found


def opened(rows: Iterable[Stretch], on: date) -> list[Stretch]:
    """The rows as of a register that was opened on a day."""
    return [attrs.evolve(each, opened=on) for each in rows]


def latest(rows: Iterable[Stretch]) -> date | None:
    """The last day on which anything began, or was decreed; ends may lie ahead."""
    days = {each.start.latest for each in rows if each.start}
    days |= {each.made for each in rows if each.made}
    return max(days, default=None)


def upright(rows: Iterable[Stretch], problems: list[str]) -> list[Stretch]:
    """The rows, those that end before they begin as faulty ones.

    An end that may lie on either side of the beginning lies after it.
    """
    found = []
    for each in rows:
        until, first = each.until, each.since.earliest
        if until and until.latest <= first:
            if not each.faulty:
                problems.append(
                    f"{each.row.place}: until {until} must come after since {each.since}: it is "
                    "the first day that no longer counts"
                )
            found.append(attrs.evolve(each, faulty=True))
        elif until and until.earliest <= first:
            later = Approx(first + timedelta(days=1), until.latest)
            found.append(attrs.evolve(each, until=later))
        else:
            found.append(each)
    return found
