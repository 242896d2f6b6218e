#!/usr/bin/python3
"""office_text.py OURS.docx RENDERED.pdf OURS.doc.txt OURS.pdf: python-docx opens
our file, and the PDF that LibreOffice made of it has all its text, white space
and page numbers aside: what stands outside of tables in the same order, and every
cell's, as often as it stands in our file. Every cell that our report has
(OURS.doc.txt) stands in our file, and in our own PDF."""
import collections
import pathlib
import re
import sys

import docx
from docx.oxml.ns import qn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from drawn_pages import read_pages  # noqa: E402
from reports import bare, first_difference  # noqa: E402


def text_of(node):
    return bare(''.join(text.text or '' for text in node.iter(qn('w:t'))))


def our_text(document):
    """(outside of tables, [each cell's])"""
    outside, cells = '', []
    for node in document.element.body:
        if node.tag == qn('w:p'):
            outside += text_of(node)
        for cell in node.iter(qn('w:tc')):
            if cell.vMerge != 'continue':
                cells.append(text_of(cell))
    return outside, [text for text in cells if text]


def report_cells(path):
    """Each cell's text as -f doc prints it: {its looks}text, {上标:marked} text."""
    cells = []
    for line in path.read_text().splitlines():
        kind, *fields = line.lstrip('\t').split('\t')
        if not line.startswith('\t') or kind not in ('头', '行'):
            continue
        for field in fields:
            text = re.sub(r'^\{[^:{}]*\}', '', field)
            text = re.sub(r'(?<!\\)\{[^:{}]*:((?:[^{}\\]|\\.)*)\}', r'\1', text)
            cells.append(bare(re.sub(r'\\(.)', r'\1', text.replace('\\n', ''))))
    return [text for text in cells if text]


def page_numbers(path):
    """What a page number looks like, for those that -f lines prints; the editable
    form may have more pages."""
    printed = re.findall(r'^\S+\.页码 .*? \| (.*)$', path.read_text(), re.M)
    forms = {re.sub(r'\d+', r'\\d+', re.escape(bare(text))) for text in printed}
    return re.compile('|'.join(sorted(forms)) or '(?!)')


def without_number(lines, numbers):
    """Without the last that is one: a page has no more."""
    found = [at for at, line in enumerate(lines) if numbers.fullmatch(line)]
    return lines[:found[-1]] + lines[found[-1] + 1:] if found else lines


def their_text(pages, numbers):
    """(outside of tables, [each page's [each cell's]])"""
    outside = ''.join(line for page in pages for line in without_number(page.lines, numbers))
    return outside, [[''.join(cell) for row in page.rows for cell in row.cells] for page in pages]


def without_charts(want, got):
    """Their text without what charts write, when all of ours is in it in order."""
    rest = iter(got)
    return want if all(ch in rest for ch in want) else got


def lost_cells(ours, theirs):
    """Our cells that the pages lack. A cell may go on over pages."""
    left = [collections.Counter(page) for page in theirs]
    lost = collections.Counter(ours) - sum(left, collections.Counter())
    return [text for text in lost.elements() if not goes_on(text, left)]


def goes_on(text, pages):
    """The text is cells of some pages that follow one another."""
    return not text or any(text[:at] in page and goes_on(text[at:], pages[number + 1:])
                           for number, page in enumerate(pages)
                           for at in range(1, len(text) + 1))


def main():
    ours, rendered, report, drawn = map(pathlib.Path, sys.argv[1:])
    document = docx.Document(str(ours))
    want, cells = our_text(document)
    numbers = page_numbers(report.with_suffix('').with_suffix('.lines'))
    got, pages = their_text(read_pages(str(rendered)), numbers)
    if any(rel.reltype.endswith('/chart') for rel in document.part.rels.values()):
        got = without_charts(want, got)
    if got != want:
        print(f'office_text: {rendered} differs at {first_difference(want, got)}')
    wanted = report_cells(report)
    lost = [(rendered, text) for text in lost_cells(cells, pages)]
    lost += [(ours, text) for text in lost_cells(wanted, [cells])]
    lost += [(drawn, text) for text in lost_cells(wanted, their_text(read_pages(str(drawn)), numbers)[1])]
    for path, text in lost:
        print(f'office_text: {path} lacks the cell {text}')
    if got == want and not lost:
        print(f'office_text: {rendered}: {len(want)} characters and {len(cells)} cells as in ours')
    return 1 if got != want or lost else 0


if __name__ == '__main__':
    sys.exit(main())
