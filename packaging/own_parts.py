"""What is ours in a bundle, the models that it offers, and Python itself."""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import notices
import origins
from parts import Component, Text, file_name, read

TEXTS = Path(__file__).resolve().parent / "licence_texts"
ROOT = notices.ROOT


def common(names: Iterable[str]) -> tuple[Text, ...]:
    """Texts that several components share.

    Args:
        names: files of `packaging/licence_texts`.
    """
    return tuple(read(TEXTS / name, f"common/{name}") for name in names)


def interpreter(told: dict[str, Any]) -> Component:
    """Python, with the licences of what it is made of."""
    path = origins.interpreter_licence()
    own = (read(path, "Python/LICENSE.txt"),) if path is not None else ()
    return Component(
        "Python",
        platform.python_version(),
        "interpreter",
        told["python"]["licence"],
        homepage="https://www.python.org/",
        texts=(*own, *common(told["python"]["texts"])) if own else (),
        purl=f"pkg:generic/python@{platform.python_version()}",
    )


def own() -> Iterator[Component]:
    """What is ours, and the models that are offered."""
    resources = ROOT / "resources"
    licence = read(ROOT / "LICENSE", "Pictrove/LICENSE")
    yield Component(
        "Pictrove", metadata.version("pictrove"), "program", "Apache-2.0", texts=(licence,)
    )
    card = read(ROOT / "models" / "starter" / "card.md", "models/starter.md")
    yield Component(
        *("Pictrove starter model", "", "resource", "Apache-2.0"), texts=(card, licence)
    )
    icons = read(resources / "icons" / "LICENSE", "Lucide-icons/LICENSE")
    yield Component(
        *("Lucide icons", "", "resource", "ISC"), homepage="https://lucide.dev/", texts=(icons,)
    )
    towns = read(resources / "cities.md", "GeoNames/README.md")
    yield Component(
        *("GeoNames towns", "", "resource", "CC-BY-4.0"),
        homepage="https://www.geonames.org/",
        texts=(towns,),
    )
    yield from _offered()


def _offered() -> Iterator[Component]:
    registry = tomllib.loads((ROOT / "resources" / "models.toml").read_text("utf-8"))
    for model in registry["models"]:
        if model["id"] == "starter":
            continue
        text = Text(f"models/{file_name(model['id'])}.md", card(model).encode())
        repository = model.get("weights", {}).get("repo", "")
        yield Component(
            model["id"],
            model.get("weights", {}).get("revision", ""),
            "offered model",
            model["licence"],
            homepage=f"{registry['hub']}/{repository}" if repository else "",
            note="Not carried: it is fetched when its user asks for it.",
            texts=(text,),
        )


def card(model: dict[str, Any]) -> str:
    """A model's card, of what the registry says about it."""
    weights = model.get("weights", {})
    rows = [
        ("what it is", model["description"]),
        ("licence", model["licence"]),
        ("source", f"{weights.get('repo', '?')}, revision {weights.get('revision', '?')}"),
        ("languages", ", ".join(model["languages"])),
        ("embedding", f"{model['dim']} dimensions"),
        *(
            (one["measure"], f"{one['value']:.2f} ({one['source']})")
            for one in model.get("quality", ())
        ),
    ]
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join([f"# {model['id']}", "", "| | |", "| --- | --- |", *lines, ""])
