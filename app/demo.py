"""`pictrove demo`: the main job shown on real photos, in a library that is thrown away."""

from __future__ import annotations

from pathlib import Path

import click

from app import output, progress
from app.search import write_hit
from app.services import Services
from indexer.client import Client
from indexer.places import Places
from indexer.query import PictureTerm, Query, TextTerm

SEARCHES = (
    "a cat",
    "a cup of coffee",
    "a motorcycle",
    "a flower",
    "a rocket before its launch",
)
_SHOWN = 3


@click.command("demo", short_help="See it work on a few sample photos.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Index a few sample photos in a throw-away library and search them.

    Your own library and photos stay out of it, and nothing is downloaded.
    """
    # Imported here because, with what they import, they would be a third of every start.
    import tempfile

    from app import demo_photos

    services = ctx.find_object(Services) or Services()
    with tempfile.TemporaryDirectory(prefix="pictrove-demo-") as temporary:
        # The system's temporary folder may be reached by a link; the library names real paths.
        folder = Path(temporary).resolve()
        photos = folder / "photos"
        number = demo_photos.copy_photos(photos)
        output.say(f"{number} sample photos from scikit-image and scikit-learn.")
        with services.open_client(places=Places.below(folder / "library"), alone=True) as client:
            _index(client, photos)
            _search_by_words(client, photos)
            _search_by_picture(client, photos, folder)
    _say_what_next()


def _index(client: Client, photos: Path) -> None:
    with progress.indexing() as show:
        report = client.index([photos], on_progress=show)
    output.say(f"Indexed {output.photos(report.embedded)} in {report.seconds:.1f} s.")


def _search_by_words(client: Client, photos: Path) -> None:
    for words in SEARCHES:
        _show(client, f'pictrove search "{words}"', Query((TextTerm(words),), limit=_SHOWN), photos)


def _search_by_picture(client: Client, photos: Path, folder: Path) -> None:
    from app import demo_photos

    package, inside, name = demo_photos.LIKE
    picture = folder / name
    if demo_photos.copy_photo(package, inside, picture):
        query = Query((PictureTerm(str(picture)),), limit=_SHOWN)
        _show(client, f'pictrove search --like "{name}"', query, photos)


def _show(client: Client, command: str, query: Query, photos: Path) -> None:
    output.say()
    output.say(f"$ {command}")
    for hit in client.search(query).hits:
        write_hit(hit, below=photos)


def _say_what_next() -> None:
    output.say()
    output.say("The demo's library is gone again. Now with your own photos:")
    output.say()
    output.say("  pictrove index ~/Pictures")
    output.say("  pictrove search two dogs in the snow")
    output.say("  pictrove --help")
