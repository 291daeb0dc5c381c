"""The library root: the folder that holds `criteria/`, `evidence_schemas/` and `reports_templates/` together.

Taken whole, from the first of: `PAR_ENGINE_HOME`, the working directory if it is a root, the repository of an editable
install, the copy in the wheel. Output names it, so that nobody scores with criteria they did not mean.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from par_engine.errors import InputError

PARTS = ("criteria", "evidence_schemas", "reports_templates")


@dataclass(frozen=True, slots=True)
class Library:
    """Where data comes from; `origin` says in Vietnamese why this place was taken."""

    root: Path
    origin: str

    @property
    def criteria(self) -> Path:
        """The folder of the criteria sets."""
        return self.root / "criteria"

    @property
    def schemas(self) -> Path:
        """The folder of indicators, kinds of proof, legal texts and forms."""
        return self.root / "evidence_schemas"

    @property
    def templates(self) -> Path:
        """The folder of the report templates."""
        return self.root / "reports_templates"

    def set_ids(self) -> list[str]:
        """The ids of the criteria sets, by folder."""
        return sorted(path.parent.name for path in self.criteria.glob("*/set.yaml"))

    def template_names(self) -> list[str]:
        """The names of the report templates, by folder."""
        return sorted(path.name for path in self.templates.iterdir() if path.is_dir())

    def relative(self, path: Path) -> str:
        """How messages name a file: below the root, or below the working directory, or in full."""
        for base in (self.root, Path.cwd()):
            if path.resolve().is_relative_to(base.resolve()):
                return str(path.resolve().relative_to(base.resolve()))
        return str(path)


def find_library(start: Path | None = None, environment: dict[str, str] | None = None) -> Library:
    """The library root in force. Raises InputError when `PAR_ENGINE_HOME` points to something else."""
    variables = os.environ if environment is None else environment
    if home := variables.get("PAR_ENGINE_HOME"):
        root = Path(home)
        if not _is_root(root):
            raise InputError(f"PAR_ENGINE_HOME chỉ tới “{home}” nhưng ở đó không có đủ các thư mục {', '.join(PARTS)}.")
        return Library(root, "PAR_ENGINE_HOME")
    here = start or Path.cwd()
    if _is_root(here):
        return Library(here, "thư mục đang làm việc")
    package = Path(__file__).resolve().parent
    if _is_root(package.parent):
        return Library(package.parent, "kho mã nguồn")
    if _is_root(package / "data"):
        return Library(package / "data", "bản kèm theo phần mềm")
    raise InputError("Không tìm thấy thư mục bộ tiêu chí. Đặt PAR_ENGINE_HOME hoặc cài lại phần mềm.")


def library_around(folder: Path) -> Library | None:
    """The library root that the folder of a set lies in (`<root>/criteria/<set>`): a draft is checked where it stands,
    with its own indicators. None when it lies in none."""
    folder = folder.resolve()
    root = folder.parent.parent
    return Library(root, "thư mục của bộ") if folder.parent.name == "criteria" and _is_root(root) else None


def _is_root(folder: Path) -> bool:
    return all((folder / part).is_dir() for part in PARTS)
