"""`pictrove models`: which models there are, getting, keeping and choosing one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from app import output, progress
from app.library import as_json_option
from app.model_words import USUAL_HUB, as_blocks, as_fields, as_row, offer_of, what_went
from app.services import Services
from indexer.caller import Caller, checked_hub, without_password
from indexer.client import Client, ModelError, ModelStatus

_PATH = click.Path(path_type=Path)
_MODEL = click.argument("model_id", metavar="MODEL")
_YES = click.option("--yes", is_flag=True, help="Do not ask.")


def _checked_hub(_ctx: click.Context, _parameter: click.Parameter, url: str | None) -> str | None:
    try:
        return None if url is None else checked_hub(url)
    except ModelError as error:
        raise click.BadParameter(str(error)) from error


_HUB = click.option(
    "--hub", metavar="URL", callback=_checked_hub, help="Fetch from this address this time."
)


@click.group("models")
def group() -> None:
    """List the models, get one, choose one, keep them in order.

    MODEL is a name or a tier of the list, or any ARCHITECTURE/TAG of open_clip.

    \b
    Examples:
      pictrove models list
      pictrove models get standard
      pictrove models use standard
      pictrove models get multilingual --to /media/usb
      pictrove models import /media/usb
      pictrove models remove standard
    """  # noqa: D301  (click wants a real backspace)


def _opened(ctx: click.Context, *, read_only: bool = False) -> Client:
    services = ctx.find_object(Services) or Services()
    return services.open_client(read_only=read_only)


@group.command("list", short_help="List the models: state, size, licence, languages, quality.")
@as_json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the models: whether they are here, their size, licence, languages and quality."""
    with _opened(ctx, read_only=True) as client:
        found = client.models()
    if as_json:
        import dataclasses

        output.say_json([dataclasses.asdict(model) for model in found])
        return
    if output.at_terminal():
        for line in as_blocks(found):
            output.say(line)
        return
    for model in found:
        output.say_fields(as_row(model))


@group.command("info")
@_MODEL
@as_json_option
@click.pass_context
def info(ctx: click.Context, model_id: str, as_json: bool) -> None:
    """Say everything that is known of one model."""
    with _opened(ctx, read_only=True) as client:
        model = _known(model_id, client.models())
    if as_json:
        import dataclasses

        output.say_json(dataclasses.asdict(model))
        return
    for name, value in as_fields(model):
        if output.at_terminal():
            output.say(f"{click.style(f'{name:<16}', bold=True)}{output.safe(value)}")
        else:
            output.say_fields((name, value))


@group.command("get")
@_MODEL
@click.option("--yes", is_flag=True, help="Download without asking.")
@click.option(
    "--from",
    "source",
    type=_PATH,
    metavar="PATH",
    help="Take the weights from this file or folder instead of downloading them.",
)
@_HUB
@click.option(
    "--to",
    "folder",
    type=_PATH,
    metavar="DIR",
    help="Only download, into this folder, for another computer (`models import` there).",
)
@click.pass_context
def get(
    ctx: click.Context,
    model_id: str,
    yes: bool,
    source: Path | None,
    hub: str | None,
    folder: Path | None,
) -> None:
    """Fetch a model and prepare it for this computer.

    Says how much is downloaded, from where and under which licence, and asks first. A download
    that was interrupted goes on when it is asked for again.
    """
    if source is not None and (folder is not None or hub is not None):
        raise click.UsageError("--from downloads nothing, so it goes without --to and --hub.")
    with _opened(ctx) as client:
        known = client.models()
        model = _find(model_id, known)
        model_id = model.model_id if model else model_id
        if model and model.ready and folder is None:
            output.say(f"{model_id} is ready already.")
            return
        if source is None and not yes and not _agreed(client, model_id, model, hub):
            output.note("Nothing was downloaded.")
            ctx.exit(1)
        if folder is not None:
            _fetch(client, model_id, folder, hub)
            return
        with progress.steps() as show:
            client.get_model(
                model_id, weights=source and source.absolute(), hub=hub, on_progress=show
            )
    _say_ready(model_id)


def _fetch(client: Client, model_id: str, folder: Path, hub: str | None) -> None:
    with progress.steps() as show:
        client.fetch_model(model_id, folder.absolute(), hub=hub, on_progress=show)
    output.say(
        f"The files of {model_id} are in {output.safe(str(folder))}; on the other computer: "
        "pictrove models import FOLDER"
    )


def _say_ready(model_id: str) -> None:
    output.say(f"{model_id} is ready; `pictrove models use {model_id}` searches with it.")


@group.command("import")
@click.argument("source", metavar="PATH", type=_PATH)
@click.option("--model", "model_id", metavar="MODEL", help="Which model it is, or which of them.")
@click.pass_context
def import_(ctx: click.Context, source: Path, model_id: str | None) -> None:
    """Prepare a model from files that are here; nothing is downloaded.

    PATH is a safetensors file, a folder or USB stick with what `models get --to` left there, or
    the folder of models of another computer. The files are only read. Published weights are
    checked against their known checksum. A model that was prepared elsewhere is what its maker
    made it: take such a one only from a computer you trust.
    """
    with _opened(ctx) as client, progress.steps() as show:
        made = client.import_model(source.absolute(), model_id, show)
    _say_ready(made)


@group.command("verify", short_help="See that models are as they were when prepared.")
@click.argument("model_id", metavar="[MODEL]", required=False)
@click.pass_context
def verify(ctx: click.Context, model_id: str | None) -> None:
    """See that models are as they were when they were prepared: one, or all that are here."""
    bad = 0
    with _opened(ctx) as client:
        known = client.models()
        here = [one for one in known if one.ready or one.damaged]
        chosen = [_known(model_id, known)] if model_id else here
        for model in chosen:
            try:
                with progress.steps() as show:
                    client.verify_model(model.model_id, show)
            except ModelError as error:
                bad += 1
                output.note(str(error))
            else:
                output.say(f"{model.model_id} is as it should be.")
    if bad:
        ctx.exit(1)


@group.command("remove", short_help="Remove a model's files and embeddings.")
@_MODEL
@click.option("--keep-embeddings", is_flag=True, help="Remove the model's files only.")
@click.option("--embeddings-only", is_flag=True, help="Remove its embeddings of photos only.")
@_YES
@click.pass_context
def remove(
    ctx: click.Context, model_id: str, keep_embeddings: bool, embeddings_only: bool, yes: bool
) -> None:
    """Remove a model's files, and what it made of the photos of this library.

    Says what is lost, and asks first. A model that answers searches, or is about to, is not
    removed; nor are the files of the built-in one.
    """
    if keep_embeddings and embeddings_only:
        raise click.UsageError("--keep-embeddings and --embeddings-only exclude each other.")
    with _opened(ctx) as client:
        model = _known(model_id, client.models())
        files = not embeddings_only
        if model.built_in and not keep_embeddings:
            files = False
        if not yes and not _confirmed(_loss(model, files, not keep_embeddings), "Remove it?"):
            output.note("Nothing was removed.")
            ctx.exit(1)
        removal = client.remove_model(model.model_id, files=files, embeddings=not keep_embeddings)
    output.say(f"{model.model_id}: {what_went(removal)}.")


def _loss(model: ModelStatus, files: bool, embeddings: bool) -> str:
    parts = []
    if files:
        size = output.size(model.disk_bytes + model.fetched_bytes)
        parts.append(f"its files ({size}, to be fetched again if it is wanted again)")
    if embeddings and model.embedding_bytes:
        size = output.size(model.embedding_bytes)
        parts.append(
            f"its embeddings of {output.photos(model.embedded)} ({size}, to be computed again)"
        )
    return (
        f"{model.model_id} loses {' and '.join(parts) or 'nothing: there is nothing of it here'}."
    )


@group.command("use")
@_MODEL
@click.option("--now", is_flag=True, help="Answer at once, and embed what is missing later.")
@click.pass_context
def use(ctx: click.Context, model_id: str, now: bool) -> None:
    """Index and search with this model from now on.

    The model that answers goes on until this one has embedded all photos, in the background. It
    keeps its embeddings, so that you can go back to it at once, until you remove them. Naming
    the model that answers calls off another one that was to take over.
    """
    with _opened(ctx) as client:
        model = _find(model_id, client.models())
        client.use_model(model.model_id if model else model_id, at_once=now)
        status = client.status()
        missing = next((one.missing for one in client.models() if one.in_use), 0)
    awaited = status.model != (model.model_id if model else model_id)
    answers = "answers until then" if awaited else "is in use"
    output.say(f"{status.model} {answers}.")
    if missing:
        output.note(f"{output.photos(missing)} can be found when they are embedded with it.")
    if status.model_note:
        output.note(status.model_note)


@group.command("hub")
@click.argument("url", required=False, callback=_checked_hub)
@click.option("--default", "default", is_flag=True, help="Fetch from the usual place again.")
@click.pass_context
def hub(ctx: click.Context, url: str | None, default: bool) -> None:
    """Show or set where models are fetched from, for instance a mirror.

    The environment variables PICTROVE_HUB and HF_ENDPOINT come before this, `models get --hub`
    before everything. A user's name and password in the address are kept, and not shown.
    """
    if url is not None and default:
        raise click.UsageError("Name an address or --default, not both.")
    with _opened(ctx, read_only=url is None and not default) as client:
        settings = client.settings()
        if url is not None or default:
            settings = replace(settings, hub=url or "")
            client.change_settings(settings)
    chosen = settings.hub
    output.say(without_password(chosen) if chosen else f"the usual address, {USUAL_HUB}")


# Names and questions


def _find(name: str, models: Sequence[ModelStatus]) -> ModelStatus | None:
    """The model of that id, tier, or architecture: the part of an id before the slash."""
    wanted = name.casefold()
    tests: tuple[Callable[[ModelStatus], str], ...] = (
        lambda model: model.model_id,
        lambda model: "" if model.tier == "other" else model.tier,
        lambda model: model.model_id.split("/", maxsplit=1)[0],
    )
    for name_of in tests:
        for model in models:
            if name_of(model).casefold() == wanted:
                return model
    return None


def _known(name: str, models: Sequence[ModelStatus]) -> ModelStatus:
    model = _find(name, models)
    if model is None:
        raise ModelError(f"No model is called {name!r}; `pictrove models list` names them.")
    return model


def _agreed(client: Client, model_id: str, model: ModelStatus | None, hub: str | None) -> bool:
    if model is None and "/" not in model_id:
        raise ModelError(f"No model is called {model_id!r}; `pictrove models list` names them.")
    place = checked_hub(hub or Caller().hub or client.settings().hub or USUAL_HUB)
    return _confirmed(
        offer_of(model_id, model, without_password(place)), "Download it?", "download it"
    )


def _confirmed(what: str, question: str, deed: str = "do so") -> bool:
    if not _somebody_is_there():
        raise ModelError(f"{what} Nobody is here to agree; add --yes to {deed}.")
    output.note(what)
    return click.confirm(question, err=True)


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
