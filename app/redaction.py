"""Takes what is private out of a text that is given to others: paths, names of photos and users.

What lies in Pictrove's own folders keeps its name there, since nobody's photos are named in it.
Where it is not clear how far a path goes (names may hold blanks), rather too much is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SHORTEST_NAME = 3
_MARK = "\0"  # behind a folder whose contents are private
_ENDING = (
    r"\.(?:jpe?g|png|webp|gif|tiff?|bmp|hei[cf]|avif|jxl|jp2|dng|nef|cr[23]|arw|orf|raf|rw2|pef"
    r"|xmp)\b"
)
_BEHIND_QUOTE = r"(?=[\s,;:.)\]]|$)"
_ABSOLUTE = r"(?<![\w)~/\\.])(?:/(?=[^\s/])|[A-Za-z]:[\\/]|\\\\(?=\w))"
# To the last photo of the line; without one, to what ends a path in our sentences.
_REST = (
    rf"(?:[^\n]*{_ENDING}|[^\n]*?(?=[\"']{_BEHIND_QUOTE}|[;,:.] | \((?=[^()]*\)(?:[;,:.\s]|$))|$))"
)
_QUOTED = re.compile(
    rf"([\"'])(?:([^\"'\n]*){_MARK}|{_ABSOLUTE})[^\n]*?\1{_BEHIND_QUOTE}", re.MULTILINE
)
_MARKED = re.compile(rf"{_MARK}(?:[/\\]{_REST})?", re.MULTILINE | re.IGNORECASE)
_OTHER = re.compile(_ABSOLUTE + _REST, re.MULTILINE | re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)[^\s/?#]+@")  # in the address of a mirror or proxy
_PHOTO = re.compile(rf"[^\s\"'/\\()]+{_ENDING}", re.IGNORECASE)


class Redaction:
    """What is private on this computer, and what stands for it."""

    def __init__(
        self,
        *,
        own: Mapping[str, str],
        private: Mapping[str, str],
        home: str,
        names: Iterable[str] = (),
    ) -> None:
        """Remember what to look for.

        Args:
            own: folders whose contents may be named, and what to write for them.
            private: folders whose contents may not, and what to write for them.
            home: the user's home folder, which is private, too.
            names: other private words, such as the user's name and the computer's.
        """
        known = {**{folder: shown + _MARK for folder, shown in private.items()}, **own}
        self._folders = _longest_first({home: f"~{_MARK}", **known})
        words = [re.escape(name) for name in names if len(name) >= _SHORTEST_NAME]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else None

    def __call__(self, text: str) -> str:
        """The text without what is private."""
        text = _PASSWORD.sub("", text.replace(_MARK, ""))
        for folder, shown in self._folders:
            text = re.sub(rf"{re.escape(folder)}(?![\w.-])", shown, text)
        text = _QUOTED.sub(lambda found: found[1] + (found[2] or "(path)") + found[1], text)
        text = _MARKED.sub("", text)
        text = _OTHER.sub("(path)", text)
        text = _PHOTO.sub("(photo)", text)
        return self._names.sub("(name)", text) if self._names else text


def _longest_first(folders: Mapping[str, str]) -> list[tuple[str, str]]:
    """Inner folders before outer ones; the root of everything stands for nothing."""
    cleaned = ((folder.rstrip("/\\"), shown) for folder, shown in folders.items())
    known = [(folder, shown) for folder, shown in cleaned if len(folder) > 1]
    return sorted(known, key=lambda pair: -len(pair[0]))
