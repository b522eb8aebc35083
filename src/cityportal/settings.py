"""What ``mkdocs.yml`` says of the portal: its address, its languages and their order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, StringConstraints

from cityportal.faults import FaultsError
from cityportal.locales import Language
from cityportal.validation import Record, described, validated
from cityportal.yamlfile import YamlDocument, read_yaml


class _Language(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    locale: str
    name: str
    site_name: str
    default: bool = False


class _Portal(Record):
    fallback: tuple[str, ...] = described(
        "languages offered, in order, where a page is missing in the reader's.",
        "các ngôn ngữ thay thế, theo thứ tự, khi trang chưa có trong ngôn ngữ của người đọc.",
        "fallback: [en, vi]",
    )
    x_default: str = described(
        "the language for readers of none of the portal's.",
        "ngôn ngữ cho người đọc không dùng ngôn ngữ nào của cổng.",
        "x_default: en",
    )
    language_tags: dict[str, str] = described(
        "BCP 47 tags where they differ from the folder's name.",
        "thẻ BCP 47, nếu khác tên thư mục.",
        "language_tags: {zh: zh-Hans}",
        default={},
    )
    zone: str = described(
        "the city's time zone, by its IANA name.",
        "múi giờ của thành phố, theo tên IANA.",
        "zone: Asia/Ho_Chi_Minh",
    )


class _Extra(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    portal: _Portal


class _MkDocs(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    site_url: Annotated[str, StringConstraints(pattern=r"^https?://.+/$")] = described(
        "the public address of the portal, ending in a slash.",
        "địa chỉ công khai của cổng, kết thúc bằng dấu gạch chéo.",
        "site_url: https://portal.example.vn/",
    )
    extra: _Extra


class Settings(Record):
    """The portal's address, languages and time zone.

    ``languages`` are in the order of the switcher; ``default`` is the locale served at the root;
    ``fallback`` lists locales; ``site_names`` is keyed by locale.
    """

    site_url: str
    languages: tuple[Language, ...]
    default: str
    site_names: dict[str, str]
    fallback: tuple[str, ...]
    x_default: str
    zone: str

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales in the order of the switcher."""
        return tuple(language.locale for language in self.languages)

    @property
    def zone_info(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.zone)

    def language(self, locale: str) -> Language:
        """The language of ``locale``; KeyError if the portal has none such."""
        for language in self.languages:
            if language.locale == locale:
                return language
        raise KeyError(locale)


def read_settings(root: Path) -> Settings:
    """The settings in ``root/mkdocs.yml``.

    Raises:
        FaultsError: the file cannot be read, or what the portal needs of it does not fit.
    """
    document = read_yaml(root / "mkdocs.yml", root)
    config = validated(_MkDocs, document)
    languages = _languages(document)
    portal = config.extra.portal
    known = {entry.locale for entry in languages}
    default = [entry.locale for entry in languages if entry.default]
    if len(default) != 1 or not {portal.x_default, *portal.fallback} <= known:
        raise FaultsError([_inconsistent(document)])
    return Settings(
        site_url=config.site_url,
        languages=tuple(
            Language(e.locale, e.name, portal.language_tags.get(e.locale, e.locale))
            for e in languages
        ),
        default=default[0],
        site_names={entry.locale: entry.site_name for entry in languages},
        fallback=portal.fallback,
        x_default=portal.x_default,
        zone=portal.zone,
    )


def _languages(document: YamlDocument) -> list[_Language]:
    plugins: Any = document.value.get("plugins")
    for index, plugin in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(plugin, dict) and "i18n" in plugin:
            entries = (plugin["i18n"] or {}).get("languages") or []
            key = ("plugins", index, "i18n", "languages")
            shifted = YamlDocument(
                document.path,
                {"languages": entries},
                {k[len(key) - 1 :]: v for k, v in document.positions.items() if k[:4] == key},
            )
            return list(validated(_Languages, shifted).languages)
    raise FaultsError([_inconsistent(document)])


class _Languages(BaseModel):
    languages: tuple[_Language, ...]


def _inconsistent(document: YamlDocument) -> Any:
    return document.fault(
        ("plugins",),
        "Cần plugin i18n với đúng một ngôn ngữ có default: true; extra.portal chỉ được nêu "
        "những ngôn ngữ có trong danh sách ấy.",
        "The i18n plugin is needed with exactly one language marked default: true; extra.portal "
        "may name only languages of that list.",
        "- {locale: vi, name: Tiếng Việt, site_name: …, default: true}",
    )
