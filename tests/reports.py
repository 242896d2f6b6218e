#!/usr/bin/python3
"""The two real reports of ../shared/seeds, whole:  tests/reports.py PROGRAM

Each is imported and built. The text of the PDF (pdftotext) and of both DOCX
(python-docx) must be the source's, character by character; only white space,
page numbers and conversion rubbish ([bookmark: …]) don't count. Built again in
another folder, time zone and locale, every file must have the same bytes.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import docx

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / 'shared' / 'seeds'
REPORTS = {'zengcheng-2022.txt': '增城-2022', '004_20281f466c5a2901.txt': '高阳-2022'}
FORMATS = 'pdf,docx,doc,lines,locked'


def bare(text):
    return re.sub(r'\s+', '', text)


def source_text(seed):
    return bare(re.sub(r'\[bookmark:[^]]*\]', '', seed.read_text()))


def pdf_text(path):
    """Without page numbers, which stand last on their page."""
    out = subprocess.run(['pdftotext', '-enc', 'UTF-8', path, '-'], capture_output=True, check=True)
    pages = out.stdout.decode().split('\f')[:-1]
    return ''.join(re.sub(rf'—{number}—$', '', bare(page))
                   for number, page in enumerate(pages, 1))


def docx_text(path):
    return bare(''.join(paragraph.text for paragraph in docx.Document(path).paragraphs))


def ziping(program, *arguments, **env):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          env=dict(os.environ, ZIPING_HOME=str(ROOT), **env))
    if done.returncode > 1:
        print(f'reports: ziping {" ".join(map(str, arguments))}: status {done.returncode}')
        print(done.stderr, end='')
    return done.returncode <= 1


def first_difference(want, got):
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return f'character {at}: source …{want[at - 5:at + 10]}…, output …{got[at - 5:at + 10]}…'


def compare_text(path, read, want):
    try:
        got = read(path)
    except Exception as error:  # whatever a reader says of a broken file
        print(f'reports: {path.name} cannot be read: {error}')
        return False
    if got != want:
        print(f'reports: {path.name} differs from its source at {first_difference(want, got)}')
        return False
    print(f'reports: {path.name}: {len(want)} characters as in the source')
    return True


def same_bytes(first, second):
    names = sorted(path.name for path in first.iterdir())
    equal = names == sorted(path.name for path in second.iterdir()) and all(
        (first / name).read_bytes() == (second / name).read_bytes() for name in names)
    if not equal:
        print(f'reports: two builds differ: {", ".join(names)}')
    return equal


def check_report(program, seed, layout, scratch):
    data = scratch / f'{seed.stem}.xml'
    first, second = scratch / 'first', scratch / 'another folder'
    first.mkdir()
    second.mkdir()
    if not (ziping(program, 'import', seed, '-l', layout, '-o', data) and
            ziping(program, 'build', data, '-o', first, '-f', FORMATS, TZ='Asia/Shanghai',
                   LANG='C', LC_ALL='C') and
            ziping(program, 'build', data, '-o', second, '-f', FORMATS, TZ='UTC',
                   LANG='zh_CN.UTF-8', LC_ALL='zh_CN.UTF-8')):
        return [False]
    want = source_text(seed)
    return [compare_text(first / f'{seed.stem}.pdf', pdf_text, want),
            compare_text(first / f'{seed.stem}.docx', docx_text, want),
            compare_text(first / f'{seed.stem}.locked.docx', docx_text, want),
            same_bytes(first, second)]


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    results = []
    for name, layout in REPORTS.items():
        if not (SEEDS / name).exists():
            print(f'reports: NOT TESTED, {SEEDS / name} IS NOT THERE')
            continue
        with tempfile.TemporaryDirectory(prefix='ziping-reports-') as scratch:
            results += check_report(program, SEEDS / name, layout, pathlib.Path(scratch))
    failed = results.count(False)
    print(f'{len(results) - failed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
