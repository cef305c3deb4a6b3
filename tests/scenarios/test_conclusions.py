import attrs
import pytest

from bakohumas.scenarios import National, national
from bakohumas.scenarios import _national_message as message  # noqa: PLC2701 - bent assumptions


def bend(monkeypatch: pytest.MonkeyPatch, **values: float) -> None:
    """Give some assumptions another value, and the whole of [0, 1] to move in."""
    monkeypatch.setattr(
        message,
        "ASSUMPTIONS",
        tuple(
            attrs.evolve(each, value=values[each.name], low=0.0, high=1.0)
            if each.name in values
            else each
            for each in message.ASSUMPTIONS
        ),
    )


def test_a_conclusion_that_turns_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an assumption's range holds a turn, it is found; where none does, none is claimed."""
    bend(monkeypatch, briefing=0.0, invited=0.0)
    cycle = national(runs=32)
    turned = {each.assumption.name: each.turns for each in cycle.study.sensitivity}

    assert turned["briefing"] is not None
    assert 0 < turned["briefing"] < 1
    assert turned["online"] is None
    assert "turns at" in cycle.explain()
    assert "berbalik pada" in cycle.explain("id")


def test_a_forum_of_the_willing_may_do_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where few are asked to retell, a full and willing forum overtakes, and it is said when."""
    bend(monkeypatch, asked=0.2)
    cycle = national(runs=32)

    assert cycle.message.willing.high < 0
    assert cycle.message.turns is not None
    assert 0.05 < cycle.message.turns < 1
    assert "The conclusion turns: if every member attended the forum" in cycle.explain()
    assert "Kesimpulan berbalik: jika semua anggota hadir" in cycle.explain("id")


def test_a_programme_that_everybody_joins_stays_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all who are asked retell, and the press comes, no forum catches up."""
    bend(monkeypatch, asked=1.0, briefing=1.0, invited=1.0, own_release=0.0)
    cycle = national(runs=64)

    assert cycle.message.willing.low > 0
    assert cycle.message.turns is None
    assert "the programme would still lead by" in cycle.explain()
    assert "program tetap unggul" in cycle.explain("id")


def test_what_cannot_be_told_apart_is_not_decided(cycle: National) -> None:
    """Where the interval holds nought, neither side is said to lead."""
    assert cycle.message.willing.low <= 0 <= cycle.message.willing.high
    assert cycle.message.turns is None
    assert "the two could not be told apart" in cycle.explain()
    assert "keduanya tidak dapat dibedakan" in cycle.explain("id")
