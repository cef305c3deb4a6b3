"""Plans as archives of NumPy: read member by member, of a known size, and nothing unpickled."""

from array import array
from errno import EINVAL
from io import BytesIO
from os import SEEK_END, PathLike
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is an error

import attrs
import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from bakohumas.errors import FormatError
from bakohumas.networks import Role
from bakohumas.simulation._plans import EVERYBODY, Plan
from bakohumas.simulation._worlds import MASK

LARGEST: Final = 2**32
"""Most bytes of all members of an archive together."""
_EDGES: Final = ("source", "target", "probability", "delay", "channel", "keep", "credibility")
_NEEDED: Final = ("n", "source", "target", "probability")
_TEXTS: Final = ("codes", "channels", "groups", "tier", "area")
_NODES: Final = {"group": "i", "weight": "q"}
_NAMES: Final = (*_EDGES, "n", *_TEXTS, *_NODES)
_LONGEST = 2**16
"""Most characters of what a member says of itself."""
_PACKED = 64
"""How many times larger than its archive a plan may be."""
_MARK = b"PK\x05\x06"
_END = Struct("<4s4H2LH")
_TAIL = _END.size + 2**16
_LIST = 2**14
"""Most bytes of the list of the members."""
_ALONE = 2**20
"""Nodes that a plan of hardly any edges may have."""

Array = NDArray[Any]


def written(plan: Plan) -> bytes:
    """The archive of a plan; the same bytes each time."""
    degree = np.diff(np.asarray(plan.start))
    columns: dict[str, Array] = {
        "n": np.array(len(plan), "<i8"),
        "source": np.repeat(np.arange(len(plan), dtype="<i4"), degree),
        "target": np.asarray(plan.target, "<i4"),
        "probability": _chances(plan.threshold),
        "channel": np.asarray(plan.channel, "<i4"),
        "group": np.asarray(plan.group, "<i4"),
        "weight": np.asarray(plan.weight, "<i8"),
    }
    if plan.delay:
        columns["delay"] = np.asarray(plan.delay, "<i4")
    for name in ("keep", "credibility"):
        if chances := getattr(plan, name):
            columns[name] = _chances(chances)
    for name in _TEXTS:
        if (texts := getattr(plan, name)) or name == "groups":
            columns[name] = np.array(texts, "<U")
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, column in columns.items():
            member = BytesIO()
            npy.write_array(member, column, version=(1, 0), allow_pickle=False)
            archive.writestr(ZipInfo(f"{name}.npy"), member.getvalue())
    return file.getvalue()


def _chances(limits: "array[int]") -> Array:
    return np.asarray(limits, "<f8") / 2**31  # exactly


def read(path: "str | PathLike[str]") -> Plan:
    """The plan of an archive.

    Raises:
        FormatError: If it is none.
    """
    try:
        with Path(path).open("rb") as file:
            return _plan(_inside(file))
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ZlibError) as slip:
        raise FormatError(str(path), (f"it is no archive that can be read: {slip}",)) from slip
    except (TypeError, ValueError) as slip:
        raise FormatError(str(path), (str(slip),)) from slip


def _inside(file: BinaryIO) -> dict[str, Array]:
    try:
        _few(file)
        with ZipFile(file) as archive:
            return _members(archive)
    except OSError as slip:
        if slip.errno != EINVAL:
            raise
        raise ValueError("it says that a member begins before the file does") from slip


def _few(file: BinaryIO) -> None:
    """Refuse an archive whose list of members is longer than any plan's, before it is read."""
    file.seek(max(0, file.seek(0, SEEK_END) - _TAIL))
    tail = file.read()
    at = len(tail) - _END.size if tail[-_END.size :].startswith(_MARK) else tail.rfind(_MARK)
    if at < 0 or len(tail) < at + _END.size:
        return  # what it is not, ZipFile says
    _, _, _, _, count, size, _, _ = _END.unpack_from(tail, at)
    if count > len(_NAMES) or size > _LIST or tail[:at][-20:].startswith(b"PK\x06\x07"):
        msg = f"it has more members than a plan: {', '.join(_NAMES)}"
        raise ValueError(msg)


def _members(archive: ZipFile) -> dict[str, Array]:
    infos = archive.infolist()
    names = [info.filename.removesuffix(".npy") for info in infos]
    if strange := sorted({name for name in names if name not in _NAMES}):
        msg = f"it has members {strange[:5]}, which are not of a plan: {', '.join(_NAMES)}"
        raise ValueError(msg)
    if len(set(names)) < len(names):
        raise ValueError("a member stands twice")
    if missing := [name for name in _NEEDED if name not in names]:
        msg = f"without {missing}"
        raise ValueError(msg)
    if sum(info.file_size for info in infos) > LARGEST:
        msg = f"it is larger than {LARGEST} bytes"
        raise ValueError(msg)
    if sum(info.file_size for info in infos) > sum(info.compress_size for info in infos) * _PACKED:
        msg = f"it is packed to less than a part in {_PACKED} of what it holds"
        raise ValueError(msg)
    heads = {name: _head(archive, info) for name, info in zip(names, infos, strict=True)}
    edges = heads["source"].shape
    for name, head in heads.items():
        if name in _EDGES and head.shape != edges:
            msg = f"columns of edges must be equally long: {name} {head.shape}, source {edges}"
            raise ValueError(msg)
    return {name: _array(archive, head) for name, head in heads.items()}


class _Head(NamedTuple):
    """What a member says of itself, before any of it is read."""

    info: ZipInfo
    start: int
    shape: tuple[int, ...]
    kind: "np.dtype[Any]"

    @property
    def values(self) -> int:
        """How many values it has."""
        return int(np.prod(self.shape, dtype=object)) if self.shape else 1


def _head(archive: ZipFile, info: ZipInfo) -> _Head:
    """The head of a member, if it is one that a plan may have, and as long as it says."""
    with archive.open(info) as member:
        version = npy.read_magic(member)
        if version not in {(1, 0), (2, 0)}:
            msg = f"{info.filename}: version {version} of the format is not known"
            raise ValueError(msg)
        head = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _, kind = head(member, max_header_size=_LONGEST)
        found = _Head(info, member.tell(), shape, kind)
    size = info.file_size - found.start
    if kind.kind not in "iufU" or len(shape) > 1 or found.values * kind.itemsize != size:
        msg = f"{info.filename}: {kind} of shape {shape} is no column of numbers or texts"
        raise ValueError(msg)
    if info.filename.startswith("n.") and (found.values != 1 or kind.kind not in "iu"):
        raise ValueError("n must be one whole number")
    return found


def _array(archive: ZipFile, head: _Head) -> Array:
    with archive.open(head.info) as member:
        member.read(head.start)
        data = member.read()
    column = np.frombuffer(data, head.kind, head.values).reshape(head.shape)
    return column if column.dtype.isnative else column.astype(head.kind.newbyteorder("="))


def _plan(found: dict[str, Array]) -> Plan:
    n, most = int(found["n"].reshape(())[()]), _ALONE + 4 * len(found["source"].reshape(-1))
    if n > most:
        msg = f"{n} nodes are too many for so few edges: at most {most}"
        raise ValueError(msg)
    columns: dict[str, Any] = {name: found.get(name) for name in _EDGES}
    plan = Plan.from_arrays(n, **columns)
    texts: dict[str, Any] = {name: _texts(name, found[name]) for name in _TEXTS if name in found}
    numbers: dict[str, Array] = {name: found[name] for name in _NODES if name in found}
    if problem := _problem(len(plan), plan, texts, numbers):
        raise ValueError(problem)
    more: dict[str, Any] = {
        name: array(_NODES[name], column.astype(np.dtype(_NODES[name])).tobytes())
        for name, column in numbers.items()
    }
    return attrs.evolve(plan, **texts, **more)


def _texts(name: str, column: Array) -> tuple[str, ...]:
    if column.dtype.kind != "U":
        msg = f"{name} must hold texts"
        raise ValueError(msg)
    return tuple(column.tolist())


def _problem(
    n: int, plan: Plan, texts: dict[str, tuple[str, ...]], numbers: dict[str, Array]
) -> str:
    lengths = {name: len(column) for name, column in texts.items()}
    lengths |= {name: column.size for name, column in numbers.items()}
    for name, length in lengths.items():
        if name not in {"channels", "groups"} and length != n:
            return f"{name} must have one value a node"
    for name in ("codes", "channels", "groups"):
        if len(set(texts.get(name, ()))) != len(texts.get(name, ())):
            return f"{name} must differ"
    if "channels" in texts and max(plan.channel, default=-1) >= len(texts["channels"]):
        return "a channel has no name"
    return _of_groups(texts.get("groups", (EVERYBODY,)), numbers)


def _of_groups(groups: tuple[str, ...], numbers: dict[str, Array]) -> str:
    if groups != (EVERYBODY,) and not set(groups) <= {role.value for role in Role}:
        return f"groups must be roles, got {groups[:5]}"
    if any(column.dtype.kind not in "iu" for column in numbers.values()):
        return "group and weight must be whole numbers"
    group, weight = numbers.get("group"), numbers.get("weight")
    if group is not None and len(group) and not (0 <= group.min() <= group.max() < len(groups)):
        return "a group has no name"
    if groups != (EVERYBODY,) and group is None:
        return "groups need the group of each node"
    people = [] if weight is None else [int(each) for each in weight]
    if any(each < 0 for each in people) or sum(people) > MASK >> 1:
        return "weights must not be negative, nor more than 63 bits can count"
    return ""
