#!/usr/bin/python3
"""Lines, table rows and pages of two PDFs:
    locked_lines.py OURS.pdf RENDERED.pdf
    locked_lines.py --share OURS.lines OURS.pdf RENDERED.pdf

RENDERED is what LibreOffice made of our DOCX. Prints how many of our lines,
table rows and pages it has, in order and white space aside, and every one that
differs, ours with - and the other's with +. A row counts as the same when each
of its cells has the same text on the same lines. Exit 1 unless all are the same,
each on its page, all baselines nearly as high, and all lines begin nearly where
ours do.
With --share (for the editable DOCX, whose lines LibreOffice breaks by its own
rule) it says why the first of lines that differ does, by our own account of the
lines, and exits 0.
"""
import argparse
import difflib
import pathlib
import re
import sys

from drawn_pages import read_figures, read_pages

FARTHEST = 1.5  # pt, of baselines
WIDEST = 10  # pt, of where lines begin: less than a character


def flat(pages):
    return [(number, line) for number, page in enumerate(pages, 1) for line in page.items]


def read_account(path):
    """Why each of our lines is as it is: {text: what was squeezed}."""
    account = {}
    for row in pathlib.Path(path).read_text().splitlines():
        figures, bar, text = row.partition(' | ')
        if bar:
            taken = dict(re.findall(r'(相邻|挤)([\d.]+)', figures))
            account[re.sub(r'\s', '', text)] = taken
    return account


def reason(line, other, account):
    """Why LibreOffice's line is not ours."""
    taken = account.get(line, {})
    if other[:3] != line[:3]:
        return 'follows from a line before'
    if len(other) > len(line):
        return 'LibreOffice lets a mark hang, or sets a smaller gap beside letters and digits'
    if '挤' in taken:
        return f'{taken["挤"]} em taken from marks, which LibreOffice does not squeeze'
    if '相邻' in taken:
        return f'adjacent marks give {taken["相邻"]} em, in LibreOffice nothing'
    return 'another rule of line starts and ends, or another width'


def compare_lines(ours, theirs, account):
    """Prints the lines that differ; how many are the same, in order."""
    left, right = flat(ours), flat(theirs)
    matcher = difflib.SequenceMatcher(None, [line for _, line in left],
                                      [line for _, line in right], autojunk=False)
    same = 0
    for kind, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        if kind == 'equal':
            same += left_end - left_start
            continue
        if account is not None and kind == 'replace':
            print('  ' + reason(left[left_start][1], right[right_start][1], account))
        for number, line in left[left_start:left_end]:
            print(f'  page {number}: - {line}')
        for number, line in right[right_start:right_end]:
            print(f'  page {number}: + {line}')
    return same


def farthest(ours, theirs):
    """By how much, in pt, a baseline of ours misses the nearest of theirs."""
    return max((min((abs(at - other) for other in right.baselines), default=at)
                for left, right in zip(ours, theirs) for at in left.baselines), default=0)


def widest(ours, theirs):
    """By how much, in pt, a line outside of tables begins beside ours."""
    return max((abs(start - other) for left, right in zip(ours, theirs)
                for start, other in zip(left.starts, right.starts)), default=0)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--share', metavar='OURS.lines')
    parser.add_argument('ours')
    parser.add_argument('rendered')
    options = parser.parse_args()
    account = pathlib.Path(options.ours).with_suffix('.lines')
    figures = read_figures(account) if account.exists() and not options.share else {}
    ours, theirs = read_pages(options.ours, figures), read_pages(options.rendered, figures)
    lines = compare_lines(ours, theirs, read_account(options.share) if options.share else None)
    pages = sum(left.items == right.items for left, right in zip(ours, theirs))
    total = sum(len(page.items) for page in ours)
    rows = sum(len(page.rows) for page in ours)
    print(f'{options.rendered}: {lines} of {total} lines'
          + (f' ({rows} of them table rows)' if rows else '')
          + f', {pages} of {len(ours)} pages as ours'
          + (f', {len(theirs)} pages in all' if len(theirs) != len(ours) else ''))
    same = total > 0 and len(theirs) == pages == len(ours)
    if same and not options.share:
        off, beside = farthest(ours, theirs), widest(ours, theirs)
        print(f'  baselines within {off:.2f} pt, starts of lines within {beside:.2f} pt')
        same = off < FARTHEST and beside < WIDEST
    return 0 if same or options.share else 1


if __name__ == '__main__':
    sys.exit(main())
