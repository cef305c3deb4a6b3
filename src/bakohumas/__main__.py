"""Run the command line: ``python3 -m bakohumas``."""

from bakohumas.cli import main

raise SystemExit(main())
