"""How long the imports take, each in a process of its own: ours beside NumPy's."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["numpy", "infomorphic_lite.pid"])
def test_import(benchmark, module):
    """Compare the two rows: the difference is what our library adds to NumPy."""
    benchmark.group = "import, in a new process"
    command = [sys.executable, "-c", f"import {module}"]
    benchmark.pedantic(
        subprocess.run, (command,), {"check": True}, rounds=15, warmup_rounds=2
    )
