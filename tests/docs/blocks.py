"""The commands in the documentation: every fenced block of a page, and how it is tested.

A block of commands is fenced as `sh` and run, unless an HTML comment right before it says
otherwise:

    <!-- test: exit 1 -->                     it is run, and ends with this exit code
    <!-- test: checkout -->                   it is run in a copy of the checkout
    <!-- test: window -->                     it opens the window: started, seen, and ended
    <!-- test: parsed, because REASON -->     it is not run; its commands are looked up

A block of `text` right behind a block that is run is what it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMANDS = "sh"
OTHER_SHELLS = {"bash", "bat", "cmd", "console", "powershell", "ps1", "shell", "zsh"}
_MARK = re.compile(r"<!--\s*test:\s*(.*?)\s*-->", re.DOTALL)
_PARSED = re.compile(r"parsed, because (.{10,})", re.DOTALL)
_COMMAND = re.compile(r"([A-Z_]+=\S+ )*(\S*python3?|pictrove|make) ")
_EXIT = re.compile(r"exit (\d+)")


class MarkError(Exception):
    """A mark says nothing that the tests understand."""


@dataclass(frozen=True)
class Block:
    """Some commands of a page.

    Attributes:
        page: path below the checkout.
        line: where its fence is.
        text: the commands.
        way: "run", "checkout", "window" or "parsed".
        reason: why it is not run.
        code: the exit code of its last command.
        output: what is printed, as the page shows it.
    """

    page: str
    line: int
    text: str
    way: str = "run"
    reason: str = ""
    code: int = 0
    output: str | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def run_pages() -> list[Path]:
    """The pages whose commands are run."""
    own = [*(DOCS / "guide").glob("*.md"), *(DOCS / "develop").glob("*.md")]
    return [ROOT / "README.md", DOCS / "index.md", *sorted(own)]


def looked_up_pages() -> list[Path]:
    """Pages about the inside of Pictrove; their commands take long, and are looked up only."""
    inside = sorted(path for path in DOCS.glob("*.md") if path.name != "index.md")
    return [*inside, *(included for page in run_pages() for included in included_in(page))]


def included_in(page: Path) -> list[Path]:
    """The files that stand in a page as if they were part of it."""
    infos = [token.info for token in _tokens(page) if token.type == "fence"]
    return [
        (page.parent / info.removeprefix("{include}").strip()).resolve()
        for info in infos
        if info.startswith("{include}")
    ]


def blocks_of(page: Path) -> list[Block]:
    """The blocks of commands in a page, in order."""
    tokens = _tokens(page)
    found = []
    for at, token in enumerate(tokens):
        if token.type == "fence" and token.info.strip() == COMMANDS:
            found.append(_block(page, tokens, at))
    return found


def indented_commands(page: Path) -> list[Block]:
    """What is indented in a page that is only looked up, as far as it is commands."""
    found = []
    for token in _tokens(page):
        if token.type == "code_block":
            lines = [line for line in token.content.splitlines() if _COMMAND.match(line)]
            if lines:
                found.append(Block(name_of(page), _line(token), "\n".join(lines), way="parsed"))
    return found


def unmarked_code(page: Path) -> list[str]:
    """Code that might be commands and that no test would see."""
    return [
        f"{name_of(page)}:{_line(token)}: {token.info or 'indented code'}"
        for token in _tokens(page)
        if token.type == "code_block"
        or (token.type == "fence" and (not token.info or token.info.strip() in OTHER_SHELLS))
    ]


def stray_marks(page: Path) -> int:
    """How many marks stand anywhere but right before a block of commands."""
    tokens = _tokens(page)
    comments = [
        child.content
        for token in tokens
        for child in (token, *(token.children or ()))
        if child.type in {"html_block", "html_inline"}
    ]
    used = [
        _mark(tokens, at)
        for at, token in enumerate(tokens)
        if token.type == "fence" and token.info.strip() == COMMANDS
    ]
    return sum(len(_MARK.findall(text)) for text in comments) - len(list(filter(None, used)))


def inline_commands(page: Path) -> Iterator[tuple[int, str]]:
    """`code` within the text of a page that is a command of Pictrove or make, with its line."""
    for token in _tokens(page):
        for child in token.children or ():
            if child.type == "code_inline" and re.match(r"(pictrove|make)\s", child.content):
                yield _line(token), child.content


def name_of(page: Path) -> str:
    """A page's path below the checkout."""
    return page.relative_to(ROOT).as_posix()


def _tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _block(page: Path, tokens: list[Token], at: int) -> Block:
    fence = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    output = None
    if following and following.type == "fence" and following.info.strip() == "text":
        output = following.content
    block = Block(name_of(page), _line(fence), fence.content, output=output)
    return _marked(block, _mark(tokens, at))


def _mark(tokens: list[Token], at: int) -> str:
    before = tokens[at - 1] if at else None
    match = _MARK.search(before.content) if before and before.type == "html_block" else None
    return match[1] if match else ""


def _marked(block: Block, mark: str) -> Block:
    parts = vars(block)
    if not mark:
        return block
    if parsed := _PARSED.fullmatch(mark):
        return Block(**parts | {"way": "parsed", "reason": " ".join(parsed[1].split())})
    if code := _EXIT.fullmatch(mark):
        return Block(**parts | {"code": int(code[1])})
    if mark in {"checkout", "window"}:
        return Block(**parts | {"way": mark})
    raise MarkError(f"{block}: {mark!r} is no mark; tests/docs/blocks.py names them")
