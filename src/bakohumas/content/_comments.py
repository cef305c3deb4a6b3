from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs
from attrs.validators import ge, optional

from bakohumas.content._codes import by_id, local, together
from bakohumas.content._kinds import CommentKind
from bakohumas.errors import MODEL, RefusedError, code, code_if_any, of_kind
from bakohumas.languages import Lang, decimal, number, percent, pick

_HOUR = timedelta(hours=1)


def _kind(value: str) -> CommentKind:
    return CommentKind.of(value, what="kind")


@attrs.frozen
class Comment:
    """What somebody of the public came back with, and when it was answered (FLW-07).

    Who it was is not kept.

    Attributes:
        id: Its code.
        content: Code of the content that it is about.
        at: When it came in, on the clock of the place.
        kind: What it is.
        answered: When it was answered. ``None``: not yet.
        by: Code of the agency that answered.

    Raises:
        TypeError: If an attribute is not of its kind; a day alone is no moment.
        ValueError: If a code has blanks around it, *kind* is none, a moment has a zone, the
            answer comes before the comment, or only one of answer and answerer is known.

    Examples:
        >>> asked = Comment("c1", "p1", datetime(2025, 8, 6, 9, 0), "question")
        >>> asked.answer(by="dinkes", at=datetime(2025, 8, 6, 10, 30)).delay
        Fraction(3, 2)
    """

    id: str = attrs.field(validator=code)
    content: str = attrs.field(validator=code)
    at: datetime = attrs.field(validator=local)
    kind: CommentKind = attrs.field(default=CommentKind.QUESTION, converter=_kind)
    answered: datetime | None = attrs.field(default=None, validator=optional(local), kw_only=True)
    by: str = attrs.field(default="", validator=code_if_any, kw_only=True)

    def __attrs_post_init__(self) -> None:
        together(self.answered, self.by, what=f"answered and by of {self.id}")
        if self.answered and self.answered < self.at:
            msg = f"answered must not come before the comment {self.id} of {self.at}"
            raise ValueError(msg)

    @property
    def delay(self) -> Fraction | None:
        """Hours until the answer, exactly; ``None`` where there is none yet."""
        return _hours(self.answered - self.at) if self.answered else None

    def answer(self, *, by: str, at: datetime) -> "Comment":
        """The comment, answered.

        Raises:
            RefusedError: If it was answered already.
            ValueError: If the answer would come before the comment.
        """
        if self.answered:
            raise RefusedError(
                f"answer {self.id}",
                f"{self.by} answered it at {self.answered}",
                MODEL,
                "record a further comment, and answer that",
            )
        return attrs.evolve(self, answered=at, by=by)


def _hours(delay: timedelta) -> Fraction:
    tick = timedelta(microseconds=1)
    return Fraction(delay // tick, _HOUR // tick)


@attrs.frozen
class Response:
    """How the public's comments were responded to.

    Attributes:
        received: How many comments there were.
        answered: How many of them were answered.
        median: Median delay of the answers, in hours; ``None`` where there are none. What
            is not answered yet has no delay and does not enter.

    Examples:
        >>> Response(4, 3, Fraction(3, 2)).explain("id")
        '3 dari 4 komentar dijawab (75 %), median 1,5 jam'
    """

    received: int = attrs.field(validator=[of_kind(int), ge(0)])
    answered: int = attrs.field(validator=[of_kind(int), ge(0)])
    median: Fraction | None = attrs.field(validator=optional(of_kind(Fraction)))

    def __str__(self) -> str:
        return self.explain()

    @property
    def share(self) -> Fraction | None:
        """Answered comments over all; ``None`` where there were none."""
        return Fraction(self.answered, self.received) if self.received else None

    def rows(self) -> list[dict[str, Any]]:
        """One plain row: how many came, how many were answered, share and median as text."""
        told = [None if each is None else str(each) for each in (self.share, self.median)]
        return [
            {
                "received": self.received,
                "answered": self.answered,
                "share": told[0],
                "median_hours": told[1],
            }
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The counts, in words."""
        if self.share is None:
            return pick(lang, "no comments", "tidak ada komentar")
        answered, received = number(self.answered, lang), number(self.received, lang)
        share = percent(float(self.share), lang).replace(".0 ", " ").replace(",0 ", " ")
        text = pick(
            lang,
            f"{answered} of {received} comments answered ({share})",
            f"{answered} dari {received} komentar dijawab ({share})",
        )
        if self.median is None:
            return text
        hours = decimal(float(self.median), lang)
        return text + pick(lang, f", median {hours} hours", f", median {hours} jam")


def response(comments: Iterable[Comment]) -> Response:
    """Count how comments were responded to.

    Args:
        comments: The comments to look at.

    Returns:
        The counts with the exact median, the middle delay, or the mean of the two in the middle.

    Raises:
        TypeError: If there is anything else among them.
        ValueError: If two of them share an id.

    Examples:
        >>> nine = datetime(2025, 8, 6, 9)
        >>> print(response([
        ...     Comment("a", "p1", nine, answered=datetime(2025, 8, 6, 10), by="dinkes"),
        ...     Comment("b", "p1", nine, answered=datetime(2025, 8, 6, 13), by="dinkes"),
        ...     Comment("c", "p1", nine, "report"),
        ... ]))
        2 of 3 comments answered (66.7 %), median 2.5 hours
    """
    found = by_id(comments, Comment, what="comments")
    delays = sorted(each.delay for each in found if each.delay is not None)
    half = len(delays) // 2
    middle = delays[half : half + 1] if len(delays) % 2 else delays[half - 1 : half + 1]
    median = sum(middle, Fraction(0)) / len(middle) if delays else None
    return Response(len(found), len(delays), median)
