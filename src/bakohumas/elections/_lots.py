import hmac
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

import attrs
from attrs.validators import deep_iterable, ge, min_len, optional

from bakohumas.elections._ballots import in_order
from bakohumas.errors import MODEL, RefusedError, expect, not_blank, of_kind

_SHA_256: Final = re.compile("[0-9a-f]{64}")


def once(_rule: object, _field: object, order: tuple[str, ...]) -> None:
    """A validator: an order ranks nobody twice."""
    if len(set(order)) < len(order):
        msg = f"an order names each candidate once, got {order}"
        raise ValueError(msg)


@attrs.frozen
class Draw:
    """A lot drawn by hand, as it fell and before whom.

    Attributes:
        order: Those who were tied as they were drawn: whoever comes first is preferred.
        witnesses: Who saw it, by office or role; at least one.
        stage: Number of the stage whose tie was drawn for; any stage, if left out.

    Raises:
        TypeError: If *order* or *witnesses* is a string or a set.
        ValueError: If somebody stands in the order twice, fewer than two were drawn, or
            nobody saw it.

    Examples:
        >>> draw = Draw(["Budi", "Ani"], witnesses=["the presidium", "teller 1", "teller 2"])
        >>> draw.settles(("Ani", "Budi"), stage=3), draw.settles(("Ani", "Cici"), stage=3)
        (True, False)
    """

    order: tuple[str, ...] = attrs.field(
        converter=in_order, validator=[deep_iterable(of_kind(str)), min_len(2), once]
    )
    witnesses: tuple[str, ...] = attrs.field(
        converter=in_order, validator=[deep_iterable(not_blank), min_len(1)], kw_only=True
    )
    stage: int | None = attrs.field(
        default=None, validator=optional([of_kind(int), ge(1)]), kw_only=True
    )

    def settles(self, tied: Iterable[str], *, stage: int) -> bool:
        """Whether this is the draw for those who are tied at that stage."""
        return set(self.order) == set(tied) and self.stage in {None, stage}


def commit(seed: str) -> str:
    """What is published before the ballots are opened, to bind a seed that is still secret.

    Args:
        seed: The seed of the public lot. Let it be long and of one contest only,
            such as 30 random letters and the name of the seat: a short one can be guessed.

    Returns:
        The hexadecimal SHA-256 of the seed in UTF-8, as ``sha256sum`` prints it.

    Raises:
        TypeError: If *seed* is no text.
        ValueError: If it is blank.

    Examples:
        >>> commit("8 kartu, Ketua 2015")[:16]
        'bd6bfbff4fc50c5f'
    """
    expect(seed, str, what="seed")
    if not seed.strip():
        msg = "seed must not be blank"
        raise ValueError(msg)
    return sha256(seed.encode()).hexdigest()


def reveal(seed: str, commitment: str) -> str:
    """The seed, once it was held against what had been published.

    Args:
        seed: The seed as it is revealed now.
        commitment: What :func:`commit` gave before the ballots were opened.

    Returns:
        The seed.

    Raises:
        RefusedError: If it is another seed.
        TypeError: If one of the two is no text.
        ValueError: If *seed* is blank, or *commitment* is no SHA-256.

    Examples:
        >>> published = commit("8 kartu, Ketua 2015")
        >>> reveal("8 kartu, Ketua 2015", published)
        '8 kartu, Ketua 2015'
    """
    expect(commitment, str, what="commitment")
    found, published = commit(seed), commitment.strip().lower()
    if not _SHA_256.fullmatch(published):
        msg = "a commitment is the SHA-256 of a seed in 64 hexadecimal digits, as commit() "
        msg += f"gives it, got {commitment!r}"
        raise ValueError(msg)
    if not hmac.compare_digest(found, published):
        raise RefusedError(
            "draw the public lot",
            f"the seed has the SHA-256 {found}, and {commitment} was published",
            MODEL,
            "reveal the seed that was committed to, or draw by hand before witnesses",
        )
    return seed


def ticket(seed: str, name: str) -> str:
    """What ranks a candidate in a public lot, ascending."""
    return sha256(f"{seed}|{name}".encode()).hexdigest()
