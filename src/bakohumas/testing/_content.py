from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

import attrs
from hypothesis import strategies as st

from bakohumas.content import (
    CRITERIA,
    Agenda,
    Audience,
    BestPractice,
    Channel,
    ChannelKind,
    Comment,
    CommentKind,
    Content,
    ContentKind,
    Correction,
    Criterion,
    Fact,
    HelpRequest,
    Issue,
    IssueState,
    KeyMessage,
    Messages,
    Newsroom,
    Outlet,
    Purpose,
    Registers,
    Wording,
)

_FIRST: Final = date(2018, 1, 23)
_DAYS: Final = st.integers(0, 12).map(lambda days: _FIRST + timedelta(days))
_MINUTES: Final = st.integers(0, 5 * 24 * 60)
_CODES: Final = ("dinkes", "polda", "rri")
_TEXTS: Final = ("Weigh monthly", "Timbang tiap bulan")
_STYLES: Final = st.sampled_from(["", "formal", "santai"])


# Made once: a strategy that is made anew for each draw is looked over each time.
_FACTS: Final = st.lists(
    st.sampled_from([Fact(_TEXTS, "invented"), Fact(_TEXTS, "invented", "bps", _FIRST)]),
    max_size=2,
).map(tuple)
_BEGUN: Final = st.lists(_DAYS, min_size=1, max_size=3).map(sorted)
_NAMES: Final = st.sampled_from([(), ("gizi",), ("mudik",), ("gizi", "mudik")])
_YES: Final = st.booleans()
_HEARD: Final = st.sampled_from(["", "muda", "warga"])
_MAKERS: Final = st.sampled_from(_CODES)
_CHANNEL_KINDS: Final = st.sampled_from(ChannelKind)
_CONTENT_KINDS: Final = st.sampled_from(ContentKind)
_PURPOSES: Final = st.sampled_from(Purpose)
_WAYS: Final = st.sampled_from(["ch0", "ch1", "koran"])
_STATES: Final = st.sampled_from(IssueState)
_PLANS: Final = st.lists(st.tuples(_STATES, _DAYS), max_size=4)
_WEIGHTS: Final = st.integers(1, 3) | st.builds(Fraction, st.integers(1, 5), st.integers(1, 5))
_OWN: Final = st.builds(
    Criterion, st.just("reach"), st.just(("reach", "jangkauan")), _WEIGHTS, st.integers(1, 9)
)
_CRITERIA: Final = st.just(CRITERIA) | st.tuples(_OWN)
_WAIT: Final = st.integers(0, 9)
_VERSIONS: Final = st.integers(0, 2)


@st.composite
def _messages(draw: st.DrawFn) -> Messages:
    versions = []
    for name in draw(_NAMES):
        versions += [
            KeyMessage(
                name,
                _TEXTS,
                on=on,
                version=number,
                facts=draw(_FACTS),
                reverses=number > 1 and draw(_YES),
            )
            for number, on in enumerate(draw(_BEGUN), 1)
        ]
    told = Messages(versions)
    fact = Fact(_TEXTS, "invented")
    hoaxes = [
        Correction(f"hoaks-{name}", _TEXTS, fact, message=name, on=draw(_DAYS))
        for name in told.ids
        if draw(_YES)
    ]
    return attrs.evolve(told, corrections=hoaxes)


def _carried(draw: st.DrawFn, messages: Messages) -> dict[str, int]:
    """Some of the messages, each in one of its versions."""
    chosen = {name: draw(_VERSIONS) + 1 for name in messages.ids if draw(_YES)}
    return {name: min(number, len(messages.of(name))) for name, number in chosen.items()}


@st.composite
def newsrooms(draw: st.DrawFn, *, max_contents: int = 5) -> Newsroom:
    """Newsrooms in which anything may go wrong that can: no message, or an old one.

    There are at most two messages of three versions, *max_contents* contents, and a
    comment or none on each.
    """
    messages = draw(_messages())
    hoaxes = [each.hoax for each in messages.corrections]
    audiences = [Audience(code, "63", 100, draw(_STYLES)) for code in ("warga", "muda")]
    ways = [
        Channel(
            f"ch{number}",
            draw(_MAKERS),
            draw(_CHANNEL_KINDS),
            audience=draw(_HEARD),
            two_way=draw(_YES),
            internal=draw(_YES),
        )
        for number in range(2)
    ]
    outlets = [Outlet("koran", draw(st.integers(1, 3)), "newspaper", draw(_HEARD))]
    wording = Wording("w", _carried(draw, messages), "muda", draw(_STYLES), text="Yuk!")
    contents, comments = [], []
    for number in range(draw(st.integers(0, max_contents))):
        about = [hoax for hoax in hoaxes if draw(_YES)]
        wrong = draw(_YES)
        worded = draw(_YES)
        contents.append(
            Content(
                f"c{number}",
                draw(_CONTENT_KINDS),
                draw(_MAKERS),
                draw(_WAYS),
                on=draw(_DAYS),
                carries=_carried(draw, messages) | (dict(wording.carries) if worded else {}),
                purpose=draw(_PURPOSES),
                wording="w" if worded else "",
                corrects=[] if wrong else about,
                repeats=about if wrong else [],
            )
        )
        if draw(_YES):
            comments.append(draw(_comments(f"k{number}", f"c{number}")))
    return Newsroom(messages, audiences, ways, outlets, [wording], contents, comments)


@st.composite
def _comments(draw: st.DrawFn, code: str, content: str) -> Comment:
    at = datetime.combine(_FIRST, time()) + timedelta(minutes=draw(_MINUTES))
    comment = Comment(code, content, at, draw(st.sampled_from(CommentKind)))
    if draw(_YES):
        return comment
    return comment.answer(by="dinkes", at=at + timedelta(minutes=draw(_MINUTES)))


@st.composite
def agendas(draw: st.DrawFn, *, max_issues: int = 4) -> Agenda:
    """Agendas by the library's criteria or others, with issues in any state.

    There are at most *max_issues*; plans come before the outbreak, on its day, after it, or
    never, and scores tie now and then.
    """
    criteria = draw(_CRITERIA)
    issues = []
    for number in range(draw(st.integers(0, max_issues))):
        scores = {each.id: draw(st.integers(0, each.most)) for each in criteria}
        first, *later = draw(_BEGUN)
        issue = Issue.found(f"i{number}", _TEXTS, scores=scores, state=draw(_STATES), on=first)
        for on in later:
            state = draw(_STATES)
            if state is not issue.state(on=date.max):
                issue = issue.move(state, on=on)
        for state, on in draw(_PLANS):
            issue = issue.plan(state, "press", by="dinkes", on=on)
        issues.append(issue)
    return Agenda(issues, criteria)


@st.composite
def registers(draw: st.DrawFn) -> Registers:
    """Registers in which nothing, something or everything is missing."""
    practices = []
    for number in range(draw(st.integers(0, 2))):
        practice = BestPractice(
            f"b{number}",
            "dinkes",
            _TEXTS,
            _TEXTS,
            on=draw(_DAYS),
            evidence=("a survey (invented)",) if draw(_YES) else (),
        )
        if draw(_YES):
            practice = practice.adopt("polda", on=practice.on + timedelta(draw(_WAIT)))
        practices.append(practice)
    requests = []
    for number in range(draw(st.integers(0, 3))):
        request = HelpRequest(f"h{number}", "dinkes", _TEXTS, asked=draw(_DAYS))
        if draw(_YES):
            taken = request.asked + timedelta(draw(_WAIT))
            request = request.take(by="rri", on=taken)
            if draw(_YES):
                request = request.finish(on=taken + timedelta(draw(_WAIT)))
        requests.append(request)
    programmes = draw(_NAMES)
    return Registers(programmes, draw(agendas(max_issues=2)), practices, requests)
