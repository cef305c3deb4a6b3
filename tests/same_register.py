"""What must be the same of a register that went out into a file and came back."""

from bakohumas.bodies import Appointment, Capacity, Selection, Snapshot


def a_table_can_tell(now: Snapshot) -> bool:
    """Whether rows of a day can tell a board: its ends are known, and its term shows in them.

    Whoever has a seat by a post that is held by an acting officer is told as standing in.
    """
    held = [*now.board.appointments, *now.board.acting] if now.board else []
    rough = any(each.period.end_by not in {None, each.period.end} for each in held)
    acting = any(each.capacity.acting for each in (now.board.appointments if now.board else ()))
    elected = [each.capacity for each in held if each.selection is Selection.ELECTED]
    return not (rough or acting) and (Capacity.PAW not in elected or Capacity.DEFINITIVE in elected)


def voices(now: Snapshot, institution: str) -> tuple[tuple[str, ...], str]:
    """Who speaks for an institution; nobody, where it has named nobody."""
    voice = now.representation(institution)
    return (voice.representatives, voice.contact) if voice else ((), "")


def members(now: Snapshot) -> list[tuple[object, ...]]:
    """Who takes part, without why it may end one day."""
    return [
        (each.institution, each.units, each.name, each.category, each.area, each.role, each.pr,
         each.period, each.basis, *voices(now, each.institution))
        for each in now.taking_part
    ]  # fmt: skip


def seats(now: Snapshot) -> list[tuple[object, ...]]:
    """Who sits where, and for how long."""
    held: list[Appointment] = [*now.board.appointments, *now.board.acting] if now.board else []
    return sorted(
        (each.seat, str(each.capacity), each.institution, each.post, each.person, each.unit,
         str(each.selection), str(each.period), str(each.decree), each.mandate)
        for each in held
    )  # fmt: skip
