from itertools import zip_longest

import attrs

from bakohumas.elections._counting import count
from bakohumas.elections._profiles import Profile
from bakohumas.elections._results import Result
from bakohumas.elections._stages import Stage
from bakohumas.errors import BakohumasError, expect


def verify(result: Result, *, digest: str | None = None) -> tuple[str, ...]:
    """Count the stored ballots again, and say what differs from the stored stages.

    Whatever does not follow from the ballots, the method and the tie-break
    is found. A record in which those themselves were exchanged is a true count of
    other ballots: only the digest that was published on the day tells it apart.

    Args:
        result: The result as it was kept.
        digest: Its digest as it was published.

    Returns:
        One line a difference; none at all where everything agrees.

    Raises:
        TypeError: If *result* is no result.

    Examples:
        >>> import attrs
        >>> from bakohumas.elections import IRV
        >>> kept = count([["Ani", "Budi"], ["Budi"], ["Budi", "Ani"]], IRV())
        >>> verify(kept, digest=kept.digest)
        ()
        >>> forged = attrs.evolve(kept.stages[0], who=("Ani",))
        >>> verify(attrs.evolve(kept, stages=(forged,)))
        ("stage 1, who: kept ('Ani',), counted again ('Budi',)",)
    """
    expect(result, Result, what="result")
    found = []
    if digest not in {None, result.digest}:
        found.append(f"digest: published {digest}, computed again {result.digest}")
    if not _sound(result.profile):
        return (*found, "profile: it holds ballots that nobody can have cast")
    try:
        again = count(
            result.profile,
            result.method,
            seats=result.seats,
            ties=result.tiebreak,
            withdrawn=result.withdrawn,
            guard=result.guard,
        )
    except (BakohumasError, TypeError, ValueError) as refusal:
        return (*found, f"count: {refusal}")
    for number, (kept, recount) in enumerate(zip_longest(result.stages, again.stages), start=1):
        if kept is None or recount is None:
            found.append(f"stage {number}: {'missing' if kept is None else 'one too many'}")
            continue
        for field in (field.name for field in attrs.fields(Stage)):
            was, is_ = getattr(kept, field), getattr(recount, field)
            if was != is_:
                found.append(f"stage {number}, {field}: kept {was}, counted again {is_}")
    return tuple(found)


def _sound(profile: Profile) -> bool:
    size = len(profile.candidates)
    everyone = bytes(range(size))
    numbers = (*profile.piles.values(), *profile.tied.values(), *profile.spoilt.values())
    level = [b"".join(groups) for groups in profile.tied if all(groups)]
    shared = [groups for groups in profile.tied if any(len(group) > 1 for group in groups)]
    return (
        min(numbers, default=1) > 0
        and len(level) == len(shared) == len(profile.tied)
        and all(
            ballot and len(ballot) + len(everyone.translate(None, ballot)) == size
            for ballot in (*profile.piles, *level)
        )
    )
