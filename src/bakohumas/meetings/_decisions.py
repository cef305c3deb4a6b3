from collections.abc import Mapping

import attrs

from bakohumas import elections
from bakohumas.errors import of_kind
from bakohumas.languages import Lang, listed, number, pick
from bakohumas.law import Provision, Threshold
from bakohumas.meetings._kinds import Base, Choice, Matter, Outcome
from bakohumas.meetings._quorum import Quorum

Said = tuple[tuple[str, str], ...]
"""Who said what, sorted by who."""


@attrs.frozen
class Deliberation:
    """One attempt to agree.

    Attributes:
        subject: What is to be decided.
        proposal: What was proposed.
        objections: Who objected, and why.
        opinions: Partners and guests who spoke, and what they said; it stops nothing.
        matter: How grave the matter is.

    Examples:
        >>> one = Deliberation("Sekretaris", "bps", (("anri", "mencalonkan diri"),), ())
        >>> one.agreed, one.objections
        (False, (('anri', 'mencalonkan diri'),))
    """

    subject: str
    proposal: str
    objections: Said = ()
    opinions: Said = ()
    matter: Matter = Matter.ORDINARY

    @property
    def agreed(self) -> bool:
        """Whether nobody objected."""
        return not self.objections

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in a sentence."""
        if self.agreed:
            return pick(
                lang,
                f"{self.subject}: {self.proposal} was agreed by consensus.",
                f"{self.subject}: {self.proposal} disepakati secara mufakat.",
            )
        who = listed([f"{member} ({why})" for member, why in self.objections], lang)
        return pick(
            lang,
            f"{self.subject}: no consensus on {self.proposal}; objections of {who}.",
            f"{self.subject}: {self.proposal} tidak mencapai mufakat; keberatan dari {who}.",
        )


def _none_below(_tally: object, field: "attrs.Attribute[int]", votes: int) -> None:
    if votes < 0:
        msg = f"{field.name} must be a number of votes, got {votes}"
        raise ValueError(msg)


_VOTES = [of_kind(int), _none_below]


@attrs.frozen
class Tally:
    """How many votes there were of each kind.

    Attributes:
        favour: Votes for the motion.
        against: Votes against it.
        abstain: Votes that abstain; they are valid (DEC-06).
        invalid: Votes that cannot be read, or say two things.

    Raises:
        TypeError: If a number is not whole.
        ValueError: If it is below 0.

    Examples:
        >>> tally = Tally(9, 4, abstain=2, invalid=1)
        >>> tally.valid, tally.cast
        (15, 16)
        >>> Tally.of({"bps": "for", "big": "against", "anri": "for"})
        Tally(favour=2, against=1, abstain=0, invalid=0)
    """

    favour: int = attrs.field(default=0, validator=_VOTES)
    against: int = attrs.field(default=0, validator=_VOTES)
    abstain: int = attrs.field(default=0, validator=_VOTES)
    invalid: int = attrs.field(default=0, validator=_VOTES)

    @classmethod
    def of(cls, votes: Mapping[str, str]) -> "Tally":
        """Count open votes, by who gave them."""
        said = [Choice.of(vote, what=f"the vote of {who}") for who, vote in votes.items()]
        return cls(*(said.count(choice) for choice in Choice))

    @property
    def valid(self) -> int:
        """Votes for, against and abstaining."""
        return self.favour + self.against + self.abstain

    @property
    def cast(self) -> int:
        """All votes, valid or not."""
        return self.valid + self.invalid

    def explain(self, lang: Lang = "en") -> str:
        """The figures in words."""
        figures = zip((self.favour, self.against, self.abstain, self.invalid), Choice, strict=True)
        return ", ".join(f"{number(votes, lang)} {each.label(lang)}" for votes, each in figures)


@attrs.frozen
class Vote:
    """One vote on a motion.

    Attributes:
        subject: What is to be decided.
        proposal: What was put to the vote.
        tally: The votes.
        base: Of what the majority is taken.
        of: How many that is.
        law: The provision that says which share is enough.
        matter: How grave the matter is.
        secret: Whether nobody saw who voted how.
        names: In an open vote, who voted how, sorted by who; it may be left unrecorded.
        persons: Whether the vote concerns persons.

    Examples:
        >>> from bakohumas.law import charter
        >>> from datetime import date
        >>> law = charter("national").provision("decision.threshold", on=date(2015, 11, 2))
        >>> vote = Vote("Forum", "in Bogor", Tally(3, 2, abstain=1), Base.PRESENT, 6, law)
        >>> vote.needed, vote.carried
        (4, False)
        >>> print(vote.explain())
        Forum: in Bogor was put to a secret vote: 3 for, 2 against, 1 abstaining, 0 invalid; of 6 \
members present, 4 were needed (> 1/2; Tata Tertib DPR (1984) (grade X, by analogy)): not carried.
    """

    subject: str
    proposal: str
    tally: Tally
    base: Base
    of: int
    law: Provision
    matter: Matter = Matter.ORDINARY
    secret: bool = True
    names: Said = ()
    persons: bool = False

    @property
    def threshold(self) -> Threshold:
        """Which share is enough."""
        return Threshold.parse(str(self.law.value))

    @property
    def needed(self) -> int:
        """How many votes for the motion are enough; none never is."""
        return max(1, self.threshold.of(self.of))

    @property
    def carried(self) -> bool:
        """Whether the motion has enough votes."""
        return self.tally.favour >= self.needed

    def explain(self, lang: Lang = "en") -> str:
        """What was voted on, how, and what it came to."""
        of, needed = number(self.of, lang), number(self.needed, lang)
        figures = self.tally.explain(lang)
        rule = f"{self.threshold}; {self.law.cite(lang)}"
        way = (
            pick(lang, "a secret vote", "pemungutan suara rahasia")
            if self.secret
            else pick(lang, "an open vote", "pemungutan suara terbuka")
        )
        came = (
            pick(lang, "carried", "disetujui")
            if self.carried
            else pick(lang, "not carried", "tidak disetujui")
        )
        return pick(
            lang,
            f"{self.subject}: {self.proposal} was put to {way}: {figures}; of {of} "
            f"{self.base.label()}, {needed} were needed ({rule}): {came}.",
            f"{self.subject}: {self.proposal} diputuskan melalui {way}: {figures}; dari {of} "
            f"{self.base.label('id')}, diperlukan {needed} ({rule}): {came}.",
        )


@attrs.frozen
class Decision:
    """What was decided, and how.

    Attributes:
        subject: What was to be decided; the title of a seat for an election.
        outcome: By consensus, by acclamation or by vote.
        chosen: Who or what was chosen; several who were elected stand side by side.
        quorum: The quorum as it stood when it was decided.
        attempts: The deliberations before it.
        result: The count, where there was an election.
        vote: The vote, where a motion was carried.
        matter: How grave the matter was.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> meeting = Meeting.call(body, on=day, place="Jakarta", basis="letter (invented)")
        >>> meeting = meeting.attend(*meeting.roll[:20]).deliberate("Sekretaris", "kemenkeu")
        >>> decision = meeting.decisions[0]
        >>> decision.subject, decision.chosen, decision.outcome.label()
        ('Sekretaris', 'kemenkeu', 'by consensus')
    """

    subject: str
    outcome: Outcome
    chosen: str
    quorum: Quorum
    attempts: tuple[Deliberation, ...] = ()
    result: elections.Result | None = None
    vote: Vote | None = None
    matter: Matter = Matter.ORDINARY

    @property
    def elected(self) -> tuple[str, ...]:
        """Who was elected, in the order of election; by consensus the one agreed on."""
        return self.result.elected if self.result else (self.chosen,)

    def explain(self, lang: Lang = "en") -> str:
        """How it came to be decided, one line a step."""
        lines = [attempt.explain(lang) for attempt in self.attempts]
        if self.result:
            lines += [f"{self.subject}: {self.outcome.label(lang)}.", self.result.explain(lang)]
        if self.vote:
            lines.append(self.vote.explain(lang))
        return "\n".join(lines)
