"""The specification is in the repository: every row that is cited is there, every row is proven by a test, every link of the
documentation leads somewhere."""
import functools
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = {"P": ROOT / "docs/protocol/rows.md", "T": ROOT / "docs/telephony/rows.md"}
# Neither a part of a longer word nor of a time of day such as T09:12. Names of tests join rows by underscores.
CITED = re.compile(r"(?<![A-Za-z0-9])([PT]\d{3})(?![A-Za-z0-9:])")
RECORDED = ("tests/transcripts/", "tests/expectations/", "fuzz/seeds/", "docs/screenshots/")  # bytes, no words of ours


def files(*patterns):
    """The files of the repository, those included that are about to be added."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    return [ROOT / name for name in sorted(names) if (ROOT / name).is_file() and not name.startswith(RECORDED)]


def rows():
    return [row for page in PAGES.values() for row in re.findall(r'^\| <a id="[pt]\d{3}"></a>([PT]\d{3}) \|', page.read_text(), re.M)]


def citations(paths):
    """row -> where it is cited first"""
    found = {}
    for path in paths:
        for row in CITED.findall(path.read_text(errors="replace")):
            found.setdefault(row, path.relative_to(ROOT))
    return found


@pytest.mark.parametrize("letter", PAGES)
def test_rows_are_numbered_one_by_one(letter):
    numbers = [int(row[1:]) for row in rows() if row[0] == letter]
    assert numbers and numbers == list(range(1, len(numbers) + 1))


def test_every_row_that_is_cited_is_in_the_specification():
    known = set(rows())
    unknown = {row: str(path) for row, path in citations(files()).items() if row not in known}
    assert not unknown


def test_every_row_is_cited_by_a_test():
    tests = [path for path in files("src/*_test.cpp", "tests/*.py") if path != pathlib.Path(__file__).resolve()]
    assert not set(rows()) - citations(tests).keys()


@functools.cache
def anchors(page):
    """What a link into the page may name: its headings, as GitHub writes them, and its own anchors."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.M | re.S)
    headings = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in re.findall(r"^#+ (.*)$", text, re.M)]
    named = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return named | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", files("*.md"), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target
