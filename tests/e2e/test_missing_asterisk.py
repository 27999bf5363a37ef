"""What happens to these tests where there is no Asterisk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from asterisk import TOOL

REMEDY = "fetch it: ./dev asterisk fetch 22"


def run_without_trees(tmp_path, **environment):
    """One test that needs Asterisk 22, run where no tree is."""
    clean = {k: v for k, v in os.environ.items() if k not in ("CI", "CROSSPOINT_REQUIRE_ASTERISK", "CROSSPOINT_ASTERISK")}
    tests = Path(__file__).parent / "test_phones_and_exchange.py"
    result = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rs", str(tests),
                             "-k", "held_resumed and asterisk22"], env={**clean, "CROSSPOINT_CACHE": str(tmp_path), **environment},
                            capture_output=True, text=True, timeout=60)
    return result.returncode, result.stdout


def test_T197_without_the_tree_a_test_is_skipped_and_says_how_to_get_it(tmp_path):
    code, output = run_without_trees(tmp_path)
    assert code == 0 and "1 skipped" in output, output
    assert len([line for line in output.splitlines() if REMEDY in line]) == 1, output


@pytest.mark.parametrize("variable,value", [("CI", "true"), ("CROSSPOINT_REQUIRE_ASTERISK", "1")])
def test_T197_where_asterisk_is_required_its_absence_is_a_failure(tmp_path, variable, value):
    code, output = run_without_trees(tmp_path, **{variable: value})
    assert code == 1 and "skipped" not in output, output
    assert REMEDY in output


def test_T196_a_fetch_that_fails_says_so_and_leaves_no_half_tree(tmp_path):
    result = subprocess.run([str(TOOL), "fetch", "22"], capture_output=True, text=True, timeout=60,
                            env={**os.environ, "CROSSPOINT_CACHE": str(tmp_path), "CROSSPOINT_DEBIAN_MIRROR": "http://127.0.0.1:1/debian"})
    assert result.returncode == 1
    assert "nothing was left behind" in result.stderr and "http://127.0.0.1:1/debian" in result.stderr, result.stderr
    assert [path.name for path in (tmp_path / "asterisk").iterdir()] == ["22.lock"]
