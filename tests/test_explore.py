"""The widget's Python side: its frames, its start, and what it refuses."""

import base64
import gzip
import json
import re

import numpy as np
import pytest
from matplotlib import pyplot as plt

from infomorphic_lite import plots
from infomorphic_lite.explore import MOST_FRAMES, explore


@plots.drawing
def arrow(height, side="left"):
    """An arrow of some height."""
    picture, axes = plots.canvas(f"an arrow {height:g} high on the {side}")
    axes.plot([0 if side == "left" else 1] * 2, [0, height])
    return picture


def state(widget):
    """The state that a static widget embeds, its frames unpacked."""
    html = widget._repr_mimebundle_()["text/html"]
    embedded = json.loads(re.search(r"const state = (.*);\n", html)[1])
    frames = gzip.decompress(base64.b64decode(embedded["frames"]))
    return embedded | {"frames": json.loads(frames)}


def test_static_frames_are_the_pictures_of_every_combination():
    widget = explore(arrow, static=True, height=[1, 2, 3], side=["left", "right"])
    found = state(widget)["frames"]
    assert found == [
        plots.to_html(arrow(h, s)) for h in (1, 2, 3) for s in ("left", "right")
    ]
    assert 'aria-label="an arrow 2 high on the right"' in found[3]


def test_the_first_picture_stands_in_the_page_before_any_script_runs():
    widget = explore(arrow, static=True, start={"height": 2}, height=[1, 2, 3])
    html = widget.to_html()
    assert plots.to_html(arrow(2)) in html[: html.index("<script")]
    assert state(widget)["index"] == [1]


def test_the_same_experiment_gives_the_same_text():
    first, second = (
        explore(arrow, static=True, height=[1, 2]).to_html() for _ in range(2)
    )
    assert first == second


def test_embedded_text_cannot_end_the_script():
    widget = explore(arrow, static=True, height=[1], side=["</script>"])
    assert widget.to_html().count("</script>") == 1


def test_the_build_asks_for_static_pictures(monkeypatch):
    monkeypatch.setenv("INFOMORPHIC_STATIC", "1")
    assert hasattr(explore(arrow, height=[1, 2]), "to_html")
    monkeypatch.delenv("INFOMORPHIC_STATIC")
    assert not hasattr(explore(arrow, height=[1, 2]), "to_html")


def test_live_widget_draws_what_the_controls_say():
    widget = explore(arrow, static=False, height=[1, 2, 3], side=["left", "right"])
    assert widget.picture["html"] == plots.to_html(arrow(1, "left"))
    widget.index = [2, 1]
    assert widget.picture["html"] == plots.to_html(arrow(3, "right"))


def test_live_widget_shows_what_went_wrong():
    def fails(height):
        return arrow(1 / (2 - height))

    widget = explore(fails, static=False, height=[1, 2])
    widget.index = [1]
    assert 'role="alert"' in widget.picture["html"]
    assert "ZeroDivisionError" in widget.picture["html"]


def test_figures_of_pyplot_are_welcome_and_forgotten():
    def draw(height):
        figure, axes = plt.subplots()
        axes.plot([0, height])
        return figure

    explore(draw, static=True, height=[1, 2, 3]).to_html()
    assert not plt.get_fignums()


def test_print_gets_a_picture():
    bundle = explore(arrow, static=True, height=[1, 2])._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"] == "An arrow of some height."


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: explore("arrow", height=[1]), TypeError, "function"),
        (lambda: explore(arrow), ValueError, "at least one parameter"),
        (lambda: explore(arrow, height=[]), ValueError, "list of values"),
        (lambda: explore(arrow, height="left"), ValueError, "list of values"),
        (lambda: explore(arrow, height=3), ValueError, "list of values"),
        (
            lambda: explore(arrow, height=[1, "2"]),
            ValueError,
            "all numbers or all strings",
        ),
        (
            lambda: explore(arrow, start={"width": 1}, height=[1]),
            ValueError,
            "no parameters",
        ),
        (
            lambda: explore(arrow, start={"height": 9}, height=[1]),
            ValueError,
            "cannot start",
        ),
        (
            lambda: explore(arrow, height=range(MOST_FRAMES + 1)),
            ValueError,
            "instrument that computes",
        ),
    ],
)
def test_what_cannot_be_explored_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_pictures_follow_the_page_and_carry_alt_text():
    html = plots.to_html(plots.coin(0.2))
    assert "currentColor" in html
    assert plots.INK not in html
    assert "0.722 bit" in re.search('aria-label="([^"]*)"', html)[1]
    assert not re.search("font-family|<metadata|<style", html)


def test_two_pictures_on_a_page_share_no_ids():
    one, two = (
        set(re.findall(' id="([^"]*)"', plots.to_html(plots.coin(p))))
        for p in (0.2, 0.3)
    )
    assert one
    assert not one & two


def test_every_reference_inside_a_picture_finds_its_target():
    html = plots.to_html(plots.coin(0.2))
    targets = set(re.findall(' id="([^"]*)"', html))
    wanted = set(re.findall(r'(?:url\(|href=")#([^)"]*)', html))
    assert wanted
    assert wanted <= targets


def test_a_picture_does_not_depend_on_what_was_drawn_before():
    first = plots.to_html(plots.coin(0.2))
    plots.to_html(plots.spike_entropy(40, 5))
    assert plots.to_html(plots.coin(0.2)) == first


def test_questions_are_as_deep_as_the_surprise():
    picture = plots.questions({"a": 0.5, "b": 0.25, "c": 0.125, "d": 0.125})
    assert "c (probability 0.125) after 3" in picture.alt


def test_coin_adds_up():
    assert all(np.isfinite(plots.coin(p).axes[0].get_ylim()).all() for p in (0, 1))
