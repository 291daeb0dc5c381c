"""`from-<set>.yaml`: which component of this set continues which of another, year on year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding
from par_engine.reading.fields import Code, Id, Strict, Text
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean


class Continuation(Strict):
    """Ids of this set with the id they continue; what is not listed is new, or matched by id and title."""

    kind: Literal["continuation"]
    schema_: Literal[1] = Field(alias="schema")
    set: Id
    from_: Id = Field(alias="from")
    components: Annotated[dict[Code, Code], Field(min_length=1)]
    note: Text | None = None


def check_continuation(yardstick: Yardstick, file: Loaded[Continuation]) -> Iterator[Finding]:
    """Ids must exist in this set. Those of the other set may be of a library that is not at hand."""
    if file.model.set != yardstick.set.id:
        message = f"tệp ghi bộ “{file.model.set}”, khác bộ “{yardstick.set.id}”"
        yield file.finding("continuation.set", ("set",), message, action="sửa mã bộ")
    for name in file.model.components:
        if name not in yardstick.components:
            message = f"tiêu chí “{name}” không có trong bộ"
            action = did_you_mean(name, yardstick.components) or "sửa mã hoặc bỏ dòng này"
            yield file.finding("continuation.component", ("components", name), message, found=name, action=action)
