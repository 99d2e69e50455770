import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.window.search.terms import (
    LONGEST_WORDS,
    WEIGHTS,
    editable_words,
    ends_term,
    heavier,
    same_words,
    spoken,
    term_name,
    term_of_words,
    terms_of_words,
    turned_round,
    weight_text,
    words_of_term,
)
from indexer.query import PictureTerm, Region, TextTerm


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("dog", TextTerm("dog")),
        ("  two   dogs ", TextTerm("two dogs")),
        ("-dog", TextTerm("dog", -1.0)),
        ("- dog", TextTerm("dog", -1.0)),
        ("\u2212dog", TextTerm("dog", -1.0)),
        ("not people", TextTerm("people", -1.0)),
        ("Not people", TextTerm("people", -1.0)),
        ("nothing here", TextTerm("nothing here")),
        ("not", TextTerm("not")),
        ('"salt, pepper"', TextTerm("salt, pepper")),
        ('-"salt, pepper"', TextTerm("salt, pepper", -1.0)),
        ("“red”", TextTerm("red")),
        ("x-ray", TextTerm("x-ray")),
        ("🐕", TextTerm("🐕")),
        ("犬", TextTerm("犬")),
        ("", None),
        ("   ", None),
        ("-", None),
        ('""', None),
        ("?!", None),
    ],
)
def test_typed_words_mean_a_term(words, term):
    assert term_of_words(words) == term


def test_a_novel_is_cut():
    term = term_of_words("word " * 5000)
    assert term is not None
    assert len(term.text) <= LONGEST_WORDS


@given(st.text(max_size=40), st.sampled_from([1.0, -1.0, 2.0]))
def test_words_of_a_term_mean_that_term(text, weight):
    term = TextTerm(text, weight)
    words = words_of_term(term)
    assert words is None or terms_of_words(words) == (term,)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_plain_words_can_always_be_typed(text):
    assert words_of_term(TextTerm(text)) is not None
    assert words_of_term(TextTerm(text, -1.0)) is not None


def test_what_typing_cannot_say_is_no_words():
    assert words_of_term(TextTerm("dog", 2.0)) is None
    assert words_of_term(PictureTerm("/a.jpg")) is None


def test_a_term_that_looks_like_an_exclusion_is_quoted():
    assert editable_words(TextTerm("not people")) == '"not people"'
    assert editable_words(TextTerm("salt, pepper", -1.0)) == '-"salt, pepper"'
    assert editable_words(TextTerm("dog", -2.0)) == "-dog"


def test_commas_end_a_term_but_for_those_in_quotes():
    assert ends_term("dog", ",")
    assert ends_term("犬", "、")
    assert not ends_term("dog", "x")
    assert not ends_term('"salt', ",")


def test_other_words_keep_the_weight():
    assert same_words(TextTerm("dog", -2.0), "-cat") == TextTerm("cat", -2.0)
    assert same_words(TextTerm("dog", -2.0), "cat") == TextTerm("cat", 2.0)
    assert same_words(TextTerm("dog"), "  ") is None


@given(st.floats(0.01, 10).map(lambda size: TextTerm("a", size)), st.integers(-8, 8))
def test_weights_go_by_steps_and_keep_their_sign(term, steps):
    other = heavier(term, steps)
    assert other.weight > 0
    assert heavier(turned_round(term), steps) == turned_round(other)
    if steps > 0 and term.weight <= WEIGHTS[-1]:
        assert term.weight <= other.weight <= WEIGHTS[-1]
    if steps < 0 and term.weight >= WEIGHTS[0]:
        assert WEIGHTS[0] <= other.weight <= term.weight


def test_steps_from_the_usual_weight():
    assert heavier(TextTerm("a"), 1).weight == 1.5
    assert heavier(TextTerm("a"), -1).weight == 0.5
    assert heavier(TextTerm("a", -4.0), 1).weight == -4.0


def test_terms_are_said():
    assert spoken(TextTerm("dog")) == "dog"
    assert spoken(TextTerm("dog", -2.0)) == "not dog, counts ×2"
    part = PictureTerm("/a/b.jpg", region=Region(0, 0, 0.5, 0.5), weight=1.5)
    assert spoken(part) == "a part of picture b.jpg, counts ×1.5"
    assert term_name(PictureTerm("picture from a/b", b"x")) == "picture from a/b"
    assert term_name(PictureTerm("", b"x")) == "picture"
    assert weight_text(TextTerm("a", -1.0)) == ""


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("snow -trees", [("snow", 1), ("trees", -1)]),
        ("snow -trees house", [("snow house", 1), ("trees", -1)]),
        ('beach -"red umbrella" -dogs', [("beach", 1), ("red umbrella", -1), ("dogs", -1)]),
        ("black-and-white photo", [("black-and-white photo", 1)]),
        ("two dogs - one cat", [("two dogs - one cat", 1)]),
        ('"snow -trees"', [("snow -trees", 1)]),
        ("-trees in snow", [("trees in snow", -1)]),
        ("snow -", [("snow -", 1)]),
        (" ", []),
    ],
)
def test_a_minus_in_the_middle_excludes_a_word(words, terms):
    assert terms_of_words(words) == tuple(TextTerm(text, weight) for text, weight in terms)
