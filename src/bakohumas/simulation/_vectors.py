"""So many edges judged at once, in the vectors of the processor: what numba has no words for.

Each function here makes the code of one of ``_kernels.py``, and means the same.
"""

from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic

from bakohumas.simulation._kernels import LOW, WIDE, Numbers
from bakohumas.simulation._worlds import G1, G3, M1, M2

machine: Any = cgutils
ir: Any = machine.ir
_WORD, _NUMBER = ir.IntType(64), ir.IntType(32)
_WORDS, _NUMBERS = ir.VectorType(_WORD, WIDE), ir.VectorType(_NUMBER, WIDE)


def _every(word: int) -> Any:  # noqa: ANN401 - numba has no types
    return ir.Constant(_WORDS, [word] * WIDE)


def _spread(builder: Any, word: Any) -> Any:  # noqa: ANN401 - as above
    """A word in every place of a vector."""
    none = ir.Constant(_WORDS, ir.Undefined)
    first = builder.insert_element(none, word, ir.Constant(_NUMBER, 0))
    return builder.shuffle_vector(first, none, ir.Constant(_NUMBERS, [0] * WIDE))


def _read(context: Any, builder: Any, kind: Any, numbers: Any, at: Any) -> Any:  # noqa: ANN401 - as above
    """So many integers of an array, as words."""
    view = context.make_array(kind)(context, builder, numbers)
    pointer = machine.get_item_pointer(
        context, builder, kind, view, [at], wraparound=False, boundscheck=False
    )
    row = _NUMBERS if kind.dtype.bitwidth == _NUMBER.width else _WORDS
    found = builder.load(builder.bitcast(pointer, row.as_pointer()))
    found.align = kind.dtype.bitwidth // 8
    return builder.zext(found, _WORDS) if row is _NUMBERS else found


def _judged(builder: Any, base: Any, salts: Any, limits: Any) -> Any:  # noqa: ANN401 - as above
    """Which salts have a hash below their limit, as the bits of a word."""
    x = builder.add(salts, _spread(builder, base))
    for shift, factor in ((30, M1), (27, M2)):
        x = builder.mul(builder.xor(x, builder.lshr(x, _every(shift))), _every(factor))
    live = builder.icmp_unsigned("<", builder.lshr(x, _every(33)), limits)
    return builder.zext(builder.bitcast(live, ir.IntType(WIDE)), _WORD)


def _for_alike(_context: Any, target: Any, _limit: Any, _base: Any, _at: Any) -> Any:  # noqa: ANN401 - as above
    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401 - so here
        numbers, limit, base, at = given
        targets = _read(context, builder, signature.args[0], numbers, at)
        salts = builder.mul(targets, _every(G1))
        return _judged(builder, base, salts, _spread(builder, limit))

    return types.uint64(target, types.uint64, types.uint64, types.int64), code


def _for_apart(_context: Any, packed: Any, _base: Any, _at: Any) -> Any:  # noqa: ANN401 - as above
    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401 - so here
        numbers, base, at = given
        edges = _read(context, builder, signature.args[0], numbers, at)
        salts = builder.mul(builder.and_(edges, _every(LOW)), _every(G1))
        return _judged(builder, base, salts, builder.lshr(edges, _every(32)))

    return types.uint64(packed, types.uint64, types.int64), code


def _for_by_channel(_context: Any, packed: Any, channel: Any, _base: Any, _at: Any) -> Any:  # noqa: ANN401 - as above
    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401 - so here
        numbers, ways, base, at = given
        edges = _read(context, builder, signature.args[0], numbers, at)
        channels = _read(context, builder, signature.args[1], ways, at)
        salts = builder.mul(builder.and_(edges, _every(LOW)), _every(G1))
        salts = builder.add(salts, builder.mul(channels, _every(G3)))
        return _judged(builder, base, salts, builder.lshr(edges, _every(32)))

    return types.uint64(packed, channel, types.uint64, types.int64), code


_alike: Any = intrinsic(_for_alike)
_apart: Any = intrinsic(_for_apart)
_by_channel: Any = intrinsic(_for_by_channel)


# Only numba runs what follows: there is nothing in it for coverage to see.


def alike(target: Numbers, limit: int, base: int, at: int) -> int:  # pragma: no cover
    """As :func:`bakohumas.simulation._kernels.alike`."""
    found: int = _alike(target, limit, base, at)
    return found


def apart(packed: Numbers, base: int, at: int) -> int:  # pragma: no cover
    """As :func:`bakohumas.simulation._kernels.apart`."""
    found: int = _apart(packed, base, at)
    return found


def by_channel(  # pragma: no cover
    packed: Numbers, channel: Numbers, base: int, at: int
) -> int:
    """As :func:`bakohumas.simulation._kernels.by_channel`."""
    found: int = _by_channel(packed, channel, base, at)
    return found


def tried(target: Numbers, packed: Numbers, base: int) -> int:  # pragma: no cover
    """Something of all of them, for whoever wants to know whether they compile."""
    first = _alike(target, base, base, 0) | _apart(packed, base, 0)
    found: int = first | _by_channel(packed, target, base, 0)
    return found
