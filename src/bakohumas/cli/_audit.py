import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from bakohumas import audit, interchange
from bakohumas.audit import Finding, Report
from bakohumas.bodies import Body
from bakohumas.cli._words import Parser, contents, day, said
from bakohumas.errors import BakohumasError
from bakohumas.law import Grade, Modality, charters

_BINDING = {Modality.MUST, Modality.MUST_NOT}
_FAILS = {
    "must": _BINDING,
    "should": _BINDING | {Modality.SHOULD},
    "default": set(Modality),
    "never": set[Modality](),
}
_EXAMPLES = """\
examples:
  bakohumas audit body.json --on 2018-12-31
  bakohumas audit --members anggota.csv --board pengurus.csv --charter provincial --on 2024-01-31
  bakohumas audit body.json --on 2018-12-31 --records records.json --lang id
  bakohumas audit body.json --on 2018-12-31 --fail-on should --fail-grade X
  bakohumas audit body.json --on 2018-12-31 --json > audit.json

exit status: 0 no such breach stands, 1 one stands, 2 bad arguments or a malformed file
"""


def add_audit(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``audit``."""
    parser = commands.add_parser(
        "audit",
        help="hold a body against its charter",
        description="Hold a body, from its document or from two tables, against its charter.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("body", nargs="?", type=Path, metavar="BODY.json", help="the document of a body")
    add("--members", type=Path, metavar="M.csv", help="a table of its members instead")
    add("--board", type=Path, metavar="B.csv", help="a table of its board, beside --members")
    add("--charter", choices=charters(), metavar="NAME", help=f"one of {', '.join(charters())}")
    add("--on", type=day, required=True, metavar="YYYY-MM-DD", help="day of the audit")
    add("--records", type=Path, metavar="R.json", help="records of meetings, networks seen")
    add("--json", action="store_true", help="print one JSON document instead")
    add("--lang", choices=["en", "id"], default="en", help="language of the report")
    add(
        "--fail-on",
        choices=list(_FAILS),
        default="must",
        help="the weakest rule whose breach counts: must (or must not), should, default, "
        "or never (default: must)",
    )
    grades = [each.value for each in Grade]
    add(
        "--fail-grade",
        choices=grades,
        default="B",
        metavar="GRADE",
        help="the weakest evidence, of A to D and X, on which a breach counts (default: B)",
    )
    add(
        "--weakest-grade",
        choices=grades,
        default="X",
        metavar="GRADE",
        help="the weakest evidence that is heard at all (default: X, all of it)",
    )
    parser.set_defaults(command=_audit, parser=parser, advice="")


def _audit(options: argparse.Namespace) -> int:
    body = _body(options)
    records = contents(interchange.loads_records, options.records) if options.records else ()
    heard = {} if options.weakest_grade == "X" else {"weakest": options.weakest_grade}
    try:
        report = audit.check(body, records, on=options.on, **heard)
    except BakohumasError as refusal:  # no finding: there is nothing to audit on that day
        raise ValueError(str(refusal)) from refusal
    standing = [
        each
        for each in report.violations
        if each.norm.modality in _FAILS[options.fail_on]
        and each.standing.at_least(Grade(options.fail_grade))
        and getattr(each, "waiver", None) is None
    ]
    with suppress(BrokenPipeError):  # whoever read the output has gone; the status stands
        if options.json:
            said(interchange.dumps(_document(report, standing)))
        else:
            print(report.explain(options.lang), flush=True)
    return 1 if standing else 0


def _body(options: argparse.Namespace) -> Body:
    tables = options.members or options.board or options.charter
    if bool(options.body) == bool(tables):
        options.parser.error("name a BODY.json, or --members with --charter, and not both")
    if options.body:
        return contents(interchange.loads, options.body)
    if not (options.members and options.charter):
        options.parser.error("tables of a body need --members and --charter")
    return interchange.body_from_tables(
        members=options.members, board=options.board, charter=options.charter, on=options.on
    )


def _document(report: Report, standing: list[Finding]) -> dict[str, Any]:
    findings = [
        english
        | {
            "because": {"en": english["because"], "id": indonesian["because"]},
            "advice": {"en": english["advice"], "id": indonesian["advice"]},
            "stands": each in standing,
        }
        for english, indonesian, each in zip(
            report.rows("en"), report.rows("id"), report, strict=True
        )
    ]
    return {
        "format": "bakohumas/audit",
        "version": 1,
        "body": report.body,
        "name": report.name,
        "on": str(report.on),
        "charter": report.charter,
        "known_until": str(report.known_until),
        "counts": report.counts(),
        "counts_by_grade": report.counts_by_grade(),
        "findings": findings,
        "ignored": list(report.ignored),
    }
