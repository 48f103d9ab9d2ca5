"""How much printed names speak for institutions, in a few figures.

Belongs here: comparing many names with the institutions of one block at once. Does not belong here: the tables of a block
(institution_block.py), what the figures are worth together (institution_belief.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.steps.resolve.institution_block import (
    ALONE,
    BRAND,
    BRAND_WORD,
    ELSEWHERE,
    IN_CONTEXT,
    IN_NAME,
    IN_PLACE,
    KIND,
    KIND_WORD,
    OWN,
    PLACE,
    Block,
    Bytes,
    Flags,
    Floats,
    Numbers,
    Singles,
)
from pipelines.steps.resolve.institution_printed import Entries, PrintedWords, printed_words, ragged
from pipelines.steps.resolve.institution_query import NO_CITY, Query
from pipelines.steps.resolve.institution_tables import Tables, tables_of

SWAPPED = 0.9
"""What a word counts that stands for another in sister institutions' names."""
MOST_CANDIDATES, LEAST_SHARE_OF_BEST = 4, 0.5
LEAST = 1e-12
HALF_LEFT = 2.0
"""Weight of unprinted words that counts 63 of 100: more of them hardly says more."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and institutions that are compared: query and institution numbers in order, and a column for each figure."""

    query: Numbers
    institution: Numbers
    figures: Mapping[str, Floats]


Group = tuple[Block, Sequence[Query]]
"""A block and names made ready for it, each with at least one word."""


def pairs_of(groups: Sequence[Group], chosen: Callable[[Pairs], Flags] | None = None) -> Pairs:
    """Compare names with the institutions of their block that share most of their weight, or lie in the printed city.

    Args:
        groups: blocks with the names that are held against them. Names and institutions are numbered through.
        chosen: says by the first figures which pairs are worth the costly comparison name by name; all, if not given.
    """
    tables = tables_of(tuple(block for block, _ in groups))
    queries = [query for _, some in groups for query in some]
    sizes = [len(some) for _, some in groups]
    words = printed_words(queries, np.repeat(tables.first_word, sizes))
    cities = _through([query.city for query in queries], np.repeat(tables.first_city, sizes))
    query, institution = _all_candidates(words, cities, tables, sizes)
    if not len(query):
        return Pairs(query, institution, {})
    figures = _figures_of_words(words, query, institution, tables) | _figures_of_place(
        cities[query], institution, tables
    )
    figures["same_city_place_left"] = figures["same_city"] * figures["place_left"]
    figures["same_city_place_share"] = figures["same_city"] * figures["place_share"]
    figures["kind_exchanged"] = figures["kind_missed"] * figures["kind_left"]
    figures |= _figures_of_bearers(figures, query, len(queries))
    if chosen is not None:
        kept = np.flatnonzero(chosen(Pairs(query, institution, figures)))
        query, institution = query[kept], institution[kept]
        figures = {name: values[kept] for name, values in figures.items()}
    telling = _through([one.telling for one in queries], np.repeat(tables.first_telling, sizes))
    figures |= _figures_of_names(words, query, institution, telling[query], tables)
    figures["overlap_place_share"] = figures["overlap_squared"] * figures["place_share"]
    return Pairs(query, institution, figures)


def _figures_of_bearers(figures: dict[str, Floats], query: Numbers, size: int) -> dict[str, Floats]:
    """Whether an institution alone has all the telling words of a name; figures that only serve this are taken out."""
    bears = figures["any_missed"] == 0
    count = np.bincount(query, weights=bears, minlength=size)[query]
    only = (bears & (count == 1)) * 1.0
    return {
        "only_bearer": only,
        "only_bearer_kind": only * figures["kind_missed"],
        "other_bearer": (~bears & (count > 0)) * 1.0,
        "whole_city_alone": only * figures.pop("whole_city") * figures.pop("city_alone"),
    }


def _through(numbers: Sequence[int], first: Numbers) -> Numbers:
    """Numbers of a block, numbered through; those below zero mean none and stay."""
    own = np.array(numbers, dtype=np.int64)
    return np.where(own < 0, own, own + first)


def _figures_of_place(printed: Numbers, institution: Numbers, tables: Tables) -> dict[str, Floats]:
    same = printed == tables.city[institution]
    return {
        "same_city": same * 1.0,
        "other_city": ((printed != NO_CITY) & ~same) * 1.0,
        "alone_in_city": (same & (tables.city_size[institution] == 1)) * 1.0,
        "city_alone": (tables.city_size[institution] == 1) * 1.0,
    }


def _all_candidates(
    words: PrintedWords, cities: Numbers, tables: Tables, sizes: Sequence[int]
) -> tuple[Numbers, Numbers]:
    """The candidates of all names, block by block; names and institutions numbered through."""
    found: list[tuple[Numbers, Numbers]] = []
    ends = np.cumsum(sizes).tolist()
    worth = (words.sure * words.weight).astype(np.float32)
    for block, end, size, first_word, first in zip(
        tables.blocks, ends, sizes, tables.first_word, tables.first_institution, strict=True
    ):
        own = slice(end - size, end)
        begin, counts = words.start[own], words.count[own]
        slots = slice(begin[0], begin[-1] + counts[-1])
        city = tables.city[first : first + len(block.profiles)]
        query, institution = _candidates(
            words.slot[slots] - first_word, words.is_first[slots], worth[words.word[begin[0]] :],
            words.word[begin] - words.word[begin[0]], cities[own], city, block,
        )  # fmt: skip
        found.append((query + end - size, institution + first))
    queries, institutions = zip(*found, strict=True)
    return np.concatenate(queries), np.concatenate(institutions)


def _candidates(
    slots: Numbers, is_first: Flags, worth: Singles, begin: Numbers, cities: Numbers, own_cities: Numbers, block: Block
) -> tuple[Numbers, Numbers]:
    """The institutions that share most of the weight of a name through words not in every second name, or its city."""
    brought_up = block.brings_up[slots[is_first]]
    further = np.flatnonzero(~is_first)
    for slot, word in zip(slots[further].tolist(), (np.cumsum(is_first)[further] - 1).tolist(), strict=True):
        np.maximum(brought_up[word], block.brings_up[slot], out=brought_up[word])
    brought_up *= worth[: len(brought_up), None]
    shared = np.add.reduceat(brought_up, begin, axis=0)
    least = LEAST_SHARE_OF_BEST * shared.max(axis=1, keepdims=True)
    if shared.shape[1] > MOST_CANDIDATES:
        least = np.maximum(least, np.partition(shared, -MOST_CANDIDATES, axis=1)[:, [-MOST_CANDIDATES]])
    chosen = (shared > 0) & (shared >= least)
    chosen |= cities[:, None] == own_cities[None, :]
    query, institution = np.nonzero(chosen)
    return query, institution


def _figures_of_words(words: PrintedWords, query: Numbers, institution: Numbers, tables: Tables) -> dict[str, Floats]:
    """Shares of the printed weight by where in the institution it is found, and what of either side is left over."""
    entries = words.entries(query)
    flags = tables.flags[tables.word_cells[entries.target] + institution[entries.owner]]
    at_all = np.bitwise_or.reduceat(flags, entries.first)
    pair, row = entries.word_owner, entries.word
    weight, sure, marks = words.weight[row], words.sure[row], words.marks[row]
    in_place = at_all & IN_PLACE > 0
    in_name = (at_all & IN_NAME > 0) & ~in_place
    missed = at_all & (IN_NAME | IN_PLACE | IN_CONTEXT) == 0
    exchanged = in_name & (sure == 1.0) & (flags[entries.first] & IN_NAME == 0)
    is_kind = marks & KIND_WORD > 0
    telling_missed = missed & ~is_kind
    worth = weight * sure
    columns = np.empty((10, len(row)))
    columns[0] = worth * np.where(exchanged, SWAPPED, 1.0) * in_name
    columns[1] = worth * in_place
    columns[2] = worth * (at_all & (IN_NAME | IN_PLACE | IN_CONTEXT) == IN_CONTEXT)
    columns[3] = weight * (missed & (marks & ELSEWHERE > 0))
    columns[4] = weight * (telling_missed & (marks & BRAND_WORD > 0))
    columns[5] = telling_missed
    columns[6] = missed & is_kind
    columns[7] = in_name & (at_all & ALONE > 0)
    columns[8] = (weight == words.heaviest[query][pair]) & (in_name | in_place)
    columns[9] = in_place
    sums = np.add.reduceat(columns, entries.owner_start, axis=1)
    sums[:5] /= words.total[query]
    name, place, context, elsewhere, brand, count_missed, kind_missed, alone, heaviest, city = sums
    return {
        "name_share": name,
        "place_share": place,
        "context_share": context,
        "elsewhere_missed": elsewhere,
        "brand_missed": brand,
        "words_missed": count_missed,
        "any_missed": (count_missed > 0) * 1.0,
        "kind_missed": (kind_missed > 0) * 1.0,
        "unique_word": (alone > 0) * 1.0,
        "heaviest_word": (heaviest > 0) * 1.0,
        "whole_city": ((city > 0) & (city >= tables.city_words[institution])) * 1.0,
    } | _left_of_institution(entries, institution, flags, tables)


def _left_of_institution(entries: Entries, institution: Numbers, flags: Bytes, tables: Tables) -> dict[str, Floats]:
    """Weight of the words that stand in most names of an institution and are not printed, by class of word."""
    word = entries.target
    share = tables.share_of_names[tables.word_cells[word] + institution[entries.owner]]
    printed = share / 255 * tables.word_weight[word]
    kind = tables.word_is_kind[word]
    place = (flags & IN_PLACE > 0) & ~kind
    brand = (flags & IN_CONTEXT > 0) & ~kind & ~place
    columns = np.empty((4, len(word)))
    columns[OWN] = printed * ~(kind | place | brand)
    columns[PLACE], columns[BRAND], columns[KIND] = printed * place, printed * brand, printed * kind
    best = np.maximum.reduceat(columns, entries.first, axis=1)
    sums = np.add.reduceat(best, entries.owner_start, axis=1)
    left = 1 - np.exp(-np.maximum(tables.class_weight[:, institution] - sums, 0.0) / HALF_LEFT)
    return {"own_left": left[OWN], "place_left": left[PLACE], "brand_left": left[BRAND], "kind_left": left[KIND]}


def _figures_of_names(
    words: PrintedWords, query: Numbers, institution: Numbers, telling: Numbers, tables: Tables
) -> dict[str, Floats]:
    """The best name's overlap (harmonic mean of both shares), what of it is not printed, whether its words tell the same."""
    first, count = tables.name_start[institution], tables.name_count[institution]
    pair, name = ragged(first, count)
    entries = words.entries(query[pair])
    found = tables.name_has[tables.name_cells[entries.target] + name[entries.owner]]
    columns = np.empty((2, len(entries.word)))
    columns[0] = np.maximum.reduceat(found * tables.word_weight[entries.target], entries.first)
    columns[1] = (columns[0] > 0) * (words.sure * words.weight)[entries.word]
    own, printed = np.add.reduceat(columns, entries.owner_start, axis=1)
    own = np.minimum(1.0, own / tables.name_weight[name])
    printed = np.minimum(1.0, printed / words.total[query][pair])
    overlap = 2 * own * printed / np.maximum(own + printed, LEAST)
    start = np.cumsum(count) - count
    best = np.maximum.reduceat(overlap, start)
    left = np.minimum.reduceat(np.where(overlap == best[pair], 1 - own, 1.0), start)
    return {
        "overlap_squared": best * best,
        "name_left": np.where(best > 0, left, 1.0),
        "same_telling": np.maximum.reduceat((tables.telling[name] == telling[pair]) * 1.0, start),
    }
