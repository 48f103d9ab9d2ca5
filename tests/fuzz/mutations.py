"""Changes to documents that a reader must survive: broken bytes, broken structure, sizes without bounds.

Belongs here: making one changed document from samples and a source of chance. Does not belong here: judging (judge.py).
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

LONGEST = 3_000_000
TOKENS: dict[str, tuple[bytes, ...]] = {
    "html": (
        b"<table>", b"</table>", b"<tr>", b"<td colspan=1000000000 rowspan=1000000000>", b"<td>", b"<th rowspan=0>", b"<ul><li>",
        b"<dl><dt>", b"<dd>", b"<br>", b"<div role=table><div role=row><span role=cell>", b"<span>", b"<details><summary>",
        b"<style>", b"<script type='application/ld+json'>{\"@type\":", b"<!--", b"]]>", b"<base href='//['>", b"&#0;", b"&#x110000;",
        b"<iframe srcdoc='&lt;table&gt;'>", b"<pre>", b"<main id='a' role='main'>", b"<a href='#a' role='tab' aria-controls='a'>",
        b"<svg><foreignObject>", b"<template>", b"<plaintext>", b"<frameset>", b"<meta charset=utf-7>", b"<?xml encoding='x'?>",
    ),
    "pdf": (
        b" 0 0 0 0 0 0 Tm ", b" 1e38 0 0 1e38 0 0 cm ", b" -1 0 0 1 0 0 cm ", b" 0 Tz ", b" 999999 Tf ", b" q ", b" Q ", b" BT ", b" ET ",
        b" 0 0 99999999 99999999 re f ", b"/Rotate 45", b"/Rotate 90", b"/MediaBox [0 0 0 0]", b"/MediaBox [1e9 -1e9 1e9 1e9]",
        b"/Kids [1 0 R]", b"/Count 99999999", b"/Length 0", b"/Encrypt 5 0 R", b"endstream", b"endobj", b"stream\n", b"(\\377\\376) Tj ",
        b"/CropBox [10 10 -10 -10]", b"/UserUnit 1000", b" /Fm0 Do ", b" Tr 3 ", b"%PDF-9.9",
    ),
    "xml": (
        b"<x>", b"</x>", b'colspan="2147483647"', b'w:val="2147483647"', b'w:val="-1"', b'gridSpan="99999999"', b'r="XFD1048576"',
        b'r="A0"', b'count="4294967295"', b'table:number-rows-repeated="1000000000"', b'table:number-columns-repeated="999999999"',
        b'<!DOCTYPE a [<!ENTITY b "c">]>', b"&b;", b"<v>1e999</v>", b"<v>nan</v>", b't="s"', b't="d"', b'hidden="1"', b"</w:tbl>",
        b"<w:tbl><w:tr><w:tc>", b"<a:tbl>", b'min="0" max="99999999"', b'ref="A1:XFD1048576"', b'ref="B2:A1"',
    ),
    "csv": (b'"', b"\t", b";", b"|", b"\r", b"\n", b",,,,,,,,", b"sep=\n", b"\xff\xfe", b"=cmd()", b'""'),
    "json": (b"{", b"[", b"}", b"]", b'"', b"1e999", b"NaN", b"\\ud800", b'{"a":' * 200, b"[" * 200, b"-0", b"null"),
    "any": (b"\x00", b"\xff" * 8, b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"9" * 400, b"a" * 2000, b" " * 2000, b"PK\x03\x04", b"%PDF-"),
}  # fmt: skip
ZIPPED = frozenset({"xlsx", "docx", "pptx", "ods"})
NUMBERS = re.compile(rb"\d+")
ODD_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"0.0000001", b"1e308")
Chance = random.Random


def changed(kind: str, samples: Sequence[bytes], chance: Chance) -> bytes:
    """Return one sample of a format, changed once or several times."""
    content = chance.choice(samples)
    if kind in ZIPPED and chance.random() < 0.8:
        return repacked(content, chance)
    return altered(content, kind, samples, chance)


def altered(content: bytes, kind: str, samples: Sequence[bytes], chance: Chance) -> bytes:
    """Return bytes after one to eight changes."""
    tokens = TOKENS.get(kind, ()) + TOKENS["any"]
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        content = chance.choice(CHANGES)(content, tokens, samples, chance)[:LONGEST]
    return content


def repacked(content: bytes, chance: Chance) -> bytes:
    """Return a zipped document with one part altered, doubled or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        chosen = chance.choice(source.namelist())
        left_out = chance.random() < 0.1
        for name in source.namelist():
            part = source.read(name)
            if name == chosen and left_out:
                continue
            made.writestr(name, altered(part, "xml", [part], chance) if name == chosen else part)
    return target.getvalue()


def place(content: bytes, chance: Chance) -> int:
    """Return a place in the content."""
    return chance.randrange(len(content) + 1)


def stretch(content: bytes, chance: Chance) -> tuple[int, int]:
    """Return start and end of a stretch of the content, short ones more often."""
    start = place(content, chance)
    return start, min(len(content), start + int(2 ** chance.uniform(0, 13)))


def flip(content: bytes, _tokens: Sequence[bytes], _samples: Sequence[bytes], chance: Chance) -> bytes:
    """Change some single bytes."""
    target = bytearray(content)
    for _ in range(chance.choice((1, 4, 30)) if target else 0):
        target[chance.randrange(len(target))] = chance.randrange(256)
    return bytes(target)


def cut(content: bytes, _tokens: Sequence[bytes], _samples: Sequence[bytes], chance: Chance) -> bytes:
    """Take a stretch out."""
    start, end = stretch(content, chance)
    return content[:start] + content[end:]


def truncate(content: bytes, _tokens: Sequence[bytes], _samples: Sequence[bytes], chance: Chance) -> bytes:
    """Drop the end."""
    return content[: place(content, chance)]


def repeat(content: bytes, _tokens: Sequence[bytes], _samples: Sequence[bytes], chance: Chance) -> bytes:
    """Repeat a stretch, a few times or very often."""
    start, end = stretch(content, chance)
    times = chance.choice((2, 2, 10, 300, 5000))
    return content[:start] + content[start:end] * max(1, min(times, LONGEST // max(1, end - start))) + content[end:]


def insert(content: bytes, tokens: Sequence[bytes], _samples: Sequence[bytes], chance: Chance) -> bytes:
    """Put a token in, once or nested deeply."""
    at = place(content, chance)
    return content[:at] + chance.choice(tokens) * chance.choice((1, 1, 2, 50, 3000)) + content[at:]


def splice(content: bytes, _tokens: Sequence[bytes], samples: Sequence[bytes], chance: Chance) -> bytes:
    """Go on with the end of another sample."""
    other = chance.choice(samples)
    return content[: place(content, chance)] + other[place(other, chance) :]


def renumber(content: bytes, _tokens: Sequence[bytes], _samples: Sequence[bytes], chance: Chance) -> bytes:
    """Replace some numbers by odd ones."""
    share = chance.choice((0.01, 0.1, 0.5))
    return NUMBERS.sub(lambda found: chance.choice(ODD_NUMBERS) if chance.random() < share else found[0], content)


Change = Callable[[bytes, Sequence[bytes], Sequence[bytes], Chance], bytes]
CHANGES: tuple[Change, ...] = (flip, cut, truncate, repeat, insert, insert, splice, renumber)
