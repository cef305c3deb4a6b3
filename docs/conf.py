"""How the pages are built: ``sphinx-build -nW -b html docs build/html``."""

import pkgutil
import sys
from importlib import import_module

from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.pycode import ModuleAnalyzer

import bakohumas

project = "bakohumas"
author = "The bakohumas maintainers"
copyright = author  # noqa: A001 - the name that Sphinx reads
version = release = bakohumas.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
myst_heading_anchors = 3

autodoc_member_order = "groupwise"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True}
napoleon_numpy_docstring = False
napoleon_use_ivar = False
python_maximum_signature_line_length = 88
copybutton_exclude = ".linenos, .gp, .go"

html_theme = "furo"
html_title = f"bakohumas {release}"
html_show_copyright = False

nitpick_ignore_regex = [
    # The pages of Python and of other packages are not fetched: the build needs no network.
    (r"py:.*", r"(abc|collections\.abc|concurrent|datetime|decimal|enum|fractions|os|typing)\..*"),
    (r"py:.*", r"(array|attrs|hypothesis|networkx|nx|sqlalchemy)(\..*)?"),
    # What a room keeps behind its door: handed out, and never made by a caller.
    (r"py:class", r"bakohumas\.\w+\._\w+\.\w+"),
]


def _enter_by_the_door(room: str) -> None:
    """Know every name by the room it is taken from, never by the file behind it."""
    door = import_module(room)
    files = [
        ModuleAnalyzer.for_module(name) for name in sys.modules if name.startswith(f"{room}._")
    ]
    words = ModuleAnalyzer.for_module(room)
    for analyzer in (words, *files):
        analyzer.analyze()
    for name in door.__all__:
        thing = getattr(door, name)
        setattr(door, name, thing)  # a lazy name is there from now on
        if getattr(thing, "__module__", "").startswith(f"{room}._"):
            thing.__module__ = room
        for analyzer in files:
            if ("", name) in analyzer.attr_docs:
                words.attr_docs["", name] = analyzer.attr_docs["", name]


def _whole(docstring: GoogleDocstring) -> tuple[str, list[str]]:
    """The words of an attribute: a colon among them marks no type."""
    return "", docstring._dedent(docstring._consume_to_end())  # noqa: SLF001 - there is no setting


GoogleDocstring._consume_inline_attribute = _whole  # noqa: SLF001 - the same
for _, _room, _ in pkgutil.iter_modules(bakohumas.__path__, "bakohumas."):
    if not _room.endswith("__main__"):
        _enter_by_the_door(_room)
