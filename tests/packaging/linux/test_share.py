"""What desktops read of Pictrove, by the judgement of its own validators."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from importlib import import_module

import pytest

from indexer.decode.kinds import ENDINGS

ID = "org.pictrove.pictrove"


@pytest.fixture
def share(tmp_path):
    """The folder `share` of a package."""
    import_module("share").install(tmp_path / "share")
    return tmp_path / "share"


@pytest.mark.tools("desktop-file-validate")
def test_desktop_files_are_valid(share, run):
    files = sorted((share / "applications").iterdir())
    assert [path.name for path in files] == [f"{ID}.desktop", "zz-pictrove-search.desktop"]
    assert run("desktop-file-validate", *files) == ""


def test_the_window_says_by_which_desktop_file_it_is_known(share):
    import inspect

    from app.window import application

    assert f'setDesktopFileName("{ID}")' in inspect.getsource(application.make_application)
    assert (share / "applications" / f"{ID}.desktop").is_file()


def test_all_names_that_are_seen_are_there_in_german(share):
    for path in [*(share / "applications").iterdir(), *(share / "nemo" / "actions").iterdir()]:
        entries = configparser.RawConfigParser(interpolation=None, strict=True)
        entries.optionxform = str
        entries.read(path, "utf-8")
        (section,) = entries.sections()
        texts = entries[section]
        seen = [key for key in ("Name", "GenericName", "Comment") if key in texts]
        untranslated = [texts[key] for key in seen if f"{key}[de]" not in texts]
        assert untranslated in ([], ["Pictrove"])
        assert f"{seen[-1]}[de]" in texts


def test_pictures_of_every_kind_can_be_searched_with(share):
    types = import_module("share")
    assert types.TYPES.keys() == set(ENDINGS.values())
    listed = types.picture_types()
    assert {"image/jpeg", "image/avif", "image/x-canon-cr2"} <= set(listed)
    for path in (
        share / "applications" / "zz-pictrove-search.desktop",
        share / "kio" / "servicemenus" / f"{ID}.desktop",
        share / "nemo" / "actions" / f"{ID}.nemo_action",
    ):
        assert f"={';'.join(listed)};\n" in path.read_text("utf-8")
        assert "Exec=pictrove gui %F\n" in path.read_text("utf-8")


@pytest.mark.tools("update-desktop-database", "gio")
def test_a_viewer_stays_what_opens_pictures(share, tmp_path, run):
    folder = share / "applications"
    for name in ("org.xfce.ristretto", "viewnior", "xviewer"):
        text = f"[Desktop Entry]\nType=Application\nName={name}\nExec=true %f\n"
        (folder / f"{name}.desktop").write_text(f"{text}MimeType=image/jpeg;\n", "utf-8")
    # Programs that are not there are never offered.
    ours = folder / "zz-pictrove-search.desktop"
    ours.write_text(ours.read_text("utf-8").replace("=pictrove", "=true"), "utf-8")
    run("update-desktop-database", folder)
    home = {"XDG_DATA_DIRS": str(share), "HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path)}
    told = run("gio", "mime", "image/jpeg", env={"PATH": os.environ["PATH"], **home, "LC_ALL": "C"})
    assert "org.xfce.ristretto.desktop" in told.splitlines()[0]
    assert "zz-pictrove-search.desktop" in told


@pytest.mark.tools("appstreamcli")
@pytest.mark.parametrize("homepage", [None, "https://example.org/pictrove"])
def test_the_metainfo_is_valid(share, tmp_path, homepage, run):
    path = tmp_path / f"{ID}.metainfo.xml"
    path.write_text(import_module("share").metainfo(homepage), "utf-8")
    command = ["appstreamcli", "validate", "--no-net", "--no-color", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "alidation" in told
    # From version 1.0 on it asks for a homepage, which the project does not have yet.
    asked = [] if homepage else ["url-homepage-missing"]
    troubles = [line for line in told.splitlines() if line.startswith(("E:", "W:"))]
    assert not [line for line in troubles if line.split()[-1] not in asked]
    assert ("screenshots/words.png" in path.read_text("utf-8")) is (homepage is not None)
    assert (share / "metainfo" / path.name).is_file()


def test_the_metainfo_tells_of_this_version(share, facts):
    component = ET.parse(share / "metainfo" / f"{ID}.metainfo.xml").getroot()
    assert component.findtext("launchable") == f"{ID}.desktop"
    assert facts.version() in [one.get("version") for one in component.iter("release")]
    summaries = component.findall("summary")
    assert [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in summaries] == [
        None,
        "de",
    ]


def test_the_icon_comes_in_every_size(share):
    from PySide6.QtGui import QImage

    theme = share / "icons" / "hicolor"
    assert (theme / "scalable" / "apps" / f"{ID}.svg").is_file()
    for size in import_module("share").SIZES:
        image = QImage(str(theme / f"{size}x{size}" / "apps" / f"{ID}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0  # a corner
        assert image.pixelColor(size // 2, size // 2).alpha() == 255


@pytest.mark.tools("man")
def test_the_manual_page_tells_of_every_command(run):
    from app.cli import cli

    page = import_module("manual").manual()
    environment = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"}
    command = ["man", "--warnings", "-l", "-"]
    done = subprocess.run(
        command, input=page, capture_output=True, text=True, env=environment, check=True
    )
    assert done.stderr == ""
    shown = re.sub(".\b", "", done.stdout)
    assert all(f"pictrove {name}" in shown for name in cli.commands)
    assert "--like" in shown
