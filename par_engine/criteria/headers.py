"""The first line that tells an editor which schema a file of a set follows (yaml-language-server)."""

from __future__ import annotations

import re

SIGN = "# yaml-language-server: $schema="


def headed(name: str, text: str) -> str:
    """A file with that line; `name` is its place in the folder of the set, which lies in a library. A file that has the
    line already, or does not say what kind it is, stays as it is."""
    kind = re.search(r"(?m)^kind: ([a-z_]+)$", text)
    if kind is None or SIGN in text:
        return text
    up = "../" * (2 + name.count("/"))
    return f"{SIGN}{up}evidence_schemas/{kind[1]}.schema.json\n{text}"
