import attrs

from bakohumas.errors import of_kind
from bakohumas.law._evidence import Grade


@attrs.frozen
class Assumption:
    """A number that a model needs and that no text lays down.

    Attributes:
        name: What it is, such as ``"forum.attendance"``.
        value: The value used.
        low: The least value still thought possible.
        high: The greatest value still thought possible.
        grade: How sure we are of it.
        meaning: What it says, in English and Indonesian.
        source: Where it comes from; empty for a default of the library.

    Raises:
        ValueError: If not ``low <= value <= high``.

    Examples:
        >>> online = Assumption("online", 0.71, 0.6, 0.8, Grade.C, ("online daily", "daring"))
        >>> online.grade.label("id")
        'praktik, pidato, atau pendapat'
    """

    name: str
    value: float
    low: float
    high: float
    grade: Grade = attrs.field(validator=of_kind(Grade))
    meaning: tuple[str, str]
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            msg = f"{self.name}: {self.value} lies outside [{self.low}, {self.high}]"
            raise ValueError(msg)
