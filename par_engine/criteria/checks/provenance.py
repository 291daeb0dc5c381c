"""Provenance: every component says, itself or through its area, where its points and structure come from."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.criteria.model import PROVENANCE, Origin
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding


def check_provenance(yardstick: Yardstick) -> Iterator[Finding]:
    """Components whose origin is not stated, or claimed from a source that is not cited."""
    for placed in yardstick.all_components():
        for part in ("structure", "points"):
            if placed.origin(part) is None:
                message = f"chưa nêu nguồn gốc của {PROVENANCE[part]} (provenance.{part})"
                allowed = ", ".join(Origin)
                yield placed.finding(
                    "provenance.missing", (), message, allowed=allowed, action="thêm ở tiêu chí hoặc lĩnh vực"
                )
        if Origin.SOURCE in placed.component.provenance.parts().values() and not placed.component.basis:
            message = "nguồn gốc ghi “source” nhưng không có căn cứ"
            yield placed.finding("provenance.basis", ("provenance",), message, action="thêm basis: văn bản và mục")
