"""Telling people: pictures of what the other rooms work out.

Pictures need the extra ``plots``; a picture asked for without it says so. Every
picture is SVG text that is the same for the same value: no date, no random ids.
"""

from bakohumas.reports._pages import page
from bakohumas.reports._pictures import (
    chapters,
    curve,
    differences,
    matrix,
    organisation,
    reach,
    rounds,
    sensitivity,
    tiers,
    timeline,
)
from bakohumas.reports._views import View, view

__all__ = [
    "View",
    "chapters",
    "curve",
    "differences",
    "matrix",
    "organisation",
    "page",
    "reach",
    "rounds",
    "sensitivity",
    "tiers",
    "timeline",
    "view",
]
