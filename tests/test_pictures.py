"""BR009: pictures drawn here, each fault found at its place, good pictures left alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cities import load
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import RECORD, as_bytes, drawn, keep, profile
from PIL import ExifTags, Image, PngImagePlugin

from cityportal.brandbook.levels import Level, read_levels
from cityportal.checks.alt import objection
from cityportal.checks.finding import Finding
from cityportal.checks.reports import FORMATS
from cityportal.checks.runner import run
from cityportal.faults import FaultsError
from cityportal.pictures.facts import Facts, Unreadable
from cityportal.pictures.reading import read_facts

Write = Callable[[str, str, str], Path]

META = "title: Tin\ndescription: Tin.\ntype: notice\nstatus: published\ndate: 2025-06-01"
GOOD = "![Hai cần cẩu bên tàu container](harbour.jpg)"
RECORD_PATH = Path("docs/assets/harbour.yml")


def findings(root: Path) -> list[Finding]:
    return run(load(root), read_levels(root))


def places(root: Path) -> list[tuple[str, int, str]]:
    """File, line and words of every finding, which is of BR009."""
    found = findings(root)
    assert {one.rule for one in found} <= {"BR009"}
    FORMATS["text"](found, root)
    return [(one.path.name, one.line, one.found) for one in found]


def exif(**groups: dict[int, Any]) -> Image.Exif:
    """Fields of the groups Base, Exif and GPSInfo."""
    fields = Image.Exif()
    fields[ExifTags.Base.Software] = "darktable"
    fields.update(groups.pop("Base", {}))
    for name, values in groups.items():
        fields.get_ifd(ExifTags.IFD[name]).update(values)
    return fields


def test_a_good_picture_in_every_use_is_left_alone(small: Path, write: Write) -> None:
    fields = exif(
        Base={ExifTags.Base.Artist: "Nguyễn Văn A".encode()},
        Exif={ExifTags.Base.UserComment: b"ASCII\0\0\0   ", ExifTags.Base.LensMake: "Lens"},
        GPSInfo={ExifTags.GPS.GPSVersionID: b"\2\3\0\0"},
    )
    keep(small, exif=fields, icc_profile=profile("sRGB"))
    keep(small, "ports/quay (1).png")
    body = (
        '![Cầu cảng](harbour.jpg "Mùa hè")\n\n![Cầu cảng](<ports/quay (1).png>)\n\n'
        "![Cầu cảng][quay]\n\n"
        "![Cầu cảng](ports/quay%20(1).png)\n\n[quay]: <ports/quay (1).png>\n\n"
        "`![](none.jpg)` <!-- ![](none.jpg) --> \\![x](y) ![none]"
    )
    write("vi/news/ship.md", f"{META}\nimage: harbour.jpg", body)
    assert findings(small) == []


@pytest.mark.parametrize(
    ("body", "line", "found"),
    [
        ("![Cầu cảng](none.jpg)", 8, "none.jpg"),
        ("Ở\n\n![Cầu cảng](../../assets/harbour.jpg)", 10, "../../assets/harbour.jpg"),
        ("![Cầu cảng](https://a.example/ship.jpg)", 8, "https://a.example/ship.jpg"),
        ("![Cầu cảng][ship]\n\n[ship]: none.jpg", 8, "ship"),
        ("![Cầu cảng]\n\n[cầu cảng]: none.jpg", 8, "Cầu cảng"),
        ("![](harbour.jpg)", 8, ""),
        ("| a |\n|---|\n| ![DSC0012](harbour.jpg) |", 10, "DSC0012"),
        ("[![harbour](harbour.jpg)](index.md)", 8, "harbour"),
        ("![Ảnh minh họa](harbour.jpg)", 8, "Ảnh minh họa"),
        ("![Cảng.](harbour.jpg)", 8, "Cảng."),
        ('![Cầu cảng](harbour.jpg "Cầu cảng")', 8, "Cầu cảng"),
        ("![Ships at\nthe port](harbour.jpg)", 8, "Ships at\nthe port"),
    ],
)
def test_a_picture_in_a_text_is_named_where_it_stands(
    small: Path, write: Write, body: str, line: int, found: str
) -> None:
    keep(small)
    write("vi/news/ship.md", META, body)
    assert places(small) == [("ship.md", line, found)]


def test_what_to_write_is_the_nearest_picture_and_the_alt_text_of_the_record(
    small: Path, write: Write
) -> None:
    keep(small)
    write("vi/news/ship.md", META, "![Cầu cảng](harbor.jpg)\n\n![](harbour.jpg)")
    found = findings(small)
    assert [one.suggestion for one in found] == ["harbour.jpg", "Tàu container cập cảng"]
    assert "docs/assets/harbor.yml" in found[0].vi and "docs/assets/harbor.yml" in found[0].en


def test_a_lead_picture_needs_a_record(small: Path, write: Write) -> None:
    keep(small).with_suffix(".yml").unlink()
    write("vi/news/ship.md", f"{META}\nimage: harbour.jpg", "")
    assert places(small) == [("ship.md", 7, "harbour.jpg")]


def test_size_and_shape_are_those_of_the_use(small: Path, write: Write) -> None:
    keep(small, image=drawn(900, 600))
    keep(small, "tall.jpg", image=drawn(400, 1200))
    keep(small, "tiny.png", image=drawn(1, 1))
    body = f"{GOOD}\n\n![Ngọn hải đăng](tall.jpg)\n\n![Chấm xanh](tiny.png)"
    write("vi/news/ship.md", f"{META}\nimage: harbour.jpg", body)
    assert places(small) == [
        ("ship.md", 7, "harbour.jpg"),
        ("ship.md", 11, "tall.jpg"),
        ("ship.md", 13, "tiny.png"),
    ]
    lead, shape, _ = findings(small)
    assert "900 × 600" in lead.vi and "1200 × 630" in lead.en
    assert "0.33" in shape.vi and shape.suggestion == "0.5–3.0"


def test_a_picture_turned_by_its_orientation_is_measured_as_shown(
    small: Path, write: Write
) -> None:
    turned = exif(Base={ExifTags.Base.Orientation: 6})
    keep(small, image=drawn(675, 1200), exif=turned)
    write("vi/news/ship.md", f"{META}\nimage: harbour.jpg", "")
    assert places(small) == []


XMP = b"<x xmlns:a='b' exifEX:BodySerialNumber='77' exif:GPSLatitude='20,51N'/>"


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        ({"exif": exif(GPSInfo={ExifTags.GPS.GPSLatitude: (20.0, 51.0, 0.0)})}, ["(GPS)"]),
        ({"exif": exif(Exif={ExifTags.Base.BodySerialNumber: "0123"})}, ["sê-ri"]),
        ({"exif": exif(Exif={ExifTags.Base.LensSerialNumber: "0123"})}, ["sê-ri"]),
        ({"exif": exif(Exif={ExifTags.Base.CameraOwnerName: "A"})}, ["tên chủ máy"]),
        ({"exif": exif(Exif={ExifTags.Base.UserComment: b"ASCII\0\0\0at home"})}, ["ghi chú của"]),
        ({"exif": exif(Exif={ExifTags.Base.MakerNote: b"Nikon\0\2"})}, ["hãng máy"]),
        ({"xmp": XMP}, ["(GPS)", "sê-ri"]),
        ({"icc_profile": profile("Display P3")}, ["Display P3", "sRGB"]),
        ({"icc_profile": profile("Adobe RGB")}, ["Adobe RGB"]),
        ({"icc_profile": b"no profile"}, ["“?”"]),
        ({"exif": exif(Exif={ExifTags.IFD.Interop: {1: "R03"}})}, ["Adobe RGB"]),
        ({"image": drawn(mode="CMYK")}, ["CMYK"]),
        ({"image": Image.effect_noise((1200, 675), 90), "quality": 95}, ["kB"]),
    ],
)
def test_what_a_file_holds_is_shown_in_its_record(
    small: Path, saved: dict[str, Any], words: list[str]
) -> None:
    keep(small, **saved)
    (one,) = findings(small)
    assert (one.path, one.line, one.column, one.found) == (RECORD_PATH, 1, 7, "photograph")
    assert (one.rule, one.level) == ("BR009", Level.ERROR)
    assert "harbour.jpg" in one.vi and "harbour.jpg" in one.en
    assert all(word in one.vi for word in words)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_place_and_a_number_are_found_in_every_format(tmp_path: Path, kind: str) -> None:
    fields = exif(GPSInfo={2: (1.0, 2.0, 3.0)}, Exif={ExifTags.Base.BodySerialNumber: "1"})
    file = tmp_path / "harbour"
    file.write_bytes(as_bytes(drawn(), kind, exif=fields))
    facts = read_facts(file)
    assert isinstance(facts, Facts) and {*facts.traces} == {"place", "serial"}
    file.write_bytes(as_bytes(drawn(), kind, **({} if kind == "PNG" else {"xmp": XMP})))
    facts = read_facts(file)
    assert isinstance(facts, Facts) and {*facts.traces} == (
        set() if kind == "PNG" else {"place", "serial"}
    )


@pytest.mark.parametrize("name", ["harbour.jpg", "harbour.png", "harbour.webp"])
def test_a_file_cut_off_is_named(small: Path, write: Write, name: str) -> None:
    file = keep(small, name, image=Image.effect_noise((1200, 675), 9).convert("RGB"))
    file.write_bytes(file.read_bytes()[:-5000])
    write("vi/news/ship.md", META, f"![Cầu cảng]({name})")
    assert places(small) == [("harbour.yml", 1, "photograph")]


def test_what_is_no_picture_and_what_is_too_large_are_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = keep(small)
    file.write_text("<svg/>")
    (one,) = findings(small)
    assert one.line == 1 and "PNG, WebP, SVG" in one.vi and "PNG, WebP or SVG" in one.en
    keep(small)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000 * 600)
    (one,) = findings(small)
    assert "quá nhiều điểm ảnh" in one.vi
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100 * 60)
    (one,) = findings(small)
    assert "too many pixels" in one.en


def test_a_record_is_held_against_the_tables(small: Path) -> None:
    record = RECORD.replace("photograph", "map").replace("CC BY 4.0", "CC BY 4")
    record = record.replace("부두에 접안한 컨테이너선", "IMG_1")
    keep(small, record=record.replace("Tàu container cập cảng", "Cảng"))
    assert places(small) == [
        ("harbour.yml", 1, "map"),
        ("harbour.yml", 3, "Cảng"),
        ("harbour.yml", 5, "IMG_1"),
        ("harbour.yml", 10, "CC BY 4"),
    ]
    assert findings(small)[-1].suggestion == "CC BY 4.0"


def test_a_map_that_was_signed_off_is_left_alone(small: Path) -> None:
    record = RECORD.replace("photograph", "map")
    keep(small, record=f"{record}sign_off: null\n")
    assert places(small) == [("harbour.yml", 13, "null")]
    keep(small, record=f'{record}sign_off: {{by: Sở, on: 2026-01-06, reference: "12/VP"}}\n')
    assert places(small) == []


def _text(key: str, value: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, value)
    return info


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("harbour.jpg", {"xmp": b"<a Iptc4xmpExt:DigitalSourceType='x/trainedAlgorithmicMedia'/>"}),
        ("harbour.jpg", {"xmp": b"<a>compositeWithTrainedAlgorithmicMedia</a>"}),
        ("harbour.jpg", {"exif": exif(Base={ExifTags.Base.Software: "Midjourney 7"})}),
        ("harbour.jpg", {"xmp": b"<xmp:CreatorTool>midjourney</xmp:CreatorTool>"}),
        ("harbour.png", {"pnginfo": _text("parameters", "port, Steps: 20, Sampler: Euler a")}),
    ],
)
def test_a_picture_marked_as_made_by_ai_must_be_recorded_so(
    small: Path, name: str, saved: dict[str, Any]
) -> None:
    keep(small, name, **saved)
    assert places(small) == [("harbour.yml", 12, "false")]
    keep(small, name, RECORD.replace("ai_made: false", "ai_made: true"), **saved)
    assert places(small) == []


def test_a_finding_may_be_excepted_in_the_record(small: Path) -> None:
    comment = "# brand-ok BR009: bản in cũ, không còn bản khác"
    record = RECORD.replace("kind: photograph", f"kind: photograph {comment}")
    keep(small, record=record, image=drawn(mode="CMYK"))
    assert findings(small) == []


def test_the_words_of_a_record_are_checked_like_those_of_a_register(small: Path) -> None:
    keep(small, record=RECORD.replace("vi: Cảng,", "vi: Cảng mẫu mở cửa,"))
    (one,) = findings(small)
    assert (one.rule, one.path, one.line, one.found) == ("BR001", RECORD_PATH, 8, "Cảng mẫu")


def test_a_record_of_two_pictures_is_a_fault(small: Path) -> None:
    keep(small)
    drawn().save(small / "docs" / "assets" / "harbour.png")
    with pytest.raises(FaultsError, match=r"harbour\.yml.*\n.*harbour\.jpg, harbour\.png"):
        load(small)


def test_a_shape_that_cannot_be_is_a_fault(small: Path) -> None:
    table = small / "brand" / "images.yml"
    table.write_text(table.read_text().replace("[1.3, 2.4]", "[2.4, 1.3]"))
    with pytest.raises(FaultsError, match=r"images\.yml:1:\d+.*lead\.ratio"):
        findings(small)


def test_without_a_table_nothing_is_asked_of_size_weight_and_terms(
    small: Path, write: Write
) -> None:
    (small / "brand" / "images.yml").unlink()
    keep(small, record=RECORD.replace("CC BY 4.0", "any"), image=drawn(9, 9, "CMYK"))
    write("vi/news/ship.md", f"{META}\nimage: harbour.jpg", GOOD)
    assert findings(small) == []


def test_pillow_is_not_loaded_where_there_are_no_pictures(small: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from cityportal.checks.runner import errors; from cityportal.site import Site\n"
        f"errors(Site.load(Path({str(small)!r}), datetime.now(UTC)))\n"
        "assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("locale", "alt"),
    [
        ("vi", "Vingroup"),
        ("vi", "King Philippe, APM Terminals"),
        ("vi", "Bến tàu du lịch (photo tour)"),
        ("en", "A bowl of bánh đa cua đỏ"),
        ("en", "Hải Phòng Opera House, façade"),
        ("en", "Ships off Đồ Sơn and Cát Bà"),
        ("en", "Image of the harbour on a banknote of 1925"),
        ("ko", "APEC 2025"),
        ("ko", "하이퐁(海防) 항만"),
        ("ja", "竣工式典会場全景"),
        ("ja", "DEEP C"),
        ("zh", "海防港，Lạch Huyện码头"),
        ("zh", "Vinfast VF 8"),
        ("fr", "Un navire à quai"),
    ],
)
def test_an_alt_text_with_names_is_left_alone(locale: str, alt: str) -> None:
    assert objection(alt, ["Chú thích"], "harbour", locale) is None


@pytest.mark.parametrize(
    ("locale", "alt"),
    [
        ("vi", "A ship at the quay"),
        ("en", "tàu vào cảng lúc bình minh ở Đồ Sơn"),
        ("en", "20250325_101530"),
        ("ko", "항만.JPEG"),
        ("ko", "海防港"),
        ("ko", "Tàu cập cảng"),
        ("ja", "海防港的集装箱码头"),
        ("ja", "항만에 선 배"),
        ("zh", "コンテナ"),
        ("zh", "Ships at sea off Hai Phong"),
        ("zh", "z5123456789012_ab12cd"),
        ("vi", "Screenshot 2025-03-25 at 10.15.30"),
        ("vi", "IMG-20250325-WA0001"),
        ("vi", "..."),
    ],
)
def test_an_alt_text_that_says_nothing_to_the_reader_is_found(locale: str, alt: str) -> None:
    assert objection(alt, [], "harbour", locale)


SAMPLES = [
    as_bytes(drawn(40, 30), kind, exif=exif(GPSInfo={2: (1.0, 2.0, 3.0)}), icc_profile=profile("x"))
    for kind in ("JPEG", "PNG", "WEBP")
]


@settings(deadline=None, max_examples=200)
@given(
    data=st.sampled_from(SAMPLES),
    changes=st.lists(st.tuples(st.integers(0, 999), st.integers(0, 255)), max_size=12),
    kept=st.floats(0, 1),
)
def test_a_damaged_file_is_read_or_named_never_a_crash(
    data: bytes,
    changes: list[tuple[int, int]],
    kept: float,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    file = tmp_path_factory.mktemp("damaged") / "harbour.jpg"
    file.write_bytes(damaged[: round(len(damaged) * kept)])
    assert isinstance(read_facts(file), Facts | Unreadable)
