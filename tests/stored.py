"""The stored decompositions of canonical gates in pid_gates.json."""

import json
from pathlib import Path

import numpy as np
import pytest

CASES = json.loads((Path(__file__).parent / "pid_gates.json").read_text())["cases"]


def table(case):
    """The joint pmf of a stored case, sources first."""
    outcomes = np.array([outcome for outcome, _ in case["distribution"]])
    p = np.zeros(outcomes.max(0) + 1)
    for outcome, probability in case["distribution"]:
        p[tuple(outcome)] = probability
    return p


def stored(measure, wanted=lambda case: True):
    """Parametrise a test by `case`: those of a measure that are wanted."""
    cases = [c for c in CASES if c["measure"] == measure and wanted(c)]
    return pytest.mark.parametrize("case", cases, ids=[c["name"] for c in cases])
