"""One small submission that has every state and hostile texts, and the two shipped examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from par_engine.library import Library
from par_engine.reports.context import report_context
from par_engine.reports.html import render_html
from par_engine.scoring.evaluate import score_file
from par_engine.scoring.result import ScoreSheet

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(__file__).resolve().parent / "data"
SHIPPED = Library(REPOSITORY, "kho mã nguồn")
EXAMPLES = ("thanh-hoa-2020-6-thang", "so-tu-phap-2019")


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped templates."""
    return SHIPPED


@pytest.fixture(scope="session")
def sheet() -> ScoreSheet:
    """The small submission, scored on the day it was prepared."""
    return score_file(Library(DATA, "bộ mẫu"), DATA / "submission.yaml")


@pytest.fixture(scope="session")
def context(sheet: ScoreSheet) -> dict[str, Any]:
    """Its report as data, with a version that never changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("par_engine.reports.context.__version__", "0")
        return report_context(sheet)


@pytest.fixture(scope="session")
def html(library: Library, context: dict[str, Any]) -> str:
    """Its report as a page."""
    return render_html(library, context)


@pytest.fixture(scope="session", params=["small", *EXAMPLES])
def any_sheet(request: pytest.FixtureRequest, sheet: ScoreSheet) -> ScoreSheet:
    """What must hold for every report is tried on all of them."""
    if request.param == "small":
        return sheet
    return score_file(SHIPPED, REPOSITORY / "examples" / request.param / "submission.yaml")


@pytest.fixture(scope="session")
def any_html(library: Library, any_sheet: ScoreSheet) -> str:
    """Its report as a page."""
    return render_html(library, report_context(any_sheet))
