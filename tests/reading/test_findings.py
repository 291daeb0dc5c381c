"""One line of a finding: nothing is said twice, nothing is left out."""

from __future__ import annotations

import pytest

from par_engine.findings import Finding, Severity


@pytest.mark.parametrize(
    ("message", "allowed", "limit"),
    [
        ("phải là true hoặc false", "true", ""),
        ("tệp này phải ghi schema: 1", "schema: 1", ""),
        ("không nhận 1.0", "1", "1"),
        ("không nhận 10", "1", "1"),
        ("không nhận 2,1", "1", "1"),
        ("chỉ nhận 1.", "1", ""),
        ("mã “report” sai", "port", "port"),
        ("không có gì", "", ""),
    ],
)
def test_what_is_allowed_is_left_out_only_where_the_message_says_it(message: str, allowed: str, limit: str) -> None:
    assert Finding("a.b", Severity.ERROR, "", message, allowed=allowed).limit == limit
