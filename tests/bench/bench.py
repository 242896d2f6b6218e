#!/usr/bin/python3
"""ziping beside its peers:  bench.py PROGRAM PANGO

One report and a hundred different ones, in one run, with one font: CPU time of
the whole process (user and system), medians of paired runs. Machines differ:
what counts are the ratios, and the aims are ratios. What isn't reached stands
there as such; ends with status 1 then.
"""
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

import inputs
from measure import Rounds, peak_of_family

HERE = pathlib.Path(__file__).resolve().parent
FONTS = '/usr/local/share/fonts/fandol'
FONT = 'FandolFang R'
ROUNDS = 7
REPORTS = 100
TIMES = (1, 10, 50)
PEER = 'pango + cairo: PDF'
BOTH = 'ziping: PDF and DOCX, one face'
FOUR = 'ziping: PDF and DOCX, its four faces'
PDF = 'ziping: PDF, one face'
DOCX = 'ziping: DOCX'


class Bench:
    def __init__(self, program, pango, folder):
        self.program, self.pango, self.folder = program, pango, folder
        self.one_face = {'ZIPING_HOME': inputs.one_face_home(folder / 'home')}
        self.data = inputs.variants(folder / 'data', REPORTS)
        self.texts = inputs.texts(program, self.data, folder / 'texts')
        self.aims = []

    def out(self, name):
        """The folder into which the program so named writes."""
        folder = self.folder / 'out' / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def ours(self, name, data, form, env=None):
        return [self.program, 'build', *data, '-o', str(self.out(name)), '-f', form], env

    def commands(self, data, texts):
        """What is measured side by side, by name."""
        peers = {
            PEER: [self.pango, FONT],
            'Typst: PDF': ['node', str(HERE / 'typst.mjs'), FONT, FONTS],
            'python-docx: DOCX': ['/usr/bin/python3', str(HERE / 'python_docx.py'), FONT],
            'npm docx: DOCX': ['node', str(HERE / 'docx.mjs'), FONT],
        }
        return {
            BOTH: self.ours(BOTH, data, 'pdf,docx', self.one_face),
            FOUR: self.ours(FOUR, data, 'pdf,docx'),
            PDF: self.ours(PDF, data, 'pdf', self.one_face),
            DOCX: self.ours(DOCX, data, 'docx'),
            **{name: ([*command, str(self.out(name)), *texts], None)
               for name, command in peers.items()},
        }

    def aim(self, what, figure, most, unit=''):
        self.aims.append((what, figure, most, unit))


def row(name, *columns):
    # A Han character takes two columns; names here are Latin.
    print(f'{name:42}' + ''.join(f'{column:>12}' for column in columns))


def size_of(bench, name):
    return sum(file.stat().st_size for file in bench.out(name).iterdir()) / 1000


def check_outputs(bench, count):
    """A peer that wrote nothing, or took another font, would be measured for nothing."""
    for folder in (bench.folder / 'out').iterdir():
        files = list(folder.iterdir())
        if len(files) < count:
            sys.exit(f'bench.py: {folder.name}: {len(files)} files of {count}')
        for pdf in folder.glob('*.pdf'):
            fonts = subprocess.run(['pdffonts', str(pdf)], capture_output=True, check=False)
            if pathlib.Path(inputs.FACE).stem.encode() not in fonts.stdout:
                sys.exit(f'bench.py: {pdf}: not set in {inputs.FACE}')


def one_report(bench):
    commands = bench.commands(bench.data[:1], bench.texts[:1])
    rounds = Rounds(commands, ROUNDS)
    check_outputs(bench, 1)
    print(f'One report, medians of {ROUNDS} paired runs')
    row('', 'CPU ms', 'to pango', 'peak MiB', 'KB')
    for name in commands:
        row(name, f'{rounds.cpu(name):.1f}', f'{rounds.ratio(name, PEER):.2f}',
            f'{rounds.peak(name):.1f}', f'{size_of(bench, name):.0f}')
    bench.aim('one report, PDF and DOCX, to pango’s PDF', rounds.ratio(BOTH, PEER), 0.5)
    bench.aim('the same with four faces, to one face', rounds.ratio(FOUR, BOTH), 2)
    bench.aim('peak memory of one report', max(rounds.peak(BOTH), rounds.peak(FOUR)), 32, ' MiB')


def many_reports(bench):
    commands = bench.commands(bench.data, bench.texts)
    rounds = Rounds(commands, ROUNDS)
    check_outputs(bench, REPORTS)
    print(f'\n{REPORTS} different reports in one process, per report')
    row('', 'CPU ms', 'to pango', 'peak MiB')
    for name in commands:
        row(name, f'{rounds.cpu(name) / REPORTS:.2f}', f'{rounds.ratio(name, PEER):.3f}',
            f'{rounds.peak(name):.1f}')
    bench.aim('batch, PDF and DOCX, to pango’s PDF', rounds.ratio(BOTH, PEER), 0.6)
    bench.aim('batch, DOCX alone, to pango’s PDF', rounds.ratio(DOCX, PEER), 0.075)
    bench.pango_each = rounds.cpu(PEER) / REPORTS


def two_workers(bench):
    """The same as a batch; the program and its workers together."""
    peak = peak_of_family([bench.program, 'batch', str(bench.folder / 'data'), '-j', '2',
                           '-f', 'pdf,docx', '-o', str(bench.folder / 'batch')])
    row('ziping batch: two workers, four faces', '', '', f'{peak:.1f}')
    bench.aim('peak memory of a batch by two workers', peak, 48, ' MiB')


def streams(pdf):
    """What the PDF's streams hold before they are deflated."""
    for match in re.finditer(rb'stream\r?\n', pdf):
        try:
            yield zlib.decompressobj().decompress(pdf[match.end():])
        except zlib.error:
            continue


def deflate_cost(parts, level):
    def once():
        before = time.process_time()
        for part in parts:
            zlib.compress(part, level)
        return 1000 * (time.process_time() - before)
    return statistics.median(once() for _ in range(ROUNDS))


def floor(bench):
    """What zlib alone takes to deflate what we write."""
    pdf = list(streams((bench.out(BOTH) / 'r000.pdf').read_bytes()))
    with zipfile.ZipFile(bench.out(BOTH) / 'r000.docx') as package:
        docx = [package.read(name) for name in package.namelist()]
    print('\nThe floor: deflating what is written for one report, by zlib')
    row('', 'KB', 'level 6 ms', 'level 1 ms', 'to pango')
    for name, parts in (('PDF streams', pdf), ('DOCX parts', docx)):
        row(name, f'{sum(map(len, parts)) / 1000:.0f}',
            *(f'{deflate_cost(parts, level):.1f}' for level in (6, 1)),
            f'{deflate_cost(parts, 6) / bench.pango_each:.2f}')


def growth(bench):
    """How cost grows with the text, for each output."""
    bench.long = bench.folder / 'long'
    bench.long.mkdir()
    data = {times: inputs.long_report(bench.program, bench.long, bench.texts[0], times)
            for times in TIMES}
    pages = [inputs.page_count(bench.program, data[times], bench.long) for times in TIMES]
    print('\nThe same text once, 10 and 50 times over, CPU ms; four faces')
    row('', *(f'{count} pages' for count in pages), 'next 10', 'later 10')
    for form in ('doc', 'lines', 'pdf', 'docx', 'pdf,docx'):
        rounds = Rounds({times: bench.ours('growth', [data[times]], form) for times in TIMES}, ROUNDS)
        low, middle, high = (rounds.cpu(times) for times in TIMES)
        first = 10 * (middle - low) / (pages[1] - pages[0])
        second = 10 * (high - middle) / (pages[2] - pages[1])
        row(f'ziping: {form}', *(f'{cost:.1f}' for cost in (low, middle, high)),
            f'{first:.2f}', f'{second:.2f}')
    bench.aim('10 further pages, to pango’s PDF in the batch',
              max(first, second) / bench.pango_each, 0.25)
    bench.aim('the later 10 pages, to the next 10', second / first, 1.5)


def verdict(bench):
    print('\nAims')
    missed = 0
    for what, figure, most, unit in bench.aims:
        reached = figure <= most
        missed += not reached
        row(what, f'{figure:.2f}{unit}', f'≤ {most}{unit}', 'reached' if reached else 'MISSED')
    print(f'{len(bench.aims) - missed} passed, {missed} failed')
    return 1 if missed else 0


def main():
    program, pango = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    if not shutil.which('node'):
        sys.exit('bench.py: node is missing: run tools/setup.sh bench')
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, pango, pathlib.Path(folder))
        one_report(bench)
        many_reports(bench)
        two_workers(bench)
        floor(bench)
        growth(bench)
    return verdict(bench)


if __name__ == '__main__':
    sys.exit(main())
