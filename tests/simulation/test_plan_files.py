import sys
import tracemalloc
import zipfile
from errno import EIO
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakohumas.errors import FormatError, MissingExtraError
from bakohumas.networks import InformationNetwork
from bakohumas.simulation import Plan, compile_plan, read_plan, write_plan
from bakohumas.testing import information_networks
from worlds_by_hand import some_plan

EDGES: dict[str, Any] = {
    "n": np.array(3),
    "source": np.array([0, 1]),
    "target": np.array([1, 2]),
    "probability": np.array([1.0, 0.5]),
}


def saved(folder: Path, **columns: Any) -> Path:  # noqa: ANN401 - whatever NumPy stores
    """An archive as anybody may write it; a column that is None is left out."""
    path = folder / "net.npz"
    given_ = {name: column for name, column in (EDGES | columns).items() if column is not None}
    np.savez_compressed(path, **given_)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(information_networks())
def test_a_plan_comes_back_as_it_was(tmp_path: Path, network: InformationNetwork) -> None:
    """Every column, to the last bit; and the file of one plan has the same bytes."""
    plan = compile_plan(network)
    write_plan(plan, tmp_path / "one.npz")
    write_plan(read_plan(tmp_path / "one.npz"), str(tmp_path / "other.npz"))

    again = read_plan(str(tmp_path / "other.npz"))
    assert again.digest == plan.digest
    assert again.channels == plan.channels
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


@given(st.integers(0, 50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_plan_of_numbers_comes_back(tmp_path: Path, seed: int) -> None:
    """With hours, channels, chances to keep and credibilities."""
    plan = some_plan(seed)
    write_plan(plan, tmp_path / "one.npz")

    assert read_plan(tmp_path / "one.npz").digest == plan.digest


def test_archives_of_others_are_read(tmp_path: Path) -> None:
    """In any order, of any width and byte order, compressed or not."""
    plan = Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 0.5])
    swapped = {
        "source": np.array([1, 0], ">i8"),
        "target": np.array([2, 1], np.uint8),
        "probability": np.array([0.5, 1.0], np.float32),
        "n": np.array([3]),
    }

    assert read_plan(saved(tmp_path)).digest == plan.digest
    assert read_plan(saved(tmp_path, **swapped)).digest == plan.digest
    named = saved(tmp_path, codes=np.array(["a", "b", "c"]), weight=np.array([1, 2, 3]))
    assert read_plan(named).codes == ("a", "b", "c")
    assert list(read_plan(named).weight) == [1, 2, 3]


WRONG: dict[str, dict[str, Any]] = {
    "without ['target']": {"target": None},
    "which are not of a plan": {"nodes": np.array(3)},
    "n must be one whole number": {"n": np.array([3, 4])},
    "n must be one whole number ": {"n": np.array(3.0)},
    "9000000 nodes are too many for so few edges: at most 1048584": {"n": np.array(9_000_000)},
    "n must lie in 0 to 2147483647, got -1": {"n": np.array(-1)},
    "is no column of numbers or texts": {"source": np.array([[0], [1]])},
    "is no column of numbers or texts ": {"target": np.array([b"a", b"b"])},
    "edge 0 -> 7": {"target": np.array([7, 2])},
    "must lie in [0, 1], got nan": {"probability": np.array([1, np.nan])},
    "must be equally long": {"probability": np.array([1.0])},
    "codes must have one value a node": {"codes": np.array(["a", "b"])},
    "codes must differ": {"codes": np.array(["a", "a", "b"])},
    "codes must hold texts": {"codes": np.array([1, 2, 3])},
    "a channel has no name": {"channel": np.array([0, 1]), "channels": np.array(["mail"])},
    "groups must be roles": {"groups": np.array(["king"]), "group": np.array([0, 0, 0])},
    "groups need the group": {"groups": np.array(["member"])},
    "a group has no name": {"groups": np.array(["member"]), "group": np.array([0, 0, 1])},
    "group and weight must be whole": {"weight": np.array([1.0, 2.0, 3.0])},
    "weights must not be negative": {"weight": np.array([1, 2, -3])},
    "more than 63 bits": {"weight": np.array([2**62, 2**62, 1])},
    "source must hold whole numbers": {"source": np.array(["0", "1"])},
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_no_plan_is_refused(tmp_path: Path, words: str) -> None:
    """With the file and what is wrong with it."""
    with pytest.raises(FormatError) as refused:
        read_plan(saved(tmp_path, **WRONG[words]))

    assert words.strip() in str(refused.value)
    assert "net.npz" in str(refused.value)


def test_nothing_is_unpickled(tmp_path: Path) -> None:
    """An archive of objects is refused by its heading."""
    with pytest.raises(FormatError, match="no column of numbers or texts"):
        read_plan(saved(tmp_path, source=np.array([{}, None], object)))


def member(data: bytes, *, twice: bool = False) -> bytes:
    """An archive in which one member says something odd."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("n", "source", "target", "probability"):
            archive.writestr(f"{name}.npy", data)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("n.npy", data)
    return file.getvalue()


def header(text: str, version: int = 1) -> bytes:
    """A member of NumPy's form with a heading of one's own."""
    size = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode()


HUGE = "{'descr': '<i8', 'fortran_order': False, 'shape': (1000000000000,)}\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no archive", "no archive that can be read"),
        (b"", "no archive that can be read"),
        (member(b"\x93NUMPY\x01"), "net.npz"),
        (member(b""), "net.npz"),
        (member(header(HUGE)), "no column of numbers or texts"),
        (member(header(HUGE, 2)), "no column of numbers or texts"),
        (member(header(HUGE, 3)), r"version \(3, 0\) of the format"),
        (member(header("{" * 70_000, 2)), "net.npz"),
        (member(header(HUGE), twice=True), "a member stands twice"),
    ],
)
def test_damaged_archives_are_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """Nothing is allocated for what a heading merely claims."""
    path = tmp_path / "net.npz"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=words):
        read_plan(path)


@pytest.mark.parametrize("at", range(0, 1200, 7))
def test_a_flipped_byte_is_refused_or_harmless(tmp_path: Path, at: int) -> None:
    """Never an exception of somebody else's."""
    path = saved(tmp_path)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 0xFF
    path.write_bytes(bytes(data))
    try:
        found = read_plan(path)
    except FormatError as refused:
        assert "net.npz" in str(refused)  # noqa: PT017 - either will do
    else:
        assert isinstance(found, Plan)


def test_large_archives_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what the archive says of its members, before any is read."""
    monkeypatch.setattr("bakohumas.simulation._npz.LARGEST", 500)
    with pytest.raises(FormatError, match="larger than 500 bytes"):
        read_plan(saved(tmp_path))


def failing(_archive: object) -> None:
    """A disk that fails while it is read."""
    raise OSError(EIO, "the disk is gone")


def test_files_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operating system's word is left as it is; without NumPy, one is told what to install."""
    with pytest.raises(FileNotFoundError):
        read_plan(tmp_path / "nowhere.npz")
    with monkeypatch.context() as broken:
        broken.setattr(zipfile.ZipFile, "infolist", failing)
        with pytest.raises(OSError, match="the disk is gone"):
            read_plan(saved(tmp_path))
    odd: Any = "x"
    with pytest.raises(TypeError, match="plan must be a Plan"):
        write_plan(odd, tmp_path / "x.npz")
    monkeypatch.delitem(sys.modules, "bakohumas.simulation._npz")
    monkeypatch.delattr("bakohumas.simulation._npz")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingExtraError, match=r"read_plan needs numpy.*bakohumas\[sim\]"):
        read_plan(tmp_path / "nowhere.npz")


def bomb(path: Path, name: str, kind: str, count: int) -> None:
    """The archive of a small plan, one member of which claims so many values, all of them 0."""
    write_plan(compile_plan(InformationNetwork.from_pairs([("a", "b")], channel="c")), path)
    with zipfile.ZipFile(path) as small:
        data = {each: small.read(each) for each in small.namelist()}
    head = BytesIO()
    said = {"descr": kind, "fortran_order": False, "shape": (count,)}
    np.lib.format.write_array_header_1_0(head, said)
    data[f"{name}.npy"] = head.getvalue() + bytes(count * np.dtype(kind).itemsize)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, held_data in data.items():
            archive.writestr(each, held_data)


@pytest.mark.parametrize(("name", "kind"), [("n", "<f8"), ("source", "<i8"), ("weight", "<i8")])
def test_what_is_packed_too_small_is_refused_before_it_is_read(
    name: str, kind: str, tmp_path: Path
) -> None:
    """Law: an archive takes no more memory than a fixed multiple of its own size."""
    path = tmp_path / "bomb.npz"
    bomb(path, name, kind, 2**20)

    tracemalloc.start()
    try:
        with pytest.raises(FormatError, match="packed to less than a part in 64"):
            read_plan(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2**20


def test_columns_of_edges_are_as_long_as_one_another_before_they_are_read(tmp_path: Path) -> None:
    """A column that does not fit the others is refused by what it says of itself."""
    path = tmp_path / "long.npz"
    bomb(path, "channel", "<i4", 500)

    with pytest.raises(FormatError, match="must be equally long: channel"):
        read_plan(path)


@pytest.mark.parametrize("comment", [b"", b"a note"])
def test_a_long_list_of_members_is_refused_before_it_is_read(
    tmp_path: Path, comment: bytes
) -> None:
    """Fifty thousand members are more than a plan has."""
    path = tmp_path / "many.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = comment
        for number in range(200):
            archive.writestr(f"{number}.npy", b"")

    with pytest.raises(FormatError, match="it has more members than a plan"):
        read_plan(path)
