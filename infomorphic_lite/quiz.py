"""Questions that a page checks itself, without a kernel and almost without a script.

A choice is a list that unfolds: each answer opens its own verdict and its reason, so
that it works by keyboard, with a screen reader, on paper and where scripts are off.
Only questions for a number need a few lines of script.
"""

import json
import re
from html import escape
from importlib.resources import files
from pathlib import Path


class Quiz:
    """What a notebook displays for a list of questions."""

    def __init__(self, questions):
        self.questions = questions

    def __repr__(self):
        return "\n".join(question["question"] for question in self.questions)

    def _repr_html_(self):
        asked = "".join(_question(question) for question in self.questions)
        return (
            f"<style>{_asset('quiz.css')}</style>"
            f'<div class="quiz" role="group" aria-label="Quiz">{asked}</div>'
            f'<script type="module">{_asset("quiz.js")}</script>'
        )


def quiz(questions):
    """Show questions, each with a verdict and a reason for every answer.

    questions: a list of dicts, or the path of a JSON file that holds one, in the form
    that jupyterquiz reads too. "question" is its text; "type" is "multiple_choice",
    with "answers" of "answer", "correct" and "feedback", or "numeric", with "answers"
    of "range" (lowest and highest value), "correct" and "feedback", tried in order,
    and a last one of "type": "default" for all other numbers. `Words` between
    backticks are set as code.

    Raises FileNotFoundError if there is no such file, ValueError for a question of
    another type, one without a right answer, or an answer without its reason.
    """
    if isinstance(questions, str | Path):
        if not Path(questions).exists():
            raise FileNotFoundError(
                f"there is no {questions} here; it lies beside the chapter in the "
                "book's repository, so open the chapter from a copy of that"
            )
        questions = json.loads(Path(questions).read_text("utf-8"))
    for question in questions:
        _check(question)
    return Quiz(questions)


def _check(question):
    answers = question["answers"]
    if question["type"] not in ("multiple_choice", "numeric"):
        raise ValueError(f"a question is multiple_choice or numeric: {question!r}")
    if sum(bool(answer.get("correct")) for answer in answers) != 1:
        raise ValueError(f"exactly one answer is right: {question!r}")
    if not all(answer.get("feedback") for answer in answers):
        raise ValueError(f"each answer needs a reason as its feedback: {question!r}")
    if question["type"] == "numeric":
        *ranges, last = answers
        if last.get("type") != "default" or not all("range" in a for a in ranges):
            raise ValueError(f"a number needs ranges, then a default: {question!r}")


def _question(question):
    draw = _choice if question["type"] == "multiple_choice" else _number
    text = f'<p class="quiz-question">{_text(question["question"])}</p>'
    return f"<div>{text}{draw(question)}</div>"


def _choice(question):
    return "".join(
        f"<details><summary>{_text(answer['answer'])}</summary>{_verdict(answer)}</details>"
        for answer in question["answers"]
    )


def _number(question):
    verdicts = [[a.get("range"), _verdict(a)] for a in question["answers"]]
    data = escape(json.dumps(verdicts), quote=True)
    return (
        f'<form data-verdicts="{data}"><label>Your answer '
        '<input type="text" inputmode="decimal" size="8" autocomplete="off"></label> '
        '<button>Check</button><div aria-live="polite"></div></form>'
    )


def _verdict(answer):
    right = bool(answer.get("correct"))
    mark = "&#10003; Right." if right else "&#10007; Not this."
    kind = "right" if right else "wrong"
    reason = _text(re.sub(r"^Right[:.] *", "", answer["feedback"]))
    return f'<p class="quiz-{kind}"><b>{mark}</b> {reason[:1].upper()}{reason[1:]}</p>'


def _text(text):
    return re.sub("`([^`]*)`", r"<code>\1</code>", escape(text))


def _asset(name):
    return files(__package__).joinpath(name).read_text("utf-8")
