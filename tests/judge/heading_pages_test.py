#!/usr/bin/python3
"""heading_pages.py finds what is wrong:  heading_pages_test.py OURS.pdf RENDERED.pdf

Both are of a report with a 目录, and sound. Each fault is put into a copy of one of
them; the message must say what it is.
"""
import pathlib
import re
import shutil
import sys
import tempfile

import heading_pages
import pikepdf


def other_target(pdf):
    with pdf.open_outline() as outline:
        outline.root[-1].destination = pikepdf.make_page_destination(pdf, 0)


def swapped(pdf):
    pages = [pdf.pages[i] for i in range(len(pdf.pages))]
    pdf.pages.insert(len(pages) - 2, pages[-1])
    del pdf.pages[-1]


def page_lost(pdf):
    del pdf.pages[-1]


def mark_lost(pdf):
    with pdf.open_outline() as outline:
        del outline.root[-1]


def mark_more(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem('目录', 0))


FAULTS = (  # which of the two, how it is spoilt, what must be said
    (0, other_target, 'its bookmark leads to 1'), (1, swapped, 'does not print'),
    (1, swapped, 'stands on sheet'), (1, page_lost, 'pages of'),
    (0, mark_lost, 'which is no bookmark'), (0, mark_more, 'is not in the 目录'),
)


def spoilt(paths, which, spoil, folder):
    copies = [folder / path.name for path in paths]
    for path, copy in zip(paths, copies):
        shutil.copy(path, copy)
    shutil.copy(paths[0].with_suffix('.lines'), folder)
    with pikepdf.open(paths[which]) as pdf:
        spoil(pdf)
        pdf.save(copies[which])
    return list(heading_pages.check(*copies))


def wrong_number(paths, folder):
    """The last page is said to print another number than the 目录 gives."""
    shutil.copy(paths[0], folder)
    lines = paths[0].with_suffix('.lines').read_text()
    last = max(int(number) for number in re.findall(r'(?m)^(\d+)\.页码', lines))
    (folder / paths[0].name).with_suffix('.lines').write_text(
        re.sub(rf'(?m)^{last}\.', f'{last + 1}.', lines))
    return list(heading_pages.check(folder / paths[0].name, paths[1]))


def main():
    paths = [pathlib.Path(path) for path in sys.argv[1:]]
    missed = list(heading_pages.check(*paths))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for which, spoil, message in FAULTS:
            found = spoilt(paths, which, spoil, folder)
            if not any(message in fault for fault in found):
                missed.append(f'{spoil.__name__}: wanted “{message}”, found {found[:3]}')
        found = wrong_number(paths, folder)
        if not any('its page prints' in fault for fault in found):
            missed.append(f'wrong_number: found {found[:3]}')
    for line in missed:
        print(f'heading_pages_test: {line}')
    print(f'heading_pages_test: {len(FAULTS) + 1} faults')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
