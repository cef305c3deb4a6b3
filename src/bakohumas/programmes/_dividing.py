from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

import attrs

from bakohumas.errors import TOGETHER, InfeasibleError, codes, expect
from bakohumas.languages import Lang, listed, pick
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._filling import Fill, checked_fill, filled
from bakohumas.programmes._finding import find
from bakohumas.programmes._instances import Instance, Team
from bakohumas.programmes._nobody import nobody_can
from bakohumas.programmes._objectives import Objective, checked
from bakohumas.programmes._relaxing import relaxations
from bakohumas.programmes._shortages import crowded
from bakohumas.programmes._solving import ROUNDS, Means, Solution, Solver
from bakohumas.programmes._work import Agency, Slot, Task, by_id

_LANGUAGES: tuple[Lang, Lang] = "en", "id"
_SHOWN = 8
"""How many tasks or agencies are written out in a refusal."""
_LONELY = 3
"""How many tasks that nobody can do are spoken of at most."""


def allocate(
    tasks: Iterable[Task],
    agencies: Iterable[Agency],
    *,
    objective: Objective = "cost",
    solver: Solver = "own",
    seed: int = 0,
    rounds: int = ROUNDS,
    seconds: float | None = None,
    fill: Fill = "least",
    names: Mapping[str, str] = MappingProxyType({}),
) -> Allocation:
    """Divide tasks among agencies able to do them, as well as can be.

    Where all tasks are of the same length and ask for nobody but their lead, the division
    is exactly optimal (successive shortest paths), unless that overruns a limit by period or
    a loan. Where it does, or tasks differ in days or have slots, that is NP-hard: a search by
    regret and exchanges finds a good one, or *solver* ``"highs"`` one whose gap is proved. The
    same tasks and agencies give the same division, in whatever order they are listed.

    Args:
        tasks: What is to be done.
        agencies: Who stands ready, each with its capacity.
        objective: ``"cost"``: the least total cost. ``"fair"``: the least sum of load
            squared by capacity, and among those divisions the least total cost. Where
            capacities are equal that is the least sum of squared loads: read from the
            heaviest down, no other division has lighter ones (leximin). Where they are
            not, it is how full agencies are that is spread. Or a :class:`Mix`.
        solver: ``"own"``: this library alone. ``"highs"``: SciPy, from the extra
            ``solve``; of several equally good divisions it may give another.
        seed: The order in which the search looks at tasks. The exact method has no dice.
        rounds: How often the search looks at every task to improve, at most.
        seconds: How long search or solver may improve at most. ``None``: as long as it
            takes; with a limit the division depends on the speed of the machine.
        fill: ``"least"``: slots get as many agencies as they need. ``"most"``: then more,
            one to each slot in turn, the cheapest that has capacity left, as far as it
            can hold them. Nobody loses a place for it, so it need not be the most there is.
        names: What regions, languages, skills and agencies are called where a refusal tells
            what nobody can do and what would help; codes where it is silent.

    Returns:
        The division.

    Raises:
        InfeasibleError: If no division gives every task its agencies. Its tasks are
            the ones that compete for too few places, its agencies all those able
            to do any of them; or, where nothing is proved, what a search left over.
        MissingExtraError: If *solver* is ``"highs"`` and SciPy is not installed.
        TypeError: If there is anything but tasks, or agencies, among them.
        ValueError: If ids are not unique, or an option is out of range.

    References:
        P. Hall (1935), *On representatives of subsets*, J. London Math. Soc. 10,
        doi:10.1112/jlms/s1-10.37.26. A. Frank, K. Murota (2020), *Fair integral
        network flows*, arXiv:2007.09616. S. Martello, P. Toth (1990), *Knapsack
        Problems*, chapter 7.

    Examples:
        >>> work = [Task("clip", needs=["video"], cost={"rri": 1, "tvri": 5}),
        ...     Task("story", cost={"rri": 2, "tvri": 3})]
        >>> ready = [Agency("rri", 2), Agency("tvri", 2, skills=["video"])]
        >>> division = allocate(work, ready)
        >>> division.assignments, division.cost
        ({'clip': 'tvri', 'story': 'rri'}, 7)
        >>> print(division.explain())
        2 tasks, cost 7 (least total cost)
        - clip: tvri; not able: rri (lacks a skill: video)
        - story: rri; also able: tvri
        >>> allocate(work, ready[:1])
        Traceback (most recent call last):
          ...
        bakohumas.errors.InfeasibleError: task clip can be done by no agency at all...
    """
    means = Means(solver, seed, rounds, seconds)
    expect(names, Mapping, what="names")
    work = tuple(by_id(tasks, Task).values())
    ready = tuple(by_id(agencies, Agency).values())
    instance = _drawn(work, ready, names)
    solution = find(instance, checked(objective), means)
    return _whole(instance, solution, work, objective, fill=checked_fill(fill), names=names)


def _drawn(work: tuple[Task, ...], ready: tuple[Agency, ...], names: Mapping[str, str]) -> Instance:
    """The instance, unless a task asks for more agencies than there are."""
    found = crowded(work, ready)
    if found:
        task = next(each for each in work if each.id in found.tasks)
        raise _worded(found, work, ready, [(task, slot) for slot in (None, *task.slots)], names)
    return Instance.of(work, ready)


def _whole(
    instance: Instance,
    solution: Solution | InfeasibleError,
    work: tuple[Task, ...],
    objective: Objective,
    *,
    fill: Fill,
    former: Mapping[str, Team] = MappingProxyType({}),
    names: Mapping[str, str] = MappingProxyType({}),
) -> Allocation:
    if isinstance(solution, InfeasibleError):
        raise _refusal(instance, solution, work, names)
    holders, gap = solution.holders, solution.gap
    instance, holders = filled(instance, holders, objective, fill=fill, former=former)
    leads, teams = instance.named(holders)
    made = Allocation.of(
        leads, tasks=work, agencies=instance.agencies, objective=objective, teams=teams
    )
    return attrs.evolve(made, gap=gap)


def _refusal(
    instance: Instance, found: InfeasibleError, work: tuple[Task, ...], names: Mapping[str, str]
) -> InfeasibleError:
    lonely = [
        (post.task, post.slot)
        for post, able in zip(instance.posts, instance.options, strict=True)
        if not able and post.task.id in found.tasks
    ]
    return _worded(found, work, instance.agencies, lonely, names)


def _worded(
    found: InfeasibleError,
    work: tuple[Task, ...],
    ready: tuple[Agency, ...],
    posts: list[tuple[Task, Slot | None]],
    names: Mapping[str, str],
) -> InfeasibleError:
    """The refusal with what nobody can do of these posts, and what would help."""
    changes = relaxations(work, ready) if found.proof else ()
    words: list[tuple[str, ...]] = []
    for lang in _LANGUAGES:
        lonely: dict[str, None] = {}
        for task, slot in posts:
            if len(lonely) == _LONELY:
                break
            if told := nobody_can(task, ready, slot=slot, names=names, lang=lang):
                lonely[told] = None
        texts = [change.explain(lang, names=names) for change in changes]
        helping = listed(texts, lang, either=True)
        any_of = pick(lang, "any of these would help", "salah satu dari ini akan membantu")
        nothing = pick(
            lang,
            "no single change was found that would help",
            "tidak ditemukan satu perubahan pun yang dengan sendirinya akan membantu",
        )
        lines = [*lonely]
        if changes or found.proof == "places":
            lines.append(f"{any_of}: {helping}" if changes else nothing)
        if lang == "id" or not found.proof:
            lines.insert(0, _said(found, lang))
        words.append(tuple(lines))
    english, indonesian = words
    return attrs.evolve(found, details=english, indonesian=indonesian)


def _said(found: InfeasibleError, lang: Lang) -> str:
    tasks, able = (listed(each, lang, most=_SHOWN) for each in (found.tasks, found.agencies))
    fixed = listed(found.locked, lang, most=_SHOWN)
    locked = pick(lang, f" with {fixed} locked", f" dengan {fixed} terkunci")
    locked = locked if found.locked else ""
    if found.proof in TOGETHER:
        whole = "sepenuhnya" if len(found.tasks) == 1 else "semuanya sekaligus"
        unlock = "buka kuncinya, " if found.locked else ""
        return (
            f"tugas {tasks} tidak dapat dikerjakan {whole} oleh {able}{locked}: {unlock}tambah "
            "kapasitas, batas "
            "waktu atau barang pinjaman, cabut pengecualian, atau hapus satu tugas"
        )
    if found.proof and not found.agencies:
        return (
            f"tugas {tasks} tidak dapat dikerjakan oleh instansi mana pun: jadikan salah satu "
            "mampu, atau hapus tugasnya"
        )
    if found.proof == "team":
        return (
            f"tugas {tasks} kekurangan {found.short_by} instansi di samping yang mampu ({able}): "
            "jadikan instansi lain mampu, kurangi yang diminta, atau hapus tugasnya"
        )
    if found.proof:
        return (
            f"tugas {tasks} hanya dapat dikerjakan oleh {able}, yang kekurangan "
            f"{found.short_by} tempat: tambah kapasitas, jadikan instansi lain mampu, atau "
            "hapus satu tugas"
        )
    one = found.short_by == 1
    places = f"{found.short_by} {'place' if one else 'places'}"
    task = "task" if len(found.tasks) == 1 else "tasks"
    return pick(
        lang,
        f"a search left {places} empty, in the {task} {tasks}, which only {able} could "
        f"fill{locked}; "
        "that does not prove that no division exists: try solver='highs', or another seed",
        f"pencarian menyisakan {found.short_by} tempat kosong, pada tugas {tasks}, yang hanya "
        f"dapat diisi oleh {able}{locked}; itu belum membuktikan bahwa pembagian tidak ada: coba "
        "solver='highs', atau seed lain",
    )


def reallocate(  # noqa: PLR0913 - what changed, and the options of allocate
    standing: Allocation,
    *,
    tasks: Iterable[Task] | None = None,
    agencies: Iterable[Agency] | None = None,
    withdrawn: Iterable[str] = (),
    refusals: Mapping[str, Mapping[str, str]] | None = None,
    locked: Iterable[str] = (),
    objective: Objective | None = None,
    solver: Solver = "own",
    seed: int = 0,
    rounds: int = ROUNDS,
    seconds: float | None = None,
    fill: Fill = "least",
) -> Allocation:
    """Divide again after a refusal or a withdrawal, moving as few settled tasks as possible.

    A task moves if whoever leads it, or a member of its team, is replaced. Among the
    divisions that move the fewest tasks those count that replace the fewest members, and
    among these the objective decides. Where :func:`allocate` is exact, so is this; where
    there are no more than two dozen places all divisions are tried, as far as 100,000
    steps go; and *solver* ``"highs"`` proves what it has the time for.

    Args:
        standing: The division that stood.
        tasks: What is to be done now. ``None``: what it divided.
        agencies: Who stands ready now. ``None``: who stood ready then.
        withdrawn: Codes of agencies that take part no longer.
        refusals: By agency, the tasks that it refuses and why. Each becomes an
            exclusion of that agency in the new division.
        locked: Ids of tasks that stay as they are.
        objective: What is sought among the divisions that move the fewest tasks.
            ``None``: what the standing one sought, or the least cost.
        solver: As in :func:`allocate`; so are the others.
        seed: The order in which the search looks at tasks.
        rounds: How often the search looks at every task to improve, at most.
        seconds: How long search or solver may improve at most.
        fill: How full slots get. Whoever sat in one beside those that it needs stays there,
            if that can be, whichever it is.

    Returns:
        The new division; its ``agencies`` are those that are left, with their exclusions.
        Its ``least_change`` says whether it is proved that none moves fewer settled tasks.

    Raises:
        InfeasibleError: If no division gives every task its agencies; where there were one
            without the locks, its ``locked`` names those that stand in the way.
        MissingExtraError: If *solver* is ``"highs"`` and SciPy is not installed.
        TypeError: If an argument holds something else.
        ValueError: If an id is not unique or not known, or a locked task is held by an
            agency that withdraws, refuses or is not able.

    Examples:
        >>> work = [Task("clip", cost={"rri": 1, "tvri": 5}), Task("story")]
        >>> ready = [Agency("rri", 2), Agency("tvri", 2), Agency("ugm", 2)]
        >>> division = allocate(work, ready)
        >>> division.assignments
        {'clip': 'rri', 'story': 'rri'}
        >>> again = reallocate(division, refusals={"rri": {"clip": "no studio"}})
        >>> again.assignments, again.moved(division)
        ({'clip': 'tvri', 'story': 'rri'}, ('clip',))
    """
    means = Means(solver, seed, rounds, seconds)
    expect(standing, Allocation, what="the standing division")
    work = by_id(standing.tasks if tasks is None else tasks, Task)
    ready = by_id(standing.agencies if agencies is None else agencies, Agency)
    refusals, gone, fixed = refusals or {}, codes(withdrawn), codes(locked)
    expect(refusals, Mapping, what="refusals")
    unknown = [each for each in (*gone, *refusals) if each not in ready]
    unknown += [each for each in fixed if each not in work or each not in standing.assignments]
    unknown += [task for tasks in refusals.values() for task in tasks if task not in work]
    if unknown:
        msg = f"neither among the tasks nor the agencies: {', '.join(unknown)}"
        raise ValueError(msg)
    left = tuple(
        attrs.evolve(one, excludes={**one.excludes, **refusals.get(code, {})})
        for code, one in ready.items()
        if code not in gone
    )
    instance = _drawn(tuple(work.values()), left, {})
    keep = _settled(instance, standing)
    options = [
        {one: cost for one, cost in costs.items() if one in keep[post]}
        if instance.posts[post].task.id in fixed
        else costs
        for post, costs in enumerate(instance.options)
    ]
    stuck = {instance.posts[post].task.id for post, costs in enumerate(options) if not costs}
    if stuck.intersection(fixed):
        msg = (
            f"locked, but held by an agency that cannot keep it: "
            f"{', '.join(sorted(stuck.intersection(fixed)))}; unlock it"
        )
        raise ValueError(msg)
    sought = checked(objective or standing.objective or "cost")
    settled = {
        post: holders
        for post, holders in keep.items()
        if instance.posts[post].task.id in standing.assignments
    }
    narrowed = attrs.evolve(instance, options=options)
    solution = find(narrowed, sought, means, keep=settled)
    if fixed and isinstance(solution, InfeasibleError):
        solution = _locked(instance, solution, fixed, find(instance, sought, means, keep=settled))
    fewest = isinstance(solution, Solution) and solution.fewest
    made = _whole(
        instance,
        solution,
        tuple(work.values()),
        sought,
        fill=checked_fill(fill),
        former=standing.teams,
    )
    alike = all(_bare(each, made.tasks) for each in (standing, made))
    return attrs.evolve(made, gap=None, least_change=fewest and alike)


def _locked(
    instance: Instance,
    found: InfeasibleError,
    fixed: tuple[str, ...],
    without: Solution | InfeasibleError,
) -> InfeasibleError:
    """What cannot be done beside locked tasks; the locks are named where they are to blame."""
    if isinstance(without, InfeasibleError) and without.proof:
        return without
    able = {
        agency
        for post, costs in zip(instance.posts, instance.options, strict=True)
        if post.task.id in found.tasks
        for agency in costs
    }
    return attrs.evolve(
        found,
        agencies=tuple(instance.agencies[agency].id for agency in sorted(able)),
        locked=tuple(each for each in fixed if each in found.tasks or not found.proof),
    )


def _bare(division: Allocation, tasks: Iterable[Task]) -> bool:
    """Whether every slot holds as many as it needs, so that whoever moves is somebody needed."""
    return all(
        {slot.name: slot.least for slot in task.slots if slot.least}
        == {name: len(held) for name, held in division.teams.get(task.id, {}).items() if held}
        for task in tasks
        if task.id in division.assignments
    )


def _settled(instance: Instance, standing: Allocation) -> dict[int, AbstractSet[int]]:
    """The agencies that held each place, of those that are left."""
    index = {agency.id: number for number, agency in enumerate(instance.agencies)}
    keep: dict[int, AbstractSet[int]] = {}
    for number, post in enumerate(instance.posts):
        task, slot = post.key
        team = standing.teams.get(task, {}).get(slot, ())
        holders = team if slot else (standing.assignments.get(task, ""),)
        keep[number] = {index[each] for each in holders if each in index}
    return keep
