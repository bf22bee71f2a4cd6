"""Drawings are made once a block, and not kept longer."""

import pytest

from maps.figure.kept_drawings import MOST_KEPT, draw_once, keep_drawing


@pytest.fixture
def ask():
    """Ask for a drawing; all that were drawn are in `ask.drawn`."""

    def asked(key):
        return keep_drawing(key, lambda: asked.drawn.append(key) or f"drawn {key}")

    asked.drawn = []
    return asked


def test_it_is_drawn_each_time_outside_a_block(ask):
    assert [ask(1), ask(1)] == ["drawn 1", "drawn 1"]
    assert ask.drawn == [1, 1]


def test_it_is_drawn_once_in_a_block_and_in_blocks_inside_it(ask):
    with draw_once():
        ask(1)
        with draw_once():
            assert ask(1) == "drawn 1"
            ask(2)
        ask(2)
    assert ask.drawn == [1, 2]
    ask(1)
    assert ask.drawn == [1, 2, 1]


def test_only_the_last_are_kept(ask):
    keys = [*range(MOST_KEPT + 1)]
    with draw_once():
        for key in keys:
            ask(key)
        ask(keys[-1])
        assert ask.drawn == keys
        ask(0)
        assert ask.drawn == [*keys, 0]


def test_what_could_not_be_drawn_is_tried_again(ask):
    with draw_once():
        with pytest.raises(ZeroDivisionError):
            keep_drawing(1, lambda: 1 / 0)
        assert ask(1) == "drawn 1"
