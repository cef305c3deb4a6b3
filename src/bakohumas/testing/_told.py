from datetime import date
from typing import Final

from hypothesis import strategies as st

from bakohumas.content import (
    Agenda,
    BestPractice,
    Comment,
    Content,
    Correction,
    Fact,
    Gap,
    HelpRequest,
    Issue,
    KeyMessage,
    Messages,
    Newsroom,
    Outbreak,
    PlannedStep,
    Registers,
    Response,
    Transition,
    Uniformity,
    Wording,
    response,
)
from bakohumas.law import norms
from bakohumas.periods import Period
from bakohumas.testing._content import agendas, newsrooms, registers
from bakohumas.testing._fields import WORDS
from bakohumas.testing._values import Makers, Told, parts

_LATER: Final = date(2018, 2, 28)


@st.composite
def _uniformities(draw: st.DrawFn) -> Uniformity:
    room = draw(newsrooms().filter(lambda each: each.messages.ids))
    message = draw(st.sampled_from(room.messages.ids))
    return room.uniformity(message, on=_LATER, by=draw(st.sampled_from(["content", "maker"])))


def _outbreaks(agenda: Agenda) -> tuple[Outbreak, ...]:
    return agenda.outbreaks(Period(date(2018, 1, 1), date(2019, 1, 1)))


def _facts() -> st.SearchStrategy[Fact]:
    claim = st.just(("Weigh monthly", "Timbang tiap bulan"))
    verified = st.tuples(WORDS, st.dates(date(2018, 1, 1), date(2019, 1, 1)))
    return (st.just(("", None)) | verified).flatmap(
        lambda pair: st.builds(Fact, claim, WORDS, st.just(pair[0]), st.just(pair[1]))
    )


MAKERS: Final[Makers] = {
    Agenda: agendas,
    BestPractice: lambda: parts(BestPractice, registers()),
    Comment: lambda: parts(Comment, newsrooms()),
    Content: lambda: parts(Content, newsrooms()),
    Correction: lambda: parts(Correction, newsrooms()),
    Fact: _facts,
    HelpRequest: lambda: parts(HelpRequest, registers()),
    Issue: lambda: parts(Issue, agendas()),
    KeyMessage: lambda: parts(KeyMessage, newsrooms()),
    Messages: lambda: newsrooms().map(lambda each: each.messages),
    Newsroom: newsrooms,
    Outbreak: lambda: parts(Outbreak, agendas().map(_outbreaks)),
    PlannedStep: lambda: parts(PlannedStep, agendas()),
    Registers: registers,
    Response: lambda: newsrooms().map(lambda each: response(each.comments)),
    Transition: lambda: parts(Transition, agendas()),
    Uniformity: _uniformities,
    Wording: lambda: parts(Wording, newsrooms()),
}
FIELDS: Final[Told] = {
    Gap: {"rule": st.sampled_from(sorted(norms()))},
}
WHOLE: Final[frozenset[type]] = frozenset()
