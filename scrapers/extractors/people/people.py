"""The people of one document: gathered from everything it prints, removed from whatever is kept of it.

Belongs here: gathering names over the whole document, cleaning words that are kept. Does not belong here: what a single
text or cell tells (mentions.py, labels.py).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from schemas.documents import Heading, ListItem, Locator, Paragraph, Table
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.people import labels, mentions
from scrapers.extractors.people import vocabulary as words
from scrapers.extractors.people.lines import LONGEST_LINE, names_in_lines

MARK = "[name]"
"""What stands in the place of a name that was removed."""
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ACCOUNT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}|(?<!\w)@\w+(?![\w.])|(?<![\w/.-])[^\W\d_]{1,30}\d{0,8}_\w{1,40}(?![\w/])"
)
"""Mail addresses and names of accounts: people are often named in them."""
OPENED = re.compile(r"\s*[(\[]\s*$")
CLOSED = re.compile(rf"\.?(?:{labels.TRAILING.pattern[:-1]})?\s*[)\]]")
NAME_END = re.compile(r"\s*(?:[,;:|(]|[–—]|-\s|$)")
AFTER_NAME = re.compile(
    rf"^\.?(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?(?:{labels.TRAILING.pattern[:-1]})*\s*(?:[,:;|]|[-–—]{{1,2}}(?=\s))?\s*"
)
BEFORE_NAME = re.compile(r"\s*(?:[,:;|]|\s[-–—]{1,2})?\s*$")
LOWER = re.compile(r"(?<![\w'’.@/-])[a-zß-öø-ÿ]{2,}(?![\w@]|\.\w)")
LONGEST = 6


class People:
    """Names of people in one document.

    removed counts the places where a name was found; places are the cells of columns that hold nothing else.
    """

    def __init__(self) -> None:
        self.removed = 0
        self.places: list[Locator] = []
        self._ordinary: set[str] = set()
        self._names: set[tuple[str, ...]] = set()
        self._single: set[str] = set()

    @classmethod
    def for_document(cls, passages: Sequence[Passage]) -> "People":
        """Gather the names of a document from its sentences, lines and tables."""
        people = cls()
        texts = [text_of(passage.block) for passage in passages if not isinstance(passage.block, Table)]
        people._ordinary = {word for text in texts for word in LOWER.findall(text)}
        for passage in passages:
            if isinstance(passage.block, Table):
                people._gather_table(passage.block)
            else:
                people._gather_text(text_of(passage.block))
        for name, single in names_in_lines(passages, people._ordinary):
            people._add(name, single=single)
        return people

    def is_name(self, text: str) -> bool:
        """Whether a whole string (a cell, a line, the first part of a line) is a person's name."""
        bare = labels.bare_name(text)
        name = tuple(words.words_of(bare))
        if name in self._names and not mentions.is_protected(list(name)):
            return True
        if len(name) == 1:
            return name[0] in self._single
        return labels.reads_like_name(text, self._ordinary)

    def holds(self, text: str) -> bool:
        """Whether a name that stands elsewhere in the place of a name is in a text; that of an institution counts for nothing."""
        return any(not mentions.is_protected(words.words_of(text[slice(*span)])) for span in self._known_in(text))

    def is_name_column(self, header: str, cells: Sequence[str]) -> bool:
        """Whether a column of a table holds names of people."""
        return labels.is_name_column(header, cells)

    def clean(self, text: str) -> str:
        """Return words that are kept with every name of a person replaced by a mark."""
        pieces, position = [], 0
        for start, end in self.spans(text):
            pieces += [text[position:start], MARK]
            position = end
        return "".join([*pieces, text[position:]])

    def without_names(self, line: str) -> str:
        """Return a line of a list without the names of people in it and what set them apart: brackets, commas, dashes.

        A name in the middle of a line, with other words on both sides, leaves a mark.
        """
        for start, end in reversed(self.spans(line)):
            before, after = line[:start], line[end:]
            opened, closed = OPENED.search(before), CLOSED.match(after)
            if opened and closed:
                line = before[: opened.start()] + after[closed.end() :]
            elif not labels.LEADING.sub("", before, count=1).strip():
                line = before + AFTER_NAME.sub("", after, count=1)
            elif not labels.TRAILING.sub("", after).strip(" .*"):
                line = BEFORE_NAME.sub("", before, count=1)
            else:
                line = before + MARK + after
        return line.strip()

    def clean_path(self, path: str) -> str | None:
        """Return an element path, cut before the first element whose identifier names a person; None if nothing is left."""
        parts: list[str] = []
        for part in path.split("/"):
            if self._is_named_in(words.words_of(part)):
                return "/".join(parts).rstrip("/") or None
            parts.append(part)
        return path

    def _is_named_in(self, parts: list[str]) -> bool:
        """Whether words in a row, in any case, are a known name or a word that only names hold."""
        if not self._single.isdisjoint(parts):
            return True
        return any(
            tuple(parts[start:end]) in self._names
            for start in range(len(parts))
            for end in range(start + 2, min(len(parts), start + LONGEST) + 1)
        )

    def nameless(self, passages: Sequence[Passage]) -> list[Passage]:
        """Return passages whose short lines no longer hold names of people; a line that is a name becomes empty."""
        return [self._nameless(passage) for passage in passages]

    def _nameless(self, passage: Passage) -> Passage:
        block = passage.block
        if not isinstance(block, Heading | Paragraph | ListItem) or len(block.text) > LONGEST_LINE:
            return passage
        text = "" if self.is_name(block.text) else self.without_names(block.text)
        return passage if text == block.text.strip() else replace(passage, block=replace(block, text=text))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of every name of a person in a text, in order."""
        spans = [match.span() for match in ACCOUNT.finditer(text)]
        spans += [(mention.start, mention.end) for mention in mentions.mentions_in(text, self._ordinary)]
        spans += self._known_in(text)
        return merged(spans)

    def _gather_text(self, text: str) -> None:
        for mention in mentions.mentions_in(text, self._ordinary):
            self._add(mention.words, single=mention.strength >= mentions.Strength.medium)

    def _gather_table(self, table: Table) -> None:
        grid = table.grid()
        if len(grid) < 2:
            return
        columns = [
            column
            for column in range(len(grid[0]))
            if labels.is_name_column(grid[0][column], [row[column] for row in grid[1:]])
        ]
        self.places += [cell.locator for cell in table.cells if cell.column in columns and cell.row > 0]
        for row in grid[1:]:
            cells = [words.words_of(labels.bare_name(row[column])) for column in columns]
            for cell in cells:
                self._add(tuple(cell), single=True)
            if len(cells) > 1:
                together = [word for cell in cells for word in cell]
                self._names.update({tuple(together), tuple(reversed(together))})

    def _add(self, name: tuple[str, ...], *, single: bool) -> None:
        if not name:
            return
        self.removed += 1
        if len(name) > 1:
            self._names.add(name)
        if single:
            self._single.update(word for word in name if len(word) > 2 and not self._is_shared(word))

    def _is_shared(self, word: str) -> bool:
        """Whether a word of a name also means something else, so that alone it must stay."""
        return (
            word in self._ordinary
            or word in words.never_names()
            or word in words.institution_words()
            or word in words.PARTICLES
        )

    def _known_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield spans of names that stand elsewhere in the document in the place of a name."""
        tokens = [(match[0].casefold().replace("’", "'"), match) for match in TOKEN.finditer(text)]
        index = 0
        while index < len(tokens):
            length = self._known_length(tokens, index)
            if length and not before_body(tokens, index + length):
                first, last = self._whole_name(tokens, index, index + length - 1)
                first -= particles_before(tokens, first)
                yield tokens[first][1].start(), tokens[last][1].end()
            index += max(length, 1)

    def _whole_name(self, tokens: Sequence[tuple[str, re.Match[str]]], first: int, last: int) -> tuple[int, int]:
        """Return first and last word of a name of which one word is known, where the other stands with it at a line's start."""
        if first != last or first > 1:
            return first, last
        if first == 1 and self._could_belong(tokens, 0):
            return 0, last
        if first == 0 and len(tokens) > 1 and self._could_belong(tokens, 1):
            after = tokens[1][1].string[tokens[1][1].end() :]
            return (0, 1) if NAME_END.match(after) else (first, last)
        return first, last

    def _could_belong(self, tokens: Sequence[tuple[str, re.Match[str]]], index: int) -> bool:
        """Whether a word beside a known one, with only space between the first two of a line, can be part of its name."""
        word, match = tokens[index]
        gap = match.string[tokens[0][1].end() : tokens[1][1].start()]
        return (
            gap == " "
            and len(word) > 2
            and match[0][0].isupper()
            and not match[0].isupper()
            and not self._is_shared(word)
        )

    def _known_length(self, tokens: Sequence[tuple[str, re.Match[str]]], index: int) -> int:
        """Number of words of the longest known name that starts at a place, 0 where none does."""
        if not tokens[index][1][0][0].isupper():
            return 0
        for length in range(min(LONGEST, len(tokens) - index), 1, -1):
            if tuple(word for word, _ in tokens[index : index + length]) in self._names:
                return length
        return 1 if tokens[index][0] in self._single else 0


def particles_before(tokens: Sequence[tuple[str, re.Match[str]]], index: int) -> int:
    """Number of particles, as in 'van der', right before a word; they belong to the name."""
    count = 0
    while count < index:
        (word, match), (_, after) = tokens[index - count - 1], tokens[index - count]
        if word not in words.PARTICLES or match.string[match.end() : after.start()] != " ":
            break
        count += 1
    return count


def before_body(tokens: Sequence[tuple[str, re.Match[str]]], index: int) -> bool:
    """Whether the next word, with nothing but space before it, makes a name that of a hospital, school or prize."""
    if index >= len(tokens):
        return False
    word, match = tokens[index]
    gap = match.string[tokens[index - 1][1].end() : match.start()]
    return word in words.PLACES_AND_BODIES and match[0][0].isupper() and not gap.strip()


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or that only space or a hyphen parts."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
