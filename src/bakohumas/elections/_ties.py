from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.elections._ballots import in_order
from bakohumas.elections._figures import Figure
from bakohumas.elections._lots import Draw, once, reveal, ticket
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Labelled


class Purpose(Labelled):
    """What a tie is about.

    Examples:
        >>> Purpose.EXCLUSION.label("id")
        'pengguguran'
    """

    ELECTION = "election", "election", "keterpilihan"
    EXCLUSION = "exclusion", "exclusion", "pengguguran"
    SURPLUS = "surplus", "transfer of a surplus", "pelimpahan kelebihan suara"


class Step(Labelled):
    """A way to tell tied candidates apart.

    Examples:
        >>> Step.LOT.label()
        'the public lot'
    """

    BACKWARDS = "backwards", "the votes of earlier rounds", "suara pada putaran sebelumnya"
    ORDER = "order", "the order agreed beforehand", "urutan yang disepakati sebelumnya"
    LOT = "lot", "the public lot", "undian terbuka"
    DRAWN = "drawn", "the lot drawn before witnesses", "undian di hadapan saksi"


@attrs.frozen
class Tie:
    """Candidates with equal votes where one of them had to be chosen.

    Attributes:
        stage: Number of the stage at which they tied.
        over: Whether one of them was to be elected, or excluded, or a surplus transferred first.
        tied: Who had equal votes.
        steps: What was tried, in turn, and whom each step left tied.

    Examples:
        >>> tie = Tie(1, Purpose.ELECTION, ("Ani", "Budi"), ((Step.ORDER, ("Budi",)),))
        >>> tie.chosen, tie.how, tie.tried == tie.decisive
        ('Budi', <Step.ORDER: 'order'>, True)
    """

    stage: int
    over: Purpose
    tied: tuple[str, ...]
    steps: tuple[tuple[Step, tuple[str, ...]], ...] = ()

    @property
    def tried(self) -> tuple[Step, ...]:
        """The steps that were tried."""
        return tuple(step for step, _ in self.steps)

    @property
    def left(self) -> tuple[str, ...]:
        """Who is still tied after the last step; one name where the tie is settled."""
        return self.steps[-1][1] if self.steps else self.tied

    @property
    def decisive(self) -> tuple[Step, ...]:
        """The steps after which fewer were tied than before."""
        before = [self.tied, *(left for _, left in self.steps)]
        return tuple(
            step for (step, left), was in zip(self.steps, before, strict=False) if left != was
        )

    @property
    def chosen(self) -> str | None:
        """Who is elected, or excluded; ``None`` where the tie is not settled."""
        return self.left[0] if len(self.left) == 1 else None

    @property
    def how(self) -> Step | None:
        """The step that settled it; ``None`` where none did."""
        return self.tried[-1] if self.chosen is not None else None


def _as_committed(rule: "TieBreak", _field: object, commitment: str | None) -> None:
    if commitment is not None:
        if rule.lot is None:
            msg = "a commitment binds the seed of a lot: state lot= beside it"
            raise ValueError(msg)
        reveal(rule.lot, commitment)


@attrs.frozen
class TieBreak:
    """How ties are settled, in the order of the attributes.

    What none of them settles stops the count; it is resumed by counting again with
    a fuller rule. An order, a draw and a lot all rank the candidates: of those
    tied for election the first is elected, of those tied for exclusion the last is excluded.

    Attributes:
        backwards: Whether earlier rounds decide: the latest one in which the
            tied candidates differ, and among those still equal the latest before it.
        order: Candidates as ranked beforehand; settles a tie when it names all who are tied.
        lot: Published seed of a public lot, such as figures that nobody could know when
            the voting closed. It ranks the candidates by the hexadecimal SHA-256 of the text
            ``seed|candidate`` in UTF-8, ascending: the same on every machine.
        drawn: Lots drawn by hand for one tie each; tried after the order, before the lot.
        commitment: What :func:`commit` gave for the seed before the voting, if it was
            published; another seed is refused.
        narrow: Whether an earlier round that tells only some apart leaves the
            others out, as rule 51(2) of the Scottish order SSI 2007/42 is read here; otherwise
            only a round that singles one out decides.

    Raises:
        RefusedError: If *lot* is not the seed that was committed to.
        TypeError: If *order* is a string or a set, or an attribute is not of its kind.
        ValueError: If *order* repeats a name, *lot* is blank, or a
            commitment is no SHA-256 or stands there without a lot.

    Examples:
        >>> tie = TieBreak(lot="2015-11-02").settle(("Ani", "Budi"), Purpose.ELECTION)
        >>> tie.chosen, tie.how
        ('Ani', <Step.LOT: 'lot'>)
        >>> from hashlib import sha256
        >>> [sha256(f"2015-11-02|{name}".encode()).hexdigest()[:4] for name in tie.tied]
        ['58cf', 'b1db']
    """

    backwards: bool = attrs.field(default=True, validator=of_kind(bool))
    order: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=[deep_iterable(of_kind(str)), once]
    )
    lot: str | None = attrs.field(default=None, validator=optional(not_blank))
    drawn: tuple[Draw, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(Draw)), kw_only=True
    )
    commitment: str | None = attrs.field(default=None, validator=_as_committed, kw_only=True)
    narrow: bool = attrs.field(default=True, validator=of_kind(bool), kw_only=True)

    def settle(
        self,
        tied: Sequence[str],
        over: Purpose,
        *,
        stage: int = 1,
        earlier: Sequence[Mapping[str, Figure]] = (),
    ) -> Tie:
        """Try each step in turn until one candidate is left.

        Args:
            tied: Who has equal votes.
            over: What one of them is chosen for.
            stage: Number of the stage at which they tie.
            earlier: Votes by candidate in each round before, the first round first.

        Returns:
            The tie with what was tried, settled or not.
        """
        best = over is not Purpose.EXCLUSION
        left = tuple(tied)
        steps = []
        if self.backwards and earlier:
            left = _backwards(left, earlier, max if best else min, narrow=self.narrow)
            steps.append((Step.BACKWARDS, left))
        if len(left) > 1 and self.order:
            if set(left) <= set(self.order):
                left = (sorted(left, key=self.order.index)[0 if best else -1],)
            steps.append((Step.ORDER, left))
        if len(left) > 1 and self.drawn:
            fell = next((draw for draw in self.drawn if draw.settles(left, stage=stage)), None)
            left = (fell.order[0 if best else -1],) if fell else left
            steps.append((Step.DRAWN, left))
        if len(left) > 1 and self.lot:
            left = (sorted(left, key=partial(ticket, self.lot))[0 if best else -1],)
            steps.append((Step.LOT, left))
        return Tie(stage, over, tuple(tied), tuple(steps))


def _backwards(
    left: tuple[str, ...],
    earlier: Sequence[Mapping[str, Figure]],
    extreme: Callable[[Iterable[Figure]], Figure],
    *,
    narrow: bool,
) -> tuple[str, ...]:
    for votes in reversed(earlier):
        bound = extreme(votes[name] for name in left)
        there = tuple(name for name in left if votes[name] == bound)
        if narrow or len(there) == 1:
            left = there
    return left
