"""`pictrove evaluate`: how well a model finds captioned photos."""

from __future__ import annotations

from pathlib import Path

import click

from app import output, progress
from app.library import as_json_option
from app.services import Services
from indexer.client import Evaluation

_HELP = """Measure a model on photos with captions. Nothing is stored.

Every line of CAPTIONS is one photo: {"file": "dir/name.jpg", "captions": ["..."],
"labels": ["..."]}; files are relative to CAPTIONS, labels may be left out.

\b
Recall@k: how often the right photo is among the first k for its caption.
Precision@10: how many of the ten photos nearest to a photo share a label with it.

\b
Example:
  pictrove evaluate my-photos.jsonl --model starter --json
"""


@click.command("evaluate", help=_HELP, short_help="Measure a model on photos with captions.")
@click.argument("captions", type=click.Path(path_type=Path), metavar="CAPTIONS.jsonl")
@click.option("--model", "model_id", metavar="M", help="The model; the one in use if not said.")
@as_json_option
@click.pass_context
def command(ctx: click.Context, captions: Path, model_id: str | None, as_json: bool) -> None:
    """Evaluate and show the figures."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client, progress.steps() as show:
        found = client.evaluate(
            captions.absolute(), model_id, lambda done, total: show("photos", done, total)
        )
    if as_json:
        import dataclasses

        output.say_json(dataclasses.asdict(found))
        return
    output.say_table(("", found.model), _rows(found))
    for skipped in found.skipped:
        output.note(f"left out: {skipped}")


def _rows(found: Evaluation) -> list[tuple[str, str]]:
    precision = found.precision_at_10
    return [
        ("photos", f"{found.photos:,}"),
        ("captions", f"{found.captions:,}"),
        ("text to image, recall@1", f"{found.recall_at_1:.3f}"),
        ("text to image, recall@5", f"{found.recall_at_5:.3f}"),
        ("text to image, recall@10", f"{found.recall_at_10:.3f}"),
        ("text to image, median rank", f"{found.median_rank:g}"),
        ("image to image, precision@10", "no labels" if precision is None else f"{precision:.3f}"),
    ]
