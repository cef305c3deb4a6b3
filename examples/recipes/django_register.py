"""A register inside Django's own transaction: what Django takes back never was.

The engine hands out the connection that Django already holds, and closes nothing, so
that an append is part of ``transaction.atomic()``. On SQLite a transaction that reads before
it writes must take its turn at once: ``transaction_mode`` (Django 5.1 and later).
"""

from datetime import date
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

import bakohumas as bk
from bakohumas.storage import Journal


class Kept:
    """Django's own connection, of which SQLAlchemy may ask all but to end what Django began."""

    def __init__(self, held: Any) -> None:  # noqa: ANN401 - whatever the driver made
        """Keep hold of it."""
        self._held = held

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the driver offers
        return getattr(self._held, name)

    def commit(self) -> None:
        """Leave it to Django."""

    rollback = close = commit


def register() -> Journal:
    """The journal of the transaction that Django is in."""
    connection.ensure_connection()
    engine = create_engine(
        "sqlite://", creator=lambda: Kept(connection.connection), poolclass=StaticPool
    )
    return Journal(engine.connect())


def main() -> list[int]:
    """Save a body, and save it again in a transaction that is taken back."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    options = {"OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    settings.configure(DATABASES={"default": {**database, **options}})
    django.setup()
    day = date(2015, 11, 2)
    body = bk.Body.found("contoh", charter=bk.charter("national"), on=day, basis="SK (invented)")
    later = body.admit(bk.directory(on=day).find("BPS"), on=day, basis="SK (invented)")
    with transaction.atomic():
        saved = [register().save(body, expect=0)]
    with transaction.atomic():
        saved.append(register().save(later, expect=1))
        transaction.set_rollback(True)
    with transaction.atomic():
        saved.append(register().revision("body", "contoh"))
    return saved


if __name__ == "__main__":
    print(main())
