"""What the command line says of models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from app import output
from indexer.client import ModelRemoval, ModelStatus

USUAL_HUB = "https://huggingface.co"
"""Where models come from unless somebody names another address."""

_MANY_LANGUAGES = 3
_PERCENT = 100


def state(model: ModelStatus) -> str:
    """Whether a model is here, and what it does."""
    if model.in_use and not model.ready:
        return "in use, but damaged" if model.damaged else "in use, but not here"
    if model.in_use:
        return "in use"
    if model.takes_over:
        return f"takes over ({_share(model)} done)"
    if model.ready:
        return "ready"
    if model.damaged:
        return "damaged"
    return "begun" if model.fetched_bytes else "not here"


def _share(model: ModelStatus) -> str:
    photos = model.embedded + model.missing
    return f"{_PERCENT * model.embedded // photos if photos else _PERCENT} %"


def here_and_there(model: ModelStatus) -> str:
    """What a model takes here, or what is to be downloaded."""
    if model.ready:
        return f"{output.size(model.disk_bytes)} here"
    if model.download_bytes is None:
        return "unknown"
    if model.fetched_bytes:
        return f"{output.size(model.fetched_bytes)} of {output.size(model.download_bytes)}"
    return f"{output.size(model.download_bytes)} to get"


def languages(model: ModelStatus) -> str:
    """The languages that a model is good for, in few words."""
    if len(model.languages) > _MANY_LANGUAGES:
        first = ", ".join(model.languages[:_MANY_LANGUAGES])
        return f"{first} and {len(model.languages) - _MANY_LANGUAGES} more"
    return ", ".join(model.languages) or "unknown"


def sources_of(models: Iterable[ModelStatus]) -> Mapping[str, int]:
    """The sources of all figures, numbered in the order in which they appear."""
    sources = [figure.source for model in models for figure in model.quality]
    return {source: number for number, source in enumerate(dict.fromkeys(sources), 1)}


def as_row(model: ModelStatus) -> Sequence[str]:
    """A model as fields for programs."""
    return (
        model.tier,
        model.model_id,
        state(model),
        here_and_there(model),
        model.licence,
        languages(model),
        "; ".join(_figure(figure.measure, figure.value) for figure in model.quality),
    )


def as_blocks(models: Sequence[ModelStatus]) -> Iterator[str]:
    """The models as lines for people; the sources of their figures stand beneath."""
    sources = sources_of(models)
    for model in models:
        yield from _block(model, sources)
    yield ""
    for source, number in sources.items():
        yield output.safe(f"[{number}] {source}")


def _block(model: ModelStatus, sources: Mapping[str, int]) -> Iterator[str]:
    tier = "" if model.tier == "other" else f" ({model.tier})"
    bold = click.style(output.safe(model.model_id), bold=True)
    colour = "green" if model.in_use else "cyan" if model.ready else None
    yield f"{bold}{tier}: {click.style(state(model), fg=colour)}"
    facts = (here_and_there(model), f"licence {model.licence}", f"languages {languages(model)}")
    lines = [model.description, "; ".join(facts)]
    lines += [
        f"{_figure(figure.measure, figure.value)} [{sources[figure.source]}]"
        for figure in model.quality
    ]
    yield from (f"    {output.safe(line)}" for line in lines)


def _figure(measure: str, value: float) -> str:
    return f"{measure} {value:.3f}".rstrip("0")


def as_fields(model: ModelStatus) -> Sequence[tuple[str, str]]:
    """Everything that is known of a model, line by line."""
    fields = [
        ("model", model.model_id),
        ("what it is", model.description),
        ("tier", model.tier),
        ("state", state(model)),
        ("download", _download(model)),
        ("takes here", output.size(model.disk_bytes)),
        ("licence", model.licence),
        ("languages", ", ".join(model.languages) or "unknown"),
        ("embedding", f"{model.dim} numbers"),
        *(
            ("quality", f"{_figure(figure.measure, figure.value)}, {figure.source}")
            for figure in model.quality
        ),
        ("embedded", output.photos(model.embedded)),
        ("to be embedded", output.photos(model.missing)),
        ("embeddings take", output.size(model.embedding_bytes)),
    ]
    if model.needs_torch:
        fields.append(("note", "only a Pictrove with PyTorch can prepare it; this one has none"))
    return fields


def _download(model: ModelStatus) -> str:
    if model.download_bytes is None:
        return "unknown"
    here = f", {output.size(model.fetched_bytes)} of it are here" if model.fetched_bytes else ""
    return f"{output.size(model.download_bytes)}{here}"


def offer_of(model_id: str, model: ModelStatus | None, hub: str) -> str:
    """What is to be agreed to before something is downloaded.

    Args:
        model_id: the model.
        model: what is known of it.
        hub: where it is fetched from.
    """
    if model is None:
        return (
            f"{model_id} is not one of Pictrove's own choices; its size and licence are unknown "
            f"(it comes from {hub})."
        )
    offer = f"{model.model_id} ({model.description}): download {_download(model)} from {hub}"
    return f"{offer}, licence {model.licence}."


def what_went(removal: ModelRemoval) -> str:
    """What was removed of a model."""
    parts = []
    if removal.freed_bytes:
        parts.append(f"{output.size(removal.freed_bytes)} of files removed")
    if removal.embeddings:
        parts.append(
            f"{output.amount(removal.embeddings, 'embedding', 'embeddings')} forgotten (the "
            "library's database uses their room again)"
        )
    return ", ".join(parts) or "nothing of it was here"
