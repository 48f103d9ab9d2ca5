"""Shared documents: addresses at which office suites and file stores show a document, turned into those that give it out.

Belongs here: the forms of such addresses. Does not belong here: whether a link is followed (discovery.py).
A page that shows a spreadsheet is written by scripts; the same spreadsheet can be had as a file at another address.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SUITE = re.compile(
    r"^(?P<before>/(?:a/[^/]+/)?)(?P<kind>spreadsheets|document|presentation)/(?:u/\d+/)?d/(?P<published>e/)?(?P<id>[\w-]{20,})(?:/.*)?$"
)
EXPORTS = {"spreadsheets": "export?format=xlsx", "document": "export?format=docx", "presentation": "export/pptx"}
STORE = re.compile(r"^/(?:a/[^/]+/)?file/(?:u/\d+/)?d/(?P<id>[\w-]{20,})(?:/.*)?$")
SHARED_FOLDER = re.compile(r"^/:[wxpb]:/")
VIEWERS = {
    "/op/view.aspx": "src",
    "/op/embed.aspx": "src",
    "/viewer": "url",
    "/gview": "url",
    "/viewerng/viewer": "url",
}
GIVEN_OUT = re.compile(
    r"/(?:export(?:\?format=|/)|pub\?.*output=)(?:xlsx|docx|pptx)|[?&](?:export=download|download=1|dl=1)(?:&|$)"
)


def file_address(address: str) -> str:
    """The address at which a shared document is given out as a file; any other address as it is."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    viewed = query.get(VIEWERS.get(parts.path.lower(), ""), "")
    if viewed.startswith(("http://", "https://")):
        return viewed
    suite = SUITE.match(parts.path)
    if suite:
        return urlunsplit((parts.scheme, parts.netloc, "", "", "")) + _export_of(suite, parts.path)
    stored = STORE.match(parts.path)
    if stored:
        return urlunsplit(
            (parts.scheme, parts.netloc, "/uc", urlencode({"export": "download", "id": stored["id"]}), "")
        )
    if SHARED_FOLDER.match(parts.path) and "download" not in query:
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode({**query, "download": "1"}), ""))
    if parts.netloc.lower().endswith("dropbox.com") and query.get("dl") == "0":
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode({**query, "dl": "1"}), ""))
    return address


def is_file_address(address: str) -> bool:
    """Whether an address gives a shared document out as a file."""
    return GIVEN_OUT.search(address) is not None


def _export_of(suite: re.Match[str], path: str) -> str:
    """Path and query of the export; a document published as a page has none, it is had as it is."""
    kind = suite["kind"]
    start = f"{suite['before']}{kind}/d/"
    if not suite["published"]:
        return f"{start}{suite['id']}/{EXPORTS[kind]}"
    return f"{start}e/{suite['id']}/pub?output=xlsx" if kind == "spreadsheets" else path
