import pickle

import pytest

from bakohumas.networks import Node, Role, Tie


def test_a_node_needs_a_code_and_people() -> None:
    """A node without a code, of no known role or of fewer than nobody is refused."""
    with pytest.raises(ValueError, match="id"):
        Node("")
    with pytest.raises(ValueError, match="size"):
        Node("a", size=-1)
    with pytest.raises(TypeError, match="role"):
        Node("a", "member")  # type: ignore[arg-type] # the slip under test


def test_a_tie_joins_two_nodes() -> None:
    """Nobody tells himself."""
    with pytest.raises(ValueError, match="a cannot tell itself: a tie joins two nodes"):
        Tie("a", "a")


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_chance_lies_between_never_and_always(probability: float) -> None:
    """What is no probability is refused."""
    with pytest.raises(ValueError, match="probability"):
        Tie("a", "b", probability=probability)


def test_values_are_plain() -> None:
    """Nodes and ties print, compare and travel as what they hold."""
    node, tie = Node("a", Role.OUTLET, size=3), Tie("a", "b", "press", 1)

    assert str(node) == "a"
    assert str(tie) == "a -> b (press)"
    assert str(Tie("a", "b")) == "a -> b"
    assert tie.key == ("a", "b", "press")
    assert pickle.loads(pickle.dumps((node, tie))) == (node, tie)
    assert str(Tie(Role.SITE, "b", kinds=("video", "video"))) == "site -> b"
    assert Role.choices("id")[0] == ("member", "unit anggota")
