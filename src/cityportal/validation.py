"""From a YAML document to a typed value, with a fault for each thing that does not fit.

The models are pydantic; each field carries its sentence in English (``description``) and
Vietnamese and an example, so the schema, the manual and the messages are one text.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationError,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from cityportal.faults import Fault, FaultsError
from cityportal.yamlfile import KeyPath, YamlDocument

Model = TypeVar("Model", bound=BaseModel)

Labels = Mapping[str, str]
"""One text in every language, keyed by locale."""

Forms = tuple[Annotated[str, StringConstraints(min_length=1)], ...]
"""Words as they may stand in a text."""


class Bilingual(BaseModel):
    """A text for staff, in Vietnamese and English."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    vi: str
    en: str


Https = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]

LABEL_EXAMPLE = 'label: {vi: "Đầu tư", en: "Investment", ko: "투자", ja: "投資", zh: "投资"}'


class Record(BaseModel):
    """Base of everything read from YAML: frozen, with no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def described(en: str, vi: str, example: str, **options: Any) -> Any:
    """A pydantic field with its sentence in English and Vietnamese and a line that works."""
    extra: dict[str, Any] = {"vi": vi, "example": example}
    return Field(description=en, json_schema_extra=extra, **options)


def validated(model: type[Model], document: YamlDocument) -> Model:
    """``document`` as a ``model``.

    Raises:
        FaultsError: one fault for each value that does not fit.
    """
    try:
        return model.model_validate(document.value if document.value is not None else {})
    except ValidationError as error:
        raise FaultsError(_fault(model, document, detail) for detail in error.errors()) from error


def unknown(
    document: YamlDocument, key: KeyPath, value: str, known: Iterable[str], example: str = "{near}"
) -> Fault:
    """A ``value`` that is none of those ``known``; ``example`` is written with the nearest."""
    near = nearest(value, known)
    return document.fault(
        key,
        f"Không có “{value}”. Gần nhất: “{near}”.",
        f"There is no “{value}”. Nearest: “{near}”.",
        example.format(near=near),
    )


def missing_labels(
    document: YamlDocument, languages: Collection[str], partial: Collection[str] = ()
) -> Iterator[Fault]:
    """A fault for each mapping of languages that lacks one, but for those of ``partial`` keys."""
    for key, labels in language_mappings(document.value, languages, partial):
        yield from unlabelled(document, key, labels, languages)


def unlabelled(
    document: YamlDocument, key: KeyPath, labels: Mapping[str, Any], languages: Iterable[str]
) -> Iterator[Fault]:
    """A fault for each of ``languages`` in which the ``labels`` at ``key`` say nothing."""
    for language in languages:
        if not labels.get(language):
            yield document.fault(
                key,
                f"Thiếu nhãn bằng ngôn ngữ “{language}”.",
                f"The label in the language “{language}” is missing.",
                LABEL_EXAMPLE,
            )


def language_mappings(
    value: Any, languages: Collection[str], partial: Collection[str] = (), key: KeyPath = ()
) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """Every mapping in ``value`` that has a language as a key, in the order of the file."""
    if isinstance(value, dict):
        if key and key[-1] in partial:
            return
        if not value.keys().isdisjoint(languages):
            yield key, value
            return
    elif not isinstance(value, list):
        return
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for name, child in children:
        yield from language_mappings(child, languages, partial, (*key, name))


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``name`` was probably meant to be, else the first of them."""
    names = sorted(known)
    return (difflib.get_close_matches(name, names, n=1) or names)[0]


def _fault(model: type[BaseModel], document: YamlDocument, detail: ErrorDetails) -> Fault:
    key = tuple(part for part in detail["loc"] if part != "[key]")
    field = _field(model, key)
    vi, en = _problem(model, key, detail)
    if field is not None and field.description:
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        return document.fault(
            key,
            f"{vi} Cần: {extra.get('vi', '')}",
            f"{en} Expected: {field.description}",
            str(extra.get("example", "")),
        )
    return document.fault(key, vi, en)


def _problem(model: type[BaseModel], key: KeyPath, detail: ErrorDetails) -> tuple[str, str]:
    name = key[-1] if key else ""
    if detail["type"] == "missing":
        return f"Thiếu khóa “{name}”.", f"The key “{name}” is missing."
    if detail["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(name), _names(model, key), n=1)
        vi = f" Gần nhất: “{near[0]}”." if near else ""
        en = f" Nearest: “{near[0]}”." if near else ""
        return f"Không có khóa “{name}”.{vi}", f"There is no key “{name}”.{en}"
    found = _shown(detail["input"])
    return f"Giá trị {found} không hợp lệ.", f"The value {found} does not fit."


def _shown(value: Any) -> str:
    text = "null" if value is None else str(value)
    return f"“{text[:77]}…”" if len(text) > 78 else f"“{text}”"


def _field(model: type[BaseModel], key: KeyPath) -> FieldInfo | None:
    """The field that ``key`` leads to, or the last one passed on the way there."""
    found: FieldInfo | None = None
    current: type[BaseModel] | None = model
    if issubclass(model, RootModel):
        current = _nested(model.model_fields["root"].annotation)
    for part in key:
        if current is None or str(part) not in current.model_fields:
            continue
        found = current.model_fields[str(part)]
        current = _nested(found.annotation)
    return found


def _names(model: type[BaseModel], key: KeyPath) -> list[str]:
    current = model
    if issubclass(model, RootModel):
        current = _nested(model.model_fields["root"].annotation) or model
    for part in key[:-1]:
        field = current.model_fields.get(str(part))
        current = (_nested(field.annotation) if field else None) or current
    return list(current.model_fields)


def _nested(annotation: Any) -> type[BaseModel] | None:
    candidates = (annotation, *getattr(annotation, "__args__", ()))
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)
