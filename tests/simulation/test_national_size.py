from datetime import date
from time import process_time

from bakohumas import networks
from bakohumas.bodies import Body
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.networks import Role, Tie
from bakohumas.simulation import AddTies, IndependentCascade, Intervention, compare

DAY = date(2015, 11, 2)


def test_the_national_network_answers_its_question_in_seconds() -> None:
    """Some 1,100 members and 514 publics: what a forum adds, in 1,024 worlds, by NumPy alone."""
    members = [each for each in directory(on=DAY) if each.autonomous]
    body = Body.found("nasional", charter=charter("national"), on=DAY, basis="invented")
    body = body.admit(*members, on=DAY, basis="invented")
    began = process_time()
    network = networks.of(body, on=DAY, publics="regency")
    others = [each.id for each in network.nodes_of(Role.MEMBER) if each.id != "kominfo"]
    forum = AddTies([Tie("kominfo", other, "attendance", 0.4) for other in others])
    arms: dict[str, list[Intervention]] = {"today": [], "forum": [forum]}
    study = compare(
        network,
        IndependentCascade(),
        arms,
        seeds=["kominfo"],
        runs=1024,
        seed=2015,
        backend="numpy",
    )
    took = process_time() - began

    assert len(others) > 1000
    assert len(network.nodes_of(Role.PUBLIC)) == 2 * 514
    assert study.difference("forum", "today", role="public").low > 0
    assert took < 5
