"""Writes a bill of materials: what is installed for Pictrove, and what it ships, with licences.

`python packaging/bill.py FILE` in the environment of the package; `--bundle` for what a bundled
application carries, which is refused if something is in it that it may not carry. The format is
CycloneDX 1.6 (JSON), checked against its schema. Needs the extra `release`, and no network.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

sys.path.insert(0, str(Path(__file__).parent))  # not there with `python -P`

import notices
from parts import Component as Part
from parts import may_be_bundled

RESOURCES = notices.ROOT / "resources"
NAME = "pictrove"
LEFT_OUT = {"pillow-jxl-plugin": "it is under the GPL as a whole"}
"""Packages that a bundled application may not carry (docs/decisions.md, 10), and why."""

_LICENCES = LicenseFactory()
_KINDS = {
    "interpreter": ComponentType.PLATFORM,
    "package": ComponentType.LIBRARY,
    "library": ComponentType.LIBRARY,
    "crate": ComponentType.LIBRARY,
}
"""What of a bundle goes into its bill, beside Pictrove and its resources."""


def objections(names: Iterable[str]) -> dict[str, str]:
    """Packages that a bundle may not carry, and why."""
    found = {}
    for name in sorted(map(canonicalize_name, names)):
        stated = notices.licence(name)
        if name in LEFT_OUT:
            found[str(name)] = LEFT_OUT[name]
        elif not may_be_bundled(stated):
            found[str(name)] = f"its licence is {stated}"
    return found


def objections_to_resources() -> dict[str, str]:
    """Shipped resources that a bundle may not carry, and why."""
    return {
        resource.name: f"its licence is {told}"
        for resource in resources()
        for told in map(_text_of, resource.licenses)
        if not may_be_bundled(told)
    }


def bundled() -> list[str]:
    """Names of the packages that a bundled application carries."""
    return [name for name in notices.closure(notices.declared()[0]) if name not in LEFT_OUT]


def bill(names: Sequence[str]) -> Bom:
    """The bill of Pictrove with these packages and its resources."""
    own = _own()
    packages = {name: _package(name) for name in names}
    shipped = resources()
    result = Bom(components=[*packages.values(), *shipped])
    result.metadata.component = own
    direct = [packages[name] for name in _needed(NAME) if name in packages]
    result.register_dependency(own, [*direct, *shipped])
    for name, package in packages.items():
        result.register_dependency(
            package, [packages[needed] for needed in _needed(name) if needed in packages]
        )
    return result


def of_bundle(parts: Iterable[Part]) -> Bom:
    """The bill of a bundle.

    Args:
        parts: all that it carries, as `licences.py` found it. Models that are only offered do not
            count; resources are told with their files.
    """
    carried = [part for part in parts if part.kind in _KINDS]
    components = {part.key: _part(part) for part in carried}
    shipped = resources()
    result = Bom(components=[*components.values(), *shipped])
    result.metadata.component = own = _own()
    result.register_dependency(
        own, [*(components[part.key] for part in carried if not _is_inside(part)), *shipped]
    )
    for owner in carried:
        inside = [part for part in carried if part.part_of == owner.name and owner.kind != "crate"]
        result.register_dependency(components[owner.key], [components[part.key] for part in inside])
    return result


def _is_inside(part: Part) -> bool:
    return bool(part.part_of) and part.part_of != "the system"


def _part(part: Part) -> Component:
    sources = [ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(part.homepage))]
    return Component(
        name=part.name,
        version=part.version or None,
        type=_KINDS[part.kind],
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        bom_ref=part.key,
        description=part.note or None,
        licenses=_licences(part.licence),
        external_references=sources if part.homepage else (),
    )


def resources() -> list[Component]:
    """What is shipped that is not code, with its licences."""
    return [_starter(), _icons(), _towns()]


def as_json(content: Bom) -> str:
    """The bill as it is written.

    Raises:
        ValueError: it is not as the schema says.
    """
    text = JsonV1Dot6(content).output_as_string(indent=2)
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if error is not None:
        raise ValueError(f"the bill of materials is not as the schema says: {error}")
    return text + "\n"


def _own() -> Component:
    return Component(
        name=NAME,
        version=metadata.version(NAME),
        type=ComponentType.APPLICATION,
        bom_ref=NAME,
        licenses=_licences("Apache-2.0"),
        description=_summary(NAME),
    )


def _package(name: str) -> Component:
    version = metadata.version(name)
    purl = PackageURL("pypi", name=name, version=version)
    return Component(
        name=name,
        version=version,
        purl=purl,
        bom_ref=str(purl),
        description=_summary(name),
        licenses=_licences(notices.licence(name)),
    )


def _summary(name: str) -> str | None:
    told = metadata.metadata(name).json.get("summary")
    return told if isinstance(told, str) else None


def _needed(name: str) -> list[str]:
    """What a package asks for by itself here."""
    wanted = map(Requirement, metadata.requires(name) or ())
    here = {
        canonicalize_name(one.name)
        for one in wanted
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }
    return sorted(here)


def _starter() -> Component:
    registry = tomllib.loads((RESOURCES / "models.toml").read_text("utf-8"))
    (model,) = (one for one in registry["models"] if one["id"] == "starter")
    return Component(
        name="Pictrove starter model",
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref="resources/starter",
        description=model["description"],
        licenses=_licences(model["licence"]),
        components=[_file(path) for path in sorted((RESOURCES / "starter").iterdir())],
    )


def _icons() -> Component:
    return Component(
        name="Lucide icons",
        type=ComponentType.DATA,
        bom_ref="resources/icons",
        description="Most icons of the window (lucide.dev)",
        licenses=_licences("ISC"),
    )


def _towns() -> Component:
    return Component(
        name="GeoNames towns",
        type=ComponentType.DATA,
        bom_ref="resources/cities.gz",
        description="Names and positions of towns, made from GeoNames (geonames.org)",
        licenses=_licences("CC-BY-4.0"),
        components=[_file(RESOURCES / "cities.gz")],
    )


def _file(path: Path) -> Component:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        name=path.relative_to(notices.ROOT).as_posix(),
        type=ComponentType.FILE,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )


def _licences(stated: str) -> list[License]:
    return [_LICENCES.make_from_string(stated)]


def _text_of(licence: object) -> str:
    told = (getattr(licence, part, None) for part in ("id", "name", "value"))
    return next(filter(None, told), "")


def main(arguments: Sequence[str]) -> int:
    """Write the bill; 1 if a bundle would carry what it may not."""
    parser = argparse.ArgumentParser(description="Write a bill of materials (CycloneDX 1.6).")
    parser.add_argument("file", type=Path)
    parser.add_argument("--bundle", action="store_true", help="what a bundled application carries")
    told = parser.parse_args(arguments)
    names = bundled() if told.bundle else notices.closure(notices.declared()[0])
    refused = {**objections(names), **objections_to_resources()} if told.bundle else {}
    for name, why in refused.items():
        print(f"A bundle may not carry {name}: {why}.", file=sys.stderr)
    if refused:
        return 1
    told.file.write_text(as_json(bill(names)), "utf-8")
    print(f"Wrote {told.file}: {len(names)} packages and {len(resources())} resources")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
