#!/usr/bin/python3
"""Reports that make themselves again:  tests/archive.py PROGRAM

Every example, and both real reports of ../shared, is built as PDF, DOCX and
locked DOCX; `verify` must say 一致 of each; what `extract` takes out must build
to the same bytes, in another folder and with another name for the user and the
host. No output may hold a path, a user, a host or a time of building."""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
SEEDS = ROOT.parent / 'shared/seeds'
FORMS = {'pdf': '.pdf', 'docx': '.docx', 'locked': '.locked.docx'}
passed = failed = 0


def check(what, good):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f'archive: {what}')


def run(program, *words, **environment):
    env = dict(os.environ, ZIPING_HOME=str(ROOT), **environment)
    return subprocess.run([program, *map(str, words)], env=env, capture_output=True, text=True)


def unpacked(path):
    """All that a reader of the file may see, streams unpacked."""
    data = path.read_bytes()
    if path.suffix == '.docx':
        with zipfile.ZipFile(path) as package:
            dates = {info.date_time for info in package.infolist()}
            check(f'{path.name}: times in the package', dates == {(1980, 1, 1, 0, 0, 0)})
            return b''.join(package.read(name) for name in package.namelist())
    return data + subprocess.run(['qpdf', '--qdf', '--object-streams=disable', path, '-'],
                                 capture_output=True, check=True).stdout


def check_private(path, folder):
    text = unpacked(path)
    secrets = {'a path': str(folder), 'the program': str(ROOT), 'the user': 'somebody-7391',
               'the host': os.uname().nodename}
    for what, secret in secrets.items():
        if len(secret) > 3:
            check(f'{path.name} holds {what}', secret.encode() not in text)


def check_report(program, data, work):
    first, out, again = work / 'first', work / 'out', work / 'again'
    for folder in first, out, again:
        folder.mkdir(parents=True)
    built = run(program, 'build', data, '-o', first, '-f', ','.join(FORMS), USER='somebody-7391')
    check(f'{data.name}: built', built.returncode in (0, 1))
    files = {form: first / (data.stem + ending) for form, ending in FORMS.items()}
    said = run(program, 'verify', *files.values())
    check(f'{data.name}: verified: {said.stdout}{said.stderr}',
          said.returncode == 0 and said.stdout.count(': 一致\n') == len(FORMS))
    for form, path in files.items():
        check_private(path, work)
        taken = run(program, 'extract', path, '-o', out)
        check(f'{path.name}: extracted', taken.returncode == 0)
        command = shlex.split(re.search(r'ziping (build .*) \[再生成\]', taken.stderr)[1])
        run(program, *command, '-o', again, TZ='Asia/Shanghai', LC_ALL='C.UTF-8')
        copy = again / path.name
        check(f'{path.name}: the same bytes again',
              copy.exists() and copy.read_bytes() == path.read_bytes())


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix='ziping-archive-') as scratch:
        work = pathlib.Path(scratch)
        reports = sorted((ROOT / 'examples').glob('*.xml'))
        for seed, layout in (('zengcheng-2022', '增城-2022'), ('004_20281f466c5a2901', '高阳-2022')):
            if (SEEDS / f'{seed}.txt').exists():
                reports.append(work / f'real-{layout}.xml')
                run(program, 'import', SEEDS / f'{seed}.txt', '-l', layout, '-o', reports[-1])
        for data in reports:
            check_report(program, data, work / data.stem)
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0)


main()
