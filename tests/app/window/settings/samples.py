"""What an engine might answer."""

from __future__ import annotations

from indexer.client import (
    Activity,
    CacheReport,
    EngineStatus,
    Failure,
    FolderStatus,
    ModelQuality,
    ModelStatus,
    Progress,
    Status,
)

WORK = Progress("indexing", 312, 24575, 300, 4, 8, 42.0, 190.0)
PICTURES = FolderStatus(
    "/home/anna/Pictures", 312, offline=False, watched=True, excludes=("*.tif",)
)
DRIVE = FolderStatus("/media/<b>drive</b>", 3, offline=True, watched=True)
SHARE = FolderStatus("/mnt/nas", 9, offline=False, note="Its changes are noticed late.")
ENGINE = EngineStatus(
    7, "0.1.0", "2026-11-21T10:00:00Z", 2, 250_000_000, models_loaded=True,
    activity=Activity("indexing", progress=WORK), notices=("The watch limit is reached.",),
)  # fmt: skip
STATUS = Status(
    (PICTURES, DRIVE, SHARE), 312, 24263, 8, 3, "starter",
    "The starter model is rough; `pictrove models list` shows better ones.",
    123_456_789, "/home/anna/.local/share/pictrove", ENGINE,
)  # fmt: skip
STARTER = ModelStatus(
    "starter", "Rough", "Apache-2.0", 256, ready=True, in_use=True, download_bytes=0,
    tier="built in", languages=("en",), disk_bytes=13_000_000, embedded=312,
    embedding_bytes=319_488, built_in=True,
)  # fmt: skip
STANDARD = ModelStatus(
    "ViT-B-32-256/datacomp_s34b_b86k", "A good balance", "MIT", 512,
    ready=False, in_use=False, download_bytes=605_189_364, tier="standard", languages=("en",),
    quality=(ModelQuality("COCO recall@1", 0.4, "open_clip's results"),), missing=312,
)  # fmt: skip
READY = ModelStatus(
    "ready/one", "Finds more", "MIT", 512, ready=True, in_use=False, download_bytes=9,
    tier="accurate", disk_bytes=600_000_000, missing=312,
)  # fmt: skip
MODELS = (STARTER, STANDARD, READY)
FAILURES = (
    Failure("/home/anna/Pictures/a.jpg", "It is cut off.", "2026-11-20T10:00:00Z"),
    Failure("/home/anna/Pictures/<i>b</i>.jpg", "It is empty.", "long ago"),
)
CACHE = CacheReport("/home/anna/.cache/pictrove/thumbnails", 24110, 512_000_000)
