import attrs
import pytest

from bakohumas.scenarios import _national_message as message  # noqa: PLC2701 - bent assumptions
from bakohumas.scenarios import national


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
    turned = {each.assumption.name: each.turns for each in cycle.message.sensitivity}

    assert turned["briefing"] is not None
    assert 0 < turned["briefing"] < 1
    assert turned["online"] is None
    assert "turns at" in cycle.explain()
    assert "berbalik pada" in cycle.explain("id")


def test_a_forum_of_the_willing_may_do_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where fewer are asked to retell, a full and willing forum catches up, and it is said when."""
    bend(monkeypatch, asked=0.2)
    cycle = national(runs=32)

    assert cycle.message.retelling is not None
    assert 0.05 < cycle.message.retelling < 1
    assert "would turn if every member attended the forum" in cycle.explain()
    assert "Kesimpulan berbalik bila semua anggota hadir" in cycle.explain("id")


def test_a_programme_that_everybody_joins_stays_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all who are asked retell, not even a full and willing forum catches up."""
    bend(monkeypatch, asked=1.0, briefing=1.0, invited=1.0)
    cycle = national(runs=32)

    assert cycle.message.retelling is None
    assert "the programme would still reach more" in cycle.explain()
