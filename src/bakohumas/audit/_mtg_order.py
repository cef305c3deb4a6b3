from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum
from bakohumas.audit._proceedings import at_most, held, none_held, seats_of, title
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import elected, seen, under
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number
from bakohumas.meetings import (
    Business,
    Counted,
    Deliberated,
    MandateGiven,
    Presided,
    Proceeded,
    Record,
    TeamFormed,
)

_CAP = 1
_ORDER = tuple(each.value for each in Business)


def _ordered(*items: Business) -> Setting:
    """An electing meeting with items of business before the election, as they came."""
    meeting = under("meeting.order", ())
    for item in items:
        meeting = meeting.proceed(item)
    return seen(elected(meeting))


def _mandated(*senders: str) -> Setting:
    """A meeting to which one person brought the letters of several institutions."""
    meeting = under("meeting.proxy_cap", 3)
    for each in senders:
        meeting = meeting.mandate(each, "person-7", basis="surat mandat (invented)")
    return seen(elected(meeting))


@rule(
    "MTG-05",
    advice=(
        "Keep the order of business, or lay another one down in the charter (meeting.order).",
        "Ikuti urutan acara, atau tetapkan urutan lain dalam piagam (meeting.order).",
    ),
    holds=lambda: _ordered(Business.RULES, Business.REPORT, Business.DISCHARGE),
    violated=lambda: _ordered(Business.REPORT, Business.RULES, Business.DISCHARGE),
)
def in_the_order_of_business(case: Case) -> Iterator[Verdict]:
    """What an electing meeting dealt with came in the order of the charter, or the usual one."""
    met = 0
    for record in held(case):
        items = _business(case, record)
        if Business.ELECTION.value not in items:
            continue
        met, who = met + 1, title(record)
        law = case.laid_down("meeting.order", on=record.on)
        said = law.value if law and isinstance(law.value, tuple) else _ORDER
        case.read("meeting.agenda", items, who)
        ranked = [item for item in items if item in said]
        late = next((b for a, b in pairwise(ranked) if said.index(b) < said.index(a)), None)
        if len(items) == 1:
            yield Verdict.lacks(
                "meeting.agenda",
                who=who,
                when=record.on,
                en="no other item of business than the election is on record",
                indonesian="selain pemilihan tidak ada acara yang tercatat",
            )
        elif late:
            item = Business(late)
            yield Verdict.violated(
                who,
                f"came too late: {item.label()}",
                f"terlambat dibahas: {item.label('id')}",
                when=record.on,
            )
        else:
            names = [Business(item) for item in ranked]
            yield Verdict.holds(
                listed([each.label() for each in names]),
                listed([each.label("id") for each in names], "id"),
                who=who,
                when=record.on,
            )
    if not met:
        yield (
            Verdict.not_applicable(
                "no record is of an electing meeting", "tidak ada berita acara rapat pemilihan"
            )
            if held(case)
            else none_held("meeting.agenda")
        )


def _business(case: Case, record: Record) -> list[str]:
    """The items that a meeting dealt with, once each, as they began."""
    seats, items = seats_of(case, record.on), list[Business]()
    for step in record.steps:
        match step:
            case Proceeded(item=item):
                items.append(item)
            case Presided(temporary=True):
                items.append(Business.CHAIR)
            case Deliberated(attempt=attempt) if attempt.subject in seats:
                items.append(Business.ELECTION)
            case Counted(subject=subject) if subject in seats:
                items.append(Business.ELECTION)
            case TeamFormed():
                items.append(Business.FORMATEURS)
            case _:
                pass
    return [each.value for each in dict.fromkeys(items)]


@rule(
    "MTG-06",
    advice=(
        "Let every institution send a representative of its own, or cite a higher limit.",
        (
            "Minta setiap instansi mengutus wakilnya sendiri, atau sebutkan ketentuan dengan batas "
            "yang lebih tinggi."
        ),
    ),
    holds=lambda: _mandated(THREE[0]),
    violated=lambda: _mandated(*THREE[:2]),
)
def one_mandate_each(case: Case) -> Iterator[Verdict]:
    """Nobody brought more letters of mandate than the charter or the custom allows."""
    met, given, wrong = held(case), 0, 0
    for record in met:
        letters = [each for each in record.steps if isinstance(each, MandateGiven)]
        given += len(letters)
        who, when = title(record), record.on
        if letters:
            sent = {each.institution: each.representative for each in letters}
            case.read("meeting.mandates", sent, who)
        open_ = case.laid_down("meeting.proxies_within", on=when)
        if letters and open_ and not open_.value:
            wrong += 1
            yield Verdict.violated(
                who,
                f"{counted(len(letters), 'mandate')}, which the charter does not admit",
                f"{number(len(letters), 'id')} mandat, yang tidak dibolehkan oleh piagam",
                when=when,
            )
            continue
        most = at_most(case, "meeting.proxy_cap", _CAP, on=when)
        for person, n in sorted(Counter(each.representative for each in letters).items()):
            if n > most:
                wrong += 1
                yield Verdict.violated(
                    person,
                    f"holds {counted(n, 'mandate')}, at most {number(most)} allowed",
                    f"memegang {number(n, 'id')} mandat, paling banyak {number(most, 'id')}",
                    when=when,
                )
    if not met:
        yield none_held("meeting.mandates")
    elif not given:
        yield Verdict.not_applicable("no mandate is on record", "tidak ada mandat yang tercatat")
    elif not wrong:
        yield Verdict.holds(
            f"{counted(given, 'mandate')}, none too many in one hand",
            f"{number(given, 'id')} mandat, tidak ada yang melampaui batas per orang",
        )


@rule(
    "MTG-07",
    advice=(
        "Nothing needs to be done; state in the charter whether proxies are allowed.",
        "Tidak ada yang perlu dilakukan; nyatakan dalam piagam apakah kuasa suara diperbolehkan.",
    ),
    permitted=lambda: worked(forum(), on=DAY),
)
def no_proxies(case: Case) -> Iterator[Verdict]:
    """The charter forbids that one institution votes for another."""
    law = case.laid_down("meeting.proxies")
    case.read("meeting.proxies", law and law.value)
    if law and law.value is False:
        yield Verdict.holds(f"forbidden by {law.cite()}", f"dilarang menurut {law.cite('id')}")
    elif law:
        yield Verdict.not_applicable(
            f"allowed by {law.cite()}", f"diperbolehkan menurut {law.cite('id')}"
        )
    else:
        yield Verdict.not_applicable(
            "the charter does not speak of proxies", "piagam tidak mengatur kuasa suara"
        )


CHAPTER = (in_the_order_of_business, one_mandate_each, no_proxies)
