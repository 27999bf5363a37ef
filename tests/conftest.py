"""Makes `support` importable from every folder of tests below this one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
