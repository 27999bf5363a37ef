"""Makes `support` importable from every folder of tests below this one, and holds every line of a server against docs/messages.yml."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from support import messages  # noqa: E402  (found there)


@pytest.fixture(autouse=True)
def servers_send_what_is_described():
    """Every message that any CtiClient has received during the test."""
    yield
    faults, messages.received[:] = messages.received[:], []
    assert not faults, "\n".join(faults[:10])
