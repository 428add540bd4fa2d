"""Quizzes: what is shown, and what is refused."""

import json
from pathlib import Path

import pytest

from infomorphic_lite.quiz import quiz

CHOICE = {
    "question": "What is `1 < 2`?",
    "type": "multiple_choice",
    "answers": [
        {"answer": "true", "correct": True, "feedback": "Right: one is less."},
        {"answer": "false", "correct": False, "feedback": "Count again."},
    ],
}
NUMBER = {
    "question": "How many bits has a byte?",
    "type": "numeric",
    "answers": [
        {"type": "range", "range": [8, 8], "correct": True, "feedback": "Eight."},
        {"type": "default", "feedback": "More than one."},
    ],
}
FILES = sorted((Path(__file__).parents[1] / "book").rglob("quiz/*.json"))


def test_every_answer_comes_with_its_verdict():
    html = quiz([CHOICE])._repr_html_()
    assert html.count("<details>") == 2
    assert "<code>1 &lt; 2</code>" in html
    assert "Right.</b> One is less." in html
    assert "Not this.</b> Count again." in html
    assert "10003" not in repr(quiz([CHOICE]))


def test_files_are_read(tmp_path):
    path = tmp_path / "q.json"
    path.write_text(json.dumps([NUMBER]))
    assert "data-verdicts" in quiz(path)._repr_html_()
    assert repr(quiz(str(path))) == "How many bits has a byte?"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_choice_has_three_answers_or_more(path):
    quiz(path)
    choices = [q for q in json.loads(path.read_text()) if q["type"] != "numeric"]
    assert all(len(q["answers"]) >= 3 for q in choices)


def test_right_answers_are_spread():
    firsts = [
        question["answers"][0]["correct"]
        for path in FILES
        for question in json.loads(path.read_text())
        if question["type"] == "multiple_choice"
    ]
    assert sum(firsts) <= len(firsts) / 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "essay"}, "multiple_choice or numeric"),
        ({"answers": CHOICE["answers"][1:]}, "exactly one"),
        ({"answers": [CHOICE["answers"][0]] * 2}, "exactly one"),
        ({"answers": [{"answer": "true", "correct": True}]}, "needs a reason"),
        ({"type": "numeric"}, "ranges, then a default"),
    ],
)
def test_faulty_questions_are_refused(change, words):
    with pytest.raises(ValueError, match=words):
        quiz([CHOICE | change])
