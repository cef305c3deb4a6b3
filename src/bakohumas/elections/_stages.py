import attrs

from bakohumas.elections._ties import Purpose, Tie
from bakohumas.languages import Labelled, Lang, listed, number, pick


class Action(Labelled):
    """What a stage of a count ends in.

    Examples:
        >>> Action.EXCLUDED.label("id")
        'gugur'
    """

    ELECTED = "elected", "elected", "terpilih"
    EXCLUDED = "excluded", "excluded", "gugur"
    TIE = "tie", "tied", "seri"


class How(Labelled):
    """Why a stage of a count ends as it does.

    Examples:
        >>> How.LAST.label()
        'was the only one left'
    """

    NEEDED = "needed", "reached the number needed", "mencapai jumlah yang diperlukan"
    LAST = "last", "was the only one left", "menjadi satu-satunya calon yang tersisa"
    FEWEST = "fewest", "had the fewest votes", "memperoleh suara tersedikit"
    UNRANKED = "unranked", "had no first preference", "tidak memperoleh pilihan pertama"
    ACCLAMATION = "acclamation", "was the only candidate", "adalah calon tunggal"


@attrs.frozen
class Stage:
    """One round of a count: how the votes stood, and what followed.

    Attributes:
        number: Place among the stages, from 1.
        tallies: Votes of each candidate still in the count, in the order of the ballot paper.
        exhausted: Valid ballots that name nobody who is still in the count.
        needed: Votes with which a candidate is elected.
        action: What followed.
        who: Whom it befell; at an unsettled tie those who are still tied.
        how: Why it followed.
        tie: The tie that arose, settled or not.

    Examples:
        >>> from bakohumas.elections import IRV, count
        >>> stage = count([["Ani"], ["Ani"], ["Budi"]], IRV()).stages[0]
        >>> stage.tallies, stage.needed, stage.in_play
        ((('Ani', 2), ('Budi', 1)), 2, 3)
        >>> stage.explain("id")[:56]
        'Putaran 1: dari 3 suara yang masih dihitung, diperlukan '
    """

    number: int
    tallies: tuple[tuple[str, int], ...]
    exhausted: int
    needed: int
    action: Action
    who: tuple[str, ...]
    how: How
    tie: Tie | None = None

    @property
    def in_play(self) -> int:
        """Votes that stand with a candidate."""
        return sum(votes for _, votes in self.tallies)

    def explain(self, lang: Lang = "en") -> str:
        """The stage in one sentence."""
        who = listed(self.who, lang)
        if self.how is How.ACCLAMATION:
            told = pick(
                lang,
                f"{who} was the only candidate and was elected by acclamation",
                f"{who} adalah calon tunggal dan terpilih secara aklamasi",
            )
        else:
            was = pick(lang, "was " if len(self.who) == 1 else "were ", "")
            fate = f"{was}{self.action.label(lang)}"
            told = f"{self._standing(lang)}; "
            if self.tie:
                told += self._tied(self.tie, lang, who, fate)
            else:
                told += f"{who} {self.how.label(lang)} {pick(lang, 'and', 'dan')} {fate}"
        return f"{pick(lang, 'Round', 'Putaran')} {self.number}: {told}."

    def _standing(self, lang: Lang) -> str:
        needed, in_play, lost = (
            number(votes, lang) for votes in (self.needed, self.in_play, self.exhausted)
        )
        gone = f" ({lost} {pick(lang, 'exhausted', 'habis')})" if self.exhausted else ""
        tallies = [f"{name} {number(votes, lang)}" for name, votes in self.tallies]
        return (
            pick(
                lang,
                f"of {in_play} votes in play{gone}, {needed} were needed",
                f"dari {in_play} suara yang masih dihitung{gone}, diperlukan {needed}",
            )
            + f"; {listed(tallies, lang)}"
        )

    @staticmethod
    def _tied(tie: Tie, lang: Lang, who: str, fate: str) -> str:
        most = tie.over is Purpose.ELECTION
        told = pick(
            lang,
            f"{listed(tie.tied)} tied with the {'most' if most else 'fewest'} votes",
            f"{listed(tie.tied, lang)} seri dengan suara {'terbanyak' if most else 'tersedikit'}",
        )
        if tie.chosen:
            means = listed([step.label(lang) for step in tie.decisive], lang)
            decided = pick(lang, f", and {means} decided", f", dan {means} memutuskan")
            return f"{told}{decided}: {who} {fate}"
        tried = listed([step.label(lang) for step in tie.tried], lang)
        stuck = (
            pick(lang, f"{tried} left {who} equal", f"{tried} tidak membedakan {who}")
            if tie.tried
            else pick(lang, "nothing agreed beforehand settles it", "belum disepakati pemutusnya")
        )
        return (
            f"{told}; {stuck}, {pick(lang, 'and the count stopped', 'dan penghitungan berhenti')}"
        )
