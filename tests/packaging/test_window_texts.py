"""The texts of the window are found as Python means them."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
import window_texts
from window_texts import Text

sys.path.pop(0)


@pytest.fixture
def read(tmp_path: Path):
    def read(source: str):
        path = tmp_path / "sample.py"
        path.write_text(dedent(source), "utf-8")
        return window_texts.found_in([path], tmp_path)

    return read


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ('self.tr("a")', Text("Sample", "a", "", plural=False)),
        ('self.tr("a " "b")', Text("Sample", "a b", "", plural=False)),
        ('self.tr("open", "a verb")', Text("Sample", "open", "a verb", plural=False)),
        ('self.tr("%n a", "", len(x))', Text("Sample", "%n a", "", plural=True)),
        ("f\"{self.tr('a')}\"", Text("Sample", "a", "", plural=False)),
        ('translate("C", "%Ln a", None, x.y)', Text("C", "%Ln a", "", plural=True)),
        ('QCoreApplication.translate("C", "%n a", n=x)', Text("C", "%n a", "", plural=True)),
        ('QT_TRANSLATE_NOOP("C", "a")', Text("C", "a", "", plural=False)),
    ],
)
def test_texts_are_found(read, call: str, text) -> None:
    texts, slips = read(f"class Sample:\n    def m(self, x):\n        return {call}\n")
    assert (texts, slips) == ([text], [])


def test_the_context_is_the_innermost_class(read) -> None:
    texts, _ = read(
        """
        class Outer:
            class Inner:
                def m(self): return self.tr("inner")
            def n(self): return self.tr("outer")
        """
    )
    assert [(text.context, text.source) for text in texts] == [
        ("Inner", "inner"),
        ("Outer", "outer"),
    ]


def test_translators_get_the_note_above(read) -> None:
    texts, _ = read('#: of a photo\nx = translate("C", "Name")\n')
    assert texts[0].note == "of a photo"
    assert window_texts.as_cpp(texts).startswith("//: of a photo\n")


def test_a_table_of_texts_is_no_slip(read) -> None:
    assert read('def f(step): return translate("C", step)\n') == ([], [])
    assert read('def f(step): return translate("C", str(step))\n') == ([], [])


@pytest.mark.parametrize(
    "call",
    [
        'self.tr(f"{x} a")',
        "self.tr(x)",
        'other.tr("a")',
        '_tr("a")',
        'tr("C", "a")',
        'translate(c, "a")',
        'translate("C", f"a {x}")',
        'self.tr("%n a")',
        'self.tr("a", "", x)',
    ],
)
def test_slips_are_told(read, call: str) -> None:
    _, slips = read(f"class Sample:\n    def m(self, x):\n        return {call}\n")
    assert [slip.line for slip in slips] == [3]
    assert "sample.py:3: " in str(slips[0])


def test_strings_may_translate_themselves(read) -> None:
    assert read("x = 'a'.translate(table)\n") == ([], [])


def test_cpp_is_quoted(read) -> None:
    text = Text("C", 'a "b"\n\\ “c”', "", plural=True)
    assert window_texts.as_cpp([text]) == (
        'QCoreApplication::translate("C", "a \\"b\\"\\n\\\\ “c”", nullptr, 1);\n'
    )
