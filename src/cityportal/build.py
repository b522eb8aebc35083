"""Building the whole site: a process for each language, put together beside ``site/``, swapped in.

Whatever fails in any language, the site that was there stays as it was.
"""

from __future__ import annotations

import filecmp
import gc
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from ctypes import c_int
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cityportal.adapters.mkdocs import build_language
from cityportal.budgets import Scales, Weight
from cityportal.cards.typefaces import read_typefaces
from cityportal.charts import draw_charts
from cityportal.fonts import faces
from cityportal.kept import forget_unused
from cityportal.pictures.renditions import rendition_files
from cityportal.site import Site

Watch = Callable[[Mapping[str, int]], None]
"""Told the number of pages written so far in each language."""

_site: Site
_counts: Any


class BuildError(Exception):
    """What went wrong in each language."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        self.problems = dict(problems)
        super().__init__("\n\n".join(dict.fromkeys(m for many in problems.values() for m in many)))


@dataclass(frozen=True)
class _Part:
    """What became of one language: what went wrong, or the weights of its pages."""

    problems: list[str]
    weights: list[Weight]


def build_site(site: Site, target: Path, jobs: int, watch: Watch) -> Weight:
    """Build ``site`` into the folder ``target``, replacing what is there only when all is well.

    Returns the weight of the heaviest page.

    Raises:
        BuildError: a language could not be built without warnings, or a page is heavier than its
            budget; ``target`` is untouched.
        FaultsError: a picture cannot be shown; the same holds.
    """
    faces(site.root)  # these once, for the processes of all languages
    rendition_files(site)
    draw_charts(site)
    read_typefaces(site.settings.locales)
    _ = site.brand
    with tempfile.TemporaryDirectory(prefix="site.", dir=target.parent) as folder:
        workshop = Path(folder)
        weights = _build_languages(site, workshop, jobs, watch)
        whole = _assembled(site, workshop)
        _keep_times(whole, target)
        _swap(whole, target, workshop / "previous")
    forget_unused(site.root)
    return max(weights, key=lambda weight: (weight.text, weight.name))


def _build_languages(site: Site, workshop: Path, jobs: int, watch: Watch) -> list[Weight]:
    locales = site.settings.locales
    parts: dict[str, _Part] = {}
    with _workers(site, jobs) as (pool, counts):
        pending = {pool.submit(_build, locale, workshop / locale): locale for locale in locales}
        todo = set(pending)
        while todo:
            done, todo = wait(todo, timeout=0.1, return_when=FIRST_COMPLETED)
            watch(dict(zip(locales, counts, strict=True)))
            parts |= {pending[one]: one.result() for one in done}
    if problems := {locale: part.problems for locale, part in parts.items() if part.problems}:
        raise BuildError(problems)
    return [weight for part in parts.values() for weight in part.weights]


@contextmanager
def _workers(site: Site, jobs: int) -> Iterator[tuple[ProcessPoolExecutor, Any]]:
    """Forked workers, which have the site and the libraries at hand without loading them again."""
    global _site, _counts
    context = multiprocessing.get_context("fork")
    _site, _counts = site, context.Array(c_int, len(site.settings.locales))
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_calm_collector) as pool:
        yield pool, _counts


def _calm_collector() -> None:
    """What a worker inherits lives until it ends, and most of what it makes does so too."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _build(locale: str, folder: Path) -> _Part:
    index = _site.settings.locales.index(locale)

    def count() -> None:
        _counts[index] += 1

    if problems := build_language(_site, locale, folder, count):
        return _Part(problems, [])
    scales = Scales(_site, folder)
    weights = list(scales.pages())
    return _Part([str(fault) for fault in scales.faults(weights)], weights)


def _assembled(site: Site, workshop: Path) -> Path:
    """The folder of the default language with the files of the others moved into it.

    Raises:
        BuildError: two languages wrote different bytes under one name.
    """
    whole = workshop / site.settings.default
    for locale in site.settings.locales:
        part = workshop / locale
        if part == whole:
            continue
        for file in sorted(path for path in part.rglob("*") if path.is_file()):
            place = whole / file.relative_to(part)
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                file.rename(place)
            elif not filecmp.cmp(file, place, shallow=False):
                name = file.relative_to(part).as_posix()
                raise BuildError(
                    {
                        locale: [
                            f"Hai ngôn ngữ ghi hai nội dung khác nhau vào {name}.\n"
                            f"Two languages write different contents to {name}."
                        ]
                    }
                )
    return whole


def _keep_times(new: Path, old: Path) -> None:
    """Leave its time to every file that is as it was: readers that hold it need not ask for it."""
    for file in new.rglob("*"):
        before = old / file.relative_to(new)
        if before.is_file() and filecmp.cmp(file, before, shallow=False):
            times = before.stat()
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _swap(new: Path, target: Path, previous: Path) -> None:
    if target.exists():
        target.rename(previous)
    try:
        new.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)
