#!/usr/bin/python3
"""composing.py [--record]

A past year's report is set again as it was, so lines may not move unsaid. Every
.lines golden stands in tests/composing.txt with what it was made from: where the
lines are others and that is the same, ZIPING_COMPOSING (gen/base/version.h) must
have gone up and CHANGES.md must say, below "Composing N", which lines may move.
--record writes the file anew and refuses what breaks that rule.
"""
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = ROOT / 'tests/golden'
RECORD = ROOT / 'tests/composing.txt'


def digest(paths):
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.name.encode() + b'\0' + path.read_bytes() + b'\0')
    return whole.hexdigest()[:16]


def chain(name):
    """The layout in layouts/ and what it builds on."""
    path = ROOT / f'layouts/{name}.xml'
    if not path.exists():
        return set()
    base = re.search(r'<布局\b[^>]*\s以="([^"]*)"', path.read_text())
    return {path} | (chain(base[1]) if base else set())


def sources(case):
    """What the case's lines are made from, the program aside."""
    own = {path for path in (ROOT / 'tests/cases' / case).rglob('*') if path.is_file()}
    named = re.findall(r'examples/[\w.-]+\.xml', (ROOT / 'tests/cases' / case / 'cmd').read_text())
    data = own | {ROOT / name for name in named}
    layouts = {name for path in data if path.suffix == '.xml'
               for name in re.findall(r'布局="([^"]*)"', path.read_text(errors='replace'))}
    return data | set().union(*map(chain, layouts)) | {ROOT / 'fonts/字体.xml'}


def now():
    """{golden: (digest of its sources, of its lines)}"""
    found = {}
    for path in sorted(GOLDEN.rglob('*.lines')):
        name = path.relative_to(GOLDEN)
        found[str(name)] = (digest(sources(name.parts[0])), digest([path]))
    return found


def recorded():
    """(composing, {golden: …}) as now()"""
    if not RECORD.exists():
        return 0, {}
    head, *rows = RECORD.read_text().splitlines()
    return int(head.split()[-1]), {row.split(' ', 2)[2]: tuple(row.split(' ', 2)[:2]) for row in rows}


def faults(composing, old, old_composing, new):
    moved = [name for name in new if name in old and old[name] != new[name]]
    unsaid = [name for name in moved if old[name][0] == new[name][0]]
    if composing > old_composing > 0:
        if not re.search(rf'^#+ Composing {composing}\b', (ROOT / 'CHANGES.md').read_text(), re.M):
            yield f'CHANGES.md has no "Composing {composing}": which lines may move?'
    else:
        yield from (f'{name}: other lines of the same source; raise ZIPING_COMPOSING and say in '
                    'CHANGES.md which lines may move' for name in unsaid)


def main():
    version = (ROOT / 'gen/base/version.h').read_text()
    composing = int(re.search(r'ZIPING_COMPOSING (\d+)', version)[1])
    old_composing, old = recorded()
    new = now()
    found = list(faults(composing, old, old_composing, new))
    if '--record' in sys.argv and not found:
        rows = [f'{source} {lines} {name}' for name, (source, lines) in new.items()]
        RECORD.write_text('\n'.join([f'composing {composing}', *rows]) + '\n')
    elif not found and (old != new or composing != old_composing):
        found = ['tests/composing.txt is not of these goldens: run tests/composing.py --record']
    for fault in found:
        print(f'composing: {fault}')
    print(f'{len(new) if not found else 0} passed, {len(found)} failed')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
