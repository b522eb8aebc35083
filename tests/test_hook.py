"""The hook for git: what is about to be committed is checked, not what lies about."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cities import PROJECT, copy_city


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small city in a repository of its own, with the hook in place."""
    root = copy_city(tmp_path / "city")
    shutil.copytree(PROJECT / "scripts", root / "scripts")
    (root / ".venv").symlink_to(sys.prefix)
    (root / ".gitignore").write_text(".venv\n")
    git(root, "init", "--quiet")
    git(root, "config", "user.email", "editor@example.org")
    git(root, "config", "user.name", "Editor")
    (root / ".git" / "hooks" / "pre-commit").symlink_to("../../scripts/pre-commit")
    return root


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)


def test_a_wrong_name_is_not_committed_and_a_right_one_is(repository: Path) -> None:
    page = repository / "docs" / "en" / "index.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(right + "\nShips from Sampleport.\n", encoding="utf-8")
    git(repository, "add", "--all")
    refused = git(repository, "commit", "-m", "Ships")
    assert refused.returncode != 0
    assert "docs/en/index.md" in refused.stderr and "BR001" in refused.stderr

    page.write_text(right + "\nShips from Sample Port.\n", encoding="utf-8")
    assert git(repository, "commit", "-m", "Ships").returncode != 0, "not yet added"
    git(repository, "add", "--all")
    done = git(repository, "commit", "-m", "Ships")
    assert done.returncode == 0, done.stdout + done.stderr
