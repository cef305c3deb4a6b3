from datetime import date

import attrs

from bakohumas import elections
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.meetings._decisions import Decision, Deliberation, Vote
from bakohumas.meetings._kinds import Business, Fate, Matter, Outcome, sentence
from bakohumas.meetings._quorum import Quorum
from bakohumas.meetings._steps import Step


@attrs.frozen
class Proceeded(Step):
    """An item of the order of business was dealt with.

    Attributes:
        item: Which one.
        note: What came of it, in words.
        accepted: Whether the meeting accepted it.

    Examples:
        >>> Proceeded(Business.REPORT, accepted=True).explain("id")
        'Laporan pertanggungjawaban (LPJ): selesai.'
    """

    item: Business
    note: str = ""
    accepted: bool = True

    def explain(self, lang: Lang = "en") -> str:
        """Which item, and what came of it."""
        came = (
            pick(lang, "done", "selesai")
            if self.accepted
            else pick(lang, "not accepted", "tidak diterima")
        )
        note = f" ({self.note})" if self.note else ""
        return f"{sentence(self.item.label(lang))}: {came}{note}."


@attrs.frozen
class Deliberated(Step):
    """The members tried to agree.

    Attributes:
        attempt: What was proposed, and who objected.
        quorum: The quorum as it stood.

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 20, law)
        >>> attempt = Deliberation("Sekretaris", "bps", (), ())
        >>> Deliberated(attempt, quorum).explain("id")
        'Sekretaris: bps disepakati secara mufakat.'
    """

    attempt: Deliberation
    quorum: Quorum

    def explain(self, lang: Lang = "en") -> str:
        """What came of it."""
        said = listed([f"{who} ({what})" for who, what in self.attempt.opinions], lang)
        spoke = pick(lang, f" Also heard: {said}.", f" Turut didengar: {said}.")
        return self.attempt.explain(lang) + (spoke if self.attempt.opinions else "")


@attrs.frozen
class Deadlocked(Step):
    """It was declared that consensus cannot be reached.

    Attributes:
        subject: On what.
        reason: Why, such as lack of time (DEC-02).

    Examples:
        >>> Deadlocked("Ketua Umum", "lack of time").explain()
        'Ketua Umum: consensus was declared out of reach (lack of time).'
    """

    subject: str = attrs.field(validator=not_blank)
    reason: str = attrs.field(validator=not_blank)

    def explain(self, lang: Lang = "en") -> str:
        """On what, and why."""
        return pick(
            lang,
            f"{self.subject}: consensus was declared out of reach ({self.reason}).",
            f"{self.subject}: mufakat dinyatakan tidak tercapai ({self.reason}).",
        )


@attrs.frozen
class Voted(Step):
    """A motion was voted on.

    Attributes:
        vote: The vote.
        quorum: The quorum as it stood.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting, Tally
        >>> on = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=on, basis="invented")
        >>> body = body.admit(*directory(on=on).in_category("ministry"), on=on, basis="invented")
        >>> meeting = Meeting.call(body, on=on, place="Jakarta", basis="letter (invented)")
        >>> meeting = meeting.attend(*meeting.roll[:20]).deadlock("Forum", reason="lack of time")
        >>> step = meeting.vote("Forum", "in Bogor", Tally(12, 8)).steps[-1]
        >>> type(step).__name__, step.vote.carried
        ('Voted', True)
    """

    vote: Vote
    quorum: Quorum

    def explain(self, lang: Lang = "en") -> str:
        """The vote in words."""
        return self.vote.explain(lang)


@attrs.frozen
class Counted(Step):
    """Ballots were counted; where a tie stopped the count, nobody is elected by it yet.

    Attributes:
        subject: Title of the seat, or what else the election was about.
        result: The count.
        quorum: The quorum as it stood.
        tellers: Who counted (ELC-11).
        witnesses: Before whom a tie was settled (ELC-06).

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 20, law)
        >>> result = elections.count([["bps"]] * 12 + [["big"]] * 8, elections.IRV())
        >>> Counted("Ketua Umum", result, quorum).result.winner
        'bps'
    """

    subject: str
    result: elections.Result
    quorum: Quorum
    tellers: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """How the seat was filled, if it was."""
        alone = isinstance(self.result.method, elections.Acclamation)
        return Outcome.ACCLAMATION if alone else Outcome.VOTE

    def explain(self, lang: Lang = "en") -> str:
        """The count in words, with its ties and lots."""
        lines = [f"{self.subject}: {self.outcome.label(lang)}.", self.result.explain(lang)]
        for people, what in (
            (self.tellers, pick(lang, "Tellers", "Petugas penghitung suara")),
            (self.witnesses, pick(lang, "Witnesses of the lot", "Saksi undian")),
        ):
            if people:
                lines.append(f"{what}: {listed(people, lang)}.")
        return "\n".join(lines)


@attrs.frozen
class Filled(Counted):
    """Ballots were counted under the rules of a contest.

    Attributes:
        contested: What it came to under the rules and by the votes alone, and who gave way.

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 20, law)
        >>> office = elections.Office("Ketua Umum", willing=False)
        >>> names = [elections.Candidate("bps"), elections.Candidate("big")]
        >>> done = elections.Contest(office, names).count([["bps"]] * 12 + [["big"]] * 8)
        >>> Filled("Ketua Umum", done.result, quorum, contested=done).contested.elected
        ('bps',)
    """

    contested: elections.Contested = attrs.field(
        kw_only=True, validator=of_kind(elections.Contested)
    )

    def explain(self, lang: Lang = "en") -> str:
        """The count in words, with who did not stand and who gave way for which constraint."""
        done = self.contested
        barred = done.contest.eligible().barred
        lines = [f"{each.explain(lang)}." for each in barred]
        lines.append(super().explain(lang))
        lines += [f"{each.explain(lang)}." for each in done.displaced]
        places = [f"{title}: {listed(who, lang)}" for title, who in done.places.items()]
        if done.complete and done.contest.office.titles:
            lines.append(f"{'; '.join(places)}.")
        return "\n".join(lines)


@attrs.frozen
class Lapsed(Step):
    """The last call found no quorum, and a matter went as the charter says.

    Attributes:
        subject: What was to be decided.
        matter: How grave it is.
        fate: What became of it.
        basis: Citation and grade of the rule.
        quorum: The quorum as it stood.

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 20, law)
        >>> Lapsed("Tata tertib", Matter.GRAVE, Fate.FAILS, "UU 17/2014", quorum).fate.label("id")
        'dinyatakan gugur'
    """

    subject: str = attrs.field(validator=not_blank)
    matter: Matter
    fate: Fate
    basis: str
    quorum: Quorum

    def explain(self, lang: Lang = "en") -> str:
        """What became of what."""
        return f"{self.subject}: {self.fate.label(lang)} ({self.basis})."


@attrs.frozen
class FollowedUp(Step):
    """Somebody was charged with what a decision asks for.

    Attributes:
        subject: The decision.
        who: Who does it.
        what: What is to be done.
        by: By when.

    Examples:
        >>> FollowedUp("Forum", "bps", "book the hall", date(2023, 12, 15)).explain()
        'Forum: bps, book the hall by 15 December 2023.'
    """

    subject: str = attrs.field(validator=not_blank)
    who: str = attrs.field(validator=not_blank)
    what: str = attrs.field(validator=not_blank)
    by: date | None = attrs.field(default=None, validator=attrs.validators.optional(of_kind(date)))

    def explain(self, lang: Lang = "en") -> str:
        """Who, what and by when."""
        by = (
            pick(lang, f" by {day(self.by)}", f" paling lambat {day(self.by, 'id')}")
            if self.by
            else ""
        )
        return f"{self.subject}: {self.who}, {self.what}{by}."


@attrs.frozen
class TeamFormed(Step):
    """Formateurs were named to compose the rest of the board (ELC-10).

    Attributes:
        leader: Who was elected and leads them.
        members: The others (*mide formatur*).
        due: By when they are to be done.

    Examples:
        >>> TeamFormed("bps", ("big",), date(2023, 12, 15)).explain("id")
        'Formatur: bps dengan mide formatur big, paling lambat 15 Desember 2023.'
    """

    leader: str = attrs.field(validator=not_blank)
    members: tuple[str, ...] = ()
    due: date | None = None

    def explain(self, lang: Lang = "en") -> str:
        """Who they are."""
        beside = listed(self.members, lang)
        due = (
            pick(lang, f", due {day(self.due)}", f", paling lambat {day(self.due, 'id')}")
            if self.due
            else ""
        )
        return pick(
            lang,
            f"Formateurs: {self.leader} with {beside}{due}.",
            f"Formatur: {self.leader} dengan mide formatur {beside}{due}.",
        )


@attrs.frozen
class Objected(Step):
    """Somebody objected to the minutes.

    Attributes:
        who: Who it was.
        why: What is wrong with them, or missing.

    Examples:
        >>> Objected("big", "the time is wrong").explain()
        'big objected to the minutes: the time is wrong.'
    """

    who: str = attrs.field(validator=not_blank)
    why: str = attrs.field(validator=not_blank)

    def explain(self, lang: Lang = "en") -> str:
        """Who, and why."""
        return pick(
            lang,
            f"{self.who} objected to the minutes: {self.why}.",
            f"{self.who} berkeberatan atas berita acara: {self.why}.",
        )


@attrs.frozen
class Closed(Step):
    """The meeting ended.

    Examples:
        >>> Closed().explain("id")
        'Rapat ditutup.'
    """

    def explain(self, lang: Lang = "en") -> str:
        """That it ended."""
        return pick(lang, "The meeting was closed.", "Rapat ditutup.")


def decided(steps: tuple[Step, ...]) -> tuple[Decision, ...]:
    """What the steps of a meeting decided, in order."""
    tried: dict[str, tuple[Deliberation, ...]] = {}
    found: list[Decision] = []
    for step in steps:
        match step:
            case Deliberated(attempt=attempt, quorum=quorum):
                before = (*tried.get(attempt.subject, ()), attempt)
                tried[attempt.subject] = before
                if attempt.agreed:
                    decision = Decision(
                        *(attempt.subject, Outcome.CONSENSUS, attempt.proposal, quorum, before),
                        matter=attempt.matter,
                    )
                    found.append(decision)
            case Voted(vote=vote, quorum=quorum) if vote.carried:
                before = tried.get(vote.subject, ())
                decision = Decision(
                    *(vote.subject, Outcome.VOTE, vote.proposal, quorum, before),
                    vote=vote,
                    matter=vote.matter,
                )
                found.append(decision)
            case Counted(subject=subject, result=result, quorum=quorum) if result.complete:
                before, chosen = tried.get(subject, ()), ", ".join(result.elected)
                found.append(Decision(subject, step.outcome, chosen, quorum, before, result))
            case _:
                pass
    return tuple(found)
