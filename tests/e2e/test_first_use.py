"""Pictrove as a person uses it: the real command, the starter model, real photos."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict]:
    lines = (shared / "photos" / "dev_eval" / "dev_eval.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines][::5]


@pytest.fixture(scope="module")
def photos(shared: Path, rows: list[dict], tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for row in rows:
        shutil.copy(shared / "photos" / "dev_eval" / row["file"], folder)
    return folder


@pytest.fixture(scope="module")
def pictrove(tmp_path_factory, photos: Path, new_pictrove):
    command = new_pictrove(tmp_path_factory.mktemp("home"))
    command("index", photos)
    return command


def captions_of(rows, results):
    captions = {Path(row["file"]).name: " ".join(row["captions"]).lower() for row in rows}
    return [captions[Path(result["path"]).name] for result in results]


def test_everything_was_indexed(pictrove, photos):
    status = pictrove.status()
    assert status["indexed"] == len(list(photos.iterdir())) == 200
    assert json.loads(pictrove("failures", "--json")) == []


@pytest.mark.parametrize("word", ["dog", "beach", "snow"])
def test_words_find_photos_whose_captions_have_them(pictrove, rows, word):
    results = pictrove.results(word, "--limit", 5)
    assert sum(word in caption for caption in captions_of(rows, results)) >= 3
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert all(Path(result["path"]).is_absolute() for result in results)


def test_a_picture_finds_itself_first(pictrove, photos):
    photo = sorted(photos.iterdir())[3]
    assert pictrove.results("--like", photo)[0]["path"] == str(photo)


def test_a_smaller_cropped_copy_on_standard_input_finds_its_original(pictrove, photos, tmp_path):
    from PIL import Image

    photo = sorted(photos.iterdir())[7]
    with Image.open(photo) as picture:
        width, height = picture.size
        edges = (width // 20, height // 20, width - width // 20, height - height // 20)
        picture.crop(edges).resize((100, 100)).save(tmp_path / "small.png")
    output = pictrove(
        "search", "--like", "-", "--json", "--limit", 3, stdin=(tmp_path / "small.png").read_bytes()
    )
    assert str(photo) in {result["path"] for result in json.loads(output)["results"]}


def test_words_push_away_what_they_name(pictrove, rows):
    liked = pictrove.results("dog", "--limit", 10)
    pushed = pictrove.results("dog", "--not", "snow", "--limit", 10)
    assert {hit["path"] for hit in liked} != {hit["path"] for hit in pushed}
    assert sum("snow" in caption for caption in captions_of(rows, pushed)) == 0


def test_tags_and_related_words(pictrove, photos, rows):
    dog = next(row for row in rows if all("dog" in text.lower() for text in row["captions"]))
    tags = pictrove("tags", photos / Path(dog["file"]).name).lower()
    assert "dog" in tags or "puppy" in tags
    assert "puppy" in pictrove("related", "dog").lower()


def test_paths_for_other_programs(pictrove):
    paths = pictrove("search", "dog", "--print0", "--limit", 3).split("\0")
    assert len(paths) == 4
    assert paths[3] == ""
    assert all(Path(path).is_file() for path in paths[:3])


def test_a_killed_run_goes_on_and_doubles_nothing(photos, tmp_path, new_pictrove):
    pictrove = new_pictrove(tmp_path / "home")
    with pictrove.start("index", photos) as process:
        database = tmp_path / "home" / "data" / "library.db"
        while process.poll() is None and not _holds_photos(database):
            pass
        process.send_signal(signal.SIGKILL)
        process.communicate()
    between = pictrove.status()["indexed"]
    pictrove("index", photos)
    assert pictrove.status()["indexed"] == 200
    found = pictrove.results("photo", "--limit", 1000)
    assert len({hit["path"] for hit in found}) == len(found) == 200
    assert between > 0


def _holds_photos(database: Path) -> bool:
    import sqlite3

    if not database.exists():
        return False
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        query = "SELECT count(*) FROM photos WHERE state = 'indexed'"
        return connection.execute(query).fetchone()[0] > 0
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def test_photos_that_move_and_go_bad_between_two_runs(photos, tmp_path, new_pictrove):
    folder = tmp_path / "mine"
    shutil.copytree(photos, folder)
    own = new_pictrove(tmp_path / "home")
    own("index", folder)
    first, second, third = sorted(folder.iterdir())[:3]
    query = own.results("--like", first)[0]
    first.rename(folder / "renamed.jpg")
    second.write_bytes(b"rubbish")
    third.unlink()
    own("index")
    assert own.results("--like", folder / "renamed.jpg")[0]["path"] == str(folder / "renamed.jpg")
    assert query["path"] == str(first)
    failures = json.loads(own("failures", "--json"))
    assert [failure["path"] for failure in failures] == [str(second)]
    assert own.status()["indexed"] == 198


def test_no_torch_is_loaded_to_index_or_search(photos, tmp_path, repository, new_pictrove):
    code = (
        "import sys, app.__main__\n"
        "try: app.__main__.main()\n"
        "except SystemExit: pass\n"
        "sys.exit('torch' in sys.modules or 'open_clip' in sys.modules)"
    )
    pictrove = new_pictrove(tmp_path / "home")
    environment = pictrove.environment | {"PYTHONPATH": str(repository)}
    small = tmp_path / "small"
    small.mkdir()
    shutil.copy(min(photos.iterdir()), small)
    for arguments in (["index", str(small)], ["search", "dog"]):
        subprocess.run([sys.executable, "-P", "-c", code, *arguments], env=environment, check=True)
    mapped = Path(f"/proc/{pictrove.engine}/maps")
    if mapped.exists():
        assert "libtorch" not in mapped.read_text()


def test_the_starter_is_as_good_as_its_card_says(shared, tmp_path, new_pictrove):
    pictrove = new_pictrove(tmp_path)
    captions = shared / "photos" / "dev_eval" / "dev_eval.jsonl"
    figures = json.loads(pictrove("evaluate", captions, "--model", "starter", "--json"))
    assert figures["photos"] == 1000
    assert figures["recall_at_10"] >= 0.36
    assert not (tmp_path / "data" / "library.db").exists()
