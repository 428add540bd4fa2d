"""The core needs NumPy alone: heavy packages load where they are used."""

import subprocess
import sys

import pytest

HEAVY = (
    "torch dit pandas scipy matplotlib anywidget sklearn IPython pooch ipywidgets"
).split()
CORE = "information estimate gates lattice pid datasets checks".split()


@pytest.mark.parametrize("module", ["", *CORE])
def test_importing_a_core_module_loads_nothing_heavy(module):
    name = f"infomorphic_lite.{module}".rstrip(".")
    script = (
        f"import sys, {name}; "
        f"print(*[m for m in {HEAVY!r} if m in sys.modules], end='')"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], text=True, capture_output=True, check=True
    )
    assert run.stdout == ""
