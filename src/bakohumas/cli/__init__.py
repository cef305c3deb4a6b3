"""The command line: ``bakohumas run national``, ``bakohumas audit``, and what belongs to it."""

from bakohumas.cli._main import main

__all__ = ["main"]
