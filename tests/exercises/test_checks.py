"""check and grade: right, wrong with the mistake's name, not yet, and nothing else."""

import functools
import sys

import numpy as np
import pytest
from wrong_answers import ALSO_RIGHT, RIGHT, WRONG

from infomorphic_lite import checks, information
from infomorphic_lite.checks import check, grade

NAMES = sorted(checks.FUNCTIONS | checks.DESIGNS)
CASES = [
    pytest.param(name, answer, words, id=f"{name}: {words}")
    for name, answers in WRONG.items()
    for answer, words in answers
]


def unwritten(*args):
    raise NotImplementedError


def without_return(*args):
    sum(map(np.size, args))


def test_every_exercise_has_wrong_answers():
    assert set(WRONG) == set(NAMES)
    assert min(map(len, WRONG.values())) >= 3


@pytest.mark.parametrize("name", RIGHT)
def test_right_answer_passes(name, capsys):
    assert check(name, RIGHT[name]) == ("right", "")
    assert capsys.readouterr().out == f"{name}: right.\n"
    for seed in range(20):
        grade(name, RIGHT[name], seed)


@pytest.mark.parametrize(("name", "answer"), ALSO_RIGHT)
def test_other_right_answers_pass(name, answer):
    assert check(name, answer) == ("right", "")
    for seed in range(3):
        grade(name, answer, seed)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stub", [None, ..., NotImplemented, [..., 0.5], [None]])
def test_missing_answer_is_not_yet(name, stub):
    assert check(name, stub).status == "not yet"
    with pytest.raises(AssertionError, match=f"{name}: not yet"):
        grade(name, stub, 0)


@pytest.mark.parametrize("name", sorted(checks.FUNCTIONS))
@pytest.mark.parametrize("stub", [unwritten, without_return, lambda *args: ...])
def test_unwritten_function_is_not_yet(name, stub):
    assert check(name, stub).status == "not yet"
    with pytest.raises(AssertionError, match=f"{name}: not yet"):
        grade(name, stub, 0)


@pytest.mark.parametrize(("name", "answer", "words"), CASES)
def test_wrong_answer_gets_its_hint(name, answer, words, capsys):
    result = check(name, answer)
    assert result.status == "wrong"
    assert words in result.hint
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) <= 2
    assert max(map(len, printed)) <= 76
    with pytest.raises(AssertionError) as refusal:
        grade(name, answer, 3)
    assert words in str(refusal.value)


@pytest.mark.parametrize("name", NAMES)
def test_no_two_mistakes_share_a_hint(name):
    hints = {words: check(name, answer).hint for answer, words in WRONG[name]}
    assert len(set(hints.values())) == len(hints)


class Odd:
    """An answer that fails whatever is done with it."""

    def __array__(self, *args, **options):
        raise OSError("no array")

    def __len__(self):
        raise OSError("no length")

    def __repr__(self):
        raise RuntimeError("no text")


def endless(*args):
    return endless(*args)


ODD_ANSWERS = [
    *(0, 1.5, -1, "text", b"bytes", [], {}, set(), True, np.nan, 1j, object()),
    *([[1], [2, 3]], np.array([]), np.array(["a"]), np.full((2, 2), np.nan), Odd()),
    *(Odd, int, print, endless, sys.exit, np.random.default_rng, (x for x in "ab")),
    *([np.inf] * 4, [np.nan] * 4, [0] * 4, [-1, 2, 0, 0], ["a"] * 4, np.zeros((3, 2))),
]
ODD_VALUES = [
    *(0, -1, 1e300, np.nan, np.inf, "text", [], {}, (), 1j, True, object(), Odd()),
    *([[1], [2, 3]], np.zeros((0, 3)), np.zeros((2, 2, 2, 2)), ["a", "b"], {"a": 1}),
    *(
        np.array([1, "a"], object),
        np.array(["2020"], "M8[D]"),
        lambda: 0,
        Odd,
        range(3),
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_odd_answers_never_raise(name):
    odd = ODD_ANSWERS + [lambda *args, v=value: v for value in ODD_VALUES]
    assert {check(name, answer).status for answer in odd} <= {"wrong", "not yet"}


@pytest.mark.parametrize("name", sorted(checks.FUNCTIONS))
def test_exceptions_become_hints(name):
    def fails(*args):
        raise KeyError("frequency")

    assert "KeyError: 'frequency'" in check(name, fails).hint


def test_interrupting_is_possible():
    def interrupted(p):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check("entropy", interrupted)


def test_unknown_exercise_names_the_close_ones():
    for function in (check, functools.partial(grade, seed=1)):
        with pytest.raises(ValueError, match="is it entropy"):
            function("entopy", None)
        with pytest.raises(TypeError, match="name"):
            function(RIGHT["entropy"], "entropy")


def test_function_that_changes_its_input_is_right_with_a_warning(capsys):
    def changes(p):
        bits = RIGHT["entropy"](p)
        p[...] = 0
        return bits

    result = check("entropy", changes)
    assert result.status == "right"
    assert "work on a copy" in result.hint
    grade("entropy", changes, 1)


def test_borrowed_functions_are_refused():
    @functools.wraps(information.entropy)
    def wrapped(p):
        return information.entropy(p)

    renamed = functools.partial(information.entropy)
    vectorized = np.vectorize(information.surprise)
    for name, answer in [
        ("entropy", information.entropy),
        ("entropy", renamed),
        ("entropy", wrapped),
        ("surprise", vectorized),
        ("surprise", information.surprise),
        ("kl-divergence", information.kl_divergence),
    ]:
        assert "comes from a library" in check(name, answer).hint
        with pytest.raises(AssertionError, match="comes from a library"):
            grade(name, answer, 0)


def test_own_functions_are_not_taken_for_borrowed():
    own = RIGHT["surprise"]
    grade("surprise", np.vectorize(own), 0)
    grade("surprise", functools.partial(own), 0)
    grade("explaining-away", np.array(RIGHT["explaining-away"]), 0)


def test_same_seed_same_inputs():
    def inputs(run):
        seen = []

        def record(p):
            seen.append(np.sum(p))
            return RIGHT["surprise"](p)

        run(record)
        return seen

    first = inputs(lambda f: check("surprise", f))
    assert first == inputs(lambda f: check("surprise", f))
    by_seed = [inputs(lambda f, s=s: grade("surprise", f, s)) for s in (0, 1, 1)]
    assert by_seed[1] == by_seed[2] != by_seed[0] != first


def test_result_is_true_only_if_right():
    assert checks.Result("right", "But ...")
    assert not checks.Result("wrong", "")
    assert not checks.Result("not yet", "")


def test_numpy_warnings_of_answers_stay_silent(recwarn):
    check("entropy", lambda p: -np.sum(p * np.log2(p)))
    assert not recwarn.list
