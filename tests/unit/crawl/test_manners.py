"""Hours, stop list and total budget, and the addresses of shared documents."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.exceptions import CrawlError
from scrapers.manners import Hours, Manners, read_stop_list
from scrapers.scheduler import Budget, LedgerScheduler, Queue
from scrapers.settlements import Found
from scrapers.shared_documents import file_address, is_file_address

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz_0123456789-abcd"
SUITE = "https://docs.suite.example"


@pytest.mark.parametrize(
    ("written", "within", "without"),
    [
        ("22-6", (22, 23, 0, 5), (6, 12, 21)),
        ("1-5", (1, 4), (0, 5, 23)),
        ("0-12", (0, 11), (12, 23)),
        ("20-24", (20, 23), (19, 0)),
    ],
)
def test_hours_of_the_day(written: str, within: tuple[int, ...], without: tuple[int, ...]) -> None:
    read = Hours.read(written)
    for hour, expected in [*((one, True) for one in within), *((one, False) for one in without)]:
        assert Hours(read.first, read.last, lambda hour=hour: hour).are_now() is expected  # type: ignore[misc]
    assert Hours().are_now()


@pytest.mark.parametrize("written", ["", "22", "25-3", "6-6", "0-24", "night", "22:00-6:00", "-1-5"])
def test_hours_of_no_form_are_refused(written: str) -> None:
    with pytest.raises(CrawlError, match="22-6"):
        Hours.read(written)


def test_a_stop_list_holds_for_all_hosts_below(tmp_path: Path) -> None:
    path = tmp_path / "stop.txt"
    path.write_text("# asked us to stay away\nSchool.EXAMPLE.  # since May\n\nfiles.cdn.example\n")
    manners = Manners(stop_list=read_stop_list(path))
    for host in ("school.example", "www.school.example", "files.cdn.example"):
        assert manners.stops(host)
    for host in ("cdn.example", "xschool.example", "example", "school.example.other.example"):
        assert not manners.stops(host)
    assert not Manners().stops("school.example")


@pytest.mark.parametrize("line", ["https://www.school.example/", "two words", "a..b"])
def test_a_stop_list_that_would_stop_nothing_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "stop.txt"
    path.write_text(f"a.example\n{line}\n")
    with pytest.raises(CrawlError, match="line 2"):
        read_stop_list(path)
    with pytest.raises(CrawlError, match="--stop-list"):
        read_stop_list(tmp_path / "absent.txt")


@pytest.mark.parametrize(
    ("shown", "given_out"),
    [
        (f"{SUITE}/spreadsheets/d/{ID}/edit?usp=sharing#gid=0", f"{SUITE}/spreadsheets/d/{ID}/export?format=xlsx"),
        (f"{SUITE}/spreadsheets/d/{ID}", f"{SUITE}/spreadsheets/d/{ID}/export?format=xlsx"),
        (f"{SUITE}/a/school.example/spreadsheets/d/{ID}/view", f"{SUITE}/a/school.example/spreadsheets/d/{ID}/export?format=xlsx"),
        (f"{SUITE}/spreadsheets/u/1/d/{ID}/htmlview", f"{SUITE}/spreadsheets/d/{ID}/export?format=xlsx"),
        (f"{SUITE}/spreadsheets/d/e/{ID}/pubhtml?widget=true", f"{SUITE}/spreadsheets/d/e/{ID}/pub?output=xlsx"),
        (f"{SUITE}/document/d/{ID}/edit", f"{SUITE}/document/d/{ID}/export?format=docx"),
        (f"{SUITE}/presentation/d/{ID}/present", f"{SUITE}/presentation/d/{ID}/export/pptx"),
        (f"https://drive.suite.example/file/d/{ID}/view?usp=drive_link", f"https://drive.suite.example/uc?export=download&id={ID}"),
        ("https://x.sharing.example/:x:/s/match/AbC?e=1", "https://x.sharing.example/:x:/s/match/AbC?e=1&download=1"),
        ("https://www.dropbox.com/s/abc/list.xlsx?dl=0", "https://www.dropbox.com/s/abc/list.xlsx?dl=1"),
        ("https://view.suite.example/op/view.aspx?src=https%3A%2F%2Fa.example%2Flist.xlsx", "https://a.example/list.xlsx"),
        ("https://docs.suite.example/gview?url=https://a.example/list.pdf&embedded=true", "https://a.example/list.pdf"),
    ],
)  # fmt: skip
def test_shared_documents_are_asked_for_as_files(shown: str, given_out: str) -> None:
    assert file_address(shown) == given_out
    assert file_address(given_out) == given_out
    assert is_file_address(given_out) or given_out.startswith("https://a.example/")


@pytest.mark.parametrize(
    "address",
    ["https://www.school.example/document/d/short", "https://www.school.example/spreadsheets/", "https://a.example/viewer?url=javascript:x",
     "https://a.example/file/d/1/view", f"{SUITE}/document/d/e/{ID}/pub"],
)  # fmt: skip
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert file_address(address) == address
    assert not is_file_address(address)


@given(st.text(max_size=80))
def test_any_path_gives_an_address_of_the_web(path: str) -> None:
    assert file_address(f"https://a.example/{path}").startswith(("https://", "http://"))


def test_outside_of_its_hours_nothing_is_handed_out_and_no_time_of_a_school_runs() -> None:
    hour = [12]
    queue = Queue()
    queue.push(Found("one", "http://a.example/", "home"))
    budget = Budget(10, 3600, 10, {})
    walk = SimpleNamespace(
        manners=Manners(Hours(22, 6, lambda: hour[0])), queue=queue, budgets={"one": budget}, refusal=lambda _: None
    )
    scheduler = LedgerScheduler()
    scheduler._walk = walk  # type: ignore[assignment]
    scheduler._spider = SimpleNamespace(request_for=lambda found: found.address)
    end = budget._end
    assert scheduler.next_request() is None
    assert scheduler.has_pending_requests()
    hour[0] = 23
    assert scheduler.next_request() == "http://a.example/"  # type: ignore[comparison-overlap]
    assert budget._end > end
