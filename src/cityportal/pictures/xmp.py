"""What stays written in a picture: whose it is, on which terms, whether AI made it (XMP, IPTC)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from cityportal.pictures.record import Picture

_AI_MADE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/">\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about=""\
 xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"\
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"\
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">\
{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def packet(picture: Picture) -> bytes:
    """The XMP packet of the files that are made of ``picture``."""
    credit, licence = escape(picture.credit), escape(picture.licence)
    properties = [
        f"<dc:creator><rdf:Seq><rdf:li>{credit}</rdf:li></rdf:Seq></dc:creator>",
        f"<photoshop:Credit>{credit}</photoshop:Credit>",
        _in_any_language("dc:rights", licence),
        _in_any_language("xmpRights:UsageTerms", licence),
    ]
    if picture.ai_made:
        kind = "Iptc4xmpExt:DigitalSourceType"
        properties.append(f"<{kind}>{_AI_MADE}</{kind}>")
    return _PACKET.format(properties="".join(properties)).encode()


def _in_any_language(name: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{text}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"
