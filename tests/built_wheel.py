"""The built wheel, and interpreters to install it for: what the long tests share."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
INSTALL = Callable[..., Path]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
JOB = ("-m", "bakohumas", "--json", "--runs", "64", "--out")


def run(*words: object, cwd: Path = ROOT) -> str:
    """What a command prints; a command that fails fails the test, with its words."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def interpreter(version: str) -> str | None:
    """An interpreter of that version that starts: this one, on the path or under pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [sys.executable if version == HERE else None, shutil.which(f"python{version}")]
    found += [str(each) for each in sorted(pyenv.glob(f"{version}*/bin/python{version}"))]
    for path in found:
        if (
            path
            and subprocess.run([path, "-c", ""], check=False, capture_output=True).returncode == 0
        ):
            return path
    return None
