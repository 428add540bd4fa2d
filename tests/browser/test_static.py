"""The built pages, opened from disk with the network off: widgets tell the truth."""

import itertools

import pytest
from chapters import CHAPTERS, expect_picture, experiments, turn


def positions(experiment):
    """Every position of each control while the others stand at an end."""
    sizes = [len(values) for values in experiment.values.values()]
    ends = itertools.product(*[{0, size - 1} for size in sizes])
    return {
        (*end[:k], i, *end[k + 1 :])
        for end in ends
        for k, size in enumerate(sizes)
        for i in range(0, size, max(1, size // 5))
    }


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_widget_shows_what_the_library_computes(chapter, open_page, monkeypatch):
    page = open_page(chapter)
    widgets = page.locator(".explore")
    found = experiments(chapter, monkeypatch)
    assert widgets.count() == len(found)
    for n, experiment in enumerate(found):
        widget = widgets.nth(n)
        widget.locator("input[type=range], select").first.wait_for()
        expect_picture(widget, experiment.frame(experiment.start))
        for index in sorted(positions(experiment)):
            for k, position in enumerate(index):
                turn(widget, k, position)
            expect_picture(widget, experiment.frame(index))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_keyboard_mouse_and_play_move_each_widget(chapter, open_page):
    page = open_page(chapter)
    for widget in page.locator(".explore").all():
        slider = widget.locator("input[type=range]").first
        picture = widget.locator(".explore-picture svg")
        slider.wait_for()

        slider.focus()
        page.keyboard.press("Home")
        first = picture.get_attribute("aria-label")
        page.keyboard.press("ArrowRight")
        second = picture.get_attribute("aria-label")
        assert first != second
        assert slider.get_attribute("aria-valuetext")

        slider.click(position={"x": slider.bounding_box()["width"] - 3, "y": 8})
        assert picture.get_attribute("aria-label") not in (first, second)

        page.keyboard.press("Home")
        play = widget.get_by_role("button", name="Play").first
        play.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "([node, old]) => node.querySelector('svg').ariaLabel !== old",
            arg=[widget.locator(".explore-picture").element_handle(), first],
        )
        widget.get_by_role("button", name="Pause").first.click()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_widgets_have_names_and_say_what_changed(chapter, open_page):
    page = open_page(chapter)
    for widget in page.locator(".explore").all():
        widget.locator("input[type=range]").first.wait_for()
        assert widget.get_attribute("aria-label")
        for control in widget.locator("input, select").all():
            assert control.evaluate("node => node.labels.length") == 1
        slider = widget.locator("input[type=range]").first
        slider.press("End")
        slider.press("Home")
        alt = widget.locator(".explore-picture svg").get_attribute("aria-label")
        spoken = widget.locator("[aria-live=polite]")
        page.wait_for_function(
            "([node, text]) => node.textContent === text",
            arg=[spoken.element_handle(), alt],
        )
