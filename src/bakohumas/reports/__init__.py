"""Telling people: pictures, views, pages and papers of what the other rooms work out.

A :func:`view` is what a notebook shows of a value, a :func:`page` one scenario as a
page of its own, a :func:`paper` what an office files. Pictures need the extra
``plots``; a picture asked for without it says so. All are the same for the same value.
"""

from bakohumas.reports._pages import page, views
from bakohumas.reports._papers import paper
from bakohumas.reports._pictures import (
    arms,
    chapters,
    course,
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
from bakohumas.reports._views import View, install, view

__all__ = [
    "View",
    "arms",
    "chapters",
    "course",
    "curve",
    "differences",
    "install",
    "matrix",
    "organisation",
    "page",
    "paper",
    "reach",
    "rounds",
    "sensitivity",
    "tiers",
    "timeline",
    "view",
    "views",
]
