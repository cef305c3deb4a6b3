import attrs

from bakohumas.elections._figures import Figure, Unit, told
from bakohumas.elections._ties import Purpose, Tie
from bakohumas.languages import Labelled, Lang, listed, pick


class Action(Labelled):
    """What a stage of a count ends in.

    Examples:
        >>> Action.EXCLUDED.label("id")
        'gugur'
    """

    ELECTED = "elected", "elected", "terpilih"
    EXCLUDED = "excluded", "excluded", "gugur"
    TIE = "tie", "tied", "seri"
    TRANSFERRED = "transferred", "passed on", "dilimpahkan"
    UNFILLED = "unfilled", "not elected", "tidak terpilih"


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
    REST = "rest", "remained for the seats left", "tersisa untuk kursi yang belum terisi"
    SURPLUS = "surplus", "had more than the number needed", "melebihi jumlah yang diperlukan"
    MOST = "most", "had the most", "memperoleh jumlah terbanyak"
    BEHIND = "behind", "came after the first two", "berada di bawah dua teratas"
    SHORT = "short", "fell short of the number needed", "tidak mencapai jumlah yang diperlukan"
    UNBEATEN = "unbeaten", "was beaten by nobody left", "tidak dikalahkan calon lain yang tersisa"
    BARRED = (
        "barred",
        "could no longer be elected under the conditions",
        ("tidak mungkin lagi terpilih menurut persyaratan"),
    )


@attrs.frozen
class Stage:
    """One round of a count: how the votes stood, and what followed.

    Figures are whole numbers, in units of the last of so many *decimals*; or, where
    the rule is exact, whole or :class:`~fractions.Fraction`. Where they count votes, those of
    the candidates, the exhausted and the lost ones add up to the valid ballots.

    Attributes:
        number: Place among the stages, from 1.
        tallies: Votes of each candidate still in the count, in the order of the ballot paper.
        exhausted: Votes that stand with nobody who is still in the count.
        needed: Votes with which a candidate is elected; 0 where no number is needed.
        action: What followed.
        who: Whom it befell; at an unsettled tie those who are still tied.
        how: Why it followed.
        tie: The tie that arose, settled or not.
        passed: Who reached the number needed, and is elected, before what followed.
        decimals: Decimals of the figures.
        lost: Votes lost by fraction in transfers so far.
        unit: What the figures count.

    Examples:
        >>> from bakohumas.elections import IRV, count
        >>> stage = count([["Ani"], ["Ani"], ["Budi"]], IRV()).stages[0]
        >>> stage.tallies, stage.needed, stage.in_play
        ((('Ani', 2), ('Budi', 1)), 2, 3)
        >>> stage.explain("id")[:56]
        'Putaran 1: dari 3 suara yang masih dihitung, diperlukan '
    """

    number: int
    tallies: tuple[tuple[str, Figure], ...]
    exhausted: Figure
    needed: Figure
    action: Action
    who: tuple[str, ...]
    how: How
    tie: Tie | None = None
    passed: tuple[str, ...] = ()
    decimals: int = 0
    lost: Figure = 0
    unit: Unit = Unit.VOTES

    @property
    def in_play(self) -> Figure:
        """Votes that stand with a candidate."""
        return sum(votes for _, votes in self.tallies)

    @property
    def nontransferable(self) -> Figure:
        """Exhausted votes and those lost by fraction, which official reports state as one."""
        return self.exhausted + self.lost

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is elected at this stage, in the order of election."""
        return self.passed + (self.who if self.action is Action.ELECTED else ())

    def explain(self, lang: Lang = "en") -> str:
        """The stage in one sentence."""
        who = listed(self.who, lang)
        if self.how is How.ACCLAMATION:
            told_ = pick(
                lang,
                f"{who} was the only candidate and was elected by acclamation"
                if len(self.who) == 1
                else f"{who} were no more than there are seats and were elected by acclamation",
                f"{who} adalah calon tunggal dan terpilih secara aklamasi"
                if len(self.who) == 1
                else f"{who} tidak melebihi jumlah kursi dan terpilih secara aklamasi",
            )
        else:
            parts = [self._standing(lang), *self._first(lang), self._follows(lang, who)]
            told_ = "; ".join(parts)
        return f"{pick(lang, 'Round', 'Putaran')} {self.number}: {told_}."

    def told(self, value: Figure, lang: Lang = "en") -> str:
        """One of its figures as people read it, with the decimals of the stage."""
        return told(value, self.decimals, lang)

    def _standing(self, lang: Lang) -> str:
        tallies = [f"{name} {self.told(votes, lang)}" for name, votes in self.tallies]
        return f"{self._base(lang)}; {listed(tallies, lang)}"

    def _base(self, lang: Lang) -> str:
        in_play = self.told(self.in_play, lang)
        gone = []
        if self.exhausted:
            left = self.told(self.exhausted, lang)
            gone.append(
                pick(lang, f"{left} exhausted", f"{left} habis")
                if self.unit is Unit.VOTES
                else pick(lang, f"unfit ballots: {left}", f"surat suara yang tidak sesuai: {left}")
            )
        if self.lost:
            lost = self.told(self.lost, lang)
            gone.append(pick(lang, f"{lost} lost by fraction", f"{lost} hilang karena pembulatan"))
        beside = f" ({', '.join(gone)})" if gone else ""
        if self.unit is Unit.WINS:
            return pick(lang, f"wins over others{beside}", f"kemenangan atas calon lain{beside}")
        unit = self.unit.label(lang)
        if not self.needed:
            return f"{in_play} {unit}{beside}"
        needed = self.told(self.needed, lang)
        return pick(
            lang,
            f"of {in_play} {unit} in play{beside}, {needed} were needed",
            f"dari {in_play} {unit} yang masih dihitung{beside}, diperlukan {needed}",
        )

    def _first(self, lang: Lang) -> list[str]:
        if not self.passed:
            return []
        who = listed(self.passed, lang)
        was = "was" if len(self.passed) == 1 else "were"
        return [
            pick(
                lang,
                f"{who} reached the number needed and {was} elected",
                f"{who} mencapai jumlah yang diperlukan dan terpilih",
            )
        ]

    def _follows(self, lang: Lang, who: str) -> str:
        was = pick(lang, "was " if len(self.who) == 1 else "were ", "")
        fate = f"{was}{self.action.label(lang)}"
        if self.action is Action.TRANSFERRED:
            surplus = self.told(dict(self.tallies)[self.who[0]] - self.needed, lang)
            who = pick(
                lang, f"the surplus of {who}, {surplus},", f"kelebihan suara {who}, {surplus},"
            )
        if self.tie:
            return self._tied(self.tie, lang, who, fate)
        if self.action is Action.TRANSFERRED:
            return f"{who} {fate}"
        return f"{who} {self._why(lang)} {pick(lang, 'and', 'dan')} {fate}"

    def _why(self, lang: Lang) -> str:
        why = self.how.label(lang)
        if self.how is How.MOST:
            return f"{why} {self.unit.label(lang)}"
        if self.how is How.UNBEATEN and len(self.who) > 1:
            return pick(lang, why.replace("was", "were", 1), why)
        return why

    def _tied(self, tie: Tie, lang: Lang, who: str, fate: str) -> str:
        most = tie.over is not Purpose.EXCLUSION
        if self.unit is Unit.WINS:
            with_ = pick(lang, "beaten by none of the others", "tidak dikalahkan calon lainnya")
        else:
            unit = self.unit.label(lang)
            with_ = pick(
                lang,
                f"with the {'most' if most else 'fewest'} {unit}",
                f"dengan {unit} {'terbanyak' if most else 'tersedikit'}",
            )
        tied = listed(tie.tied, lang)
        said = pick(lang, f"{tied} tied {with_}", f"{tied} seri {with_}")
        if tie.chosen:
            means = listed([step.label(lang) for step in tie.decisive], lang)
            decided = pick(lang, f", and {means} decided", f", dan {means} memutuskan")
            return f"{said}{decided}: {who} {fate}"
        tried = listed([step.label(lang) for step in tie.tried], lang)
        stuck = (
            pick(lang, f"{tried} left {who} equal", f"{tried} tidak membedakan {who}")
            if tie.tried
            else pick(lang, "nothing agreed beforehand settles it", "belum disepakati pemutusnya")
        )
        return (
            f"{said}; {stuck}, {pick(lang, 'and the count stopped', 'dan penghitungan berhenti')}"
        )
