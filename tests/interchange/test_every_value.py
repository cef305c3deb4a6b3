"""Every public value that is data has a document, and few classes have none."""

import json
import pkgutil
from datetime import date
from enum import Enum
from importlib import import_module
from inspect import isclass
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import bakohumas
from bakohumas.audit import Rule
from bakohumas.bodies import Body, Event, Place, Seated
from bakohumas.content import Agenda, Registers
from bakohumas.elections import IRV, Profile, count
from bakohumas.errors import FormatError
from bakohumas.institutions import Area, directory
from bakohumas.interchange import UNWRITTEN, Wire, dumps, loads, schema
from bakohumas.interchange._documents import MOST  # noqa: PLC2701 - the bound
from bakohumas.interchange._kinds import kinds  # noqa: PLC2701 - the table
from bakohumas.law import Charter, charter
from bakohumas.meetings import Floor, Roll
from bakohumas.networks import InformationNetwork
from bakohumas.simulation import Comparison, Ensemble, IndependentCascade, Silence, compare
from bakohumas.testing import values

EVERY = [pytest.param(kind, id=tag) for tag, kind in kinds().items()]
FEW = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
WRONG: tuple[Any, ...] = (None, [], {}, "x", -1, 1.5, True, 10**50, [[]], [{}])
HERE = Path(__file__).parent


def drawn(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a kind; of a closed set of words, each."""
    return st.sampled_from(list(kind)) if issubclass(kind, Enum) else values(kind)


@pytest.mark.parametrize("kind", EVERY)
def test_a_value_comes_back_from_its_document(kind: type[Any]) -> None:
    """Law: reading what was written gives an equal value, and writing it again the same bytes."""

    @FEW
    @given(drawn(kind))
    def told(value: Any) -> None:  # noqa: ANN401 - of the kind
        text = dumps(value)
        again = loads(text, kind)
        assert type(again) is type(value)
        assert again == value
        assert dumps(again) == text

    told()


@pytest.mark.parametrize("kind", EVERY)
def test_a_document_keeps_to_the_schema_of_its_kind(kind: type[Any]) -> None:
    """Law: the schema is one of 2020-12, and whatever is written is valid by it."""
    found = schema(kind)
    Draft202012Validator.check_schema(found)
    validator = Draft202012Validator(found)

    @settings(FEW, max_examples=2)
    @given(drawn(kind))
    def told(value: Any) -> None:  # noqa: ANN401 - of the kind
        assert list(validator.iter_errors(json.loads(dumps(value)))) == []

    told()


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """The places in a document, of a list the first three."""
    inner = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document[:3])
        if isinstance(document, list)
        else ()
    )
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


def put(document: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401 - JSON
    """A document with something else in one place."""
    if not path:
        return value
    first, *rest = path
    changed = document.copy()
    changed[first] = put(document[first], tuple(rest), value) if rest else value
    return changed


@pytest.mark.parametrize("kind", EVERY)
def test_whatever_stands_in_a_document_is_read_or_refused(kind: type[Any]) -> None:
    """Law: of a document with anything in any place a value is read, or a FormatError told.

    No error of Python's own is let out, in the refusal or in its words.
    """

    @settings(FEW, max_examples=1)
    @given(drawn(kind), st.randoms(use_true_random=False))
    def told(value: Any, chance: Any) -> None:  # noqa: ANN401 - of the kind
        document = json.loads(dumps(value))
        everywhere = [path for path in places(document) if path]
        for path in chance.sample(everywhere, min(8, len(everywhere))):
            for wrong in WRONG:
                try:
                    loads(json.dumps(put(document, path, wrong)), kind)
                except FormatError as slip:
                    assert "has no attribute" not in str(slip)  # noqa: PT017 - or none is raised
                    assert "object is not" not in str(slip)  # noqa: PT017 - or none is raised

    told()


def test_few_classes_have_no_document_and_each_says_why() -> None:
    """Law: every public class has documents, or is of those that are named with a reason."""
    named = set()
    for room in (each.name for each in pkgutil.iter_modules(bakohumas.__path__)):
        door = import_module(f"bakohumas.{room}") if room != "__main__" else None
        for name in getattr(door, "__all__", ()):
            kind = getattr(door, name)
            if isclass(kind) and not issubclass(kind, BaseException):
                written = any(
                    issubclass(each, kind) for each in kinds().values() if not is_protocol(kind)
                )
                known = {room, f"{room}.{name}"} & set(UNWRITTEN)
                assert written != bool(known), f"{room}.{name}"
                named |= known

    assert named == set(UNWRITTEN) - {"cli"}


def is_protocol(kind: type) -> bool:
    """Whether a class only says what others can do."""
    return bool(getattr(kind, "_is_protocol", False))


def test_tags_stay() -> None:
    """Law: a tag that was ever written is read for ever; a new one is added to the list."""
    assert sorted(kinds()) == (HERE / "every_kind.txt").read_text("utf-8").split()


def test_a_rule_has_no_document_and_says_so() -> None:
    """Asked for either way, the reason is told."""
    with pytest.raises(TypeError, match=r"interchange.Wire has no document: it is a mark"):
        dumps(Wire())
    with pytest.raises(TypeError, match="Rule has no document: it is functions"):
        loads("{}", Rule)
    with pytest.raises(TypeError, match="int has no document: it is no public value"):
        loads("{}", int)
    with pytest.raises(TypeError, match="the kind must be a type"):
        loads("{}", "Body")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("value", "error", "said"),
    [
        ({"on": date(2015, 11, 2)}, TypeError, "and no date: write it as text"),
        ([object()], TypeError, "and no object: write it as text"),
        ({"a": {("b",): 1}}, TypeError, "the keys of each object in it must be texts"),
        ({"a": 1, 2: 3}, TypeError, "the keys of each object in it must be texts"),
        ([float("nan")], ValueError, "float"),
    ],
)
def test_what_is_not_plain_is_refused_in_words_of_ours(
    value: object, error: type[Exception], said: str
) -> None:
    """Whoever hands plain data over is told what in them is none."""
    with pytest.raises(error, match=said):
        dumps(value)


def test_what_goes_too_deep_is_a_slip() -> None:
    """A list in a list in a list, a hundred thousand times."""
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(ValueError, match="too deep for a document"):
        dumps(value)


SEATED = Seated(
    on=date(2016, 2, 29), recorded=date(2016, 2, 29), basis="x", place=Place("Ketua", "bps")
)


def test_a_class_that_others_have_in_common_is_read_as_the_one_written() -> None:
    """An event is asked for, and one that seats somebody comes back; no other kind is let in."""
    text = dumps(SEATED)

    assert loads(text, Event) == SEATED
    with pytest.raises(FormatError, match=r"\$.kind: expected law.charter, got 'bodies.seated'"):
        loads(text, Charter)
    names: tuple[Any, ...] = ("os.system", "bodies.Seated", "bakohumas.bodies.Seated", None, [], 7)
    for strange in names:
        with pytest.raises(FormatError, match=r"\$.kind: expected one of .*bodies.founded"):
            loads(json.dumps({**json.loads(text), "kind": strange}), Event)
    with pytest.raises(FormatError, match=r"\$.version: this library reads 1, not 2: .* update"):
        loads(json.dumps({**json.loads(text), "version": 2}), Event)


def test_a_value_with_a_document_of_its_own_has_that_one() -> None:
    """Each of the six kinds is written as ever, and read by its class as well."""
    forum = InformationNetwork.from_pairs([("kominfo", "bps")])

    assert json.loads(dumps(forum))["format"] == "bakohumas/network"
    assert loads(dumps(Agenda()), Agenda) == Agenda()
    with pytest.raises(FormatError, match="expected registers, got agenda"):
        loads(dumps(Agenda()), Registers)
    assert schema(InformationNetwork) == schema("network")


def test_a_method_of_a_hosts_own_has_no_tag() -> None:
    """What a document could not bring back is not written."""

    @attrs.frozen
    class Own(IRV):
        """A method of a host's."""

    with pytest.raises(ValueError, match="a method Own cannot be written"):
        dumps(count(Profile.of([["Ani", "Budi"]]), Own(), seats=1))


ARMS = {"today": [], "silent": [Silence("tie")]}


def compared() -> Comparison:
    """A comparison of two arms, the first of which does not come first in the alphabet."""
    chain = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], channel="tie", probability=0.5)
    return compare(chain, IndependentCascade(), ARMS, seeds=["a"], runs=4, seed=7)


def test_the_arms_of_a_comparison_keep_their_order() -> None:
    """Against the first one the others are held."""
    found = compared()
    document = json.loads(dumps(found))

    assert list(loads(dumps(found), Comparison).ensembles) == ["today", "silent"]
    document["value"]["ensembles"] *= 2
    with pytest.raises(FormatError, match=r"\$.value.ensembles: an arm stands twice"):
        loads(json.dumps(document), Comparison)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("tally", "nodes"), [1], "nodes is not as long as"),
        (("tally", "more"), {"accepted": [1]}, "accepted is not as long as"),
        (("tally", "people"), [2**63] * 4, "more than 63 bits"),
        (("cells",), [["alien", "", ""]], "cells is not as long as"),
        (("members",), [], "members.* is not as long as"),
    ],
)
def test_half_an_ensemble_is_not_read(path: tuple[str, ...], value: object, said: str) -> None:
    """Its rows fit its runs, cells and nodes, or it is refused."""
    document = json.loads(dumps(compared().ensembles["today"]))

    with pytest.raises(FormatError, match=said):
        loads(json.dumps(put(document, ("value", *path), value)), Ensemble)


def test_a_set_in_which_one_stands_twice_is_refused() -> None:
    """Who is there is told once, and in order."""
    floor = Floor(Roll(date(2015, 11, 2), ("a", "b")), date(2015, 11, 2), "a", here=frozenset("ba"))
    document = json.loads(dumps(floor))

    assert document["value"]["here"] == ["a", "b"]
    document["value"]["here"] = ["a", "a"]
    with pytest.raises(FormatError, match=r"\$.value.here: the same stands twice"):
        loads(json.dumps(document), Floor)


@pytest.mark.parametrize("said", ["many", "NaN", "1_0", 12])
def test_what_is_no_decimal_is_refused(said: object) -> None:
    """The size of an area is written as the tables have it."""
    area = directory(on=date(2018, 6, 30)).area("63")
    document = json.loads(dumps(area))

    assert document["value"]["area_km2"] == str(area.area_km2)
    with pytest.raises(FormatError, match=r"\$.value.area_km2: expected"):
        loads(json.dumps(put(document, ("value", "area_km2"), said)), Area)


def test_problems_are_told_up_to_a_bound_and_how_many_more() -> None:
    """Law: whatever a document holds, the error that refuses it is short."""
    body = Body.found("x", charter=charter("national"), on=date(2015, 11, 2), basis="SK")
    document = json.loads(dumps(body))
    document["events"] += [{"event": "withdrawn", "zz": 1}] * 5_000
    networks = {"nodes": [{"id": "a"}], "ties": [{"source": "a", "target": "c"}] * 5_000}
    head = {"format": "bakohumas/network", "version": 1}

    with pytest.raises(FormatError) as slip:
        loads(json.dumps(document))
    assert len(slip.value.problems) == MOST + 1
    assert slip.value.problems[-1] == "and 29,000 more: mend these first"
    with pytest.raises(FormatError) as slip:
        loads(json.dumps(head | networks), InformationNetwork)
    assert len(str(slip.value)) < 2_000
