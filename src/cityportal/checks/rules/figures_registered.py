"""FG003, FG004: typed figures held against the registry."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block, Kind
from cityportal.checks.registry import Known, covering, typed
from cityportal.checks.rule import Family, Rule, Text
from cityportal.content import Page


def _stale(text: Text, page: Page) -> Iterator[Found]:
    for block in text.blocks:
        for one in typed(block):
            if known := text.book.registry.stale(one, block, text.text):
                holds = text.book.registry.figures.holding(known.identifier)
                written = page.meta.date
                if written and written.first_day <= holds.as_of.first_day:
                    continue
                yield Found(
                    "FG003", one.start, one.end,
                    f"“{one.text}” là số của {known.statement.as_of} ({known.identifier}); nay là "
                    f"{holds.amount:,f}. Hãy dùng dấu số liệu, hoặc nêu thời điểm.",
                    f"“{one.text}” is the value of {known.statement.as_of} ({known.identifier}); "
                    f"it is now {holds.amount:,f}. Use a figure mark, or give the date.",
                    f"{{{{ figure {known.identifier} }}}}",
                )  # fmt: skip
            elif identifier := text.book.registry.near(one, text.text):
                yield Found(
                    "FG003", one.start, one.end,
                    f"“{one.text}” gần bằng số liệu {identifier} nhưng chưa khớp; hãy xem lại.",
                    f"“{one.text}” is close to the figure {identifier} but not equal; check it.",
                    f"{{{{ figure {identifier} }}}}",
                )  # fmt: skip


def _unmarked(text: Text, page: Page) -> Iterator[Found]:
    if page.path.parts[0] not in text.city.levels.governed:
        return
    last = -1
    for block in text.blocks:
        if block.kind not in (Kind.TEXT, Kind.HEADING):
            continue
        for one in sorted(typed(block), key=lambda one: one.start):
            best = _chosen(text, page, block, text.book.registry.written(one, text.text))
            if best is None:
                continue
            start, end = covering(best, one, text.text)
            if start < last:
                continue
            last = end
            mark = best.mark(text.book.registry.dated(best, block))
            yield Found(
                "FG004", start, end,
                f"“{best.text}” là số liệu {best.identifier}; hãy viết bằng dấu số liệu.",
                f"“{best.text}” is the figure {best.identifier}; write it as a figure mark.",
                mark, fix=mark,
            )  # fmt: skip


def _chosen(text: Text, page: Page, block: Block, forms: list[Known]) -> Known | None:
    """The one statement that is meant; None where several figures could be."""
    registry, tags = text.book.registry, page.meta.tags

    def on_topic(known: Known) -> bool:
        return registry.figures[known.identifier].topic in tags

    likely = [
        known for known in forms
        if (known.holds or registry.dated(known, block))
        and (registry.telling(known) or on_topic(known))
    ]  # fmt: skip
    longest = [known for known in likely if len(known.text) == len(likely[0].text)]
    for candidates in (longest, [known for known in longest if on_topic(known)]):
        if len({known.identifier for known in candidates}) == 1:
            return candidates[0]
    return None


def _check(text: Text) -> Iterator[Found]:
    if text.page:
        yield from _stale(text, text.page)
        yield from _unmarked(text, text.page)


FAMILY = Family((Rule("FG003", "figure-stale"), Rule("FG004", "figure-typed")), _check)
