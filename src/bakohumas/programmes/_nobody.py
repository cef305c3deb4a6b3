from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bakohumas.errors import expect
from bakohumas.languages import Lang, listed, pick
from bakohumas.programmes._reasons import need_label, reasons_against
from bakohumas.programmes._work import Agency, Slot, Task, asked, by_id

_NEAREST = 3
_TWO = 2
_VERBS = {
    "skills": ("has", "have", "memiliki"),
    "regions": ("serves", "serve", "melayani"),
    "languages": ("works in", "work in", "bekerja dalam"),
}


def nobody_can(
    task: Task,
    agencies: Iterable[Agency],
    *,
    slot: Slot | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
    lang: Lang = "en",
) -> str:
    """Why no agency can take a task, in a sentence: who has what, and who comes nearest.

    Args:
        task: The task.
        agencies: Who stands ready.
        slot: Which slot of it. ``None``: to lead it.
        names: What regions, languages, skills and agencies are called; codes where it is silent.
        lang: The language.

    Returns:
        The sentence; empty where an agency can.

    Raises:
        TypeError: If an argument is not of its kind.
        ValueError: If two agencies share an id.

    Examples:
        >>> clip = Task("clip", needs=["video"], regions=["91"])
        >>> ready = [Agency("tvri", 1, ["video"], ["31"]), Agency("rri", 1, [], ["91"])]
        >>> nobody_can(clip, ready, names={"91": "Papua"})
        'no agency can do video in Papua: 1 has video, 1 serves Papua, none both; nearest: \
rri (lacks a skill: video) and tvri (does not serve the region: Papua)'
    """
    expect(task, Task, what="task")
    expect(names, Mapping, what="names")
    ready = tuple(by_id(agencies, Agency).values())
    against = {one.id: reasons_against(task, one, slot) for one in ready}
    if not all(against.values()):
        return ""
    head = pick(lang, "no agency can do", "tidak ada instansi yang dapat mengerjakan")
    if not ready:
        return (
            f"{head} {task.label(lang)}: {pick(lang, 'none stands ready', 'belum ada yang siap')}"
        )
    wanted = _asked(task, slot)
    able = [{one.id for one in ready if _has(one, *each)} for each in wanted]
    facts = [
        f"{len(who)} {_verb(field, len(who), lang)} {need_label(value, lang, names)}"
        for (field, value), who in zip(wanted, able, strict=True)
    ]
    whole = len(set(against).intersection(*able))
    if whole:
        facts.append(
            pick(
                lang,
                f"{whole} with all that is asked, but stopped otherwise",
                f"{whole} memenuhi semuanya, tetapi terhalang hal lain",
            )
        )
    elif len(wanted) > 1:
        none = "none both" if len(wanted) == _TWO else "none all of it"
        facts.append(pick(lang, none, "tidak ada yang memenuhi semuanya"))
    nearest = sorted(against, key=lambda one: (len(against[one]), one))[:_NEAREST]
    why = {
        one: ", ".join(each.explain(lang, names=names) for each in against[one]) for one in nearest
    }
    told = [f"{names.get(one, one)} ({reasons})" for one, reasons in why.items()]
    listing = f"{pick(lang, 'nearest', 'terdekat')}: {listed(told, lang)}"
    return f"{head} {_what(task, wanted, names, lang)}: {', '.join(facts)}; {listing}"


def _asked(task: Task, slot: Slot | None) -> list[tuple[str, str]]:
    """Everything that is asked of an agency, as a field of agencies and what must stand in it."""
    regions, languages = asked(task, slot)
    return [
        *(("skills", need) for need in (slot or task).needs),
        *(("regions", region) for region in regions),
        *(("languages", language) for language in languages),
    ]


def _has(agency: Agency, field: str, value: str) -> bool:
    """Whether an agency has it; one that names no region or language has all of them."""
    if field == "regions":
        return agency.serves(value)
    offered = getattr(agency, field)
    return value in offered or (field != "skills" and not offered)


def _verb(field: str, count: int, lang: Lang) -> str:
    one, more, indonesian = _VERBS[field]
    return pick(lang, one if count == 1 else more, indonesian)


def _what(
    task: Task, wanted: Sequence[tuple[str, str]], names: Mapping[str, str], lang: Lang
) -> str:
    where = [need_label(value, lang, names) for field, value in wanted if field == "regions"]
    needs = [need_label(value, lang, names) for field, value in wanted if field == "skills"]
    place = f" {pick(lang, 'in', 'di')} {listed(where, lang)}" if where else ""
    return f"{listed(needs, lang) if needs else task.label(lang)}{place}"
