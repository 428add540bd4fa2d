"""Answers to exercises: right, wrong with a hint that names the mistake, or not yet.

`check` is for the reader, at once and in any notebook; `grade` is the same check
for nbgrader. Exercises of the chapters of Part I are in `part1`, those of the
problem sets in modules of their own. Each is a function of the answer and a
generator that returns a hint, or None for a right answer.
"""

import difflib
import functools
import textwrap
from typing import NamedTuple

import numpy as np

from . import part1, problem_set_1
from .compare import NotYet, Refused, Student, is_stub

FUNCTIONS = part1.FUNCTIONS | problem_set_1.FUNCTIONS
DESIGNS = part1.DESIGNS
LIBRARIES = {"dit", "infomorphic_lite", "numpy", "scipy", "sklearn", "torch"}


class Result(NamedTuple):
    """What a check found: status is "right", "wrong" or "not yet"; true if right."""

    status: str
    hint: str

    def __bool__(self):
        """Return whether the answer is right."""
        return self.status == "right"

    def _ipython_display_(self):
        """Show nothing: `check` has printed it when a cell ends with this result."""


def check(name, answer):
    """Print and return whether an answer is right, wrong or still missing.

    name: the exercise, as its text gives it. answer: the function, array or number
    asked for. Functions are tried on inputs that are the same every time. One that
    comes from a library is refused, also through functools.partial, functools.wraps,
    numpy.vectorize or a bound method; one of the student's own that only calls the
    library's is not recognised. Whatever the answer does ends in a `Result`, never in
    an exception.
    Raises ValueError for an exercise that does not exist, TypeError for a name that
    is not a string.
    """
    result = _verdict(_known(name), answer, np.random.default_rng(0))
    text = f"{name}: {result.status}. {result.hint}".strip()
    print(textwrap.fill(text, 76, break_on_hyphens=False))
    return result


def grade(name, answer, seed):
    """Do nothing if the answer is right, else raise AssertionError with the hint.

    It is `check` on other inputs, drawn from `seed` (an integer >= 0).
    Raises ValueError for an exercise that does not exist.
    """
    _known(name)
    result = _verdict(name, answer, np.random.default_rng([1, seed]))
    text = f"{name}: {result.status}. {result.hint}"
    if not result:
        # Raised here, and from None: a traceback in a notebook shows these lines only.
        raise AssertionError(text) from None


def _known(name):
    if not isinstance(name, str):
        raise TypeError(f"the first argument is an exercise's name, not {name!r}")
    names = sorted(FUNCTIONS | DESIGNS)
    if name not in names:
        close = difflib.get_close_matches(name, names, cutoff=0.5) or names
        raise ValueError(f"no exercise is called {name!r}; is it {' or '.join(close)}?")
    return name


def _verdict(name, answer, rng):
    if is_stub(answer):
        return Result("not yet", "Nothing is filled in so far.")
    try:
        if name in DESIGNS:
            hint = DESIGNS[name](answer, rng)
        else:
            answer = Student(answer)
            hint = FUNCTIONS[name](answer, rng)
    except NotYet as reason:
        return Result("not yet", str(reason))
    except Refused as reason:
        return Result("wrong", str(reason))
    except Exception as error:  # an answer may be odder than foreseen
        return Result("wrong", f"The answer cannot be read ({type(error).__name__}).")
    if hint is None and name in FUNCTIONS and _is_borrowed(answer.function):
        hint = "This function comes from a library; the exercise is to write it."
    if hint:
        return Result("wrong", hint)
    warning = "But it changes the array that it is given: work on a copy."
    return Result("right", warning if getattr(answer, "mutates", False) else "")


def _is_borrowed(answer):
    if isinstance(answer, functools.partial):
        return _is_borrowed(answer.func)
    homes = [getattr(answer, "__module__", None), type(answer).__module__]
    homes.append(getattr(answer, "__globals__", {}).get("__name__"))
    if isinstance(answer, np.vectorize):
        homes = []
    inner = [getattr(answer, a, None) for a in ("__wrapped__", "__func__", "pyfunc")]
    return any(str(home).partition(".")[0] in LIBRARIES for home in homes) or any(
        _is_borrowed(part) for part in inner if part is not None
    )
