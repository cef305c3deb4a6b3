"""Telling people: pictures of what the other rooms work out.

Pictures need the extra ``plots``; a picture asked for without it says so. Every
picture is SVG text that is the same for the same value: no date, no random ids.
"""

from bakohumas.reports._pictures import reach, timeline

__all__ = ["reach", "timeline"]
