#!/usr/bin/python3
"""heading_pages.py OURS.pdf RENDERED.pdf: where each heading is said to stand is
where it stands, in our PDF and in what LibreOffice made of our locked DOCX.

Headings are those of the bookmarks. For each of them the bookmark's target, the
page of OURS.pdf and the page of RENDERED.pdf that has the heading as a line are one
page; and the number that the 目录 gives, where there is one, is the number printed
on both. OURS.lines tells only what page numbers look like. Exit 1 when one differs.
"""
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pikepdf
from drawn_pages import Page, XHTML, drawing, text_lines, words


def bare(text):
    return re.sub(r'\s', '', text)


def read_lines(path):
    """The lines of text of each page, dots before numbers left in; of a sheet on its
    side, the number that reads down is a line."""
    out = subprocess.run(['pdftotext', '-enc', 'UTF-8', '-bbox', str(path), '-'],
                         capture_output=True, check=True)
    text = re.sub(r'[\x00-\x08\x0b\x0c\x0e-\x1f]', '', out.stdout.decode())
    return [Page(page, drawing(str(path), number)).lines
            if float(page.get('width')) > float(page.get('height'))
            else [line for _, line in text_lines(words(page), leaders=True)]
            for number, page in enumerate(ElementTree.fromstring(text).iter(f'{XHTML}page'), 1)]


def read_folios(path):
    """What -f lines prints as each page's number: (text, number), None where it
    prints none."""
    folios, before = [], None
    for line in path.read_text().splitlines():
        place = re.match(r'(\d+)\.(1\b)?', line)
        if place and (place[2] or place[1] != before):
            before = place[1]
            folios.append(None)
        folio = re.match(r'(\d+)\.页码 .*? \| (.*)$', line)
        if folio:
            folios[-1] = (bare(folio[2]), int(folio[1]))
    return folios


def bookmarks(path):
    """(depth, text, page index) of each."""
    with pikepdf.open(path) as pdf:
        index = {page.objgen: i for i, page in enumerate(pdf.pages)}

        def read(items, depth):
            for item in items:
                yield depth, bare(item.title), index[item.destination[0].objgen]
                yield from read(item.children, depth + 1)

        with pdf.open_outline() as outline:
            return list(read(outline.root, 1))


def entries(pages):
    """(text, number) of each entry of the 目录; a long one has several lines."""
    for lines in pages:
        if not any(re.search(r'\.{3,}\d+$', line) for line in lines):
            continue
        text = ''
        for line in lines:
            end = re.search(r'\.{3,}(\d+)$', line)
            text += line[:end.start()] if end else line
            if end:
                yield text, int(end[1])
                text = ''


def find(headings, pages):
    """The page index of each heading: it is a line, or some that follow one
    another, and they come in their order; None where it isn't found."""
    flat = [(page, line) for page, lines in enumerate(pages) for line in lines]
    at = 0
    for heading in headings:
        for start in range(at, len(flat)):
            text, end = '', start
            while end < len(flat) and len(text) < len(heading) and heading.startswith(text):
                text += flat[end][1]
                end += 1
            if text == heading:
                at = end
                yield flat[start][0]
                break
        else:
            yield None


def check_entries(listed, marks, numbers):
    """Each entry of the 目录 is the next bookmark of its text, with its number;
    bookmarks that it leaves out are deeper than all that it has."""
    left = iter(marks)
    skipped, deepest = [], 0
    for text, number in listed:
        for depth, heading, page in left:
            if text.endswith(heading):
                break
            skipped.append((depth, heading))
        else:
            yield f'the 目录 lists “{text}”, which is no bookmark'
            return
        deepest = max(deepest, depth)
        if numbers[page] is not None and number != numbers[page]:
            yield f'“{heading}”: {number} in the 目录, its page prints {numbers[page]}'
    for depth, heading in skipped + [(depth, heading) for depth, heading, _ in left]:
        if listed and depth <= deepest:
            yield f'“{heading}” is not in the 目录'


def check(ours, rendered):
    folios = read_folios(ours.with_suffix('.lines'))
    marks = bookmarks(ours)
    headings = [text for _, text, _ in marks]
    own, theirs = read_lines(ours), read_lines(rendered)
    for name, pages in ((ours, own), (rendered, theirs)):
        if len(pages) != len(folios):
            yield f'{name} has {len(pages)} pages of {len(folios)}'
            return
        for number, (page, folio) in enumerate(zip(pages, folios), 1):
            if folio and folio[0] not in page:
                yield f'{name}: sheet {number} does not print {folio[0]}'
        for (_, heading, target), page in zip(marks, find(headings, pages)):
            if page != target:
                yield (f'{name}: “{heading}” stands on sheet {page if page is None else page + 1}, '
                       f'its bookmark leads to {target + 1}')
    yield from check_entries(list(entries(own)), marks,
                             [folio and folio[1] for folio in folios])


def main():
    ours, rendered = map(pathlib.Path, sys.argv[1:])
    faults = list(check(ours, rendered))
    for fault in faults:
        print(f'heading_pages: {fault}')
    if not faults:
        print(f'{ours}: {len(bookmarks(ours))} headings, {len(list(entries(read_lines(ours))))} of '
              'them in the 目录, each on one page by all accounts')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
