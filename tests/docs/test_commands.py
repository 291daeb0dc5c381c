"""The commands in README and docs are executed, their output is compared, and nothing that exists is left out.

Convention. In a ```sh block every line is a command. In a ```console block lines that begin with `$ ` are commands and
the lines below each are lines of its output, in order. A command must end with 0, or with the code that a comment
states: `# mã thoát 1`. Only the commands of the program itself are run, not `make` or `git clone`.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.criteria.kinds import KINDS
from tests.cli.conftest import Run
from tests.cli.program import REPOSITORY, Result
from tests.cli.test_frame import COMMANDS
from tests.workbook.forms import example, write_filled, write_survey

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATED = re.compile(r"\s+# mã thoát (\d+)$")
FILLED, SURVEY = "out/da-dien.xlsx", "out/dieu-tra-da-dien.xlsx"
"""Forms that officers have filled before the commands of a page go on with them."""
OTHERS = ("make", "git")
"""Programs that are not ours: what they do is tested elsewhere (`make test` runs this very test)."""


@dataclass(frozen=True)
class Example:
    """One command of a page with the lines it is said to print."""

    page: str
    words: tuple[str, ...]
    code: int
    printed: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}: {' '.join(self.words)}"


def examples_of(text: str, page: str) -> Iterator[Example]:
    """Every command of a page."""
    for language, block in BLOCK.findall(text):
        lines = [line for line in block.splitlines() if line.strip()]
        if language == "sh":
            lines = [f"$ {line}" for line in lines if not line.startswith("#")]
        starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            command = lines[start].removeprefix("$ ")
            stated = STATED.search(command)
            words = tuple(shlex.split(STATED.sub("", command)))
            yield Example(page, words, int(stated[1]) if stated else 0, tuple(lines[start + 1 : end]))


GUIDES = {"huong-dan-chinh-sach.md"}
"""Pages that are followed from top to bottom, with their edits, by a test of their own."""
ALL = [
    one for page in PAGES if page.name not in GUIDES for one in examples_of(page.read_text(encoding="utf-8"), page.name)
]
EXAMPLES = [one for one in ALL if one.words[0] not in OTHERS]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory that looks like the repository and may be written to."""
    folder = tmp_path_factory.mktemp("repository")
    for path in REPOSITORY.iterdir():
        if path.name == "criteria":  # commands write new sets here
            shutil.copytree(path, folder / path.name)
        elif path.name != "out":
            (folder / path.name).symlink_to(path)
    (folder / "out").mkdir()
    write_filled(folder / FILLED, example())
    write_survey(folder / SURVEY)
    return folder


@pytest.fixture
def there(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the program there, in a window of 100 columns."""
    monkeypatch.delenv("PAR_ENGINE_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(repository)

    def call(*arguments: str) -> Result:
        code = run(list(arguments))
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call


def test_the_convention_is_read() -> None:
    plain = "```sh\nmake run\n# a remark\npar-engine score 'a b'\n```\n"
    page = f"{plain}```console\n$ par-engine x # mã thoát 2\nA\n\nB\n```\n"
    assert list(examples_of(page, "p")) == [
        Example("p", ("make", "run"), 0, ()),
        Example("p", ("par-engine", "score", "a b"), 0, ()),
        Example("p", ("par-engine", "x"), 2, ("A", "B")),
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_command_of_a_page(there: Run, example: Example) -> None:
    program, *arguments = example.words
    assert Path(program).name == "par-engine"
    result = there(*arguments)
    assert result.code == example.code, result.err
    printed = iter(result.out.splitlines())
    for line in example.printed:
        assert line in printed, f"không in ra, hoặc không theo thứ tự này: {line}"


def test_every_page_has_blocks_that_are_known() -> None:
    """A block in another language is not a command; one without a language is no place for a command."""
    for page in PAGES:
        for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S):
            if language not in ("sh", "console"):
                assert not re.search(r"^(\$ )?(\S*/)?par-engine ", block, re.MULTILINE), page.name


def everything() -> str:
    """README and docs in one text."""
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("path", [path for path in COMMANDS if path], ids=" ".join)
def test_every_command_is_mentioned(path: tuple[str, ...]) -> None:
    assert f"par-engine {' '.join(path)}" in everything() or f"`{' '.join(path)}`" in everything()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_mentioned(kind: str) -> None:
    assert f"`{kind}`" in everything()


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_explained(code: ExitCode) -> None:
    assert re.search(rf"^\| {code.value} \| \S", (REPOSITORY / "docs" / "lenh.md").read_text(encoding="utf-8"), re.M)


def test_documented_keys_are_those_that_are_printed(there: Run) -> None:
    """The table of JSON shapes in docs/lenh.md names the outermost keys of every command, no more and no fewer."""
    file = "examples/so-tu-phap-2019/submission.yaml"
    rest = {
        "score": [file], "explain": [file, "8.5"], "lost-points": [file], "report": [file],
        "evidence check": [file], "evidence read": ["examples/tep-minh-hoa/tep/ke-hoach.pdf"],
        "evidence store": ["examples/tep-minh-hoa/submission.yaml", "-o", "out/kho-json"],
        "criteria test": ["thanh-hoa-2019"], "criteria show": ["thanh-hoa-2019"],
        "evidence rollup": ["examples/tong-hop-2017", "examples/tong-hop-2017/bao-cao", "-o", "out/bang.yaml"],
        "evidence origins": ["out/bang.yaml"],
        "bundle": [file, "-o", "out/bang.parz"], "unbundle": ["out/bang.parz"],
        "criteria cover": ["thanh-hoa-2019"], "criteria examples": ["thanh-hoa-2019", "8.5"],
        "criteria docs": ["thanh-hoa-2019"], "criteria schema": ["-o", "out/luoc-do"],
        "criteria diff": ["thanh-hoa-2019", "thanh-hoa-2019"],
        "criteria copy": ["thanh-hoa-2019", "thanh-hoa-2020", "--year", "2020"],
        "criteria publish": ["thanh-hoa-2019", "--ground", "Kế hoạch", "--dry-run"],
        "evidence survey": [SURVEY, "-o", "out/dieu-tra-json"],
        "evidence form": ["thanh-hoa-2019", "--unit", "province", "-o", "out/bieu-mau-json.xlsx"],
        "criteria import": ["examples/phu-luc-minh-hoa/phu-luc.html", "-o", "out/nhap-json"],
    }  # fmt: skip
    text = (REPOSITORY / "docs" / "lenh.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \| (`schema`[^|]+) \|$", text, re.MULTILINE)
    told = {name: set(re.findall(r"`(\w+)`", keys)) for names, keys in rows for name in re.findall(r"`([^`]+)`", names)}
    assert set(told) == {" ".join(path) for path in COMMANDS if path and path not in {("criteria",), ("evidence",)}}
    for name, keys in told.items():
        assert set(there(*name.split(), *rest.get(name, []), "--json").json) == keys, name
