"""No invariant breaks in thousands of simulated years; the laws are the machine's own."""

from hypothesis import HealthCheck, settings

from bakohumas.testing import BodyMachine

TestYears = BodyMachine.TestCase
TestYears.settings = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
