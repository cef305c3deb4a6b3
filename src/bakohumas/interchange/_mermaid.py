import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from bakohumas.bodies import Appointment, Body, Snapshot
from bakohumas.errors import expect
from bakohumas.languages import Lang, pick
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import STAGES, Allocation, Duty, Programme, Stage

_SIGNS: Final = re.compile(r"[^\w .,:()/+-]|[.+-](?=\s|$)")
"""What stands in a label by its number; a full stop or a dash before a blank could make a list."""


def write_mermaid(
    value: Body | InformationNetwork | Programme | Allocation,
    *,
    on: date | None = None,
    lang: Lang = "en",
) -> str:
    """A value as the text of a Mermaid flowchart.

    A body becomes the chart of its board and members on a day, a network who tells whom, a
    programme the stages that it went through with the division of its work, and a division who
    answers for each task (A), helps (R), is asked (C) or told (I). No text of the value is ever
    part of the chart's own language: nodes are numbered, and in a label every sign that could mean
    something stands by its number, as in ``#35;``.

    Args:
        value: Which one.
        on: The day of a body or a programme; by default, the last of which it has a record.
        lang: Language of the words that are not the value's own.

    Returns:
        The chart, the same bytes each time. Mermaid draws 500 lines at most, unless told.

    Raises:
        TypeError: If it is none of these.
        RefusedError: If the body did not exist on the day.
        OutOfScopeError: If its register was opened later.

    Examples:
        >>> forum = InformationNetwork.from_pairs([("kominfo", "bps")], channel="forum #1")
        >>> print(write_mermaid(forum), end="")
        flowchart LR
          n0["bps"]
          n1["kominfo"]
          n1 -->|"forum #35;1"| n0
    """
    expect(value, Body, InformationNetwork, Programme, Allocation, what="the value")
    if on is not None:
        expect(on, date, what="the day")
    return "".join(f"{line}\n" for line in _chart(value, on, lang))


def label(text: str) -> str:
    """A text within quotes, in which no sign means anything to Mermaid.

    Examples:
        >>> label('"a" <b>')
        '"#34;a#34; #60;b#62;"'
    """
    plain = _SIGNS.sub(lambda found: f"#{ord(found[0])};", text)
    return f'"{plain}"'


def _chart(
    value: Body | InformationNetwork | Programme | Allocation, on: date | None, lang: Lang
) -> Iterator[str]:
    """The lines of a chart, by the kind of what it shows."""
    if isinstance(value, Body):
        return _of_a_body(value, on, lang)
    if isinstance(value, Programme):
        return _of_a_programme(value, on, lang)
    if isinstance(value, Allocation):
        return _of_a_division(value, lang)
    return _of_a_network(value)


def _of_a_network(network: InformationNetwork) -> Iterator[str]:
    yield "flowchart LR"
    codes = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    for id_, code in codes.items():
        yield f"  {code}[{label(id_)}]"
    for tie in network.ties:
        channel = f"|{label(tie.channel)}|" if tie.channel else ""
        yield f"  {codes[tie.source]} -->{channel} {codes[tie.target]}"


def _of_a_body(body: Body, on: date | None, lang: Lang) -> Iterator[str]:
    day = max(body.opened, *(each.on for each in body.events))
    last = body.dissolved - timedelta(days=1) if body.dissolved else day
    now = body.on(on or min(day, last))
    yield "flowchart TB"
    yield f"  n0[{label(body.name)}]"
    for number, (text, link) in enumerate((*_seats(now, lang), *_members(now)), 1):
        yield f"  n{number}[{label(text)}]"
        yield f"  n0 {link} n{number}"


def _seats(now: Snapshot, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each seat with its holder, and whoever stands in on it by a broken line."""
    held = {each.seat: each for each in (now.board.appointments if now.board else ())}
    for seat in now.titles:
        holder = held[seat].holder if seat in held else pick(lang, "vacant", "lowong")
        yield f"{seat}: {holder}", "-->"
    acting: Iterable[Appointment] = now.board.acting if now.board else ()
    for each in acting:
        yield f"{each.seat}: {each.holder}, {each.capacity.label(lang)}", "-.->"


def _members(now: Snapshot) -> Iterator[tuple[str, str]]:
    """Everybody who takes part, those without a vote by a broken line."""
    voting = now.register.institutions
    for each in now.taking_part:
        yield f"{each.name} ({each.institution})", "---" if each.institution in voting else "-.-"


def _of_a_programme(programme: Programme, on: date | None, lang: Lang) -> Iterator[str]:
    day = on or max(each.on for each in programme.events)
    held = [each.enters for each in programme.events if each.on <= day and each.enters]
    stages = list(dict.fromkeys(Stage(each) for each in held))
    yield "flowchart LR"
    yield f"  p[{label(programme.label(lang))}]"
    before = "p"
    for stage in stages:
        name = f"s{stage.position}"
        yield f"  {name}[{label(STAGES[stage].stage.label(lang))}]"
        yield f"  {before} --> {name}"
        before = name
    division = programme.division_on(day)
    if division:
        yield from _division(division, lang)
        at = f"s{Stage.DIVISION.position}" if Stage.DIVISION in stages else "p"
        yield from (f"  {at} -.-> t{number}" for number in range(len(division.tasks)))


def _of_a_division(division: Allocation, lang: Lang) -> Iterator[str]:
    yield "flowchart LR"
    yield from _division(division, lang)


def _division(division: Allocation, lang: Lang) -> Iterator[str]:
    """Tasks, agencies, and between them the letters of a RACI matrix."""
    tasks = {task.id: f"t{number}" for number, task in enumerate(division.tasks)}
    agencies = {one.id: f"a{number}" for number, one in enumerate(division.agencies)}
    for task in division.tasks:
        yield f"  {tasks[task.id]}[{label(task.label(lang))}]"
    for id_, code in agencies.items():
        yield f"  {code}([{label(id_)}])"
    for task, slot, agency in division.seats:
        duty = slot.duty if slot else Duty.LEAD
        yield f"  {tasks[task.id]} -->|{label(duty.letter)}| {agencies[agency]}"
