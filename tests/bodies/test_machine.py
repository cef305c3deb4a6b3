"""No invariant breaks in thousands of simulated years; the laws are the machine's own."""

from datetime import date

from hypothesis import HealthCheck, settings

from bakohumas.bodies import Body
from bakohumas.law import charter
from bakohumas.testing import BodyMachine

TestYears = BodyMachine.TestCase
TestYears.settings = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_the_machine_tells_days_without_the_body() -> None:
    """Of a day on which the body is there the parts are told, of another why it is not."""
    day = date(2015, 11, 2)
    body = Body.found("contoh", charter=charter("national"), on=day, basis="SK 1 (invented)")
    gone = body.dissolve(on=date(2016, 1, 1), basis="SK 2 (invented)")

    assert BodyMachine.told(gone, day) == BodyMachine.told(body, day)
    (why,) = BodyMachine.told(gone, date(2016, 1, 1))
    assert "the body was dissolved on 2016-01-01" in str(why)


def test_without_an_older_body_there_is_none_to_take_up() -> None:
    """On the first step there is nothing to go back to, and the body stays as it is."""
    machine = BodyMachine()
    before = machine.body
    machine.go_on_from_an_older_body(data=None)

    assert machine.body is before
