from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import attrs

from bakohumas.content._contents import Content, all_contents
from bakohumas.content._kinds import Standing
from bakohumas.content._messages import KeyMessage, Messages
from bakohumas.errors import expect
from bakohumas.languages import Lang, day, listed, number, pick

_WORST_FIRST = (Standing.CONTRADICTING, Standing.STALE, Standing.EARLY, Standing.CURRENT)


@attrs.frozen
class Uniformity:
    """How uniformly a key message is told on a day, measured on messages and not on text.

    Attributes:
        message: The version of the message that is in force.
        on: The day.
        by: What is counted: ``"content"`` or ``"maker"``.
        standings: Each content or maker with its standing, in order of the code.
        told: First and last day on which a content carried the version in force, or
            ``None`` where none did: the rhythm, which FLW-05 wants to be the same.

    Examples:
        >>> from bakohumas.content import KeyMessage, Standing
        >>> gizi = KeyMessage("gizi", ("Weigh monthly", "Timbang tiap bulan"), on=date(2018, 3, 1))
        >>> seen = Uniformity(gizi, date(2018, 3, 9), "maker", (
        ...     ("dinkes", Standing.CURRENT), ("polda", Standing.SILENT)), None)
        >>> seen.share, seen.among_tellers, seen.uniform
        (Fraction(1, 2), Fraction(1, 1), True)
    """

    message: KeyMessage
    on: date
    by: Literal["content", "maker"]
    standings: tuple[tuple[str, Standing], ...]
    told: tuple[date, date] | None

    def __str__(self) -> str:
        return self.explain()

    def of(self, standing: Standing | str) -> tuple[str, ...]:
        """Codes of those who stand so, in order.

        Raises:
            ValueError: If there is no such standing.
        """
        wanted = Standing.of(standing, what="standing")
        return tuple(who for who, each in self.standings if each is wanted)

    @property
    def share(self) -> Fraction | None:
        """Those who carry the version in force, over all; ``None`` where there is nobody."""
        current = len(self.of(Standing.CURRENT))
        return Fraction(current, len(self.standings)) if self.standings else None

    @property
    def among_tellers(self) -> Fraction | None:
        """The same over those who are not silent; ``None`` where all are."""
        telling = len(self.standings) - len(self.of(Standing.SILENT))
        return Fraction(len(self.of(Standing.CURRENT)), telling) if telling else None

    @property
    def uniform(self) -> bool | None:
        """Whether all who tell it carry the version in force (FLW-04); ``None`` of silence."""
        return None if self.among_tellers is None else self.among_tellers == 1

    @property
    def spread(self) -> int | None:
        """Days from the first to the last content that carried the version in force."""
        return (self.told[1] - self.told[0]).days if self.told else None

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a content or maker: who, standing, label."""
        return [
            {"who": who, "standing": each.value, "label": each.label(lang)}
            for who, each in self.standings
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The share, then everybody who stands otherwise, in words."""
        current, total = len(self.of(Standing.CURRENT)), len(self.standings)
        kind = pick(lang, f"{self.by}s", "konten" if self.by == "content" else "pembuat")
        version = f"{self.message.id} v{self.message.version}"
        of = f"{number(current, lang)} {pick(lang, 'of', 'dari')} {number(total, lang)} {kind}"
        others = [each for each in (*_WORST_FIRST[:-1], Standing.SILENT) if self.of(each)]
        lines = [
            f"{version}, {day(self.on, lang)}: {of}",
            *(f"- {each.label(lang)}: {listed(self.of(each), lang)}" for each in others),
        ]
        return "\n".join(lines)


def uniformity(
    contents: Iterable[Content],
    message: str,
    *,
    messages: Messages,
    on: date,
    since: date | None = None,
    by: Literal["content", "maker"] = "content",
) -> Uniformity:
    """Measure whether contents tell one message: the same direction, not the same words.

    A content published by the day *on* stands to the version in force on that day as

    - *contradicting*, if it spreads a hoax against the message that was corrected by that
      day, or carries a version which a later one, up to that in force, reverses;
    - *stale*, if it carries another earlier version;
    - *early*, if it carries one that is not yet in force;
    - *current*, if it carries the version in force;
    - *silent*, if it does none of these.

    A maker stands as its latest content that is not silent does, the worst of them where
    several are of that day, and is silent where all of its contents are. The share is the
    number of the current over that of all. What a wording says never enters.

    Args:
        contents: The contents to look at.
        message: Id of the key message.
        messages: The versions and corrections.
        on: The day.
        since: Leave out what was published before this day. ``None``: nothing.
        by: Whether to count contents or makers.

    Raises:
        TypeError: If an argument is not of its kind.
        ValueError: If *by* is neither, or two contents share an id.
        UnknownNameError: If there is no such message.
        OutOfScopeError: If the day lies before the first version of the message.

    References:
        Rules FLW-04 and FLW-05 of the catalogue (:func:`bakohumas.law.norms`).

    Examples:
        >>> from bakohumas.content import Content, KeyMessage, Messages
        >>> gizi = KeyMessage("gizi", ("Weigh yearly", "Timbang tiap tahun"), on=date(2018, 1, 23))
        >>> told = Messages([gizi]).supersede("gizi", ("Weigh monthly", "Timbang tiap bulan"),
        ...     on=date(2018, 3, 1))
        >>> posts = [
        ...     Content("a", "caption", "dinkes", "ig", on=date(2018, 3, 2), carries={"gizi": 2}),
        ...     Content("b", "caption", "polda", "x", on=date(2018, 3, 3), carries={"gizi": 1}),
        ... ]
        >>> uniformity(posts, "gizi", messages=told, on=date(2018, 3, 9)).share
        Fraction(1, 2)
        >>> print(uniformity(posts, "gizi", messages=told, on=date(2018, 3, 9), by="maker"))
        gizi v2, 9 March 2018: 1 of 2 makers
        - carries an old version: polda
    """
    expect(messages, Messages, what="messages")
    expect(since, date, type(None), what="since")
    if by not in ("content", "maker"):
        msg = f"by must be 'content' or 'maker', got {by!r}"
        raise ValueError(msg)
    now = messages.in_force(message, on=on)
    hoaxes = set(messages.hoaxes(message, on=on))
    found = [
        (each, _standing(each, now, messages, hoaxes, on))
        for each in all_contents(contents)
        if each.on <= on and (since is None or since <= each.on)
    ]
    days = sorted(each.on for each, standing in found if standing is Standing.CURRENT)
    whole = {each.id: standing for each, standing in found} if by == "content" else _makers(found)
    told = (days[0], days[-1]) if days else None
    return Uniformity(now, on, by, tuple(sorted(whole.items())), told)


def _standing(
    content: Content, now: KeyMessage, messages: Messages, hoaxes: set[str], on: date
) -> Standing:
    version = content.carries.get(now.id)
    if hoaxes & set(content.repeats):
        return Standing.CONTRADICTING
    if version is None:
        return Standing.SILENT
    if version > now.version:
        return Standing.EARLY
    if version == now.version:
        return Standing.CURRENT
    opposed = messages.opposed(now.id, version, on=on)
    return Standing.CONTRADICTING if opposed else Standing.STALE


def _makers(found: Iterable[tuple[Content, Standing]]) -> dict[str, Standing]:
    """The standing of each maker: that of its latest content that tells something."""
    latest: dict[str, tuple[date, int]] = {}
    makers = dict[str, Standing]()
    for content, standing in found:
        makers.setdefault(content.maker, Standing.SILENT)
        if standing is not Standing.SILENT:
            rank = (content.on, -_WORST_FIRST.index(standing))
            if rank >= latest.get(content.maker, rank):
                latest[content.maker] = rank
                makers[content.maker] = standing
    return makers
