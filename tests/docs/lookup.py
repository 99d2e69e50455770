"""Looks commands up without running them: do they exist, with these options and values?"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from app.cli import cli
from tests.docs.blocks import ROOT

# What may stand in the documentation beside Pictrove's own commands.
PROGRAMS = {"chmod", "cp", "curl", "cut", "export", "mkdir", "mv", "pipx", "rm", "tar", "xargs"}
_CHECKERS = {"lint-imports", "mypy", "pytest", "ruff"}
_ENDS = {"|", "||", "&&", ";", "&"}
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=.*")
_PYTHON = re.compile(r"(.*/)?python3?")


def troubles_with(text: str) -> list[str]:
    """What is wrong with some commands, one sentence each."""
    commands = [command for line in _joined(text) for command in _commands(line)]
    troubles = [(shlex.join(command), _trouble(command)) for command in commands]
    return [f"{command}: {trouble}" for command, trouble in troubles if trouble]


def trouble_of_inline(command: str) -> str:
    """What is wrong with a command named within a sentence; its values may be place-holders."""
    words = shlex.split(command)
    if words[0] == "make":
        return _trouble_of_make(words[1:])
    found, rest = _leaf(words[1:])
    known = {name for option in found.params for name in (*option.opts, *option.secondary_opts)}
    known |= {"--help", "-h"}
    for word in rest:
        if word.startswith("--") and len(word) > 2 and word.partition("=")[0] not in known:
            return f"there is no option {word}"
    if isinstance(found, click.Group) and rest and re.fullmatch(r"[a-z][a-z-]*", rest[0]):
        return f"there is no command {rest[0]}"
    return ""


def _joined(text: str) -> list[str]:
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def _commands(line: str) -> list[list[str]]:
    """The commands of a line, without what is redirected and without variables before them."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    commands: list[list[str]] = [[]]
    skip = False
    for word in lexer:
        if word in _ENDS:
            commands.append([])
        elif word in {"<", ">", ">>"}:
            skip = True
        elif skip:
            skip = False
        elif commands[-1] or not _VARIABLE.fullmatch(word):
            commands[-1].append(word)
    return [command for command in commands if command]


def _trouble(command: list[str]) -> str:
    program, rest = command[0], command[1:]
    if program == "sudo":
        return _trouble(rest) if rest[0] != "apt" else _trouble_of_apt(rest[1:])
    if program == "make":
        return _trouble_of_make(rest)
    if re.fullmatch(r"pictrove|Pictrove-.*\.AppImage", Path(program).name):
        return trouble_with_pictrove(rest)
    if _PYTHON.fullmatch(program):
        return _trouble_of_python(rest)
    if program in PROGRAMS or Path(program).name in _CHECKERS:
        return ""
    return f"tests/docs/lookup.py does not know {program}"


def trouble_with_pictrove(arguments: list[str]) -> str:
    """What click has against these arguments."""
    try:
        _leaf_context(arguments)
    except click.exceptions.Exit:  # --help and --version
        return ""
    except click.UsageError as error:
        return error.format_message()
    return ""


def _leaf_context(arguments: list[str]) -> None:
    group, context, rest = cli, None, list(arguments)
    while True:
        context = group.make_context(group.name or "pictrove", rest, parent=context)
        rest = [*context._protected_args, *context.args]
        if not isinstance(group, click.Group) or not rest:
            return
        name, found, rest = group.resolve_command(context, rest)
        assert name is not None
        assert found is not None
        group = found  # type: ignore[assignment]


def _leaf(words: list[str]) -> tuple[click.Command, list[str]]:
    found: click.Command = cli
    rest = list(words)
    while isinstance(found, click.Group) and rest and rest[0] in found.commands:
        found = found.commands[rest.pop(0)]
    return found, rest


def _trouble_of_make(words: list[str]) -> str:
    known = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert known is not None
    for word in words:
        if "=" not in word and word not in known[1].split():
            return f"make has no target {word}"
    return ""


def _trouble_of_apt(words: list[str]) -> str:
    return "" if words[0] in {"install", "remove", "purge"} else f"apt {words[0]} is not expected"


def _trouble_of_python(words: list[str]) -> str:
    if words[:1] == ["-m"]:
        if words[1] in {"pip", "pytest", "venv"}:
            return ""
        module = ROOT.joinpath(*words[1].split("."))
        there = module.with_suffix(".py").is_file() or (module / "__main__.py").is_file()
        return "" if there else f"there is no module {words[1]}"
    there = (ROOT / words[0]).is_file()
    return "" if there else f"there is no file {words[0]}"
