"""The words of quantities in five languages: what is one, what only looks like one.

All patterns work on text in which digits, signs and spaces of full width have been made plain,
character by character, so that a place in it is a place in the file.
"""

from __future__ import annotations

import re
from decimal import Decimal

PLAIN = str.maketrans(
    {
        code: code - 0xFEE0
        for code in (
            *range(0xFF10, 0xFF1A),
            *range(0xFF21, 0xFF3B),
            *range(0xFF41, 0xFF5B),
            0xFF04,
            0xFF05,
            0xFF0B,
            0xFF0D,
            0xFF0E,
            0xFF0F,
        )
    }
    | {0x3000: " ", 0x2009: "\u00a0", 0x202F: "\u00a0", 0x2007: "\u00a0", 0x2212: "-"}
)

NOT_PLAIN = re.compile(f"[{''.join(map(chr, PLAIN))}]")

FURTHER_DIGITS = (
    r"(?:\d{0,2}(?:[.,\u00a0']\d{3})+(?!\d)(?:[.,]\d+)?|\d{0,2}(?: \d{3})* 000(?![\d.,])"
    r"|\d*(?:[.,]\d+)?)"
)
DIGITS = rf"\d{FURTHER_DIGITS}"

# --- What only looks like a quantity -------------------------------------------------------------

_YEAR = r"(?:1[0-9]|20|21)\d\d"
_DASH = r"\s?[-–—~～〜/]\s?"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)


def _any_case(words: str) -> str:
    """One of ``words`` in small letters or capitals; most places fall at the first letter."""
    first = "".join(sorted({word[0] for word in words.split("|")}))
    return rf"(?i:(?=[{first}])(?:{words}))"


NOT_PROSE = re.compile(
    r"`[^`\n]*`|\{\{.*?\}\}|<!--.*?(?:-->|\Z)|\]\([^)\s]*\)"
    r"|https?://[^\s)>\]）」』，。、]+|www\.[^\s)>\]）]+|[\w.+-]+@[\w-]+\.[\w.]+",
    re.DOTALL,
)
NOT_PROSE_SIGNS = re.compile(r"`|@|\{\{|<!--|\]\(|://|www\.")
# Patterns that begin with a digit are kept apart from those that begin with a word or sign, so that
# each place is held only against those of its kind.
_FROM_DIGIT = [
    r"(?m:^\d{1,3}[.)](?=\s))",  # list numbers
    r"(?<![\d.,])0\d{1,4}[ .-]\d{3,4}[ .-]\d{3,5}(?!\d)",  # telephone
    r"(?<![\d.,])1[89]00[ .-]\d{4}(?!\d)",
    r"\d{1,5}(?:/\d{4})?(?:[/-][A-ZĐ][A-Za-zĐđ]*\d*)+",  # 57-NQ/TW, 226/2025/QH15
    rf"(?<![\d.,])\d{{1,4}}/\d{{1,2}}/{_YEAR}(?!\d)",  # 25/3/2025
    rf"(?<![\d.,])\d{{1,4}}/{_YEAR}(?!\d)",  # 12/2025, Decree 42/2022
    r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])",  # 25/3
    rf"(?<!\d){_YEAR}-\d{{2}}(?:-\d{{2}})?(?!\d)",
    rf"(?<!\d){_YEAR}[./]\d{{1,2}}[./]\d{{1,2}}\.?",
    r"(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
    r"(?<![\w.])(?!\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.]))\d+\.\d+\.\d+(?:\.\d+)*(?=\D|$)",
    r"(?<![\w.,])\d\.0(?![\d%])(?!\s?(?:%|m|M|b|B|t|tỷ|tỉ|triệu|per|万|億|亿|억|만|ha|km))",
    r"(?<![\w.,])\d{1,2}[A-Z](?![A-Za-z])(?<![TMBK])",  # 5G
    r"(?<![\w.,])\d+-[a-z]+-(?:old|long)\b",
]
_FROM_WORD = [
    r"(?m:^[ \t]+\d{1,3}[.)](?=\s))",  # list numbers
    r"\+\d[\d \-().]{6,}\d",  # telephone
    r"[(（](?<![\d.,].)0\d{1,4}[)）][ .-]?\d{3,4}[ .-]\d{3,5}(?!\d)",
    r"[vV](?<![\w.].)\d+\.\d+\.\d+(?:\.\d+)*(?=\D|$)",
    r"[vV](?<![\w.,].)\d+(?:\.\d+)*",
    rf"{_any_case('version|phiên bản|버전|バージョン|版本')}\s?\d+(?:\.\d+)*",
    r"(?<![\w$])(?!(?i:USD?|VND|EUR|JPY|KRW|CNY|SGD|GBP|RMB)\d)[A-Za-z]{1,12}+[-‑]?\d+[A-Za-z]?\w*"
    r"(?<!km2)(?<!m2)",
    r"(?<!\w)(?!USD|VND|EUR|JPY|KRW|CNY|SGD|GBP|US)[A-Z]{2,}\s\d{1,2}(?![\d.,%])"
    r"(?!\s?(?:million|billion|tỷ|triệu|thousand))",
]
_FROM_WORD_BY_LANGUAGE = {
    "vi": [
        rf"{_any_case('ngày|sáng|chiều|tối|hôm|mùng|mồng')}\s\d{{1,2}}(?:\s(?:đến|-|–)\s(?:ngày\s)?\d{{1,2}})?"
        rf"(?:\s?tháng\s\d{{1,2}})?(?:\snăm\s{_YEAR})?(?:[/-]\d{{1,2}}(?:/{_YEAR})?)?",
        rf"(?i:(?<!mỗi )(?<!một )tháng)\s(?:0?[1-9]|1[0-2])(?:[/-]{_YEAR}|\snăm\s{_YEAR})?(?!\d)",
        rf"{_any_case('năm|niên khóa|giai đoạn|thời kỳ|từ|đến')}\s(?:năm\s)?{_YEAR}(?:{_DASH}{_YEAR})?(?!\d)",
        r"(?i:thế kỷ)\s\d+\s?(?:[-–]|đến|và)\s?(?:thế kỷ\s)?\d+",
        _any_case("quý|thế kỷ|thứ|khóa|số|điều|khoản|mục|chương|phụ lục|quốc lộ|đường số|phòng")
        + r"\s(?:thứ\s)?\d+(?![\d.,]*\d|\s?(?:tỷ|triệu|nghìn|%))",
        r"(?i:thập niên|những năm)\s\d+",
        rf"(?<=[IVX])/{_YEAR}(?!\d)",
    ],
    "en": [
        rf"\b{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?(?:{_DASH}\d{{1,2}})?(?:,\s{_YEAR})?(?![\d,.]*\d|\s?million)",
        r"\bQ[1-4]\b",
        rf"\b{_any_case('in|since|until|circa|died|born|year')}\s1[0-4]\d\d(?![\d,.]*\d)",
        r"\b"
        + _any_case(
            r"no\.|nos\.|number|decree|resolution|decision|circular|article|directive|plan|route"
            r"|highway|room|page|section|chapter|part|box|ref(?:erence)?\.?"
        )
        + r"\s\d+(?:[./-]\d+)*(?![\d,]*\d|\s?(?:million|billion|per cent|%))",
    ],
    "ko": [r"제\s?\d+\s?(?:차|회|기|호|조|항|대|부)?"],
    "ja": [
        r"(?:午前|午後)\d{1,2}時(?:\d{1,2}分|半)?(?!間)",
        r"第\s?\d+\s?(?:四半期|回|次|号|条|項|期|章|位|世代)?",
    ],
    "zh": [
        r"(?:上午|下午|晚上)\d{1,2}(?:时|点)(?:\d{1,2}分|半)?(?!\d)",
        r"第\s?[\d一二三四五六七八九十]+\s?(?:季度|届|次|号|条|款|期|章|位)?",
    ],
}
_FROM_DIGIT_BY_LANGUAGE = {
    "vi": [
        r"\d{1,2}\s?(?:giờ|h)(?:\s?\d{1,2})?(?:\sphút)?(?!\w)",
        r"(?<![\d.,])\d{1,3}\s(?:năm|tháng|tuần|ngày|giờ|tiếng|phút|giây)(?!\s\d{4})",
        # With no separator and no unit, four digits of a likely year are a year in vi and en;
        # elsewhere a year carries its 년 or 年.
        rf"(?<![\d.,$/-]){_YEAR}(?:{_DASH}{_YEAR})?(?![\d.,]*\d)(?!\s?(?:tỷ|triệu|nghìn|USD|đồng|%|ha|km|người|đoàn|đại biểu))",
    ],
    "en": [
        rf"(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}|\s(?:and|to)\s\d{{1,2}})?\s{_MONTHS}"
        rf"(?:,?\s{_YEAR})?",
        r"\d+(?:st|nd|rd|th)\b",
        rf"(?<![\d.,$]){_YEAR}s\b",
        r"\b\d{1,2}(?:\.\d{2})?\s?(?:a\.?m\.?|p\.?m\.?)(?!\w)",
        r"(?<![\d.,])\d{1,3}[\s-](?:year|month|week|day|hour|minute|second)s?(?:-old)?\b",
        r"\d+\s[A-Z][a-z]+\s(?:Street|Road|Avenue)\b",
        rf"(?<![\d.,$/-])(?:1[5-9]|20)\d\d(?:{_DASH}(?:{_YEAR}|\d\d))?(?![\d.,]*\d)(?!\s?(?:million|billion|thousand|ha|km|people|dong|per))",
    ],
    "ko": [
        rf"{_YEAR}\s?년?{_DASH}(?:{_YEAR}|\d{{2}})\s?년",
        r"\d{1,4}\s?년(?:대|도|간|째)?(?:\s?동안)?",
        r"\d{1,2}\s?월(?!\w*액)(?:\s?\d{1,2}\s?일)?(?:\s?[~∼-]\s?(?:\d{1,2}\s?월\s?)?\d{1,2}\s?일)?",
        r"\d{1,2}\s?[~∼-]\s?\d{1,2}\s?(?:[월일]|세기)",
        r"\d{1,2}\s?일(?!\s?\d*명)",
        r"\d{1,2}\s?시(?:\s?\d{1,2}\s?분|\s?반)?(?!\w*당)",
        r"[1-4]\s?/?\s?분기",
        r"\d+\s?차(?!량|선|로|이)",
        r"\d+\s?(?:번째|번지|세기|주년|호선|호(?!\w)|번\s?국도|학년|호실|위(?!안))",
        r"1인당|1인\s?평균|\d+\s?분의\s?\d+",
        r"\d{1,3}\s?(?:시간|분간?|초|일간|주간?|개월)(?:\s?\d{1,2}\s?분)?(?!\w*[점배])",
    ],
    "ja": [
        rf"{_YEAR}年?{_DASH}(?:{_YEAR}|\d{{2}})年",
        r"\d{1,4}年(?:代|度|間|来|ぶり)?",
        r"\d{1,2}月(?:\d{1,2}日)?(?:[~～〜-](?:\d{1,2}月)?\d{1,2}日)?",
        r"\d{1,2}[~～〜-]\d{1,2}(?:[月日]|世紀)",
        r"\d{1,2}日(?!本)",
        r"\d{1,2}時(?:\d{1,2}分|半)?(?!間)",
        r"\d+(?:世紀|周年|[^\d\s、。]{0,2}目(?!的|標)|号線?|番地|丁目|回目|期生|号室|室(?!内)|位(?!置))",
        r"1人(?:当たり|あたり)|\d+分の\d+",
        r"\d{1,3}(?:時間|分間?|秒|日間|週間|[かカヶケ]月)(?:\d{1,2}分)?",
    ],
    "zh": [
        rf"{_YEAR}年?{_DASH}(?:{_YEAR}|\d{{2}})年",
        r"\d{1,4}年(?:代|度|来|间)?",
        r"\d{1,2}月(?:份)?(?:\d{1,2}[日号])?(?:[至~～—–-](?:\d{1,2}月)?\d{1,2}[日号])?",
        r"\d{1,2}[至到~～—–-]\d{1,2}(?:[月日号]|世纪)",
        r"\d{1,2}[日号]",
        r"\d{1,2}(?:时|点)(?:\d{1,2}分|半)?(?!\d)",
        r"(?<!百)\d+分之\d+",
        r"\d{1,3}(?:个半?)?(?:小时|分钟|秒|天|周(?!年)|星期|月)(?:\d{1,2}分)?",
        r"\d+(?:世纪|周年|号|路公交|年级|位居|室(?!内))",
    ],
}
NOT_QUANTITIES = {
    locale: re.compile(
        rf"(?=\d)(?:{'|'.join([*_FROM_DIGIT, *_FROM_DIGIT_BY_LANGUAGE[locale]])})"
        rf"|(?=\D)(?:{'|'.join([*_FROM_WORD, *_FROM_WORD_BY_LANGUAGE[locale]])})",
        re.DOTALL,
    )
    for locale in _FROM_DIGIT_BY_LANGUAGE
}

# --- Magnitudes ----------------------------------------------------------------------------------

MAGNITUDES = {
    "vi": {
        "triệu tỷ": 10**15, "triệu tỉ": 10**15, "nghìn tỷ": 10**12, "ngàn tỷ": 10**12,
        "nghìn tỉ": 10**12, "ngàn tỉ": 10**12, "tỷ": 10**9, "tỉ": 10**9, "trăm triệu": 10**8,
        "triệu": 10**6, "tr": 10**6, "vạn": 10**4, "nghìn": 10**3, "ngàn": 10**3, "trăm": 100,
        "billion": 10**9, "million": 10**6,
    },
    "en": {
        "trillion": 10**12, "tn": 10**12, "trn": 10**12, "billion": 10**9, "bn": 10**9,
        "hundred million": 10**8, "million": 10**6, "mn": 10**6, "mln": 10**6,
        "hundred thousand": 10**5, "thousand": 10**3, "hundred": 100,
    },
}  # fmt: skip
LETTERS = {"T": 10**12, "B": 10**9, "M": 10**6, "K": 10**3, "k": 10**3}
"""Magnitude letters, read only when they touch the number; “T” is ambiguous everywhere."""
ENGLISH_LETTERS = {**LETTERS, "m": 10**6, "b": 10**9}
METRES = re.compile(
    r"m(?=[\s-](?:long|high|tall|wide|deep|above|below|from|across|in\s(?:length|height)))"
)
"""In English “330m long” is a length; “1.2m people” is a magnitude."""

EAST = {
    "ko": {"경": 10**16, "조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3, "백": 100, "십": 10},
    "ja": {"京": 10**16, "兆": 10**12, "億": 10**8, "万": 10**4, "千": 10**3, "百": 100, "十": 10},
    "zh": {
        "万亿": 10**12, "兆": 10**12, "亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4,
        "千": 10**3, "百": 100, "十": 10,
    },
}  # fmt: skip
NUMERALS = {char: value for value, chars in enumerate(
    ("〇零", "一", "二两両", "三", "四", "五", "六", "七", "八", "九")) for char in chars}  # fmt: skip

# --- Units ---------------------------------------------------------------------------------------

_SHARED_AFTER = {
    "USD": r"USD|US\$|US dollars?",
    "VND": r"VND|VNĐ|₫",
    "EUR": r"EUR|€",
    "%": r"%",
    "ha": r"ha(?![A-Za-z])|㏊",
    "km2": r"km²|km2|㎢|sq\.?\s?km",
    "m2": r"m²|m2|㎡",
    "km": r"km(?![²2A-Za-z])|㎞",
    "TEU": r"TEUs?",
    "MW": r"(?:MW|㎿)(?![A-Za-z])",
    "kW": r"(?:kW|㎾)(?![A-Za-z])",
    "kWh": r"(?:kW|㎾)h",
    "m3": r"m³|m3|㎥|cu\.?\s?m",
    "GBP": r"GBP",
    "AUD": r"AUD",
    "SGD": r"SGD",
}
_AFTER = {
    "vi": {
        "USD": r"đô la Mỹ|đô-la Mỹ|đô la|đô-la|đôla|Mỹ kim",
        "VND": r"đồng|đ(?![\wà-ỹ])",
        "EUR": r"euro", "JPY": r"yên(?: Nhật)?(?!\s[a-zà-ỹ]*tĩnh)", "KRW": r"won",
        "CNY": r"nhân dân tệ|tệ(?!\w)", "%": r"phần trăm", "ha": r"héc[- ]?ta|hecta", "km2": r"ki-lô-mét vuông",
        "m2": r"mét vuông", "km": r"ki-lô-mét|kilômét|cây số", "m": r"mét(?! khối)|m(?![\w²])",
        "t": r"tấn", "MW": r"megawatt|mê-ga-oát", "m3": r"mét khối", "GBP": r"bảng(?: Anh)?",
        "AUD": r"đô la Úc|đô-la Úc|đô la Australia", "SGD": r"đô la Singapore", "HKD": r"đô la Hồng Kông|đô la Hồng Công",
    },
    "en": {
        "USD": r"(?:U\.?S\.?\s|American\s)?dollars?", "VND": r"(?:Vietnamese\s)?dong|đồng",
        "EUR": r"euros?", "JPY": r"(?:Japanese\s)?yen", "KRW": r"(?:(?:South\s)?Korean\s)?won(?!\s(?:the|a|by))",
        "CNY": r"(?:Chinese\s)?yuan|renminbi",
        "%": r"per\s?cent|percent|pc(?!\w)", "ha": r"hectares?", "km2": r"square kilomet(?:re|er)s?",
        "m2": r"square met(?:re|er)s?", "km": r"kilomet(?:re|er)s?", "m": r"met(?:re|er)s?|m(?![\w²])",
        "t": r"tonnes?|tons?", "MW": r"megawatts?", "m3": r"cubic met(?:re|er)s?",
        "GBP": r"pounds?(?:\ssterling)?", "AUD": r"Australian dollars?", "SGD": r"Singapore dollars?", "HKD": r"Hong Kong dollars?",
    },
    "ko": {
        "USD": r"(?:미국\s?|미\s?)?달러(?!\s?당)", "VND": r"(?:베트남\s?)?동(?!안(?!\w)|남아|유럽|물|북아)",
        "EUR": r"유로", "JPY": r"엔(?!진|지)", "KRW": r"원(?!칙|년|자|래|인|조|동|문)",
        "CNY": r"위안", "%": r"퍼센트|프로(?!젝|그)", "ha": r"헥타르", "km2": r"제곱킬로미터|평방킬로미터",
        "m2": r"제곱미터|평방미터", "km": r"킬로미터|킬로(?!그)", "m": r"미터|m(?![\w²])", "t": r"톤",
        "MW": r"메가와트", "m3": r"세제곱미터", "GBP": r"파운드", "AUD": r"호주\s?달러",
        "SGD": r"싱가포르\s?달러", "HKD": r"홍콩\s?달러",
    },
    "ja": {
        "USD": r"(?:米|US|アメリカ)?ドル", "VND": r"(?:ベトナム)?ドン(?!グ)", "EUR": r"ユーロ", "JPY": r"円",
        "KRW": r"(?:韓国)?ウォン", "CNY": r"(?:人民)?元(?!の|年|に)", "%": r"パーセント", "ha": r"ヘクタール",
        "km2": r"平方キロ(?:メートル)?", "m2": r"平方メートル", "km": r"キロ(?:メートル)?(?!グ)",
        "m": r"メートル|m(?![\w²])", "t": r"トン", "MW": r"メガワット", "m3": r"立方メートル",
        "GBP": r"ポンド", "AUD": r"(?:豪|オーストラリア)ドル", "SGD": r"シンガポールドル", "HKD": r"香港ドル",
    },
    "zh": {
        "USD": r"(?:万)?美元|美金", "VND": r"越南盾|越盾|盾", "EUR": r"欧元", "JPY": r"日元|日圆",
        "KRW": r"韩元|韩圆", "CNY": r"元人民币|人民币|元(?!旦|首|素|的)", "ha": r"公顷", "km2": r"平方公里|平方千米",
        "m2": r"平方米", "km": r"公里|千米", "m": r"米(?!字|其|兰)|m(?![\w²])", "t": r"吨",
        "MW": r"兆瓦", "kW": r"千瓦(?!时)", "kWh": r"千瓦时", "m3": r"立方米", "GBP": r"英镑", "AUD": r"澳元|澳大利亚元", "SGD": r"新加坡元|新元", "HKD": r"港元|港币",
    },
}  # fmt: skip
_BEFORE = {
    "AUD": r"AU?\$|AUD\s?",
    "SGD": r"(?<!U)S\$|SGD\s?",
    "HKD": r"HK\$|HKD\s?",
    "USD": r"US\$|USD\s?|(?<![A-Z])\$|U\.S\.\s?\$",
    "VND": r"VND\s?|₫",
    "EUR": r"€|EUR\s?",
    "JPY": r"JPY\s?|¥",
    "KRW": r"KRW\s?|₩",
    "CNY": r"CNY\s?|RMB\s?",
    "GBP": r"£|GBP\s?",
}
CURRENCIES = frozenset(_BEFORE)


def _table(patterns: dict[str, str]) -> list[tuple[str, re.Pattern[str]]]:
    return [(unit, re.compile(pattern)) for unit, pattern in patterns.items()]


def _any(table: list[tuple[str, re.Pattern[str]]]) -> re.Pattern[str]:
    """Whatever some pattern of ``table`` finds, so that most places are settled by one look."""
    return re.compile("|".join(pattern.pattern for _, pattern in table))


BASES = {
    "ha": (10_000, "area"), "km2": (1_000_000, "area"), "m2": (1, "area"),
    "km": (1000, "length"), "m": (1, "length"), "MW": (1000, "power"), "kW": (1, "power"),
}  # fmt: skip
"""Measured units that may stand for one another: factor and what they measure."""

UNITS_AFTER = {
    locale: _table(
        {
            unit: "|".join(filter(None, [words.get(unit), _SHARED_AFTER.get(unit)]))
            for unit in [*words, *(u for u in _SHARED_AFTER if u not in words)]
        }
    )
    for locale, words in _AFTER.items()
}
UNITS_BEFORE = _table(_BEFORE)
ANY_UNIT_AFTER = {locale: _any(units) for locale, units in UNITS_AFTER.items()}
ANY_UNIT_BEFORE = _any(UNITS_BEFORE)

# --- Number words --------------------------------------------------------------------------------

_EN_ONES = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(1, 20),
        strict=True,
    )
)
_EN_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_EN = {
    **_EN_ONES, **_EN_TENS,
    **{f"{ten}-{one}": a + b for ten, a in _EN_TENS.items() for one, b in _EN_ONES.items() if b < 10},
    **{f"{ten} {one}": a + b for ten, a in _EN_TENS.items() for one, b in _EN_ONES.items() if b < 10},
    "both": 2, "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300,
    "five hundred": 500, "a thousand": 1000, "one thousand": 1000, "a dozen": 12,
    "half a million": 500_000, "a million": 10**6, "one million": 10**6, "a billion": 10**9,
    "one billion": 10**9, "half a billion": 5 * 10**8,
}  # fmt: skip
_VI_ONES = dict(
    zip(
        ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"],
        range(1, 11),
        strict=True,
    )
)
_VI = {
    **_VI_ONES,
    **{f"mười {w}": 10 + n for w, n in _VI_ONES.items() if n < 10}, "mười lăm": 15,
    **{f"{w} mươi": n * 10 for w, n in _VI_ONES.items() if 1 < n < 10},
    **{f"{w} trăm": n * 100 for w, n in _VI_ONES.items() if n < 10},
    "một nghìn": 1000, "một triệu": 10**6, "nửa triệu": 500_000, "một tỷ": 10**9, "một chục": 10,
}  # fmt: skip
_KO = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12, "스무": 20, "백": 100, "천": 1000,
}  # fmt: skip
WORDS: dict[str, dict[str, int]] = {"en": _EN, "vi": _VI, "ko": _KO}
WORD_PATTERNS = {
    "en": re.compile(
        r"(?i)\b(" + "|".join(sorted(map(re.escape, _EN), key=len, reverse=True)) + r")\b"
    ),
    "vi": re.compile(
        r"(?i)(?<!\w)(" + "|".join(sorted(map(re.escape, _VI), key=len, reverse=True)) + r")(?!\w)"
    ),
    "ko": re.compile(
        r"(?<![가-힣])(" + "|".join(sorted(_KO, key=len, reverse=True))
        + r")(?=여?\s?(?:개|명|건|곳|차례|번|가지|나라|사람|회|군데|척|편|팀|도시|기관|단체|지역|배|해|달|주|권|명의|쪽))"
    ),
}  # fmt: skip
HAN_NUMBER = re.compile(r"[〇零一二两両三四五六七八九十百千]+[万億亿兆]?|百万|千万")
JA_COUNTERS = re.compile(r"[一二三四五六七八九]つ")
TENTHS = re.compile(r"([一二三四五六七八九])(?:割|成)(?![立果功本员就])")
TENTH = re.compile(r"(?:割|成)(?![立果功本员就])")
"""7割 and 八成 are 70 and 80 per cent."""
HAN_PERCENT = re.compile(r"百分之([〇零一二两三四五六七八九十百千点]+)")


def han_value(text: str) -> Decimal | None:
    """三 is 3, 十二 is 12, 三百五十 is 350, 五千万 is 50,000,000; None if it is no number."""
    total, section, digit = 0, 0, None
    units = {"十": 10, "百": 100, "千": 1000}
    for char in text:
        if char in NUMERALS:
            digit = NUMERALS[char] if digit is None else digit * 10 + NUMERALS[char]
        elif char in units:
            section += (1 if digit is None else digit) * units[char]
            digit = None
        elif char in "万億亿兆":
            section += digit or 0
            total += (section or 1) * {"万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}[char]
            section, digit = 0, None
        else:
            return None
    return Decimal(total + section + (digit or 0))
