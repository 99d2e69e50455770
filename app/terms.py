"""Words and pictures of a search, with the options that apply to the one before them.

click hands over each option's values, but not how options and words stood among each other.
`TermsCommand` reads the arguments piece by piece with click's own parser to keep that order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import click

from app.values import RegionValue, WeightValue
from indexer.query import PictureTerm, Region, TextTerm

STANDARD_INPUT = "-"
Term = TextTerm | PictureTerm
Event = tuple[str, Any]
"""(name of an ordered option, or `WORDS`; its converted value)."""

WORDS = "words"
_AND, _NOT, _LIKE, _NOT_LIKE = "and_words", "not_words", "like", "not_like"
_WEIGHT, _REGION = "weight", "region"


def term_options() -> list[click.Parameter]:
    """The options whose order matters; `TermsCommand` gathers their values itself."""

    def ordered(*names: str, kind: click.ParamType[Any], metavar: str, text: str) -> click.Option:
        return click.Option(
            names, multiple=True, expose_value=False, type=kind, metavar=metavar, help=text
        )

    picture = click.Path()
    return [
        ordered(
            "--and",
            _AND,
            kind=click.STRING,
            metavar="WORDS",
            text="More words, a term of their own.",
        ),
        ordered(
            "--like",
            _LIKE,
            kind=picture,
            metavar="PICTURE",
            text="Photos like this picture; - reads it from standard input.",
        ),
        ordered(
            "--not", _NOT, kind=click.STRING, metavar="WORDS", text="Photos unlike these words."
        ),
        ordered(
            "--not-like",
            _NOT_LIKE,
            kind=picture,
            metavar="PICTURE",
            text="Photos unlike this picture.",
        ),
        ordered(
            "--weight",
            _WEIGHT,
            kind=WeightValue(),
            metavar="W",
            text="How much the words or the picture before it count; 1 if not said.",
        ),
        ordered(
            "--region",
            _REGION,
            kind=RegionValue(),
            metavar="L,T,R,B",
            text="Take only this part of the picture before it: left, top, right and bottom "
            "edge from its upper left corner, as fractions (0 to 1) or percentages.",
        ),
    ]


@dataclass
class _Draft:
    """A term while its options come in."""

    kind: str
    values: list[str]
    sign: float = 1.0
    weight: float | None = None
    region: Region | None = None
    phrase: bool = field(default=False)

    def term(self) -> Term:
        weight = self.sign * (1.0 if self.weight is None else self.weight)
        if self.kind == _LIKE:
            path = self.values[0]
            if path != STANDARD_INPUT:
                path = os.path.abspath(path)  # noqa: PTH100  (tidies "..", as Path does not)
            return PictureTerm(path, region=self.region, weight=weight)
        return TextTerm(" ".join(self.values), weight)


class TermsCommand(click.Command):
    """A command that takes words and pictures in any order; they arrive as `terms`."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Words are no click argument, but the usage line names them."""
        return [*super().collect_usage_pieces(ctx), "[WORDS]..."]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Gather the terms, and leave the other options to click."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, [])
        events, options = self._split(ctx, args)
        rest = super().parse_args(ctx, options)
        try:
            ctx.params["terms"] = build_terms(events)
        except click.UsageError as error:
            error.ctx = ctx
            raise
        return rest

    def _split(self, ctx: click.Context, args: list[str]) -> tuple[list[Event], list[str]]:
        """What stands in order, and the arguments without the words."""
        ctx.allow_interspersed_args = False
        parser = self.make_parser(ctx)
        ordered = {option.name for option in term_options()}
        events: list[Event] = []
        options: list[str] = []
        rest = list(args)
        while rest:
            values, left, order = parser.parse_args(list(rest))
            taken = rest[: len(rest) - len(left)]
            pieces = [piece for piece in _pair(values, order) if piece[0].name in ordered]
            for option, value in pieces:
                events.append((str(option.name), option.type.convert(value, option, ctx)))
            # A `--` that is no option's value ends the options; all that follows is words.
            only_words = taken[-1:] == ["--"] and not (pieces and pieces[-1][1] == "--")
            options += taken[:-1] if only_words else taken
            words, rest = (left, []) if only_words else (left[:1], left[1:])
            events += [(WORDS, word) for word in words]
        return events, options


def _pair(
    values: dict[str, Any], order: Iterable[click.Parameter]
) -> Iterator[tuple[click.Parameter, Any]]:
    """Every option with its value as it was typed, in the order of typing."""
    queues = {name: iter(value) for name, value in values.items() if isinstance(value, list)}
    for option in order:
        name = str(option.name)
        yield option, next(queues[name]) if name in queues else values[name]


def build_terms(events: Iterable[Event]) -> tuple[Term, ...]:
    """Fold ordered options into terms.

    Raises:
        click.UsageError: an option has no term to apply to, or applies twice.
    """
    drafts: list[_Draft] = []
    for name, value in events:
        if name == _WEIGHT:
            _weigh(drafts, value)
        elif name == _REGION:
            _cut_out(drafts, value)
        elif name == WORDS:
            _add_words(drafts, value)
        else:
            kind = _LIKE if name in {_LIKE, _NOT_LIKE} else _AND
            sign = -1.0 if name in {_NOT, _NOT_LIKE} else 1.0
            drafts.append(_Draft(kind, [_said(value)], sign))
    return tuple(draft.term() for draft in drafts)


def _said(value: str) -> str:
    if not value.strip():
        raise click.UsageError("Empty words or names cannot be searched for.")
    return value


def _add_words(drafts: list[_Draft], word: str) -> None:
    """Single words that follow each other are one phrase: `two dogs in the snow`."""
    single = len(_said(word).split()) == 1
    last = drafts[-1] if drafts else None
    if single and last and last.phrase and last.weight is None:
        last.values.append(word)
    else:
        drafts.append(_Draft(_AND, [word], phrase=single))


def _weigh(drafts: list[_Draft], weight: float) -> None:
    if not drafts:
        raise click.UsageError("--weight applies to the words or the picture before it: none are.")
    last = drafts[-1]
    if last.weight is not None:
        raise click.UsageError("--weight is given twice for the same words or picture.")
    if last.sign < 0 and weight < 0:
        raise click.UsageError("--not and --not-like take a --weight above 0.")
    last.weight = weight


def _cut_out(drafts: list[_Draft], region: Region) -> None:
    if not drafts or drafts[-1].kind != _LIKE:
        raise click.UsageError("--region applies to a --like or --not-like right before it.")
    if drafts[-1].region is not None:
        raise click.UsageError("--region is given twice for the same picture.")
    drafts[-1].region = region
