"""What stands where a command would write is kept, unless its loss is asked for."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from par_engine.cli.exit_codes import ExitCode
from tests.cli.conftest import Run
from tests.cli.program import OFFICE, REPOSITORY, SET

FORM = ("evidence", "form", SET, "--unit", "department")
WRITERS = [(FORM, "biểu mẫu.xlsx"), (("bundle", OFFICE), "gói.parz")]


@pytest.mark.parametrize(("command", "name"), WRITERS, ids=["form", "bundle"])
def test_a_file_is_replaced_only_with_force(here: Run, tmp_path: Path, command: tuple[str, ...], name: str) -> None:
    out = tmp_path / name
    out.write_bytes(b"work of days")
    refused = here(*command, "-o", out)
    assert (refused.code, refused.out) == (ExitCode.USAGE, "")
    assert f"Tệp “{out}” đã có; nêu tên khác, hoặc thêm --force để ghi đè." in refused.err
    assert out.read_bytes() == b"work of days"
    assert here(*command, "-o", out, "--force").code == ExitCode.DONE
    assert out.read_bytes().startswith(b"PK")


def test_a_bundle_is_never_written_over_the_file_it_packs(here: Run, tmp_path: Path) -> None:
    out = tmp_path / "gói.parz"
    assert here("bundle", OFFICE, "-o", out).code == ExitCode.DONE
    before = out.read_bytes()
    refused = here("bundle", out, "-o", out, "--force")
    assert refused.code == ExitCode.USAGE
    assert "là một trong các tệp được đọc" in refused.err
    assert out.read_bytes() == before


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A plan with its reports, in a folder that may be written to."""
    return Path(shutil.copytree(REPOSITORY / "examples/tong-hop-2017", tmp_path / "tổng hợp"))


def test_a_roll_up_replaces_its_former_result_and_none_of_its_inputs(here: Run, reports: Path) -> None:
    command = ["evidence", "rollup", reports, reports / "bao-cao", "--partial"]
    files = sorted(path for path in reports.rglob("*.yaml"))
    before = {path: path.read_bytes() for path in files}
    (reports.parent / "lối tắt").symlink_to(reports)
    inputs = [next(path for path in files if path.parent == reports), *sorted((reports / "bao-cao").glob("*.yaml"))[:1]]
    for path in (*inputs, reports.parent / "lối tắt" / inputs[1].relative_to(reports)):
        refused = here(*command, "-o", path)
        assert (refused.code, refused.out) == (ExitCode.USAGE, "")
        assert f"Tệp “{path}” là một trong các tệp được đọc" in refused.err
    assert {path: path.read_bytes() for path in files} == before
    out = reports.parent / "kết quả.yaml"
    assert [here(*command, "-o", out).code for _ in range(2)] == [ExitCode.DONE] * 2


def suggested(printed: str) -> list[list[str]]:
    """The commands that an output tells to run next, as a shell would part them."""
    return [shlex.split(line.partition("par-engine ")[2]) for line in printed.splitlines() if "par-engine " in line]


def test_suggested_commands_can_be_pasted(here: Run, reports: Path) -> None:
    folder = reports.parent / "gói của Sở"
    rolled, packed = folder / "tổng hợp năm.yaml", folder / "gói Sở.parz"
    made = here("evidence", "rollup", reports, reports / "bao-cao", "--partial", "-o", rolled)
    assert suggested(made.out) == [["evidence", "origins", str(rolled)], ["score", str(rolled)]]
    assert suggested(here("bundle", OFFICE, "-o", packed).out) == [["unbundle", str(packed), "--verify"]]
    for words in [*suggested(made.out), ["unbundle", str(packed), "--verify"]]:
        assert here(*words).code == ExitCode.DONE


def test_the_steps_after_an_import_can_be_pasted(here: Run, tmp_path: Path) -> None:
    draft = tmp_path / "nháp xã"
    made = here("criteria", "import", "examples/phu-luc-minh-hoa/phu-luc.html", "-o", draft)
    (line,) = " ".join(made.out.split()).partition("criteria check ")[2:]
    assert str(draft) in shlex.split(line)[0]
