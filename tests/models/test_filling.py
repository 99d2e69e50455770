"""From a graph and weights to a prepared model without torch, and what can go wrong on the way."""

import errno
import math
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import models.filling
import models.tensors
from models.answers import AGREEMENT, check_answers
from models.errors import PreparationError, WeightsError
from models.filling import fill
from models.graphs import read_graph
from models.manifest import verify
from models.onnx import OnnxEncoder
from models.tokens import load_tokens
from tests.models import tiny_graph
from tests.models.tiny_graph import DIM, SIDE, TOKENS, VALUES, left, write_safetensors

ROOT = Path(__file__).parents[2]
TABLE = "text.token_embedding.weight"


def test_a_filled_model_computes_what_the_weights_say(graph, tensors, weights, folder):
    manifest = fill(graph, weights, folder, made_from={"weights": weights.name})
    assert left(folder) == [folder.name]
    encoder = OnnxEncoder(folder)
    pixels = np.random.default_rng(1).integers(0, 256, (9, SIDE, SIDE, 3), dtype=np.uint8)
    theirs = tiny_graph.embed_pictures(tensors, pixels)
    np.testing.assert_allclose(encoder.encode_images(pixels), theirs, atol=1e-6)
    ids = load_tokens(folder, 8, "lower")(["two dogs", "snow"])
    theirs = tiny_graph.embed_tokens(tensors, ids)
    np.testing.assert_allclose(encoder.encode_texts(["two dogs", "snow"]), theirs, atol=1e-6)
    assert verify(folder) == manifest
    assert manifest.made_from["weights"] == weights.name
    assert manifest.made_from["hands"] == "1.0"
    assert "itself" in manifest.made_from["answers"]


def test_its_answers_tell_later_whether_it_is_still_the_same(graph, weights, folder):
    manifest = fill(graph, weights, folder)
    assert check_answers(OnnxEncoder(folder), manifest.answers) > AGREEMENT
    file = folder / "image.onnx.data"
    content = np.fromfile(file, np.float32)
    content[: DIM * VALUES] *= -1
    content.tofile(file)
    assert check_answers(OnnxEncoder(folder), manifest.answers) < AGREEMENT


@pytest.mark.parametrize("kind", ["F16", "BF16"])
def test_half_weights_are_widened(graph, tensors, tmp_path, folder, kind):
    narrow, wide = {}, {}
    for name, values in tensors.items():
        if kind == "F16":
            half = values.astype(np.float16)
            wide[name] = half.astype(np.float32)
        else:
            half = (values.view(np.uint32) >> 16).astype(np.uint16)
            wide[name] = (half.astype(np.uint32) << 16).view(np.float32)
        narrow[name] = (kind, values.shape, half.tobytes())
    fill(graph, write_safetensors(tmp_path / "half.safetensors", narrow), folder)
    data = (folder / "text.onnx.data").read_bytes()
    assert data == bytes(64) + wide[TABLE].tobytes()
    image = (folder / "image.onnx.data").read_bytes()
    assert image == wide["visual.proj"].T.tobytes() + wide["visual.bias"].tobytes()


def test_many_small_blocks_make_the_same_file(graph, weights, folder, monkeypatch):
    first = fill(graph, weights, folder)
    monkeypatch.setattr(models.tensors, "_BLOCK_VALUES", 1001)
    assert fill(graph, weights, folder).files == first.files


def test_progress_counts_every_byte(graph, weights, folder):
    told = []
    fill(graph, weights, folder, on_progress=lambda *news: told.append(news))
    total = 4 * (TOKENS * DIM + DIM * VALUES + DIM)
    filling = [news for news in told if news[0] == "filling in the weights"]
    assert [news[1] for news in filling] == sorted(news[1] for news in filling)
    assert filling[0][1:] == (0, total)
    assert filling[-1][1:] == (total, total)
    assert [news[0] for news in told[-2:]] == ["checking the prepared model"] * 2


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("name", [TABLE, "visual.proj"])
def test_numbers_that_are_none_are_refused(graph, tensors, tmp_path, folder, name, value):
    tensors[name][-1, -1] = value
    file = write_safetensors(tmp_path / "odd.safetensors", tensors)
    with pytest.raises(WeightsError, match=rf"damaged: {name} has values that are no finite"):
        fill(graph, file, folder)
    assert left(folder) == []


@pytest.mark.parametrize(
    "name", [TABLE, "visual.proj"], ids=["all texts the same", "all pictures the same"]
)
def test_a_model_that_takes_everything_for_the_same_is_refused(
    graph, tensors, tmp_path, folder, name
):
    tensors[name][:] = 0.01 if name == TABLE else 0
    file = write_safetensors(tmp_path / "odd.safetensors", tensors)
    with pytest.raises(PreparationError, match="cannot tell pictures, or texts, from each other"):
        fill(graph, file, folder)
    assert left(folder) == []


def test_a_stick_that_is_pulled_out(graph, weights, folder, monkeypatch):
    """The file becomes short, then unreadable, after its header was found to be good."""

    def cut(_step, _done, _total):
        weights.write_bytes(weights.read_bytes()[:2000])

    content = weights.read_bytes()
    with pytest.raises(WeightsError, match="end too early"):
        fill(graph, weights, folder, on_progress=cut)
    weights.write_bytes(content)
    reading = models.tensors.TensorReader.__init__

    def unplug(self, file):
        reading(self, file)
        self._stream.close()
        self._stream = SimpleNamespace(seek=self._gone, close=lambda: None)

    def gone(self, *_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(models.tensors.TensorReader, "_gone", gone, raising=False)
    monkeypatch.setattr(models.tensors.TensorReader, "__init__", unplug)
    with pytest.raises(WeightsError, match=r"Input/output error.*drive"):
        fill(graph, weights, folder)
    assert left(folder) == []


def test_a_full_disk_is_seen_before_anything_is_written(graph, weights, folder, monkeypatch):
    free = SimpleNamespace(free=graph.size + (1 << 20))
    monkeypatch.setattr("shutil.disk_usage", lambda place: free)
    with pytest.raises(PreparationError, match=r"needs 0\.1 GB in .*only 0\.0 GB are free"):
        fill(graph, weights, folder)
    assert not folder.parent.exists()


def test_a_disk_that_becomes_full(graph, weights, folder, monkeypatch):
    fill(graph, weights, folder)
    before = verify(folder)

    def full(self, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(models.filling._HashedFile, "_put", full)
    with pytest.raises(PreparationError, match=r"No space left on device.*make room"):
        fill(graph, weights, folder)
    assert left(folder) == [folder.name]
    assert verify(folder) == before


def test_giving_up_at_any_moment_leaves_what_was_there(graph, weights, folder):
    folder.mkdir(parents=True)
    (folder / "before").write_text("")
    moments = []
    fill(graph, weights, folder.with_name("count"), on_progress=lambda *news: moments.append(news))
    for moment in range(len(moments)):
        told = iter(range(len(moments)))

        def give_up(*_, told=told, moment=moment):
            if next(told) == moment:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fill(graph, weights, folder, on_progress=give_up)
        assert left(folder) == ["count", folder.name]
        assert [path.name for path in folder.iterdir()] == ["before"]
    fill(graph, weights, folder)
    assert not (folder / "before").exists()
    assert verify(folder)


def test_what_a_killed_attempt_left_is_cleared_away(graph, weights, folder):
    leftover = folder.with_name(f".{folder.name}.partial") / "made"
    leftover.mkdir(parents=True)
    (leftover / "image.onnx.data").write_bytes(b"half")
    fill(graph, weights, folder)
    assert left(folder) == [folder.name]


def test_what_was_there_comes_back_if_it_cannot_be_replaced(graph, weights, folder, monkeypatch):
    fill(graph, weights, folder)
    rename = Path.rename

    def refuse(self, target):
        if self.name == "made":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PreparationError, match="Permission denied"):
        fill(graph, weights, folder)
    assert left(folder) == [folder.name]
    assert verify(folder)


def test_a_damaged_installation(graph, weights, folder, tmp_path):
    for number, damage in enumerate((b"", b"\x1f\x8b rubbish", b"no gzip", None)):
        other = tmp_path / str(number)
        other.mkdir()
        for file in graph.folder.iterdir():
            (other / file.name).write_bytes(file.read_bytes())
        tower = other / "text.onnx.gz"
        tower.unlink() if damage is None else tower.write_bytes(damage)
        with pytest.raises(PreparationError, match=r"text\.onnx\.gz.*install Pictrove again"):
            fill(read_graph(other), weights, folder)
        assert left(folder) == []


def test_towers_that_cannot_be_loaded(graph, weights, folder, monkeypatch):
    monkeypatch.setattr(type(graph), "tower", lambda self, name: b"rubbish")
    with pytest.raises(PreparationError, match="towers of tiny/written cannot be loaded"):
        fill(graph, weights, folder)
    assert left(folder) == []


def vocabulary_of(texts, file):
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordLevel

    tokenizer = Tokenizer(WordLevel({"<pad>": 0, "<eos>": 1, "?": 2, **texts}, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(file))
    return file


@pytest.fixture
def multilingual(tmp_path):
    """A graph whose vocabulary comes with the weights."""
    config = {"add_bos_token": False, "add_eos_token": True, "eos_token": "<eos>"}
    vocabulary = {"kind": "hub", "size": TOKENS, "config": {**config, "pad_token": "<pad>"}}
    return tiny_graph.write_graph(tmp_path / "graph", vocabulary=vocabulary)


def test_a_model_with_a_vocabulary_of_its_own(multilingual, weights, folder, tensors, tmp_path):
    """How texts end is known: a file about that beside the vocabulary is not needed."""
    file = vocabulary_of({"dog": 7, "snow": 8}, tmp_path / "tokenizer.json")
    assert multilingual.needs_tokenizer
    fill(multilingual, weights, folder, tokenizer=file)
    ours = OnnxEncoder(folder).encode_texts(["snow dog"])
    ids = np.array([[8, 7, 1, 0, 0, 0, 0, 0]])
    np.testing.assert_allclose(ours, tiny_graph.embed_tokens(tensors, ids), atol=1e-6)


def test_a_vocabulary_that_is_missing_or_wrong(multilingual, weights, folder, tmp_path):
    with pytest.raises(WeightsError, match=r"put the tokenizer\.json that was published"):
        fill(multilingual, weights, folder)
    file = vocabulary_of({"photo": TOKENS}, tmp_path / "tokenizer.json")
    with pytest.raises(WeightsError, match="is not that of tiny/written"):
        fill(multilingual, weights, folder, tokenizer=file)
    file.write_text("{}")
    with pytest.raises(WeightsError, match="is damaged"):
        fill(multilingual, weights, folder, tokenizer=file)
    assert left(folder) == []


def test_filling_needs_neither_torch_nor_onnx(graph, weights, folder):
    program = (
        "import sys\n"
        "for name in ('torch', 'onnx', 'onnxscript', 'open_clip', 'timm', 'google.protobuf'):\n"
        "    sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from models.filling import fill\n"
        "heavy = {'safetensors', 'onnxruntime', 'tokenizers'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
        "from models.graphs import read_graph\n"
        "fill(read_graph(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))\n"
    )
    arguments = [str(graph.folder), str(weights), str(folder)]
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, cwd=ROOT)
    assert verify(folder).model_id == "tiny/written"
