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


def _facts() -> st.SearchStrategy[Fact]:
    checked = st.builds(Fact, st.just(_TEXTS), st.just("invented"), st.just("bps"), _DAYS)
    return checked | st.builds(Fact, st.just(_TEXTS), st.just("invented"))


@st.composite
def _messages(draw: st.DrawFn) -> Messages:
    versions = []
    for name in draw(st.sets(st.sampled_from(["gizi", "mudik"]))):
        days = sorted(draw(st.lists(_DAYS, min_size=1, max_size=3)))
        versions += [
            KeyMessage(
                name,
                _TEXTS,
                on=on,
                version=number,
                facts=tuple(draw(st.lists(_facts(), max_size=2))),
                reverses=number > 1 and draw(st.booleans()),
            )
            for number, on in enumerate(days, 1)
        ]
    told = Messages(versions)
    fact = Fact(_TEXTS, "invented")
    hoaxes = [
        Correction(f"hoaks-{name}", _TEXTS, fact, message=name, on=draw(_DAYS))
        for name in told.ids
        if draw(st.booleans())
    ]
    return attrs.evolve(told, corrections=hoaxes)


@st.composite
def newsrooms(draw: st.DrawFn, *, max_contents: int = 5) -> Newsroom:
    """Newsrooms in which anything may go wrong that can: no message, or an old one.

    There are at most two messages of three versions, *max_contents* contents, and a
    comment or none on each.
    """
    messages = draw(_messages())
    hoaxes = [each.hoax for each in messages.corrections]
    audiences = [Audience(code, "63", 100, draw(_STYLES)) for code in ("warga", "muda")]
    heard = st.sampled_from(["", "muda", "warga"])
    ways = [
        Channel(
            f"ch{number}",
            draw(st.sampled_from(_CODES)),
            draw(st.sampled_from(ChannelKind)),
            audience=draw(heard),
            two_way=draw(st.booleans()),
            internal=draw(st.booleans()),
        )
        for number in range(2)
    ]
    outlets = [Outlet("koran", draw(st.integers(1, 3)), "newspaper", draw(heard))]
    carried = st.fixed_dictionaries(
        {}, optional={name: st.integers(1, len(messages.of(name))) for name in messages.ids}
    )
    wordings = [Wording("w", draw(carried), "muda", draw(_STYLES), text="Yuk!")]
    contents, comments = [], []
    for number in range(draw(st.integers(0, max_contents))):
        about = draw(st.lists(st.sampled_from(hoaxes), unique=True)) if hoaxes else []
        wrong = draw(st.booleans())
        worded = draw(st.booleans())
        contents.append(
            Content(
                f"c{number}",
                draw(st.sampled_from(ContentKind)),
                draw(st.sampled_from(_CODES)),
                draw(st.sampled_from(["ch0", "ch1", "koran"])),
                on=draw(_DAYS),
                carries=draw(carried) | (dict(wordings[0].carries) if worded else {}),
                purpose=draw(st.sampled_from(Purpose)),
                wording="w" if worded else "",
                corrects=[] if wrong else about,
                repeats=about if wrong else [],
            )
        )
        if draw(st.booleans()):
            comments.append(draw(_comments(f"k{number}", f"c{number}")))
    return Newsroom(messages, audiences, ways, outlets, wordings, contents, comments)


@st.composite
def _comments(draw: st.DrawFn, code: str, content: str) -> Comment:
    at = datetime.combine(_FIRST, time()) + timedelta(minutes=draw(_MINUTES))
    comment = Comment(code, content, at, draw(st.sampled_from(CommentKind)))
    if draw(st.booleans()):
        return comment
    return comment.answer(by="dinkes", at=at + timedelta(minutes=draw(_MINUTES)))


@st.composite
def agendas(draw: st.DrawFn, *, max_issues: int = 4) -> Agenda:
    """Agendas by the library's criteria or others, with issues in any state.

    There are at most *max_issues*; plans come before the outbreak, on its day, after it, or
    never, and scores tie now and then.
    """
    own = st.builds(
        Criterion,
        st.just("reach"),
        st.just(("reach", "jangkauan")),
        st.integers(1, 3) | st.builds(Fraction, st.integers(1, 5), st.integers(1, 5)),
        st.integers(1, 9),
    )
    criteria = draw(st.just(CRITERIA) | st.tuples(own))
    issues = []
    for number in range(draw(st.integers(0, max_issues))):
        scores = {each.id: draw(st.integers(0, each.most)) for each in criteria}
        days = sorted(draw(st.lists(_DAYS, min_size=1, max_size=4)))
        issue = Issue.found(
            f"i{number}",
            _TEXTS,
            scores=scores,
            state=draw(st.sampled_from(IssueState)),
            on=days[0],
        )
        for on in days[1:]:
            others = [each for each in IssueState if each is not issue.state(on=date.max)]
            issue = issue.move(draw(st.sampled_from(others)), on=on)
        for on in draw(st.lists(_DAYS, max_size=4)):
            issue = issue.plan(draw(st.sampled_from(IssueState)), "press", by="dinkes", on=on)
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
            evidence=tuple(draw(st.lists(st.just("a survey (invented)"), max_size=1))),
        )
        if draw(st.booleans()):
            practice = practice.adopt("polda", on=practice.on + timedelta(draw(st.integers(0, 9))))
        practices.append(practice)
    requests = []
    for number in range(draw(st.integers(0, 3))):
        request = HelpRequest(f"h{number}", "dinkes", _TEXTS, asked=draw(_DAYS))
        if draw(st.booleans()):
            taken = request.asked + timedelta(draw(st.integers(0, 9)))
            request = request.take(by="rri", on=taken)
            if draw(st.booleans()):
                request = request.finish(on=taken + timedelta(draw(st.integers(0, 9))))
        requests.append(request)
    programmes = draw(st.lists(st.sampled_from(["apbn", "gizi"]), max_size=2))
    return Registers(programmes, draw(agendas(max_issues=2)), practices, requests)
