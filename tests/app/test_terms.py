"""Words, pictures and the options that apply to the one before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.query import PictureTerm, Region, TextTerm


def absolute(name: str) -> str:
    return str(Path.cwd() / name)


@pytest.mark.parametrize(
    ("arguments", "terms"),
    [
        (["two dogs"], [TextTerm("two dogs")]),
        (["two", "dogs", "in", "snow"], [TextTerm("two dogs in snow")]),
        (["two", "--limit", "3", "dogs"], [TextTerm("two dogs")]),
        (["red car", "street"], [TextTerm("red car"), TextTerm("street")]),
        (["dog", "--weight", "2", "snow"], [TextTerm("dog", 2.0), TextTerm("snow")]),
        (["dog", "--weight=0.5", "snow"], [TextTerm("dog", 0.5), TextTerm("snow")]),
        (["dog", "--and", "snow", "--weight", "3"], [TextTerm("dog"), TextTerm("snow", 3.0)]),
        (["--not", "people", "beach"], [TextTerm("people", -1.0), TextTerm("beach")]),
        (
            ["beach", "--not", "people", "--weight", ".5"],
            [TextTerm("beach"), TextTerm("people", -0.5)],
        ),
        (["dog", "--weight", "-0.5"], [TextTerm("dog", -0.5)]),
        (
            ["--like", "a.jpg", "--not-like", "b.jpg", "--weight", "2", "sea"],
            [
                PictureTerm(absolute("a.jpg")),
                PictureTerm(absolute("b.jpg"), weight=-2.0),
                TextTerm("sea"),
            ],
        ),
        (
            ["--like", "x/../a.jpg", "--region", "0,0.25,0.5,1", "--weight", "2"],
            [PictureTerm(absolute("a.jpg"), region=Region(0, 0.25, 0.5, 1), weight=2.0)],
        ),
        (
            ["--like", "a.jpg", "--region", "10%,20%,30%,100%"],
            [PictureTerm(absolute("a.jpg"), region=Region(0.1, 0.2, 0.3, 1.0))],
        ),
        (
            ["--like", "a.jpg", "--region", "10,20,30,100"],
            [PictureTerm(absolute("a.jpg"), region=Region(0.1, 0.2, 0.3, 1.0))],
        ),
        (["dog", "--", "--not", "-x"], [TextTerm("dog --not -x")]),
        (["--json", "--", "--like"], [TextTerm("--like")]),
    ],
)
def test_order_and_values_are_kept(invoke, client, arguments, terms) -> None:
    result = invoke("search", *arguments)
    assert result.exit_code == 0, result.output
    assert list(client.query.terms) == terms


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--weight", "2", "dog"], "--weight applies to the words or the picture before it"),
        (["dog", "--weight", "2", "--weight", "3"], "--weight is given twice"),
        (["dog", "--weight", "0"], "no weight"),
        (["dog", "--weight", "nan"], "no weight"),
        (["dog", "--weight", "much"], "no weight"),
        (["--not", "dog", "--weight", "-1"], "above 0"),
        (["dog", "--region", "0,0,1,1"], "--region applies to a --like"),
        (["--like", "a", "--region", "0,0,1,1", "--region", "0,0,1,1"], "--region is given twice"),
        (["--like", "a", "--region", "0,0,1"], "LEFT,TOP,RIGHT,BOTTOM"),
        (["--like", "a", "--region", "a,b,c,d"], "LEFT,TOP,RIGHT,BOTTOM"),
        (["--like", "a", "--region", "0,0,inf,1"], "LEFT,TOP,RIGHT,BOTTOM"),
        (["--like", "a", "--region", "0.5,0,0.5,1"], "LEFT must be less"),
        (["--like", "a", "--region", "0,0,640,480"], "lies not within"),
        (["--like", "a", "--region=-0.1,0,1,1"], "lies not within"),
        (["--like", ""], "Empty"),
        (["  "], "Empty"),
        (["dog", "--like"], "requires an argument"),
        (["dog", "--bogus"], "No such option"),
        (["dog", "--json", "--print0"], "exclude each other"),
        (["dog", "--limit", "0"], "--limit"),
        (["--after", "2026-02-30"], "is no date"),
        (["--after", "yesterday"], "is no date"),
        (["--after", "2026", "--before", "2025"], "earlier"),
        ([], "Say what to look for"),
        (["--limit", "3"], "Say what to look for"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_searched(invoke, client, arguments, said) -> None:
    result = invoke("search", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not client.asked("search")
