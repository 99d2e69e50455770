"""What a program consists of: components with their licences, and how a licence is judged.

`licences.py` finds the components of a bundle; `bill.py` writes them into a bill of materials.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from license_expression import ExpressionError, Licensing

_COPYLEFT = re.compile(r"\b(?:A?GPL|SSPL)|GNU (?:Affero )?General Public|Affero", re.IGNORECASE)
_NOT_FREE = re.compile(
    r"research|non-?\s?commercial|\bNC\b|academic|\bAMLR\b|evaluation only|proprietary|nvidia",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"^\s*$|see the package", re.IGNORECASE)
_EXCEPTIONS = ("gcc-exception-3.1", "bootloader-exception")
"""With these, the GPL lets a program under any licence carry the library (or the starter)."""

_EXPRESSIONS = Licensing()


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a licence or a notice.

    Attributes:
        place: where it lies below the folder `licences`.
        content: the text itself.
    """

    place: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Component:
    """Something by others, or our own, that a program carries.

    Attributes:
        name: as its makers call it.
        version: empty where nobody says.
        kind: program, package, interpreter, library, crate, resource or offered model.
        licence: an SPDX expression, as far as that is known.
        homepage: where it, or its sources, are found.
        part_of: the component that brought it along.
        note: what else has to be said.
        texts: the texts of its licence.
        purl: its package URL.
    """

    name: str
    version: str
    kind: str
    licence: str
    homepage: str = ""
    part_of: str = ""
    note: str = ""
    texts: tuple[Text, ...] = ()
    purl: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others of a bundle."""
        owner = f"{self.part_of}/" if self.part_of else ""
        return f"{owner}{self.name}@{self.version}" if self.version else f"{owner}{self.name}"


def may_be_bundled(licence: str) -> bool:
    """Whether a bundle may carry what is under this licence; of several to choose from, one."""
    if _UNKNOWN.search(licence):
        return False
    try:
        expression = _EXPRESSIONS.parse(licence, validate=False)
    except ExpressionError:  # a sentence, not an expression
        return _is_fine(licence)
    return _allows(expression)


def _allows(expression: object) -> bool:
    operator = getattr(expression, "operator", "").strip()
    if operator == "OR":
        return any(map(_allows, expression.args))  # type: ignore[attr-defined]
    if operator == "AND":
        return all(map(_allows, expression.args))  # type: ignore[attr-defined]
    return _is_fine(str(expression))


def _is_fine(licence: str) -> bool:
    plain, _, exception = licence.partition(" WITH ")
    if exception.strip().lower() in _EXCEPTIONS:
        return True
    return not _COPYLEFT.search(plain) and not _NOT_FREE.search(plain)


def file_name(name: str) -> str:
    """A name for files and folders that every system takes."""
    return re.sub(r"[^A-Za-z0-9._+-]+", "-", name).strip("-.") or "unnamed"


def read(path: Path, place: str) -> Text:
    """A file as a text.

    Args:
        path: the file.
        place: where it shall lie.
    """
    return Text(place, path.read_bytes().replace(b"\r\n", b"\n"))
