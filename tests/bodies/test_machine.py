from hypothesis import HealthCheck, settings

from bakohumas.testing import BodyMachine

TestBodies = BodyMachine.TestCase
TestBodies.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
