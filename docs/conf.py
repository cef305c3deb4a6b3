"""How the pages are built: ``sphinx-build -nW -b html docs build/html``."""

import pkgutil
from importlib import import_module

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
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_maximum_signature_line_length = 88
copybutton_exclude = ".linenos, .gp, .go"

html_theme = "furo"
html_title = f"bakohumas {release}"
html_show_copyright = False

# A name is known by the door it is taken from, never by the file behind it.
for _, _room, _ in pkgutil.iter_modules(bakohumas.__path__, "bakohumas."):
    if not _room.endswith("__main__"):
        _door = import_module(_room)
        for _thing in (getattr(_door, _name) for _name in _door.__all__):
            if getattr(_thing, "__module__", "").startswith(f"{_room}._"):
                _thing.__module__ = _room

nitpick_ignore_regex = [
    # The pages of Python and of other packages are not fetched: the build needs no network.
    (r"py:.*", r"(collections\.abc|concurrent|datetime|enum|fractions|networkx|typing)\..*"),
    (r"py:.*", r"array(\..*)?"),
]
