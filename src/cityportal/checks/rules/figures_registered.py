"""FG003, FG004: typed figures held against the registry."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block, Kind
from cityportal.checks.registry import Known, covering, typed
from cityportal.checks.rule import Family, Rule, Text


def _stale(text: Text) -> Iterator[Found]:
    for block in text.blocks:
        for one in typed(block):
            if known := text.registry.stale(one, block, text.page.text):
                holds = text.registry.figures.holding(known.identifier)
                written = text.page.meta.date
                if written and written.first_day <= holds.as_of.first_day:
                    continue
                yield Found(
                    "FG003", one.start, one.end,
                    f"“{one.text}” là số của {known.statement.as_of} ({known.identifier}); nay là "
                    f"{holds.amount:,f}. Dùng dấu số liệu, hoặc nêu thời điểm.",
                    f"“{one.text}” is the value of {known.statement.as_of} ({known.identifier}); "
                    f"it is {holds.amount:,f} now. Use a mark, or give the date.",
                    f"{{{{ figure {known.identifier} }}}}",
                )  # fmt: skip
            elif identifier := text.registry.near(one, text.page.text):
                yield Found(
                    "FG003", one.start, one.end,
                    f"“{one.text}” gần bằng số liệu {identifier} nhưng không đúng; hãy xem lại.",
                    f"“{one.text}” is nearly the figure {identifier}, but not quite; look again.",
                    f"{{{{ figure {identifier} }}}}",
                )  # fmt: skip


def _unmarked(text: Text) -> Iterator[Found]:
    if text.page.path.parts[0] not in text.levels.governed:
        return
    last = -1
    for block in text.blocks:
        if block.kind not in (Kind.TEXT, Kind.HEADING):
            continue
        for one in sorted(typed(block), key=lambda one: one.start):
            best = _chosen(text, block, text.registry.written(one, text.page.text))
            if best is None:
                continue
            start, end = covering(best, one, text.page.text)
            if start < last:
                continue
            last = end
            mark = best.mark(text.registry.dated(best, block))
            yield Found(
                "FG004", start, end,
                f"“{best.text}” là số liệu {best.identifier}; hãy viết bằng dấu.",
                f"“{best.text}” is the figure {best.identifier}; write it as a mark.",
                mark, fix=mark,
            )  # fmt: skip


def _chosen(text: Text, block: Block, forms: list[Known]) -> Known | None:
    """The one statement that is meant; None where several figures could be."""
    registry, tags = text.registry, text.page.meta.tags

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
    yield from _stale(text)
    yield from _unmarked(text)


FAMILY = Family((Rule("FG003", "figure-stale"), Rule("FG004", "figure-typed")), _check)
