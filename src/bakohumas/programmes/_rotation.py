from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from bakohumas.errors import codes, expect
from bakohumas.languages import Lang, day, number, pick
from bakohumas.programmes._forums import ThematicForum
from bakohumas.programmes._remarks import Remark


@attrs.frozen
class HostTurn:
    """How often one member hosted, and when last; :func:`host_rotation` makes one.

    Attributes:
        member: Code of the member.
        hosted: How many of the forums it hosted.
        last: The day of the last one. ``None``: it hosted none.
    """

    member: str
    hosted: int
    last: date | None

    def times(self, lang: Lang = "en") -> str:
        """How often it hosted, in words."""
        times = "time" if self.hosted == 1 else "times"
        return f"{number(self.hosted, lang)} {pick(lang, times, 'kali')}"

    def row(self) -> dict[str, Any]:
        """It as one plain row."""
        last = self.last.isoformat() if self.last else ""
        return {"member": self.member, "hosted": self.hosted, "last": last}


@attrs.frozen
class HostRotation:
    """Whose turn it is to host, the next first; :func:`host_rotation` makes one.

    Attributes:
        turns: One a member, in the order in which it is their turn.
    """

    turns: tuple[HostTurn, ...]

    @property
    def next(self) -> str:
        """Code of the member whose turn it is; empty where there is no member."""
        return self.turns[0].member if self.turns else ""

    @property
    def fair(self) -> bool:
        """Whether nobody hosted twice more than anybody else."""
        counts = [each.hosted for each in self.turns]
        return not counts or max(counts) - min(counts) <= 1

    def remarks(self) -> tuple[Remark, ...]:
        """Where hosting does not rotate (EVT-07), who hosted too often and who too rarely."""
        if self.fair:
            return ()
        least, most = self.turns[0], max(self.turns, key=lambda turn: turn.hosted)
        en = f"{most.member} hosted {most.times()}, {least.member} {least.times()}"
        idn = f"{most.member} menjadi tuan rumah {most.times('id')}, {least.member} "
        because = en, f"{idn}{least.times('id')}"
        return (Remark("EVT-07", because, most.member, most.last),)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a member: how often it hosted, and when last."""
        return [each.row() for each in self.turns]

    def explain(self, lang: Lang = "en") -> str:
        """One line a member, the next host first."""
        never = pick(lang, "never", "belum pernah")
        return "\n".join(
            f"{each.member}: {each.times(lang)}, {day(each.last, lang) if each.last else never}"
            for each in self.turns
        )


def host_rotation(
    forums: Iterable[ThematicForum], members: Iterable[str], *, on: date | None = None
) -> HostRotation:
    """Who hosted how often, and whose turn it is (EVT-07, a default of this library).

    It is the turn of whoever hosted the fewest of these forums, of those the one whose last
    is the longest ago, and of those the first by code. If the next host is always taken from
    here, no member ever hosts twice more than another. A member that came late has hosted
    none of the earlier ones: hand in the forums of the years that are to count.

    Args:
        forums: Those that count, in any order. Each counts once, by its id and day; of two
            records of one forum the later in the row counts.
        members: Codes of those who may host. Who else hosted does not count.
        on: Only forums held by the end of this day count. ``None``: all, the planned ones too.

    Raises:
        TypeError: If there is anything but forums among them, or a code is no text.

    Examples:
        >>> held = [ThematicForum(f"f{year}", ("", ""), host, date(year, 2, 1), "seminar")
        ...     for year, host in ((2016, "rri"), (2017, "bps"), (2018, "rri"))]
        >>> turns = host_rotation(held, ["rri", "bps", "tvri"])
        >>> turns.next, turns.fair
        ('tvri', False)
        >>> print(turns.explain())
        tvri: 0 times, never
        bps: 1 time, 1 February 2017
        rri: 2 times, 1 February 2018
        >>> host_rotation(held * 3, ["rri", "bps"], on=date(2017, 12, 31)).fair
        True
    """
    expect(on, date, type(None), what="on")
    expect(forums, Iterable, what="the forums")
    hosted: dict[str, list[date]] = {member: [] for member in codes(members)}
    counted = dict[tuple[str, date], ThematicForum]()
    for forum in forums:
        expect(forum, ThematicForum, what="each forum")
        counted[forum.id, forum.on] = forum
    for forum in counted.values():
        if forum.host in hosted and (on is None or forum.on <= on):
            hosted[forum.host].append(forum.on)
    turns = [
        HostTurn(member, len(days), max(days, default=None)) for member, days in hosted.items()
    ]
    return HostRotation(
        tuple(sorted(turns, key=lambda turn: (turn.hosted, turn.last or date.min, turn.member)))
    )
