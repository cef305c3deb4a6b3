"""Bodies driven through random years: the laws are those of the machine itself."""

from hypothesis import HealthCheck, settings

from bakohumas.testing import BodyMachine


class TestYears(BodyMachine.TestCase):  # type: ignore[misc, name-defined] - made by Hypothesis
    """No invariant breaks in thousands of simulated years, whatever is told or refused."""

    settings = settings(
        max_examples=60,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
