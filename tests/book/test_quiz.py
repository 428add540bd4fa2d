"""The quizzes of the built pages answer without a kernel, by mouse and by keys."""

import json

import pytest
from pages import chapters, html_path, soup

NAMES = [str(path.relative_to(path.parents[1])) for path in chapters()]
FILES = sorted({quiz for path in chapters() for quiz in path.parent.glob("quiz/*")})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_answer_gives_a_reason_of_its_own(path):
    for question in json.loads(path.read_text()):
        reasons = [answer["feedback"] for answer in question["answers"]]
        assert min(map(len, reasons)) > 10, question["question"]
        assert len(set(reasons)) == len(reasons), question["question"]


@pytest.mark.parametrize("name", NAMES)
def test_outputs_do_not_swallow_the_page(site, name):
    assert soup(html_path(name)).select("div.cell section") == []


@pytest.mark.parametrize("name", NAMES)
def test_choices_unfold_their_reason(name, open_page):
    page = open_page(name)
    for answer in page.locator(".quiz details").all():
        assert not answer.locator("p").is_visible()
        answer.locator("summary").focus()
        page.keyboard.press("Enter")
        assert len(answer.locator("p").inner_text()) > 10
        answer.locator("summary").click()
        assert not answer.locator("p").is_visible()


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_judged(name, open_page):
    page = open_page(name)
    for form in page.locator(".quiz form").all():
        verdicts = json.loads(form.get_attribute("data-verdicts"))
        for bounds, verdict in verdicts:
            number = "-12345" if bounds is None else str(sum(bounds) / 2)
            form.get_by_role("textbox").fill(number)
            page.keyboard.press("Enter")
            shown = form.locator("[aria-live=polite]")
            same = "([node, html]) => node.innerHTML === Object.assign("
            same += "document.createElement('div'), {innerHTML: html}).innerHTML"
            assert page.evaluate(same, [shown.element_handle(), verdict])
