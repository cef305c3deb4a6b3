from collections.abc import Iterable
from itertools import permutations, product
from typing import Any, ClassVar

import attrs
from attrs.validators import deep_iterable, ge, optional

from bakohumas.errors import code, code_if_any, codes, of_kind, wording
from bakohumas.languages import Lang, listed, number, pick
from bakohumas.programmes._events import MOST, Event, somebody
from bakohumas.programmes._stages import PUBLIC, Stage


@attrs.frozen
class MembersBriefed(Event):
    """The initiator gave members the base information that is to be spread.

    Attributes:
        members: Codes of those who received it.
        version: Number of this version of the base information.

    Examples:
        >>> from datetime import date
        >>> MembersBriefed(["kemenkeu", "rri"], 1, on=date(2018, 7, 16)).explain()
        'base information sent to kemenkeu and rri (version 1)'
    """

    kind: ClassVar[str] = "members_briefed"

    members: tuple[str, ...] = attrs.field(converter=codes, validator=somebody)
    version: int = attrs.field(validator=[of_kind(int), ge(1)])

    @property
    def enters(self) -> Stage | None:
        """Internal communication."""
        return Stage.INTERNAL_COMMUNICATION

    @property
    def who(self) -> tuple[str, ...]:
        """Those who received it."""
        return self.members

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The initiator tells each of the members."""
        return ((initiator, member) for member in self.members)

    def explain(self, lang: Lang = "en") -> str:
        """Who was briefed, on which version."""
        told = pick(lang, "base information sent to", "informasi dasar dikirim kepada")
        version = pick(lang, "version", "versi")
        return f"{told} {listed(self.members, lang, most=MOST)} ({version} {self.version})"


@attrs.frozen
class BriefingAcknowledged(Event):
    """A member confirmed that it knows a version of the base information.

    Attributes:
        member: Code of the member.
        version: The version that it confirms.

    Examples:
        >>> BriefingAcknowledged("rri", 1, on=date(2018, 7, 17)).explain("id")
        'rri mengonfirmasi versi 1'
    """

    kind: ClassVar[str] = "briefing_acknowledged"

    member: str = attrs.field(validator=code)
    version: int = attrs.field(validator=[of_kind(int), ge(1)])

    @property
    def who(self) -> tuple[str, ...]:
        """The member."""
        return (self.member,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The member answers the initiator."""
        return ((self.member, initiator),)

    def explain(self, lang: Lang = "en") -> str:
        """Who acknowledged which version."""
        verb = pick(lang, "acknowledges version", "mengonfirmasi versi")
        return f"{self.member} {verb} {self.version}"


@attrs.frozen
class FrameAgreed(Event):
    """PR professionals and functional PR officers sat together and hold one frame.

    Attributes:
        frame: Short name of the frame.
        professionals: Codes of the PR professionals who sat there.
        officers: Codes of those who sent functional PR officers (*pranata humas*).

    Examples:
        >>> framed = FrameAgreed("apbn-untuk-rakyat", ["perhumas"], ["kemenkeu"],
        ...     on=date(2018, 7, 20))
        >>> framed.explain("id")
        'frame apbn-untuk-rakyat disepakati oleh kemenkeu dan perhumas'
    """

    kind: ClassVar[str] = "frame_agreed"

    frame: str = attrs.field(validator=code)
    professionals: tuple[str, ...] = attrs.field(default=(), converter=codes)
    officers: tuple[str, ...] = attrs.field(default=(), converter=codes)

    @property
    def enters(self) -> Stage | None:
        """The common frame."""
        return Stage.COMMON_FRAME

    @property
    def who(self) -> tuple[str, ...]:
        """Everybody who sat there."""
        return codes((*self.professionals, *self.officers))

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """Everyone at the table with everyone."""
        return permutations({initiator, *self.who}, 2)

    def explain(self, lang: Lang = "en") -> str:
        """Which frame, and who agreed to it."""
        agreed = pick(lang, "agreed by", "disepakati oleh")
        return f"frame {self.frame} {agreed} {listed(self.who, lang, most=MOST)}"


@attrs.frozen
class StrategyWritten(Event):
    """A member wrote its communication strategy.

    Attributes:
        member: Code of the member.
        own_need: Which need of the organisation it answers. Empty: none is stated.
        public_need: Which need of the public it answers. Empty: none is stated.

    Examples:
        >>> StrategyWritten("kemenkeu", "trust", "where the money goes",
        ...     on=date(2018, 7, 24)).explain()
        'kemenkeu has a strategy: for itself trust; for the public where the money goes'
    """

    kind: ClassVar[str] = "strategy_written"

    member: str = attrs.field(validator=code)
    own_need: str = attrs.field(default="", validator=code_if_any)
    public_need: str = attrs.field(default="", validator=code_if_any)

    @property
    def enters(self) -> Stage | None:
        """The strategies of the members."""
        return Stage.STRATEGY

    @property
    def who(self) -> tuple[str, ...]:
        """The member."""
        return (self.member,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:  # noqa: ARG002 - speaks to nobody
        """Nobody: a strategy is written for oneself."""
        return ()

    def explain(self, lang: Lang = "en") -> str:
        """Whose strategy, and which needs it answers."""
        said = [
            f"{words} {need}"
            for words, need in (
                (pick(lang, "for itself", "bagi organisasi"), self.own_need),
                (pick(lang, "for the public", "bagi masyarakat"), self.public_need),
            )
            if need
        ]
        has = pick(lang, "has a strategy", "menyusun strategi")
        return f"{self.member} {has}" + (f": {'; '.join(said)}" if said else "")


def _public(stage: str) -> Stage:
    return Stage.of(stage, what="stage")


def _goes_public(_event: object, _field: object, stage: Stage) -> None:
    if stage not in PUBLIC:
        msg = f"a publication stands in the dissemination or the communication, not in {stage}"
        raise ValueError(msg)


@attrs.frozen
class Published(Event):
    """Something of the programme was published.

    Attributes:
        by: Codes of those who published it.
        version: The version of the base information that it rests on. 0: on none.
        to: Codes of those it was published to, such as ``"public"``.
        content: Code of what was published, as whoever keeps the content calls it.
        stage: The dissemination; the communication where the charter orders the short cycle.

    Examples:
        >>> Published(["kemenkeu"], 1, ["public"], on=date(2018, 8, 1)).explain()
        'published by kemenkeu (base information of version 1)'
    """

    kind: ClassVar[str] = "published"

    by: tuple[str, ...] = attrs.field(converter=codes, validator=somebody)
    version: int = attrs.field(validator=[of_kind(int), ge(0)])
    to: tuple[str, ...] = attrs.field(default=(), converter=codes)
    content: str = attrs.field(default="", validator=code_if_any)
    stage: Stage = attrs.field(
        default=Stage.DISSEMINATION, converter=_public, validator=_goes_public
    )

    @property
    def enters(self) -> Stage | None:
        """The stage in which the programme goes public."""
        return self.stage

    @property
    def who(self) -> tuple[str, ...]:
        """Those who published it."""
        return self.by

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:  # noqa: ARG002 - they speak themselves
        """Those who published it speak to those it was published to."""
        return product(self.by, self.to)

    def explain(self, lang: Lang = "en") -> str:
        """What was published, by whom, on which version."""
        what = f"{self.content} " if self.content else ""
        by = f"{pick(lang, 'published by', 'dipublikasikan oleh')} {listed(self.by, lang)}"
        rests = pick(lang, "base information of version", "informasi dasar versi")
        return f"{what}{by} ({rests} {self.version})"


@attrs.frozen
class Achievement:
    """What was reached, and by whom: an output or an outcome.

    Attributes:
        agency: Code of the agency that reached it.
        what: What it is, in English and Indonesian.
        amount: How much of it. ``None``: the source gives no number.
        unit: What is counted, such as ``"houses"``.
        source: Where it is written down.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *agency* is empty or has blanks around it, *what* lacks a language,
            or *amount* is below nothing.

    Examples:
        >>> Achievement("kemen-pupr", ("subsidised houses built", "rumah bersubsidi terbangun"),
        ...     1500, "units").explain()
        'kemen-pupr: subsidised houses built (1,500 units)'
    """

    agency: str = attrs.field(validator=code)
    what: tuple[str, str] = attrs.field(validator=wording)
    amount: int | None = attrs.field(default=None, validator=optional([of_kind(int), ge(0)]))
    unit: str = attrs.field(default="", validator=of_kind(str))
    source: str = attrs.field(default="", validator=of_kind(str))

    def explain(self, lang: Lang = "en") -> str:
        """Who reached what, and how much of it."""
        text = f"{self.agency}: {pick(lang, *self.what)}"
        if self.amount is None:
            return text
        return f"{text} ({' '.join(filter(None, [number(self.amount, lang), self.unit]))})"


def _achievements(values: Iterable[Achievement]) -> tuple[Achievement, ...]:
    return tuple(values)


def _apart(evaluated: "ResultsEvaluated", _field: object, outcomes: tuple[Any, ...]) -> None:
    both = [each.explain() for each in outcomes if each in evaluated.outputs]
    if both:
        msg = f"an output is what was made, an outcome what came of it; both: {'; '.join(both)}"
        raise ValueError(msg)


@attrs.frozen
class ResultsEvaluated(Event):
    """The programme was evaluated: what was made, and apart from it what came of it.

    Attributes:
        outputs: What was made with the budget.
        outcomes: What came of it.

    Raises:
        ValueError: If one of them stands on both sides.

    Examples:
        >>> aid = Achievement("kemendikbud", ("school aid paid out", "dana BOS tersalurkan"))
        >>> ResultsEvaluated([aid], on=date(2018, 8, 31)).explain("id")
        'evaluasi: output kemendikbud: dana BOS tersalurkan; outcome tidak ada'
    """

    kind: ClassVar[str] = "results_evaluated"

    outputs: tuple[Achievement, ...] = attrs.field(
        default=(), converter=_achievements, validator=deep_iterable(of_kind(Achievement))
    )
    outcomes: tuple[Achievement, ...] = attrs.field(
        default=(),
        converter=_achievements,
        validator=[deep_iterable(of_kind(Achievement)), _apart],
    )

    @property
    def enters(self) -> Stage | None:
        """The evaluation."""
        return Stage.EVALUATION

    @property
    def who(self) -> tuple[str, ...]:
        """The agencies that reached something."""
        return codes(each.agency for each in (*self.outputs, *self.outcomes))

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """Each of them reports to the initiator."""
        return ((agency, initiator) for agency in self.who)

    def explain(self, lang: Lang = "en") -> str:
        """What was made, and what came of it."""
        made, came = (
            listed([each.explain(lang) for each in side], lang, most=MOST)
            for side in (self.outputs, self.outcomes)
        )
        return f"{pick(lang, 'evaluation', 'evaluasi')}: output {made}; outcome {came}"
