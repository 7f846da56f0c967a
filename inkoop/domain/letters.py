"""Which characters the fonts of our documents have; no other font may come in, or a PDF differs by machine.

The numbers are those of the fonts themselves, in hexadecimal: a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FONTS: Mapping[str, str] = {
    "source-sans-3-latin": (
        "20-7E,A0-FF,131,152-153,2BB-2BC,2C6,2DA,2DC,300-301,303-304,308-309,323,329,2009,200B,2013-2014,"
        "2018-201A,201C-201E,2022,2026,2032-2033,2039-203A,2044,20AC,2122,2191,2193,2212,2215,FEFF"
    ),
    "source-sans-3-latin-ext": (
        "100-130,132-151,154-181,186,18A,18D-190,192-194,196-197,19A-19B,19E,1A0-1A1,1AF-1B1,1B7,1BF-1C3,"
        "1CD-1DD,1E2-1E7,1EA-1EB,1EE-1F0,1F4-1F5,1F7-201,204-205,208-209,20C-20D,218-220,222-223,226-227,"
        "237,23A-23E,241-245,248-249,250-27B,27D-285,287-292,294-295,298-299,29B-29F,2A1-2A8,2B0-2B4,2B7-"
        "2B9,2BD-2C1,2C7-2CC,2D0-2D7,2DD-2DE,2E0-2E4,2ED,1D25,1D2C,1D2E,1D30-1D31,1D33-1D3A,1D3C,1D3E-1D4"
        "3,1D47-1D4B,1D4D,1D4F-1D52,1D56-1D58,1D5B,1D6F-1D70,1D79,1D7B,1D7F,1D9C,1DA0,1DAC,1DAE,1DB0,1DBB"
        ",1DBF,1E02-1E03,1E06-1E07,1E0A-1E11,1E16-1E17,1E1E-1E2B,1E32-1E3B,1E3E-1E49,1E52-1E53,1E56-1E63,"
        "1E66-1E67,1E6A-1E6F,1E72-1E73,1E7E-1E85,1E8E-1E97,1E9E-1E9F,1EF2-1EF9,2020,20A1,20A3-20A4,20A6-2"
        "0A7,20A9,20AB,20AE,20B1-20B2,20B4-20B5,20B8-20BA,20BD,2113,2C60-2C62,2C65-2C66,2C71,2C7D,A722-A7"
        "25,A74E-A74F,A75A-A75B,A764-A765,A779-A787,A789,A7AD-A7AE,A7B3,A7B5,A7F2-A7F4"
    ),
    "source-sans-3-vietnamese": ("1EA0-1EF1"),
    "source-sans-3-greek": (
        "374-375,37A,37E,384-38A,38C,38E-3A1,3A3-3D1,3D5,3D7,3D9,3DB,3DD,3E1,3F4,3F7-3F8"
    ),
    "source-sans-3-cyrillic": ("400-45F,490-491,4B0-4B1,2116"),
    "ibm-plex-sans-arabic": (
        "600-604,606-61B,61E-6A1,6A3-6FF,750-77F,8A0,8A2-8AC,8B3,8E4-8FE,2010,FB51,FB53-FB55,FB57-FB59,FB"
        "5B-FB5D,FB5F-FB61,FB63-FB65,FB67-FB69,FB6B-FB6D,FB6F-FB71,FB73-FB75,FB77-FB79,FB7B-FB7D,FB7F-FB8"
        "1,FB83,FB85,FB87,FB89,FB8B,FB8D,FB8F-FB91,FB93-FB95,FB97-FB99,FB9B-FB9D,FB9F,FBA1,FBA5,FBA7-FBA9"
        ",FBAB-FBAD,FBAF,FBB1-FBC1,FBD4-FBD6,FBD8,FBDA,FBDC,FBDF,FBE1,FBE3,FBE5-FBE9,FBFD-FBFF,FC03-FC04,"
        "FC09-FC0A,FC0F-FC10,FC13-FC14,FC31-FC32,FC35-FC36,FC3D-FC3E,FC42-FC44,FC4F-FC50,FC59-FC5D,FC64-F"
        "C65,FC67-FC6B,FC6D-FC71,FC73-FC77,FC79-FC7B,FC83-FC84,FC8A-FC8B,FC8D-FC92,FC94-FC96,FCCC,FCD9,FC"
        "F2-FCF4,FCFB-FCFE,FD05-FD08,FD0D-FD10,FD17-FD1A,FD21-FD24,FD29-FD2C,FD3C-FD3F,FDF1-FDF2,FDF4,FDF"
        "A-FDFD,FE70-FE74,FE76-FEFC"
    ),
    "noto-sans-hebrew": (
        "307,591-5C7,5D0-5EA,5EF-5F4,200C-200F,20AA,25CC,FB1D-FB36,FB38-FB3C,FB3E,FB40-FB41,FB43-FB44,FB4"
        "6-FB4F"
    ),
}
"""By the file of a font the characters that it has and that none before it has."""


def _pattern(listed: str, *, other: bool = False) -> re.Pattern[str]:
    parts = (part.partition("-") for part in listed.split(","))
    inside = "".join(
        f"{re.escape(chr(int(low, 16)))}{'-' + re.escape(chr(int(high, 16))) if high else ''}"
        for low, _, high in parts
    )
    return re.compile(f"[{'^' if other else ''}{inside}]")


_OF_FONT = {font: _pattern(listed) for font, listed in FONTS.items()}
_NO_LETTERS = "9-A,D,AD,200B-200F,2028-2029,2060"
"""What shows nothing: tabs, ends of lines, places to break."""
_UNKNOWN = _pattern(",".join((*FONTS.values(), _NO_LETTERS)), other=True)


def fonts_for(text: str) -> tuple[str, ...]:
    """The fonts that a text needs, the usual one always and first."""
    first, *others = FONTS
    return (first, *(font for font in others if _OF_FONT[font].search(text)))


def unknown_letters(text: str) -> str:
    """The characters of a text that no font of ours has, each once."""
    return "".join(dict.fromkeys(_UNKNOWN.findall(text)))


def in_our_letters(text: str, instead: str) -> str:
    """The text with something visible for each character that no font of ours has."""
    return _UNKNOWN.sub(instead, text)
