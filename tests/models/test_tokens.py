"""Our tokenizers against open_clip's."""

import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.cleaning import CLEANERS
from models.errors import ModelError
from models.tokens import hub_tokens, load_tokens

CONTEXT = 24
# A new version of Unicode assigns new letters, and not all libraries know the same version.
ASSIGNED = st.characters(exclude_categories=["Cn"])
TRICKY = st.sampled_from(
    [
        "it's",
        "we'LL",
        "'\u017f",
        "'RE",
        "I\u2019m",
        "\u0345",
        "İ",
        "ß",
        "\ufb01",
        "½",
        "٣",
        "²",
        "Ⅳ",
        "一",
        "한",
        "👨‍👩‍👧",
        "&amp;",
        "&amp;lt;",
        "<b>",
        "Ã¼",
        "\u200b",
        "\u3000",
        "\x1b[31m",
        "\x00",
        "\r\n",
        "\t",
        "_",
        "...",
        "!?",
        "\ud800",
        "\uff41\uff42",
        "e\u0301",
        "supercalifragilistic",
    ]
)
TEXTS = st.lists(st.one_of(TRICKY, st.text(ASSIGNED, max_size=12), st.just(" "))).map("".join)


@pytest.fixture(scope="module")
def open_clip():
    from models.openclip import import_open_clip

    return import_open_clip()


@pytest.fixture(scope="module")
def tokens(open_clip):
    from models.clip_tokens import clip_tokens

    return clip_tokens(CONTEXT)


@pytest.fixture(scope="module")
def reference(open_clip):
    return open_clip.SimpleTokenizer(context_length=CONTEXT)


@pytest.mark.torch
@settings(max_examples=400)
@given(text=TEXTS)
def test_random_text_gives_the_same_tokens(tokens, reference, text):
    np.testing.assert_array_equal(tokens([text]), reference([text]).numpy())


@pytest.mark.torch
@pytest.mark.parametrize(
    "text",
    ["", " ", "a photo of a dog", "word " * 50, "!" * 200, "9" * 60, "Straßenbahn am Königsplatz"],
)
def test_ordinary_text_gives_the_same_tokens(tokens, reference, text):
    np.testing.assert_array_equal(tokens([text]), reference([text]).numpy())


@pytest.mark.torch
@pytest.mark.parametrize("clean", ["lower", "whitespace", "canonicalize"])
def test_texts_are_cleaned_the_same_way(open_clip, clean):
    from open_clip.tokenizer import get_clean_fn

    ours, theirs = CLEANERS[clean], get_clean_fn(clean)

    @settings(max_examples=200)
    @given(text=TEXTS)
    def same(text):
        assert ours(text) == theirs(text)

    same()


@settings(max_examples=300)
@given(text=st.text(st.sampled_from(string.printable), max_size=40))
def test_the_short_way_through_cleaning_changes_nothing(text):
    import html

    import ftfy

    long_way = html.unescape(html.unescape(ftfy.fix_text(text))).strip()
    assert CLEANERS["whitespace"](text) == " ".join(long_way.split())


@pytest.mark.torch
def test_a_control_token_in_a_text_is_only_text(tokens):
    ids = tokens(["<end_of_text> dog"])[0]
    assert np.flatnonzero(ids == tokens([""])[0, 1]).tolist() == [np.count_nonzero(ids) - 1]


@pytest.mark.torch
def test_endless_words_end(tokens):
    assert tokens(["x" * 100_000])[0, 0] == tokens([""])[0, 0]


@pytest.mark.torch
def test_a_saved_tokenizer_is_the_same(tokens, tmp_path):
    assert tokens.save(tmp_path).parent == tmp_path
    loaded = load_tokens(tmp_path, CONTEXT, "lower")
    texts = ["two dogs in the snow", "Zwei Kühe 🐄"]
    np.testing.assert_array_equal(loaded(texts), tokens(texts))
    assert loaded(texts).dtype == np.int64


@pytest.mark.torch
def test_a_damaged_vocabulary_is_noticed(tokens, tmp_path):
    file = tokens.save(tmp_path)
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(ModelError, match="damaged"):
        load_tokens(tmp_path, CONTEXT, "lower")
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ModelError, match="cannot be read"):
        load_tokens(tmp_path, CONTEXT, "lower")
    with pytest.raises(ModelError, match="unknown way"):
        load_tokens(tmp_path, CONTEXT, "shout")
    file.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_tokens(tmp_path, CONTEXT, "lower")


@pytest.fixture
def hub_vocabulary(tmp_path):
    """A vocabulary like SigLIP2's: padding is 0, the end is 1, and there is no beginning."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["<pad>", "<eos>", "<bos>", "<unk>", "two", "dogs", "snow"]
    tokenizer = Tokenizer(
        models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="<unk>")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    file = tmp_path / "published.json"
    tokenizer.save(str(file))
    return file


CONFIG = {
    "add_bos_token": False,
    "add_eos_token": True,
    "eos_token": {"content": "<eos>"},
    "pad_token": "<pad>",
}


def test_another_vocabulary_ends_and_fills_up_texts(hub_vocabulary, tmp_path):
    tokens = hub_tokens(hub_vocabulary, 5, "canonicalize", CONFIG)
    texts = ["Two DOGS!", "two two two two two two", ""]
    expected = [[4, 5, 1, 0, 0], [4, 4, 4, 4, 1], [1, 0, 0, 0, 0]]
    assert tokens(texts).tolist() == expected
    tokens.save(tmp_path)
    assert load_tokens(tmp_path, 5, "canonicalize")(texts).tolist() == expected
    with pytest.raises(ModelError, match="another model"):
        load_tokens(tmp_path, 6, "canonicalize")


def test_another_vocabulary_without_configuration_is_taken_as_it_is(hub_vocabulary):
    assert hub_tokens(hub_vocabulary, 3, "lower", {})(["two dogs"]).tolist() == [[4, 5, 0]]


def test_a_vocabulary_that_does_not_fit_is_refused(hub_vocabulary, tmp_path):
    with pytest.raises(ModelError, match="no token '<end>'"):
        hub_tokens(hub_vocabulary, 5, "lower", {**CONFIG, "eos_token": "<end>"})
    broken = tmp_path / "tokenizer.json"
    broken.write_text("{}")
    with pytest.raises(ModelError, match="damaged"):
        hub_tokens(broken, 5, "lower", CONFIG)
