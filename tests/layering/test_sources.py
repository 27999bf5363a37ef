"""What the house rules can count, counted."""
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = sorted(path for folder in ("src", "bench", "fuzz") for path in (ROOT / folder).rglob("*")
                 if path.suffix in {".cpp", ".h"})
SCRIPTS = sorted(path for folder in ("tests", "tools") for path in (ROOT / folder).rglob("*.py"))
WEB = sorted(path for folder in ("src", "tests") for path in (ROOT / "web" / folder).rglob("*.ts") if "generated" not in path.parts)


def long_files(paths, limit):
    lengths = {path.relative_to(ROOT): path.read_text().count("\n") for path in paths}
    return {str(path): length for path, length in lengths.items() if length > limit}


def test_no_file_has_more_than_400_lines():
    assert not long_files(SOURCES + SCRIPTS + WEB, 400)


def test_a_file_longer_than_usual_says_why_at_its_top():
    headers = [path for path in SOURCES if path.suffix == ".h"]
    for name in {**long_files(SOURCES + WEB, 300), **long_files(headers, 120)}:
        assert (ROOT / name).read_text().startswith("// "), f"{name} is long: say in its first line why it is one file"


@pytest.mark.parametrize("words", ["TO" + "DO", "FIX" + "ME", "X" + "XX"])
def test_nothing_is_left_to_do(words):
    assert not [str(path.relative_to(ROOT)) for path in SOURCES + SCRIPTS + WEB if re.search(rf"\b{words}\b", path.read_text())]


def test_every_header_is_included_once():
    missing = [str(path.relative_to(ROOT)) for path in SOURCES
               if path.suffix == ".h" and "#pragma once" not in path.read_text()]
    assert not missing
