from typing import Any

import attrs


class _Brief:
    """A model that shows what is not as usual with it."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(self))
        pairs = ((field, getattr(self, field.name)) for field in fields)
        shown = (f"{field.name}={value!r}" for field, value in pairs if value != field.default)
        return f"{type(self).__name__}({', '.join(shown)})"


@attrs.frozen(kw_only=True, repr=False)
class IndependentCascade(_Brief):
    """The independent cascade: whoever hears the news tells it once over each tie.

    A telling over a tie succeeds with the tie's probability, whatever happened
    on others. In one world every tie is live or not from the start, and the news
    reaches whoever a path of live ties leads to.

    References:
        D. Kempe, J. Kleinberg, É. Tardos (2003), *Maximizing the spread of
        influence through a social network*, KDD '03, doi:10.1145/956750.956769.

    Examples:
        >>> from bakohumas.simulation import Plan, simulate
        >>> sure = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
        >>> simulate(sure, IndependentCascade(), seeds=[0], runs=2, seed=1).sizes
        (3, 3)
    """

    @property
    def counted(self) -> dict[str, int]:
        """What it counts besides who is reached, and how many integers of it a run."""
        return {}

    def kernel(self, *, delays: bool) -> str:
        """The kernel that does it, where *delays* matter or not."""
        return "calendar" if delays else "cascade"


Model = IndependentCascade
"""How news moves."""
