from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.elections._profiles import in_order
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


class Step(Labelled):
    """A way to tell tied candidates apart.

    Examples:
        >>> Step.LOT.label()
        'the public lot'
    """

    BACKWARDS = "backwards", "the votes of earlier rounds", "suara pada putaran sebelumnya"
    ORDER = "order", "the order agreed beforehand", "urutan yang disepakati sebelumnya"
    LOT = "lot", "the public lot", "undian terbuka"


@attrs.frozen
class Tie:
    """Candidates with equal votes where one of them had to be chosen.

    Attributes:
        stage: Number of the stage at which they tied.
        over: Whether one of them was to be elected, or excluded.
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


def _once(_rule: object, _field: object, order: tuple[str, ...]) -> None:
    if len(set(order)) < len(order):
        msg = f"an order names each candidate once, got {order}"
        raise ValueError(msg)


@attrs.frozen
class TieBreak:
    """How ties are settled, in the order of the attributes.

    What none of them settles stops the count. An order and a lot both rank
    the candidates: of those tied for election the first is elected, of those
    tied for exclusion the last is excluded.

    Attributes:
        backwards: Whether earlier rounds decide: the latest one in which the
            tied candidates differ, and among those still equal the latest before it.
        order: Candidates as ranked beforehand, or as drawn by hand; settles a tie when
            it names all who are tied.
        lot: Published seed of a public lot, such as figures that nobody could know when
            the voting closed. It ranks the candidates by the hexadecimal SHA-256 of the text
            ``seed|candidate`` in UTF-8, ascending: the same on every machine.

    Raises:
        TypeError: If *order* is a string or a set, or an attribute is not of its kind.
        ValueError: If *order* repeats a name, or *lot* is blank.

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
        default=(), converter=in_order, validator=[deep_iterable(of_kind(str)), _once]
    )
    lot: str | None = attrs.field(default=None, validator=optional(not_blank))

    def settle(
        self,
        tied: Sequence[str],
        over: Purpose,
        *,
        stage: int = 1,
        earlier: Sequence[Mapping[str, int]] = (),
    ) -> Tie:
        """Try each step in turn until one candidate is left.

        Args:
            tied: Who has equal votes.
            over: Whether one of them is to be elected, or excluded.
            stage: Number of the stage at which they tie.
            earlier: Votes by candidate in each round before, the first round first.

        Returns:
            The tie with what was tried, settled or not.
        """
        best = over is Purpose.ELECTION
        left = tuple(tied)
        steps = []
        if self.backwards and earlier:
            left = _backwards(left, earlier, max if best else min)
            steps.append((Step.BACKWARDS, left))
        if len(left) > 1 and self.order:
            if set(left) <= set(self.order):
                left = (sorted(left, key=self.order.index)[0 if best else -1],)
            steps.append((Step.ORDER, left))
        if len(left) > 1 and self.lot:
            left = (sorted(left, key=self._draw)[0 if best else -1],)
            steps.append((Step.LOT, left))
        return Tie(stage, over, tuple(tied), tuple(steps))

    def _draw(self, name: str) -> str:
        return sha256(f"{self.lot}|{name}".encode()).hexdigest()


def _backwards(
    left: tuple[str, ...],
    earlier: Sequence[Mapping[str, int]],
    extreme: Callable[[Iterable[int]], int],
) -> tuple[str, ...]:
    for votes in reversed(earlier):
        bound = extreme(votes[name] for name in left)
        left = tuple(name for name in left if votes[name] == bound)
    return left
