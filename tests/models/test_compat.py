"""torchvision beside a torch it was not compiled for, in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
MISSING = "operator torchvision::nms does not exist"


def run(code, *paths):
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, [*paths, ROOT])),
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    done = subprocess.run(
        [sys.executable, "-c", dedent(code)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def stub(folder, content):
    """A package torchvision that is not the real one."""
    (folder / "torchvision").mkdir()
    (folder / "torchvision" / "__init__.py").write_text(dedent(content))
    return folder


def test_a_healthy_torchvision_is_only_imported(tmp_path):
    code = """
        import sys
        from models.compat import import_torchvision
        module = import_torchvision()
        print(module.healthy, "torch" in sys.modules, hasattr(module, "_declared_operators"))
    """
    assert run(code, stub(tmp_path, "healthy = 1")) == ["1", "False", "False"]


def test_other_trouble_is_not_hidden(tmp_path):
    code = """
        from models.compat import import_torchvision
        try:
            import_torchvision()
        except RuntimeError as error:
            print(error)
    """
    assert run(code, stub(tmp_path, 'raise RuntimeError("else")')) == ["else"]


@pytest.mark.torch
def test_missing_operators_are_declared(tmp_path):
    content = f"""
        import torch
        import torchvision.part
        if not hasattr(torch.ops.torchvision, "nms"):
            raise RuntimeError("{MISSING}")
    """
    stub(tmp_path, content)
    (tmp_path / "torchvision" / "part.py").write_text("")
    code = """
        from models.compat import import_torchvision
        import_torchvision()
        import torch, torchvision.part
        print(torch.ops.torchvision.nms.default._schema.name)
        print(import_torchvision().__name__)
    """
    assert run(code, tmp_path) == ["torchvision::nms", "torchvision"]
