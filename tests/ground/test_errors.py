import copy
import pickle
from contextlib import nullcontext
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas import errors
from bakohumas.errors import (
    MODEL,
    BakohumasError,
    BakohumasWarning,
    ConflictError,
    FormatError,
    InfeasibleError,
    MeetingError,
    MissingExtraError,
    NotEligibleError,
    OutOfScopeError,
    ProgrammeError,
    QuorumNotMetError,
    RefusedError,
    SeatError,
    StaleRevisionError,
    StorageError,
    TermError,
    UndecidedError,
    UnknownNameError,
    ViolationError,
)

REFUSAL = ("elect the chair", "the seat is ex officio", "charter (grade C)", "seat the holder")
EACH = {
    RefusedError(*REFUSAL): "elect the chair: the seat is ex officio [charter (grade C)]; "
    "seat the holder",
    NotEligibleError("admit", "a party is no member", MODEL, "ask an agency"): "admit: a party is "
    "no member [an invariant of the model itself, not of a regulation]; ask an agency",
    SeatError(*REFUSAL): "elect the chair: the seat is ex officio [charter (grade C)]; "
    "seat the holder",
    TermError(*REFUSAL): "elect the chair: the seat is ex officio [charter (grade C)]; "
    "seat the holder",
    MeetingError("vote", "consensus was not tried", "UU 23/2014", "deliberate first"): "vote: "
    "consensus was not tried [UU 23/2014]; deliberate first",
    QuorumNotMetError("decide", "17 of 27", "custom", "adjourn", 17, 18): "decide: 17 of 27 "
    "[custom]; adjourn",
    ProgrammeError("start", "no decision", "seed 0", "decide"): "start: no decision [seed 0]; "
    "decide",
    ConflictError("term.years", date(2020, 1, 1), "contoh", ("5 [PM]", "3 [SK]")): "charter contoh "
    "on 2020-01-01, term.years: 5 [PM] against 3 [SK]; decide it by Charter.override with a "
    "provision that cites its own basis",
    UndecidedError(("A", "B"), ("C",)): "the votes do not tell A, B apart: vote again, or count "
    "with an order agreed beforehand or a public lot",
    ViolationError("kalsel", date(2020, 1, 1), ("TRM-05",), ("two boards",)): "kalsel on "
    "2020-01-01 breaks 1 rule(s):\ntwo boards",
    ViolationError(
        "kalsel", date(2020, 1, 1), ("TRM-05",), ("two boards",), ({"rule": "TRM-05"},)
    ): "kalsel on 2020-01-01 breaks 1 rule(s):\ntwo boards",
    InfeasibleError(("film", "poster"), ("BPS",), 1): "tasks film, poster can only be done by BPS, "
    "which lacks 1 place: raise a capacity, make others able, or drop a task",
    InfeasibleError(("film",), ("BPS", "LAN"), 2): "task film can only be done by BPS, LAN, "
    "which lack 2 places: raise a capacity, make others able, or drop a task",
    InfeasibleError(("film",), (), 1): "task film can be done by no agency at all: make one "
    "able, or drop it",
    InfeasibleError(tuple("abcdefghij"), (), 10): "tasks a, b, c, d, e, f, g, h, +2 can be done "
    "by no agency at all: make one able, or drop them",
    InfeasibleError(("film",), ("BPS",), 1, "team"): "task film cannot be done without 1 agency "
    "more than are able to (BPS): make others able, ask for fewer, or drop it",
    InfeasibleError(("film",), ("BPS", "LAN"), 2, "team"): "task film cannot be done without 2 "
    "agencies more than are able to (BPS, LAN): make others able, ask for fewer, or drop it",
    InfeasibleError(("film",), ("BPS",), 1, "trial"): "task film cannot be done in full by BPS: "
    "raise a capacity or a limit, lend more, lift an exclusion, or drop a task",
    InfeasibleError(("film", "poster"), ("BPS",), 1, "trial"): "tasks film, poster cannot be done "
    "all at once by BPS: raise a capacity or a limit, lend more, lift an exclusion, or drop a "
    "task",
    UnknownNameError("charter", "nationl"): "no charter is known as 'nationl'",
    UnknownNameError("agency", "x", ("BPS", "BPK"), "of 2018"): "no agency is known as 'x' "
    "(of 2018); did you mean BPS or BPK?",
    OutOfScopeError(date(2014, 1, 1), date(2014, 10, 27), "the tables"): "2014-01-01 lies before "
    "2014-10-27, the first day of the tables",
    FormatError("members.csv", ("row 1: no id", "row 2: no unit")): "members.csv: row 1: no id; "
    "row 2: no unit",
    StorageError("open the journal", "no such folder"): "open the journal: no such folder",
    StaleRevisionError("append to body a", "somebody else has written", 2, 3): "append to body a: "
    "revision 2 was expected, 3 found (somebody else has written): load it again, and make the "
    "change on what it is now",
    MissingExtraError("a picture", "matplotlib", "plots"): "a picture needs matplotlib: "
    "python3 -m pip install 'bakohumas[plots]'",
}
IDS = [f"{n}-{type(error).__name__}" for n, error in enumerate(EACH)]


@pytest.mark.parametrize(("error", "text"), EACH.items(), ids=IDS)
def test_an_error_says_who_why_and_what_to_do_next(error: BakohumasError, text: str) -> None:
    """The text of an error holds its fields, its basis and its advice."""
    assert str(error) == text


@pytest.mark.parametrize("error", EACH, ids=IDS)
def test_an_error_survives_a_process_boundary(error: BakohumasError) -> None:
    """Pickling and copying an error loses neither its kind, its fields nor its words."""
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert twin == error
        assert hash(twin) == hash(error)
        assert type(twin) is type(error)
        assert repr(twin) == repr(error)
        assert twin.args == error.args
        assert str(twin) == str(error)


@pytest.mark.parametrize("error", EACH, ids=IDS)
def test_an_error_can_be_raised_from_another_and_annotated(error: BakohumasError) -> None:
    """Frozen as it is, an error takes a cause, a traceback and a note."""
    slip = KeyError("seat")
    with pytest.raises(type(error)) as caught:
        raise error from slip
    caught.value.add_note("while seating the board")

    assert caught.value.__cause__ is slip
    assert caught.value.__notes__[-1] == "while seating the board"


def test_errors_are_equal_in_kind_and_fields_alone() -> None:
    """What says the same by another kind, or less of it, is another error."""
    one = ConflictError("term.years", date(2020, 1, 1), "contoh", ("5 [PM]", "3 [SK]"))

    assert one != attrs.evolve(one, indonesian=("5 [PM]", "3 [SK]"))
    assert SeatError(*REFUSAL) != TermError(*REFUSAL)
    assert one != str(one)
    assert len(set(EACH) | {pickle.loads(pickle.dumps(each)) for each in EACH}) == len(EACH)


def test_every_error_stands_in_the_list_above() -> None:
    """No kind of error is left without a test of its words."""
    offered = {getattr(errors, name) for name in errors.__all__ if name.endswith("Error")}

    assert offered - {BakohumasError} == {type(error) for error in EACH}


def test_the_page_draws_the_tree_as_it_is() -> None:
    """The picture at the top of the room names every error, and no other."""
    drawn = {
        word
        for line in (errors.__doc__ or "").splitlines()
        if "─" in line or line.strip() == "BakohumasError"
        for word in line.split()
        if word.endswith("Error") and not word.startswith("(")
    } - {"ValueError)", "LookupError)"}

    assert drawn == {name for name in errors.__all__ if name.endswith("Error")}


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (FormatError, ValueError),
        (MissingExtraError, ImportError),
        (UnknownNameError, LookupError),
        (QuorumNotMetError, MeetingError),
        (BakohumasWarning, UserWarning),
    ],
)
def test_an_error_is_also_the_nearest_builtin(
    kind: type[Exception], builtin: type[Exception]
) -> None:
    """Code that knows only Python's own errors catches ours where they mean the same."""
    assert issubclass(kind, builtin)


def test_the_domain_never_says_no_with_a_callers_slip() -> None:
    """A refusal by rule is no ``ValueError``: a host can tell the two apart."""
    assert not issubclass(RefusedError, ValueError | TypeError)


def test_fields_can_be_branched_on() -> None:
    """A program reads how many are missing without parsing the text."""
    quorum = QuorumNotMetError(*REFUSAL, 17, 18)

    assert quorum.required - quorum.present == 1


@attrs.frozen
class Form:
    """A small form to fill in."""

    day: date = attrs.field(validator=errors.of_kind(date))
    name: str = attrs.field(default="a", validator=errors.not_blank)
    code: str = attrs.field(default="a-1", validator=errors.matching("[a-z]-[0-9]", "like 'a-1'"))
    number: int | str = attrs.field(default=1, validator=errors.of_kind(int, str))


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        ({"day": "2015"}, TypeError, "day must be a date, got the str '2015'"),
        ({"day": datetime(2015, 1, 1)}, TypeError, "day must be a date, got the datetime"),  # noqa: DTZ001 - a moment without a zone
        ({"name": "  "}, ValueError, "name must not be blank"),
        ({"name": None}, TypeError, "name must be a str, got the NoneType None"),
        ({"code": "A1"}, ValueError, "code must be like 'a-1', got 'A1'"),
        ({"code": 1}, TypeError, "code must be a str, got the int 1"),
        ({"number": True}, TypeError, "number must be an int or a str, got the bool True"),
        ({"number": [0] * 99}, TypeError, "got the list [0, 0, 0"),
    ],
)
def test_a_slip_is_told_in_plain_words(
    slip: dict[str, Any], kind: type[Exception], words: str
) -> None:
    """Field, what it must be, and what was given instead; nothing of the machinery."""
    with pytest.raises(kind) as told:
        Form(**({"day": date(2015, 1, 1)} | slip))

    assert words in str(told.value)
    assert len(str(told.value)) < 160
    assert "Attribute(" not in str(told.value)


def test_what_was_asked_for_is_taken() -> None:
    """A moment and a truth value are fine where they are asked for."""
    errors.expect(True, bool, what="the answer")
    errors.expect(datetime(2015, 1, 1), datetime, what="the moment")  # noqa: DTZ001 - as above

    assert Form(date(2015, 1, 1)).name == "a"


@pytest.mark.parametrize(
    ("slip", "kind"),
    [
        ("ab", TypeError),
        (None, TypeError),
        (["a", "b"], TypeError),
        (("a", None), TypeError),
        (("a",), ValueError),
        (("a", "b", "c"), ValueError),
        (("a", " "), ValueError),
        (("", "b"), ValueError),
    ],
)
def test_a_wording_is_there_in_both_languages(slip: object, kind: type[Exception]) -> None:
    """Two texts that say something; a text of two letters is not two."""
    with pytest.raises(kind) as told:
        errors.both_languages(slip, what="a rule advises")

    advice = ": hand over a tuple of two texts" if kind is TypeError else ""
    got = f"a rule advises in English and in Indonesian, got {slip!r}"
    assert str(told.value) == f"{got}{advice}"
    errors.both_languages(("a", "b"), what="a rule advises")


@attrs.frozen
class Sign:
    """What a plate says, and what stands below if anything does."""

    text: tuple[str, str] = attrs.field(validator=errors.wording)
    below: tuple[str, str] = attrs.field(default=("", ""), validator=errors.wording_if_any)
    code: str = attrs.field(default="", validator=errors.code_if_any)


@given(st.tuples(*[st.text(max_size=3)] * 2))
def test_a_wording_is_whole_or_left_out(texts: tuple[str, str]) -> None:
    """A text that may be missing is missing in both languages; blanks say nothing."""
    whole = all(each.strip() for each in texts)
    with nullcontext() if whole or texts == ("", "") else pytest.raises(ValueError, match="if at"):
        assert Sign(("a", "b"), texts).below == texts
    with nullcontext() if whole else pytest.raises(ValueError, match="text must be worded in"):
        assert Sign(texts).text == texts


@given(st.text(max_size=4))
def test_a_code_has_no_blanks_around_it(text: str) -> None:
    """It may be nothing where it is not needed, and never only blanks."""
    good = text == text.strip()
    with nullcontext() if good else pytest.raises(ValueError, match="without blanks around it"):
        assert Sign(("a", "b"), code=text).code == text
