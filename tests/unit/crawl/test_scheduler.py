"""The queue: best first, hosts in turn, one at a time, and never an address lost or handed out twice."""

from collections import Counter
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from scrapers.scheduler import Budget, Queue
from scrapers.settlements import Found


def found(path: str, score: float = 1.0, kind: str = "link", host: str = "a.example", school: str = "one") -> Found:
    return Found(school, f"http://{host}{path}", kind, score, promising=score >= 2)


def take(queue: Queue) -> list[str]:
    """Hand everything out, each host freed as soon as it is asked."""
    paths: list[str] = []
    while (one := queue.pop()) is not None:
        assert isinstance(one, Found)
        paths.append(urlsplit(one.address).path)
        queue.free(urlsplit(one.address).netloc)
    return paths


def test_start_pages_go_before_sitemaps_and_sitemaps_before_links() -> None:
    queue = Queue()
    for one in (found("/link", 99), found("/map", 0, "sitemap"), found("/known", 10, "known"), found("/", 10, "home")):
        queue.push(one)
    assert take(queue) == ["/", "/known", "/map", "/link"]


def test_the_best_link_goes_first_and_equals_in_the_order_found() -> None:
    queue = Queue()
    for path, score in (("/a", 1.0), ("/b", 5.0), ("/c", 5.0), ("/d", 3.0)):
        queue.push(found(path, score))
    assert take(queue) == ["/b", "/c", "/d", "/a"]


def test_an_address_that_turns_out_better_is_raised_and_handed_out_once() -> None:
    queue = Queue()
    assert queue.push(found("/a", 1.0))
    assert queue.push(found("/b", 2.0))
    assert not queue.push(found("/a", 3.0))
    assert take(queue) == ["/a", "/b"]
    assert queue.open_count() == 2


def test_a_busy_host_is_passed_over_and_its_retry_goes_first() -> None:
    queue = Queue()
    queue.push(found("/a", 9, host="a.example"))
    queue.push(found("/b", 8, host="a.example"))
    queue.push(found("/c", 1, host="b.example"))
    first = queue.pop()
    second = queue.pop()
    assert {one.address for one in (first, second) if isinstance(one, Found)} == {
        "http://a.example/a",
        "http://b.example/c",
    }
    assert queue.pop() is None
    again = Request("http://a.example/a")
    queue.push_again(again)
    assert queue.pop() is again
    assert queue.pop() is None


def test_dropping_a_host_leaves_what_is_under_way() -> None:
    queue = Queue()
    for path in ("/a", "/b", "/c"):
        queue.push(found(path))
    queue.push(found("/d", host="b.example", school="two"))
    queue.pop()
    assert len(queue.drop(host="a.example")) == 2
    assert not queue.settled("one", "http://a.example/b")
    assert not queue.settled("one", "http://a.example/c")
    assert queue.settled("one", "http://a.example/a")
    assert not queue.is_empty()


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.floats(-5, 20)), max_size=60))
def test_every_address_is_handed_out_exactly_once(pushed: list[tuple[int, int, float]]) -> None:
    queue = Queue()
    for number, host, score in pushed:
        queue.push(found(f"/{number}", score, host=f"{host}.example"))
    handed = Counter()  # type: Counter[str]
    while (one := queue.pop()) is not None:
        assert isinstance(one, Found)
        handed[one.address] += 1
        queue.free(urlsplit(one.address).netloc)
        queue.settled(one.school, one.address)
    assert handed == Counter({f"http://{host}.example/{number}": 1 for number, host, _ in pushed})
    assert queue.is_empty()


def test_half_the_budget_is_kept_for_promising_pages() -> None:
    budget = Budget(4, 3600, 2, {})
    for _ in range(2):
        assert budget.refusal(found("/dull", 0)) is None
        budget.spend(found("/dull", 0))
    assert "half" in (budget.refusal(found("/dull", 0)) or "")
    for _ in range(2):
        assert budget.refusal(found("/match", 5)) is None
        budget.spend(found("/match", 5))
    assert "4 pages" in (budget.refusal(found("/match", 5)) or "")
    assert budget.refusal(found("/map", 0, "sitemap")) is None


def test_a_budget_remembers_what_an_earlier_process_spent_and_ends_with_its_time() -> None:
    assert Budget(5, 3600, 2, {"link": 3, "home": 1, "exploring": 1}).refusal(found("/match", 5))
    assert "time" in (Budget(5, -1, 2, {}).refusal(found("/match", 5)) or "")
    assert "sitemaps" in (Budget(5, 3600, 2, {"sitemap": 2}).refusal(found("/map", 0, "sitemap")) or "")
