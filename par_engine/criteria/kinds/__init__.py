"""The closed, typed union of rule kinds: those that stand on their own, and `cases` over them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Tag

from par_engine.criteria.kinds.base import Kind
from par_engine.criteria.kinds.cases import Cases
from par_engine.criteria.kinds.plain import PLAIN_KINDS, AnyPlain, name_of, one_of

KINDS: dict[str, type[Kind]] = {**PLAIN_KINDS, Cases.name: Cases}
Rule = Annotated[AnyPlain | Annotated[Cases, Tag("cases")], Discriminator(name_of), one_of(KINDS)]
