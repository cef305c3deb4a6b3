import sys
from array import array
from collections.abc import Mapping
from hashlib import sha256
from json import dumps


def digest(said: list[object], columns: "Mapping[str, array[int]]") -> str:
    """SHA-256 of what is said in texts and of columns of integers, the same on every machine.

    Of one line of JSON in ASCII, which is a list of what is *said* and then of the length of
    each column by its name, and of the columns themselves, their integers little-endian.
    """
    lengths = {name: len(column) for name, column in columns.items()}
    hashed = sha256(f"{dumps([*said, lengths], separators=(',', ':'))}\n".encode())
    for column in columns.values():
        hashed.update(_little(column))
    return hashed.hexdigest()


def _little(values: "array[int]") -> bytes | memoryview:
    if sys.byteorder == "little":
        return memoryview(values).cast("B") if values else b""
    swapped = values[:]
    swapped.byteswap()
    return swapped.tobytes()
