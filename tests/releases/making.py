"""`make release`: looks whether this is one, tries everything, keeps what an upgrade from it is tried on, and tags it.

Before: write the version into pyproject.toml, and its day into CHANGELOG.md ("## 0.2.0, 2027-03-01"), and commit.
Where nobody can say whether a package is known to be unsafe, or one is and is borne for a while, UNAUDITED says why,
and the tag repeats it. It pushes nothing.
"""

import datetime
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECTION = re.compile(r"^## (\S+), (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
TARGETS = ("lint", "licences", "audit", "sbom", "test")  # what fails soon comes first
OURS = ("common", "members", "meetings", "taskgroups", "library", "exchange")


def version(root: Path = ROOT) -> str:
    """Return the version that pyproject.toml names."""
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]


def changes(root: Path = ROOT) -> tuple[str, str, str]:
    """Return version, day and text of the newest section of CHANGELOG.md; empty ones if it has none."""
    found = SECTION.search((root / "CHANGELOG.md").read_text())
    return found.groups() if found else ("", "", "")


def against(root: Path = ROOT) -> list[str]:
    """Return what stands against a release of what is there, as sentences."""
    asked, (newest, day, text) = version(root), changes(root)
    reasons = []
    if git(root, "status", "--porcelain"):
        reasons.append("Not everything is committed.")
    if git(root, "tag", "--list", f"v{asked}"):
        reasons.append(f"There is a release {asked} already; write the next version into pyproject.toml.")
    if newest != asked or not text.strip():
        reasons.append(f"The newest section of CHANGELOG.md is not {asked}, or says nothing.")
    elif not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        reasons.append(f"The section of {asked} in CHANGELOG.md has no day yet.")
    return reasons


def git(root: Path, *words: str) -> str:
    """Return what git says; raises CalledProcessError."""
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def keep(root: Path = ROOT) -> list[Path]:
    """Fill a database of its own with the sample Forum, and keep its dump and the last migrations for
    `test_releases.py`; return the files.
    """
    dump, states = (root / "tests" / "releases" / name for name in (f"{version(root)}.dump", "states.toml"))
    with tempfile.TemporaryDirectory() as folder:
        backup = Path(folder) / "forum.tar"
        env = {"FORUM_VAR": f"{folder}/var", "SAMPLE_PASSWORD": "croeso-i-bawb-2016"}
        for command in (["migrate"], ["createcachetable"], ["sample_forum"], ["backup", str(backup)]):
            run(root, sys.executable, "manage.py", *command, **env)
        with tarfile.open(backup) as tar:
            dump.write_bytes(tar.extractfile("database.dump").read())
    with open(states, "a", encoding="utf-8") as file:
        last = ", ".join(f'{app} = "{name}"' for app, name in last_migrations(root).items())
        file.write(f'\n["{version(root)}"]\nday = {datetime.date.today()}\nmigrations = {{ {last} }}\n')
    return [dump, states]


def last_migrations(root: Path = ROOT) -> dict[str, str]:
    """Return the name of the last migration of each of our apps."""
    names = {app: sorted(path.stem for path in (root / app / "migrations").glob("[0-9]*.py")) for app in OURS}
    return {app: found[-1] for app, found in names.items()}


def run(root: Path, *command: str, **env: str) -> None:
    """Run a command in the checkout; raises CalledProcessError."""
    without = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(command, cwd=root, env=without | env, check=True)


def make(target: str) -> None:
    """Make a target of the Makefile; ends all where it fails, which has said why."""
    try:
        run(ROOT, "make", target)
    except subprocess.CalledProcessError:
        sys.exit(f"No release: `make {target}` failed.")


def message(unaudited: str, root: Path = ROOT) -> str:
    """Return what the tag says: the changes, and why nobody looked for packages known to be unsafe, if so."""
    name, _day, text = changes(root)
    return f"{name}\n\n{text}" + (f"Not audited: {unaudited}\n" if unaudited else "")


def main():
    reasons = against()
    if reasons:
        sys.exit("\n".join(reasons))
    unaudited = os.environ.get("UNAUDITED", "")
    for target in TARGETS:
        if target != "audit" or not unaudited:
            make(target)
    if git(ROOT, "status", "--porcelain"):
        sys.exit("docs/licences.md was not what the packages say: commit it, and try again.")
    git(ROOT, "add", *(str(path) for path in keep()))
    name = version()
    git(ROOT, "commit", "-m", f"Release {name}", "-m", "With the database that upgrades from it are tried on.")
    git(ROOT, "tag", "--annotate", f"v{name}", "--message", message(unaudited), "--cleanup=verbatim")
    sys.stdout.write(f"Tagged v{name}. Push it: git push --follow-tags. sbom.json goes with it.\n")


if __name__ == "__main__":
    main()
