from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import attrs

from bakohumas.audit._case import Case, Fact
from bakohumas.audit._finding import Finding
from bakohumas.audit._records import admitted, sifted
from bakohumas.audit._verdict import Status, Verdict
from bakohumas.audit._worked import Told, Worked
from bakohumas.errors import ConflictError, RefusedError, both_languages, expect
from bakohumas.languages import day
from bakohumas.law import Modality, Norm, Scope, norm, regulations

Predicate = Callable[[Case], Iterable[Verdict]]


@attrs.frozen
class Rule:
    """A norm of the catalogue, with a predicate that judges it; :func:`rule` makes one.

    Attributes:
        norm: What the text says.
        judge: Yields one or more verdicts on a case.
        advice: What to do where it is broken, in English and Indonesian.
        reads: Kinds of a host's own records that it looks at.

    Examples:
        >>> from bakohumas.audit import RULES
        >>> second = RULES[1]
        >>> second.id, second.norm.cite()
        ('BOD-02', 'PM Kominfo 35/2014 Pasal 1 (grade A)')
        >>> second.advice[0]
        'Admit PR units until there are at least two.'
        >>> second.prove()
    """

    norm: Norm
    judge: Predicate
    advice: tuple[str, str]
    reads: tuple[type, ...] = ()
    _told: tuple[tuple[Status, Told, bool], ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        return self.id

    @property
    def id(self) -> str:
        """Id of the norm."""
        return self.norm.id

    @property
    def permits(self) -> bool:
        """Whether its norm permits (MAY), and cannot be broken."""
        return self.norm.modality is Modality.MAY

    @cached_property
    def cases(self) -> tuple[Worked, ...]:
        """One case that holds and one that is violated; of what may be done, one that is."""
        settings = ((expected, tell(), refused) for expected, tell, refused in self._told)
        return tuple(
            Worked(self.id, at.history, at.on, expected, at.records, at.who, refused)
            for expected, at, refused in settings
        )

    def findings(self, case: Case) -> tuple[Finding, ...]:
        """What it says of a case, with the facts that it read for each verdict.

        Where texts of the charter conflict on something that it must know, the rule
        cannot be told, and the finding names the question and the candidates.

        Raises:
            TypeError: If it says something else than verdicts.
            ValueError: If it says nothing, reads or misses a datum that its norm does
                not need, or finds broken what is only permitted.
        """
        case.noted()
        found = [self._finding(verdict, case.noted()) for verdict in self._verdicts(case)]
        if not found:
            msg = f"{self.id} says nothing: yield what is not applicable or not known as well"
            raise ValueError(msg)
        return tuple(sorted(found, key=_order))

    def prove(self) -> None:
        """Insist that the worked cases give what they are said to give.

        Raises:
            ValueError: If one does not, with what the rule says of it instead.
        """
        for worked in self.cases:
            if got := self._instead(worked):
                msg = f"{worked}: the worked case gives {got}"
                raise ValueError(msg)

    def _instead(self, worked: Worked) -> str:
        """What a worked case gives instead of what it should; empty where it does."""
        try:
            body = worked.body
        except RefusedError as refusal:
            return "" if worked.refused else f"a refusal: {refusal}"
        if worked.refused:
            return "a body: the model refuses nothing in it"
        put = admitted(worked.records, *self.reads)
        case, ignored = sifted(Case(body, put, worked.on))
        found = self.findings(case)
        met = any(each.status is worked.expected and worked.who in {"", each.who} for each in found)
        broken = any(each.status is Status.VIOLATED for each in found)
        if met and not (broken and worked.expected is Status.HOLDS):
            return ""
        left_out = f"; left out: {', '.join(ignored)}" if ignored else ""
        return f"{' '.join(each.explain() for each in found)}{left_out}"

    def _verdicts(self, case: Case) -> Iterator[Verdict]:
        law, governed = self.norm, case.charter.scope
        text = regulations().get(law.citation.regulation)
        if text and text.made and text.made > case.on:
            yield Verdict.not_applicable(
                f"{text} was made on {day(text.made)}",
                f"{text} baru ditetapkan pada {day(text.made, 'id')}",
            )
        elif governed is not Scope.EVERY and not law.scope.covers(governed):
            yield Verdict.not_applicable(
                f"it speaks of {law.scope.label()}, and the charter governs {governed.label()}",
                f"aturan ini tentang {law.scope.label('id')}, sedangkan piagam mengatur "
                f"{governed.label('id')}",
            )
        elif not law.grade.at_least(case.weakest):
            yield Verdict.undetermined(
                f"its evidence, grade {law.grade}, is weaker than grade {case.weakest}, "
                "which was asked for",
                f"buktinya, tingkat {law.grade}, lebih lemah daripada tingkat {case.weakest} "
                "yang diminta",
            )
        else:
            yield from self._judged(case)

    def _judged(self, case: Case) -> Iterator[Verdict]:
        """What the predicate says, as far as a conflict of texts lets it come."""
        try:
            said = self.judge(case)
            expect(said, Iterable, what=f"what {self.id} says")
            for verdict in said:
                expect(verdict, Verdict, what=f"what {self.id} says")
                yield verdict
        except ConflictError as conflict:
            english, other = conflict.candidates, conflict.indonesian or conflict.candidates
            yield Verdict.undetermined(
                f"the texts conflict on {conflict.key}: {' against '.join(english)}; "
                "decide it by an override that cites its own basis",
                f"aturan-aturan bertentangan mengenai {conflict.key}: {' lawan '.join(other)}; "
                "tetapkan pilihan dengan dasarnya sendiri",
                when=None if conflict.on == case.on else conflict.on,
            )

    def _finding(self, verdict: Verdict, facts: tuple[Fact, ...]) -> Finding:
        used = {fact.key for fact in facts} | set(verdict.missing)
        if strange := sorted(used.difference(self.norm.needs)):
            msg = f"{self.id} uses {', '.join(strange)}, which its norm does not need"
            raise ValueError(msg)
        if self.permits and verdict.status is Status.VIOLATED:
            msg = f"{self.id} permits, and what is permitted cannot be broken"
            raise ValueError(msg)
        return Finding(
            self.norm,
            verdict.status,
            verdict.who,
            verdict.because,
            verdict.advice or self.advice,
            verdict.assumed,
            verdict.when,
            facts,
            verdict.missing,
        )


def _order(finding: Finding) -> tuple[object, ...]:
    """By what findings of one rule are sorted, in whatever order the records came."""
    facts = [attrs.astuple(each) for each in finding.facts]
    return finding.who, finding.because, finding.status, str(finding.when), facts


def rule(
    law: str | Norm,
    *,
    advice: tuple[str, str],
    reads: Iterable[type] = (),
    holds: Told | None = None,
    violated: Told | None = None,
    refused: Told | None = None,
    permitted: Told | None = None,
) -> Callable[[Predicate], Rule]:
    """Make a predicate the rule that judges a norm.

    Args:
        law: Id of a norm of the catalogue, or a host's own norm.
        advice: What to do where it is broken, in English and Indonesian.
        reads: Kinds of a host's own records that the predicate looks at; only then
            may such be put before the audit.
        holds: Tells the worked case that keeps the rule, when it is first asked for.
        violated: Tells the one that breaks it.
        refused: Tells it in place of *violated*, where the model itself refuses every
            history that breaks the rule.
        permitted: Tells the one worked case of a norm that permits (MAY).

    Raises:
        UnknownNameError: If the catalogue has no norm of that id.
        TypeError: If the advice is no tuple of texts.
        ValueError: If the advice lacks a language, or the worked cases are missing or
            not those of such a norm.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.audit import worked
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> empty = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
        >>> @rule("BRD-11", advice=("Elect a board.", "Pilih pengurus."),
        ...     holds=lambda: worked(empty, on=day), violated=lambda: worked(empty, on=day))
        ... def has_a_board(case):
        ...     board = case.read("board.seats", case.now.board)
        ...     yield (Verdict.holds("a board", "ada pengurus") if board
        ...            else Verdict.violated("", "no board", "tanpa pengurus"))
        >>> has_a_board.prove()
        Traceback (most recent call last):
          ...
        ValueError: BRD-11 holds: the worked case gives BRD-11 [by default; ...
    """
    what = law if isinstance(law, Norm) else norm(law)
    both_languages(advice, what="a rule advises")
    if advice[0].strip() == advice[1].strip():
        msg = f"the advice of {what.id} is the same in English and in Indonesian"
        raise ValueError(msg)
    if what.modality is Modality.MAY:
        right = permitted and not (holds or violated or refused)
        wanted = "one worked case, and that is what it permits: permitted="
    else:
        right = holds and bool(violated) != bool(refused) and not permitted
        wanted = "two worked cases: holds=, and violated= (or refused=, by the model itself)"
    if not right:
        msg = f"{what.id} ({what.modality}) has {wanted}"
        raise ValueError(msg)
    given = (
        (Status.HOLDS, permitted or holds, False),
        (Status.VIOLATED, violated, False),
        (Status.VIOLATED, refused, True),
    )
    told = tuple((expected, tell, no) for expected, tell, no in given if tell)

    def bind(predicate: Predicate) -> Rule:
        return Rule(what, predicate, advice, tuple(reads), told)

    return bind


def ruleset(*rules: Rule) -> tuple[Rule, ...]:
    """Rules that are asked together, each norm judged by one.

    Raises:
        TypeError: If one is no rule.
        ValueError: If two rules have the same id.

    Examples:
        >>> from bakohumas.audit import RULES
        >>> ruleset(*RULES) == RULES
        True
        >>> ruleset(*RULES, RULES[0])
        Traceback (most recent call last):
          ...
        ValueError: two rules judge BOD-01
    """
    for each in rules:
        expect(each, Rule, what="a rule to ask")
    ids = [each.id for each in rules]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        msg = f"two rules judge {', '.join(twice)}"
        raise ValueError(msg)
    return rules
