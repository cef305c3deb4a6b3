from contextlib import suppress
from datetime import timedelta
from typing import Final

from hypothesis import strategies as st

from bakohumas.elections import Contested
from bakohumas.errors import BakohumasError
from bakohumas.meetings import (
    Counted,
    Decision,
    Filled,
    Floor,
    Meeting,
    Quorum,
    Record,
    Step,
)
from bakohumas.testing._counts import results
from bakohumas.testing._fields import WORDS
from bakohumas.testing._law import provisions
from bakohumas.testing._lives import lives
from bakohumas.testing._values import Makers, Told, parts, values

_VOTES: Final = st.sampled_from(["for", "for", "against", "abstain"])
_PAPER: Final = ("Ketua Umum", "Sekretaris")


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Meetings part of the way: with a quorum or none, proxies, motions, counts and leaving."""
    body = draw(lives())
    day = max(each.recorded for each in body.events) + timedelta(draw(st.integers(0, 30)))
    meeting = Meeting.call(body, on=day, place="Jakarta", basis="undangan (invented)")
    members = sorted(meeting.floor.roll.voters)
    here = draw(st.lists(st.sampled_from(members), unique=True))
    if here:
        meeting = meeting.attend(*here)
    for _ in range(draw(st.integers(0, 6))):
        with suppress(BakohumasError, ValueError):
            meeting = draw(_steps(meeting, here or members))
    return meeting


@st.composite
def _steps(draw: st.DrawFn, meeting: Meeting, here: list[str]) -> Meeting:
    """The meeting after one more step."""
    verb = draw(st.sampled_from(["convene", "convene", "talk", "vote", "vote", "lapse", "leave"]))
    who = draw(st.sampled_from(here))
    if verb == "convene":
        return meeting.convene()
    if verb == "talk":
        objections = {who: "jauh"} if draw(st.booleans()) else {}
        return meeting.deliberate("Tempat", "Bogor", objections=objections)
    if verb == "vote":
        said = {each: draw(_VOTES) for each in here}
        return meeting.deadlock("Tempat", reason="waktu habis").vote("Tempat", "Bogor", said)
    if verb == "lapse":
        return meeting.follow_up("Tempat", who=who, what="memesan")
    return meeting.leave(who)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of meetings that were closed, or adjourned for want of a quorum."""
    meeting = draw(meetings())
    with suppress(BakohumasError):
        return meeting.close()
    return meeting.adjourn(reason="kurang kuorum").close()


@st.composite
def _quorums(draw: st.DrawFn) -> Quorum:
    base = draw(st.integers(1, 40))
    law = provisions(key="meeting.quorum").filter(lambda each: str(each.value)[:1] in "<>=")
    return Quorum(base, draw(st.integers(0, base)), draw(law))


_QUORUMS: Final = _quorums()
_WHO: Final = st.lists(WORDS, max_size=2, unique=True).map(tuple)
_COUNTS: Final[dict[str, st.SearchStrategy[object]]] = {
    "subject": st.sampled_from(_PAPER),
    "result": st.deferred(results),
    "tellers": _WHO,
    "witnesses": _WHO,
}


@st.composite
def _filled(draw: st.DrawFn) -> Filled:
    done: Contested = draw(values(Contested))
    title = done.contest.office.title
    return Filled(title, done.result, draw(_QUORUMS), draw(_WHO), draw(_WHO), contested=done)


MAKERS: Final[Makers] = {
    Decision: lambda: parts(Decision, records()),
    Filled: _filled,
    Floor: lambda: meetings().map(lambda each: each.floor),
    Meeting: meetings,
    Quorum: _quorums,
    Record: records,
}
FIELDS: Final[Told] = {
    Counted: _COUNTS,
}
WHOLE: Final[frozenset[type]] = frozenset({Step})
