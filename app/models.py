"""`pictrove models`: which models there are, fetching one, choosing one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app import output, progress
from app.library import as_json_option
from app.services import Services
from indexer.client import ModelError, ModelStatus


@click.group("models")
def group() -> None:
    """List the models, fetch one, choose one.

    \b
    Examples:
      pictrove models list
      pictrove models get ViT-B-32-256/datacomp_s34b_b86k
      pictrove models use ViT-B-32-256/datacomp_s34b_b86k
    """  # noqa: D301  (click wants a real backspace)


@group.command("list")
@as_json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the models that can be used here."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        found = client.models()
    if as_json:
        import dataclasses

        output.say_json([dataclasses.asdict(model) for model in found])
        return
    output.say_table(
        ("model", "state", "licence", "download", "what it is"),
        [
            (model.model_id, _state(model), model.licence, _download(model), model.description)
            for model in found
        ],
    )


def _state(model: ModelStatus) -> str:
    if model.in_use:
        return "in use"
    return "ready" if model.ready else "not here"


def _download(model: ModelStatus) -> str:
    if model.ready:
        return "none"
    return "size unknown" if model.download_bytes is None else output.size(model.download_bytes)


@group.command("get")
@click.argument("model_id", metavar="MODEL")
@click.option("--yes", is_flag=True, help="Download without asking.")
@click.option(
    "--from",
    "weights",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take the weights from this file instead of downloading them.",
)
@click.pass_context
def get(ctx: click.Context, model_id: str, yes: bool, weights: Path | None) -> None:
    """Fetch a model and prepare it for this computer.

    Says how much is downloaded and under which licence, and asks first. Preparing a model
    needs PyTorch once; the README says how to add it.
    """
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        model = _find(model_id, client.models())
        if model and model.ready:
            output.say(f"{model_id} is ready already.")
            return
        if weights is None and not yes and not _agreed(model_id, model):
            output.note("Nothing was downloaded.")
            ctx.exit(1)
        with progress.steps() as show:
            client.get_model(
                model_id, weights=weights.absolute() if weights else None, on_progress=show
            )
    output.say(f"{model_id} is ready; `pictrove models use {model_id}` searches with it.")


def _find(name: str, models: Sequence[ModelStatus]) -> ModelStatus | None:
    """The model of that id, or of that architecture: the part of an id before the slash."""
    for model in models:
        if name.casefold() in {model.model_id.casefold(), model.model_id.casefold().split("/")[0]}:
            return model
    return None


def _agreed(model_id: str, model: ModelStatus | None) -> bool:
    if model is None and "/" not in model_id:
        raise ModelError(f"No model is called {model_id!r}; `pictrove models list` names them.")
    offer = f"{model_id} is not one of Pictrove's own choices; its size and licence are unknown."
    if model is not None:
        offer = (
            f"{model.model_id} ({model.description}): download {_download(model)}, "
            f"licence {model.licence}."
        )
    if sys.stdin is None or not sys.stdin.isatty():
        raise ModelError(f"{offer} Nobody is here to agree; add --yes to download it.")
    output.note(offer)
    return click.confirm("Download it?", err=True)


@group.command("use")
@click.argument("model_id", metavar="MODEL")
@click.pass_context
def use(ctx: click.Context, model_id: str) -> None:
    """Index and search with this model from now on."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        client.use_model(model_id)
        status = client.status()
    output.say(f"{status.model} is in use.")
    if status.model_note:
        output.note(status.model_note)
