"""Templates are data of the library: read in a sandbox, always escaped, and every slip names its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from par_engine.errors import InputError, UsageError
from par_engine.library import Library
from par_engine.reports.html import render_html, report_names


def library_with(root: Path, template: str, **others: str) -> Library:
    """A library whose report `mau` is one template, with further files."""
    folder = root / "reports_templates" / "mau"
    folder.mkdir(parents=True)
    (folder / "report.html.j2").write_text(template, encoding="utf-8")
    for name, text in others.items():
        (folder / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return Library(root, "thử")


def rendered(root: Path, template: str, context: dict[str, Any] | None = None, **others: str) -> str:
    """What a template prints."""
    return render_html(library_with(root, template, **others), context or {}, "mau")


def refused(root: Path, template: str, context: dict[str, Any] | None = None, **others: str) -> str:
    """The message for a template that cannot be used."""
    with pytest.raises(InputError) as caught:
        rendered(root, template, context, **others)
    return str(caught.value)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ name.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format(name) }}",
        "{% set names = [] %}{{ names.append(1) }}",
    ],
)
def test_the_sandbox_holds(tmp_path: Path, template: str) -> None:
    message = refused(tmp_path, f"dòng một\n{template}", {"name": "x"})
    assert message.startswith("Mẫu báo cáo “mau/report.html.j2”")
    assert "class 'str'" not in message


def test_forbidden_attributes_are_named(tmp_path: Path) -> None:
    message = refused(tmp_path, "a\nb\n{{ ''.__class__ }}")
    assert "“mau/report.html.j2”, dòng 3" in message
    assert "bị cấm vì an toàn" in message


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{{ agency.nmae }}", "nmae"),
        ("{{ agenci }}", "agenci"),
        ("{% if agenci %}x{% endif %}", "agenci"),
        ("{% for row in agenci %}x{% endfor %}", "agenci"),
        ("{{ agency['x'].y }}", "x"),
        ("{{ rows[5] }}", "5"),
    ],
)
def test_an_unknown_name_is_told_with_its_line(tmp_path: Path, template: str, name: str) -> None:
    message = refused(tmp_path, f"một\nhai\n{template}\n", {"agency": {"name": "Sở"}, "rows": [1]})
    assert message.startswith("Mẫu báo cáo “mau/report.html.j2”, dòng 3: ")
    assert f"“{name}” không có trong dữ liệu báo cáo" in message


def test_the_line_is_that_of_the_part_at_fault(tmp_path: Path) -> None:
    main = "{% from 'mau/parts.html.j2' import cell %}\n{{ cell(name) }}"
    parts = "{% macro cell(word) %}\n<td>{{ word.length }}</td>\n{% endmacro %}"
    assert "“mau/parts.html.j2”, dòng 2" in refused(tmp_path, main, {"name": {}}, parts=parts)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% if x %}", "viết sai cú pháp"),
        ("{{ 1 + }}", "viết sai cú pháp"),
        ("{{ x|nosuchfilter }}", "viết sai cú pháp"),
        ("{{ name|safe }}", "viết sai cú pháp"),
        ("{% autoescape false %}{{ name }}{% endautoescape %}", "không được tắt bật autoescape"),
        ("{%- autoescape false %}{{ name }}{% endautoescape %}", "không được tắt bật autoescape"),
        ("{% include 'mau/nowhere.html.j2' %}", "không tìm thấy mẫu “mau/nowhere.html.j2”"),
        ("{% include '../../secret.txt' %}", "không tìm thấy mẫu"),
        ("{{ nothing }}", "in ra một giá trị kiểu NoneType"),
        ("{{ rows }}", "in ra một giá trị kiểu list"),
        ("{{ 1 / two }}", "in ra một giá trị kiểu float"),
        ("{{ name is defined }}", "in ra một giá trị kiểu bool"),
        ("{{ 1 // (two - 2) }}", "division"),
        ("{{ name + 1 }}", "Mẫu báo cáo"),
        ("{% for n in range(999999999) %}{{ n }}{% endfor %}", "Mẫu báo cáo"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "không dừng"),
    ],
)
def test_slips_are_explained(tmp_path: Path, template: str, words: str) -> None:
    (tmp_path / "secret.txt").write_text("bí mật", encoding="utf-8")
    message = refused(tmp_path, f"một\n{template}", {"name": "<b>", "rows": [], "nothing": None, "two": 2})
    assert words in message
    assert "dòng 2" in message


def test_a_template_in_another_encoding(tmp_path: Path) -> None:
    library = library_with(tmp_path, "")
    (library.templates / "mau" / "report.html.j2").write_bytes("Sở".encode("utf-16"))
    with pytest.raises(InputError, match="không phải UTF-8"):
        render_html(library, {}, "mau")


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    library = library_with(tmp_path / "root", "{% include 'mau/out.html.j2' %}")
    (library.templates / "mau" / "out.html.j2").symlink_to(secret)
    with pytest.raises(InputError, match="không tìm thấy mẫu"):
        render_html(library, {}, "mau")


@pytest.mark.parametrize(
    "template",
    [
        "{{ name }}",
        "{% set copy = name %}{{ copy }}",
        "{% macro show(word) %}{{ word }}{% endmacro %}{{ show(name) }}",
        "{{ name|trim }}",
        "{{ [name]|join }}",
        "{{ '%s'|format(name) }}",
        "{% filter upper %}{{ name }}{% endfilter %}",
    ],
)
def test_everything_is_escaped(tmp_path: Path, template: str) -> None:
    html = rendered(tmp_path, template, {"name": "<b>&'\""})
    assert "<" not in html
    assert "&amp;" in html.lower()


def test_an_unknown_report_names_those_there_are(library: Library) -> None:
    assert report_names(library) == ["self_scoring"]
    with pytest.raises(UsageError, match="có phải ý là “self_scoring”"):
        render_html(library, {}, "self_scorin")
    with pytest.raises(UsageError, match="hiện có: self_scoring"):
        render_html(library, {}, "xyz")


def test_the_shipped_templates_read_nothing_that_is_not_there(library: Library, context: dict[str, Any]) -> None:
    """Leaving out any part of the data is noticed: nothing is printed from a default."""
    for key in context:
        less = {name: value for name, value in context.items() if name != key}
        with pytest.raises(InputError, match=f"“{key}” không có trong dữ liệu báo cáo"):
            render_html(library, less)
