"""The only file that imports numba: it compiles the kernels, here and nowhere else."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numba
import numpy as np
from numba.core import cgutils, errors, types
from numba.extending import intrinsic, overload, register_jitable

from bakohumas.simulation import _calendars, _forces, _kernels, _vectors
from bakohumas.simulation._backends import say_once
from bakohumas.simulation._hosts import hosted
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._numpy import seen
from bakohumas.simulation._python import PLAIN
from bakohumas.simulation._tallies import Tally

machine: Any = cgutils
ir: Any = machine.ir


@overload(_kernels.whole, strict=False)
def _whole(x: Any) -> Any:  # noqa: ANN401, ARG001 - numba asks by the type of the argument
    return lambda x: np.int64(x)  # noqa: PLW0108 - numba compiles a function of ours only


@overload(_kernels.word, strict=False)
def _word(x: Any) -> Any:  # noqa: ANN401, ARG001 - numba asks by the type of the argument
    return lambda x: np.uint64(x)  # noqa: PLW0108 - numba compiles a function of ours only


def _prefetching(_context: Any, numbers: Any, place: Any) -> Any:  # noqa: ANN401 - numba has no types
    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401 - so here
        kind = signature.args[0]
        view = context.make_array(kind)(context, builder, given[0])
        at = context.cast(builder, given[1], signature.args[1], types.intp)
        pointer = machine.get_item_pointer(
            context, builder, kind, view, [at], wraparound=False, boundscheck=False
        )
        byte, flag = ir.IntType(8).as_pointer(), ir.IntType(32)
        shape = ir.FunctionType(ir.VoidType(), [byte, flag, flag, flag])
        asked = machine.get_or_insert_function(builder.module, shape, "llvm.prefetch.p0i8")
        to_read, near, data = (ir.Constant(flag, value) for value in (0, 3, 1))
        builder.call(asked, [builder.bitcast(pointer, byte), to_read, near, data])
        return context.get_dummy_value()

    return types.void(numbers, place), code


def _counting(_context: Any, _word: Any) -> Any:  # noqa: ANN401 - numba has no types
    def code(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:  # noqa: ANN401 - so here
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), code


_asked_for: Any = intrinsic(_prefetching)
_zeros_below: Any = intrinsic(_counting)


@overload(_kernels.lowest, strict=False)
def _lowest(x: Any) -> Any:  # noqa: ANN401, ARG001 - numba asks by the type of the argument
    return lambda x: np.int64(_zeros_below(x))


def _asked(numbers: Any, place: Any) -> Any:  # noqa: ANN401 - numba has no types
    return _asked_for(numbers, place)  # pragma: no cover - only numba runs it


def _itself(part: Callable[..., Any], *_types: Any) -> Callable[..., Any]:  # noqa: ANN401 - as above
    return part


for _part in (
    _kernels.half,
    _kernels.mix,
    _kernels.several,
    _kernels.bar_of,
    _calendars.salted,
    _calendars.kept,
    _calendars.hours_back,
):
    register_jitable(_part)
_within: tuple[Callable[..., Any], ...] = (_kernels.spread, _forces.moved)
for _whole_part in _within:
    overload(_whole_part, strict=False, inline="always")(partial(_itself, _whole_part))


def jitted(kernel: Callable[..., Any]) -> Any:  # noqa: ANN401 - numba has no types
    """A kernel that is compiled when it first runs, and kept on disk where there is a place.

    It runs without the interpreter's lock.
    """
    try:
        return numba.njit(nogil=True, cache=True)(kernel)
    except RuntimeError:  # no writable cache directory
        say_once("faster from the second start on: let NUMBA_CACHE_DIR name a place to write to")
        return numba.njit(nogil=True)(kernel)


def compiles(tried: Callable[..., Any], *given: Any) -> bool:  # noqa: ANN401 - as above
    """Whether this machine's compiler takes some code of ours, to run it on what is *given*."""
    try:
        jitted(tried)(*given)
    except (errors.NumbaError, RuntimeError) as refused:
        say_once(f"slower than it might be, as the compiler refuses {tried.__name__}: {refused}")
        return False
    return True


_few, _words = np.zeros(_kernels.WIDE, np.int32), np.zeros(_kernels.WIDE, np.uint64)
_quick: dict[str, Any] = {"prefetch": _asked} if compiles(_asked, _few, 0) else {}
if compiles(_vectors.tried, _few, _words, np.uint64(0)):
    _quick |= {name: getattr(_vectors, name) for name in ("alike", "apart", "by_channel")}
for _name in ("prefetch", "alike", "apart", "by_channel"):
    _plain: Any = getattr(_kernels, _name)
    overload(_plain, strict=False)(partial(_itself, _quick.get(_name, _plain)))
KERNELS = {name: jitted(kernel) for name, kernel in PLAIN.items()}


def run(job: Job, *, first: int, last: int) -> Tally:
    """Runs *first* to *last* - 1 by a compiled kernel."""
    packed = partial(getattr, job.plan, "packed")
    return hosted(job, first, last, KERNELS, shown=seen, packed=packed)
