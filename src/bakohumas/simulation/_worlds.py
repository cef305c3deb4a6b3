"""The worlds: which edge is live in which run, and every other toss of a run.

Edge *(u, v)* by channel *c* is live in run *r* exactly when::

    mix64(mix64(key(r) + u*G2) + v*G1 + c*G3) >> 33  <  round(p * 2**31)
    key(r) = mix64(mix64(seed + G2) + r*G1)

modulo 2**64, where ``mix64`` is the finaliser of SplitMix64 (G. Steele, D. Lea,
C. Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
doi:10.1145/2660193.2660195). A probability is kept to 31 bits: 0 and 1 are
exact, any other is within 2.4e-10. The last shift of the outer ``mix64`` does
not touch the bits that are compared, and the back ends leave it out.

Whatever else is tossed in a run has an *aspect* a from 1 on, and with it a key
of its own, ``mix64(key(r) + a*G4)``. A toss about an edge is made as above
with that key; one about a node is ``mix64(key + u*G2) >> 33``. The k-th of
several tosses about one thing adds ``k*G5``, with k = 0 for the first.
"""

from numbers import Real
from typing import Final

FORMAT: Final = 1
"""Version of the worlds and of what is counted in them; a change makes new results."""

MASK: Final = 2**64 - 1
G1: Final = 0x9E3779B97F4A7C15
G2: Final = 0xD1B54A32D192ED03
G3: Final = 0xABC98388FB8FAC03
G4: Final = 0xD6E8FEB86659FD93
G5: Final = 0x8EBC6AF09C88C6E3
M1: Final = 0xBF58476D1CE4E5B9
M2: Final = 0x94D049BB133111EB

KEEP: Final = 1
"""Aspect of the k-th key point that an edge hands on."""
ACCEPT: Final = 2
"""Aspect of a telling that is believed."""
RECOVER: Final = 3
"""Aspect of a node that falls silent after its k-th hour."""
THETA: Final = 4
"""Aspect of the threshold of a node."""
FOLLOW: Final = 5
"""Aspect of the edges over which a correction or a new version goes."""
PERSUADE: Final = 6
"""Aspect of a node that a correction persuades."""
COMMENT: Final = 7
"""Aspect of a node that comments."""
UP: Final = 8
"""Aspect of the edges over which comments travel up."""
THETA_AFTER: Final = 9
"""Aspect of the threshold of a node for a correction or a new version."""


def mix64(x: int) -> int:
    """Spread the bits of a 64-bit integer over all of them."""
    x = (x ^ (x >> 30)) * M1 & MASK
    x = (x ^ (x >> 27)) * M2 & MASK
    return x ^ (x >> 31)


def seed_key(seed: int) -> int:
    """What tells the worlds of one seed from those of all others."""
    return mix64((seed + G2) & MASK)


def run_key(seed: int, run: int) -> int:
    """What tells one run of one seed from all others."""
    return mix64((seed_key(seed) + run * G1) & MASK)


def threshold(probability: float) -> int:
    """A probability in 31 bits.

    Raises:
        TypeError: If it is no number.
        ValueError: If it lies outside [0, 1].
    """
    if type(probability) is not float and (
        isinstance(probability, bool) or not isinstance(probability, Real)
    ):
        msg = f"a probability must be a number in [0, 1], got {probability!r}"
        raise TypeError(msg)
    if not 0 <= probability <= 1:
        msg = f"a probability must lie in [0, 1], got {probability}"
        raise ValueError(msg)
    return round(float(probability) * 2**31)
