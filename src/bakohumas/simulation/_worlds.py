"""The worlds: which edge is live in which run.

Edge *(u, v)* by channel *c* is live in run *r* exactly when::

    mix64(mix64(key(r) + u*G2) + v*G1 + c*G3) >> 33  <  round(p * 2**31)
    key(r) = mix64(mix64(seed + G2) + r*G1)

modulo 2**64, where ``mix64`` is the finaliser of SplitMix64 (G. Steele, D. Lea,
C. Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
doi:10.1145/2660193.2660195). A probability is kept to 31 bits: 0 and 1 are
exact, any other is within 2.4e-10. The last shift of the outer ``mix64`` does
not touch the bits that are compared, and the back ends leave it out.
"""

from numbers import Real
from typing import Final

FORMAT: Final = 1
"""Version of the worlds and of what is counted in them; a change makes new results."""

MASK: Final = 2**64 - 1
G1: Final = 0x9E3779B97F4A7C15
G2: Final = 0xD1B54A32D192ED03
G3: Final = 0xABC98388FB8FAC03
M1: Final = 0xBF58476D1CE4E5B9
M2: Final = 0x94D049BB133111EB


def mix64(x: int) -> int:
    """Spread the bits of a 64-bit integer over all of them."""
    x = (x ^ (x >> 30)) * M1 & MASK
    x = (x ^ (x >> 27)) * M2 & MASK
    return x ^ (x >> 31)


def run_key(seed: int, run: int) -> int:
    """What tells one run of one seed from all others."""
    return mix64((mix64((seed + G2) & MASK) + run * G1) & MASK)


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
