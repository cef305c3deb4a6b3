"""Hold a register in another process, in whatever language, to the library's answers.

The server below stands for somebody else's system: it speaks JSON over HTTP and takes the
end of a term for its last day. The adapter is all that a tester writes.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from subprocess import PIPE, Popen
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bakohumas import testing


class Register(BaseHTTPRequestHandler):
    """Somebody else's register of one board after another."""

    boards: list[dict[str, Any]] = []  # noqa: RUF012 - the state of the server

    def do_POST(self) -> None:
        """Answer one question, or make one change."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, said = getattr(self, self.path.strip("/"))(asked)
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin(self, _asked: Mapping[str, Any]) -> tuple[int, Any]:
        """Forget everything."""
        self.boards.clear()
        return 200, None

    def elect(self, asked: Mapping[str, Any]) -> tuple[int, Any]:
        """Seat a board for five years, unless another one is in office."""
        year, rest = int(asked["on"][:4]), asked["on"][4:]
        end = f"{year + 5}{'-02-28' if rest == '-02-29' else rest}"
        if any(asked["on"] < board["end"] for board in self.boards):
            return 409, "another board is in office"
        if len(set(asked["places"].values())) < len(asked["places"]):
            return 409, "one seat each"
        self.boards.append({**asked, "end": end})
        return 200, None

    def holder_on(self, asked: Mapping[str, Any]) -> tuple[int, Any]:
        """Say who sits; here is the fault: a term does not include its end."""
        for board in self.boards:
            if board["on"] <= asked["day"] <= board["end"]:
                return 200, board["places"][asked["seat"]]
        return 200, None

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - as the library has it
        """Say nothing of each request."""


class Adapter:
    """What the oracle sees of it: three methods; the rules that need others are switched off."""

    port = 0

    def __init__(self, *, seats: Sequence[str], on: date) -> None:
        """Begin a register."""
        del seats, on
        self.ask("begin")

    def ask(self, what: str, **fields: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Ask the server; what it forbids is a refusal."""
        body = json.dumps(fields).encode()
        url = f"http://127.0.0.1:{self.port}/{what}"
        try:
            with urlopen(Request(url, body), timeout=10) as answer:
                return json.load(answer)
        except HTTPError as no:
            with no:
                raise testing.RefusalError(no.read().decode()) from None

    def elect(self, places: Mapping[str, str], *, on: date) -> None:
        """Seat a board."""
        self.ask("elect", places=dict(places), on=on.isoformat())

    def holder_on(self, seat: str, day: date) -> str | None:
        """Who sits."""
        found: str | None = self.ask("holder_on", seat=seat, day=day.isoformat())
        return found


def serve() -> None:
    """Be the other process, and say at which port."""
    server = HTTPServer(("127.0.0.1", 0), Register)
    print(server.server_address[1], flush=True)
    server.serve_forever()


def main() -> None:
    """Hold the register to the rules that it can be held to, and print what is found."""
    itself = [sys.executable, __file__, "serve"]
    with Popen(itself, stdout=PIPE, text=True) as other:  # noqa: S603 - this very file
        try:
            Adapter.port = int(next(iter(other.stdout or ())))
            hunt()
        finally:
            other.terminate()


def hunt() -> None:
    """Let the oracle look for a disagreement, and print what it is."""
    machine = testing.conformance(Adapter)
    print("judged:", ", ".join(machine.judged))
    print("switched off for want of a method:", ", ".join(machine.off))
    careful = settings(
        deadline=None,
        derandomize=True,
        database=None,
        stateful_step_count=3,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(machine, settings=careful)
    except AssertionError as found:
        print(str(found).partition("\n")[0].partition(":")[0])
        print(str(found).splitlines()[1])


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else main()
