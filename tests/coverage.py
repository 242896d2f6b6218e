#!/usr/bin/python3
"""Lines of gen/ that the tests reach:  tests/coverage.py [--missing] BUILD

BUILD holds what was compiled with --coverage and has run. Prints the share of
each room and of all; --missing the lines that nothing reached. Fails below
LEAST percent.
"""
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEAST = 85


def read_counts(build):
    """{file of gen/: {line: times}}"""
    notes = sorted(str(path) for path in (build / 'gen').rglob('*.gcno'))
    reached = [note for note in notes if pathlib.Path(note).with_suffix('.gcda').exists()]
    print(f'coverage: {len(reached)} of {len(notes)} files ran')
    out = subprocess.run(['gcov', '--json-format', '--stdout', *notes], cwd=ROOT, check=True,
                         capture_output=True, text=True).stdout
    counts = collections.defaultdict(collections.Counter)
    for report in out.splitlines():
        for file in json.loads(report)['files']:
            if file['file'].startswith('gen/') and file['file'].endswith('.c'):
                for line in file['lines']:
                    counts[file['file']][line['line_number']] += line['count']
    return counts


def ranges(lines):
    out = []
    for line in sorted(lines):
        if out and line == out[-1][1] + 1:
            out[-1][1] = line
        else:
            out.append([line, line])
    return ', '.join(f'{first}-{last}' if first < last else str(first) for first, last in out)


def main():
    build = pathlib.Path(sys.argv[-1]).resolve()
    rooms = collections.defaultdict(lambda: [0, 0])
    for name, lines in sorted(read_counts(build).items()):
        missing = [line for line, times in lines.items() if times == 0]
        for room in (str(pathlib.Path(name).parent), 'all'):
            rooms[room][0] += len(lines) - len(missing)
            rooms[room][1] += len(lines)
        if missing and '--missing' in sys.argv:
            print(f'{name}: {ranges(missing)}')
    for room, (reached, whole) in rooms.items():
        if room != 'all':
            print(f'coverage: {room}: {reached} of {whole} lines, {100 * reached / whole:.1f} %')
    reached, whole = rooms['all']
    print(f'coverage: gen/: {reached} of {whole} lines, {100 * reached / whole:.1f} %, '
          f'at least {LEAST} %')
    good = 100 * reached >= LEAST * whole > 0
    print('1 passed, 0 failed' if good else '0 passed, 1 failed')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
