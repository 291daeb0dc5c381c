"""What the program imports is declared: what a tool of development happens to bring is not there for others."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def imported() -> dict[str, str]:
    """The outermost names of all modules that the program imports, each with a file that does."""
    found = {}
    for path in sorted((REPOSITORY / "par_engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found.update({name.partition(".")[0]: path.name for name in names})
    return {name: file for name, file in found.items() if name not in sys.stdlib_module_names | {"par_engine"}}


def declared() -> set[str]:
    """The distributions that an installation with all extras asks for, and those that these ask for themselves."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for some in project["optional-dependencies"].values() for one in some)]
    names = {_name(one) for one in wanted}
    here = [one for one in distributions() if _plain(one.name) in names]
    return names | {_name(wish) for one in here for wish in one.requires or () if "extra ==" not in wish}


def _name(requirement: str) -> str:
    return _plain(re.split(r"[ \[<>=!~;(]", requirement, maxsplit=1)[0])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_everything_imported_is_declared() -> None:
    brings = packages_distributions()
    found = imported()
    assert len(found) > 10
    missing = {name: file for name, file in found.items() if not {_plain(one) for one in brings[name]} & declared()}
    assert missing == {}
