"""What newsrooms tell, for the rules on the flow of information."""

from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._remarked import messages_told
from bakohumas.audit._verdict import Verdict
from bakohumas.content import ChannelKind, Newsroom, Purpose, Standing
from bakohumas.languages import number

LEADER = "leader"
_IN_LINE = Standing.CURRENT, Standing.SILENT


def purposes(case: Case) -> list[str]:
    """What the contents of newsrooms that stand on social media are for."""
    return [
        LEADER if each.purpose is Purpose.LEADERS else each.purpose.value
        for room in case.of(Newsroom)
        for each in room.published(on=case.on)
        if each.channel in {way.id for way in room.channels if way.kind is ChannelKind.SOCIAL_MEDIA}
    ]


def told_uniformly(case: Case) -> Iterator[Verdict]:
    """How each key message of a newsroom is told, by what each maker published last."""
    for room, name in messages_told(case):
        seen = room.uniformity(name, on=case.on, by="maker")
        others = [each for each in seen.standings if each[1] not in _IN_LINE]
        tellers = [who for who, standing in seen.standings if standing is not Standing.SILENT]
        case.read("content.key_message", tellers, name)
        for who, standing in others:
            yield Verdict.violated(
                who, f"{name}: {standing.label()}", f"{name}: {standing.label('id')}"
            )
        if seen.uniform is None:
            yield Verdict.lacks(
                "content.key_message",
                who=name,
                en="nobody has told it",
                indonesian="belum ada yang menyampaikannya",
            )
        elif seen.uniform:
            n = len(tellers)
            yield Verdict.holds(
                f"{number(n)} tell the version in force",
                f"{number(n, 'id')} pihak membawa versi yang berlaku",
                who=name,
            )
