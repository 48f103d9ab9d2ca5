"""Which pages are empty until scripts fill them, and which are not."""

import pytest

from scrapers.links import read_page

WORDS = "<p>" + "Our graduates matched in surgery and pediatrics. " * 20 + "</p>"


def is_shell(body: str) -> bool:
    return read_page(
        f"<html><head><title>Match</title></head><body>{body}</body></html>".encode(), "http://a.example/"
    ).text.is_shell


@pytest.mark.parametrize(
    "body",
    [
        '<div id="root"></div><script src="/a.js"></script>',
        '<div id="app">\n <!-- filled later --> </div><script type="module" src="/a.js"></script>',
        '<div id="__next"></div><script src="/a.js"></script>',
        '<app-root></app-root><script src="/main.js"></script>',
        '<noscript>You need to enable JavaScript to run this app.</noscript><div class="x"></div><script src="/a.js"></script>',
        "<noscript><p>This site requires JavaScript.</p></noscript><p>Loading</p><script>boot()</script>",
        "<noscript>JavaScript is disabled in your browser</noscript><script>boot()</script>",
        '<nav><a href="/">Home</a></nav><div id="root"></div><script src="/a.js"></script>',
        '<p>Loading ...</p><script src="/a.js"></script><script src="/b.js"></script><script src="/c.js"></script>',
    ],
)
def test_shells(body: str) -> None:
    assert is_shell(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Surgery: 4</p>",
        '<div id="root"></div>',
        '<div id="root"><h1>Match list</h1><p>Surgery: 4</p></div><script src="/a.js"></script>',
        WORDS + '<div id="root"></div><script src="/a.js"></script>',
        WORDS + "<noscript>Please enable JavaScript for the map.</noscript><script>map()</script>",
        '<noscript><img src="https://pixel.example/p.gif"></noscript><p>Surgery: 4</p><script>pixel()</script>',
        '<p>Match list</p><a href="/list.pdf">List</a><script src="/a.js"></script>',
        '<div id="app"><a href="/list.pdf"><img src="/list.png"></a></div><script src="/a.js"></script>',
        '<p>See below</p><script type="application/ld+json">{}</script>' * 3,
    ],
)
def test_pages_that_say_what_they_say_without_scripts(body: str) -> None:
    assert not is_shell(body)
