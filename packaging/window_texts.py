"""Finds the texts of the window in its sources.

Qt's own lupdate reads Python, but it loses plurals that are asked for by `translate`, and says
nothing about texts that it cannot see. So the sources are read as Python reads them here, and
lupdate gets the texts that were found as a C++ file, which it reads without fail.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NOTE = "#:"


@dataclass(frozen=True, order=True)
class Text:
    """A text that is translated.

    Attributes:
        context: the class it stands in, or what `translate` was told.
        source: in English.
        comment: tells apart what is one word in English.
        plural: it has another form for each number.
        note: for translators: the comment above, if it begins with "#:".
    """

    context: str
    source: str
    comment: str
    plural: bool
    note: str = ""


@dataclass(frozen=True)
class Slip:
    """A call that would show an untranslated text."""

    path: Path
    line: int
    trouble: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.trouble}"


def found_in(paths: Iterable[Path], root: Path) -> tuple[list[Text], list[Slip]]:
    """The texts of some files below `root`, sorted, each once; and what is wrong with them."""
    texts: set[Text] = set()
    slips: list[Slip] = []
    for path in paths:
        content = path.read_text("utf-8")
        reader = _Reader(path.relative_to(root), content.splitlines())
        reader.visit(ast.parse(content))
        texts.update(reader.texts)
        slips.extend(reader.slips)
    return sorted(texts), slips


def as_cpp(texts: Iterable[Text]) -> str:
    """The texts as C++ that lupdate understands."""
    return "".join(_lines(texts))


def _lines(texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        if text.note:
            yield f"//: {text.note}\n"
        parts = [json.dumps(part, ensure_ascii=False) for part in (text.context, text.source)]
        parts.append(json.dumps(text.comment, ensure_ascii=False) if text.comment else "nullptr")
        yield f"QCoreApplication::translate({', '.join(parts)}{', 1' if text.plural else ''});\n"


class _Reader(ast.NodeVisitor):
    """Walks through one file."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.texts: list[Text] = []
        self.slips: list[Slip] = []
        self._path = path
        self._source = lines
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(value=ast.Name("self"), attr="tr") if self._classes:
                self._take(node, self._classes[-1], node.args)
            case ast.Attribute(attr="tr") | ast.Name("tr" | "_tr"):
                self._slip(node, "only self.tr and QCoreApplication.translate are understood")
            case ast.Attribute(value=ast.Name("QCoreApplication"), attr="translate") | ast.Name(
                "translate" | "QT_TRANSLATE_NOOP"
            ):
                self._take_translate(node)
        self.generic_visit(node)

    def _take_translate(self, node: ast.Call) -> None:
        match node.args:
            case [ast.Constant(str(context)), ast.Constant(), *_]:
                self._take(node, context, node.args[1:])
            case [ast.Constant(str()), text, *_] if _is_from_a_table(text):
                pass  # QT_TRANSLATE_NOOP has told of it
            case _:
                self._slip(node, "the context and the text must be literals")

    def _take(self, node: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        match arguments:
            case [ast.Constant(str(source)), *rest]:
                comment = rest[0].value if rest and isinstance(rest[0], ast.Constant) else ""
                plural = len(rest) > 1 or any(word.arg == "n" for word in node.keywords)
                if plural != ("%n" in source or "%Ln" in source):
                    self._slip(node, "%n and a number belong together")
                note = self._note_above(node.lineno)
                self.texts.append(Text(context, source, str(comment or ""), plural, note))
            case _:
                self._slip(node, "the text must be a literal")

    def _note_above(self, line: int) -> str:
        above = self._source[line - 2].strip() if line > 1 else ""
        return above.removeprefix(_NOTE).strip() if above.startswith(_NOTE) else ""

    def _slip(self, node: ast.AST, trouble: str) -> None:
        self.slips.append(Slip(self._path, getattr(node, "lineno", 0), trouble))


def _is_from_a_table(text: ast.expr) -> bool:
    match text:
        case ast.Call(func=ast.Name("str"), args=[value]):
            return _is_from_a_table(value)
        case _:
            return isinstance(text, ast.Name | ast.Attribute | ast.Subscript)
