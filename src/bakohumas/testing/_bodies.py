from hypothesis import strategies as st

from bakohumas.bodies import Body
from bakohumas.errors import BakohumasError
from bakohumas.law import Charter
from bakohumas.testing._verbs import VERBS, Draw


@st.composite
def bodies(draw: st.DrawFn, *, rules: Charter | None = None, max_steps: int = 30) -> Body:
    """Bodies with a past: every verb of :class:`~bakohumas.bodies.Body` may have happened to them.

    Whatever the charter or the model refuses is left out of the history, so that
    every body drawn could have happened. The charter is *rules*, or one of those
    shipped for the nation, a province, a regency and the election commission, or one
    under which seats are filled by appointment; at most *max_steps* changes are tried
    after the founding.
    """
    dice = Draw(draw)
    body = dice.founded(rules)
    today = body.events[-1].recorded
    for _ in range(draw(st.integers(0, max_steps))):
        when = dice.moment(body, today)
        today = when.today
        try:
            body = dice.one(*VERBS)(dice, body, when)
        except BakohumasError:
            continue
    return body
