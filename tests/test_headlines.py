"""Headlines and large figures: what stays on one line, and where a line may end."""

from __future__ import annotations

import pytest
from browsing import UNSEEN

from cityportal.headlines import headline, large_figure
from cityportal.site import Site


def shown(html: str) -> str:
    """``_`` where no line ends though there is a space, ``|`` where one may end without."""
    return html.replace("\xa0", "_").replace("<wbr>", "|").replace("\u2060", "^")


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Nhà vua Bỉ thăm Hải Phòng", "vi", "Nhà vua Bỉ thăm Hải_Phòng"),
        ("Hạ Long – Cát Bà", "vi", "Hạ_Long_– Cát_Bà"),
        ("Seminar marks 70 years", "en", "Seminar marks 70_years"),
        ("External Relations Bulletin", "en", "External Relations Bulletin"),
        ("旅居58个国家和地区的海防人", "zh", "旅居58个|国家和地区的|海防人"),
        ("15개 국가·지역", "ko", "15개 국가^·지역"),
        ("ベルギー国王夫妻がハイフォンを訪問", "ja", "ベルギー国王夫妻が|ハイフォンを|訪問"),
        ("越韩企业座谈会讨论高科技", "zh", "越韩企业|座谈会|讨论|高科技"),
        ("海防对外工作的几个阶段", "zh", "海防|对外工作的|几个阶段"),
        ("对外工作七十年", "zh", "对外工作七十年"),
        ("竹林禅派与陈朝的遗迹群", "zh", "竹林禅派|与陈朝的|遗迹群"),
    ],
)
def test_lines_end_between_phrases(portal: Site, text: str, locale: str, expected: str) -> None:
    assert shown(headline(portal, text, locale)) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("gần 50 tỷ USD", "vi", "gần 50_tỷ USD"),
        ("40 quốc gia và vùng lãnh thổ", "vi", "40_quốc_gia và_vùng lãnh_thổ"),
        ("超过130个国家和地区", "zh", "超过|130个|国家和地区"),
    ],
)
def test_a_large_figure_fits_in_a_narrow_column(
    portal: Site, text: str, locale: str, expected: str
) -> None:
    assert shown(large_figure(portal, text, locale)) == expected


@pytest.mark.parametrize("locale", ["vi", "en", "ko", "ja", "zh"])
def test_no_letter_of_a_headline_is_lost_and_none_is_code(portal: Site, locale: str) -> None:
    for page in portal.listed(locale):
        html = headline(portal, page.meta.title, locale)
        assert html.replace("<wbr>", "").unescape().translate(UNSEEN) == page.meta.title
    assert shown(headline(portal, "<b>7 & 8</b>", locale)).count("<b>") == 0
