#!/usr/bin/python3
"""Cases against goldens:  tests/cases.py [--accept] [--valgrind] PROGRAM [CASE…]

A case is a folder tests/cases/NAME. Its files are copied to a scratch folder,
and its `cmd` runs there under sh with `ziping` on the PATH. What the run leaves
is compared with tests/golden/NAME, file by file: `messages` (stderr), `stdout`,
`status`, and every file that is new or changed: a PDF as its text, a DOCX or
XLSX as its parts with one tag a line, anything else as it is. A missing golden fails;
so does a file that nobody expects, a left-over temporary file for one.

At the end: every message of gen/base/messages.def must occur in some golden or
unit test, and docs/messages.md must explain exactly these messages.
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
# A worker of batch ends without freeing, what libraries keep by inner pointers too.
VALGRIND = ('valgrind -q --error-exitcode=99 --leak-check=full '
            '--errors-for-leak-kinds=definite --show-leak-kinds=definite ')
# What travels inside is tests/archive.py's: here it would repeat every source.
ATTACHED = re.compile('(<(?:文字|字节)>|ds:itemID="\\{)[^<}]+'.encode())
PIECES = re.compile('(<文字>…</文字>)(\\n<文字>…</文字>)+'.encode())


def as_text(name, data):
    """What is compared of a file, as {name: text}."""
    if name.endswith(('.docx', '.xlsx')) and data[:2] == b'PK':
        parts = {}
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            with zipfile.ZipFile(file.name) as package:
                order = package.namelist()
                parts[f'{name}/order'] = '\n'.join(order) + '\n'
                for part in order:
                    data = package.read(part)
                    if part.endswith(('.png', '.jpeg')):
                        parts[f'{name}/{part}'] = hashlib.sha256(data).hexdigest() + '\n'
                        continue
                    if part.endswith('.xlsx'):
                        parts.update(as_text(f'{name}/{part}', data))
                        continue
                    xml = data.replace(b'><', b'>\n<')
                    if part.startswith('customXml/'):
                        xml = PIECES.sub(rb'\1', ATTACHED.sub('\\1…'.encode(), xml))
                    parts[f'{name}/{part}'] = xml.decode() + '\n'
        return parts
    if name.endswith('.pdf') and data[:4] == b'%PDF':
        with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
            file.write(data)
            file.flush()
            text = subprocess.run(['pdftotext', '-enc', 'UTF-8', file.name, '-'],
                                  capture_output=True, check=True)
        return {f'{name}.txt': text.stdout.decode()}
    return {name: data.decode(errors='backslashreplace')}


def snapshot(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob('*')) if path.is_file()}


def run_case(case, program, valgrind):
    """The case's outcome as {file: text}."""
    with tempfile.TemporaryDirectory(prefix='ziping-case-') as scratch:
        tools = pathlib.Path(scratch) / 'bin'
        work = pathlib.Path(scratch) / 'work'
        tools.mkdir()
        shutil.copytree(case, work, symlinks=True)
        (work / 'cmd').unlink()
        wrapper = tools / 'ziping'
        wrapper.write_text(f'#!/bin/sh\nexec {VALGRIND if valgrind else ""}"{program}" "$@"\n')
        wrapper.chmod(0o755)
        env = dict(os.environ, LC_ALL='C', TZ='UTC', ZIPING_HOME=str(ROOT), ROOT=str(ROOT),
                   ASAN_OPTIONS='verify_asan_link_order=0', FAULTS=str(ROOT / 'build/faults.so'),
                   PROGRAM=str(program), PATH=f'{tools}:{os.environ["PATH"]}')
        before = snapshot(work)
        done = subprocess.run(['sh', '-c', (case / 'cmd').read_text()], cwd=work, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        outcome = {'status': f'{done.returncode}\n'}
        for name, data in ('messages', done.stderr), ('stdout', done.stdout):
            if data:
                text = data.decode(errors='backslashreplace')
                outcome[name] = text.replace(str(work), '$WORK').replace(str(ROOT), '$ROOT')
        for name, data in snapshot(work).items():
            if before.get(name) != data:
                outcome.update(as_text(name, data))
        for name in before:
            if not (work / name).exists():
                outcome[name] = '(gone)\n'
        return outcome


def read_golden(folder):
    return {name: data.decode() for name, data in snapshot(folder).items()}


def write_golden(folder, outcome):
    if folder.exists():
        shutil.rmtree(folder)
    for name, text in outcome.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


RAW_MOST = 40  # lines of a raw difference that are shown beside ours


def review(program, old, new):
    """What `ziping diff` tells of two .lines; None when it sees no difference."""
    with tempfile.TemporaryDirectory(prefix='ziping-review-') as scratch:
        paths = [pathlib.Path(scratch) / name for name in ('old.lines', 'new.lines')]
        for path, text in zip(paths, (old, new)):
            path.write_text(text)
        done = subprocess.run([program, 'diff', *paths], capture_output=True, text=True,
                              env=dict(os.environ, ZIPING_HOME=str(ROOT)))
    return done.stdout if done.returncode == 1 else None


def show_lines_difference(program, name, old, new):
    """As a reader sees it: where every line of a page moved, the raw difference
    is the whole page."""
    told = review(program, old, new)
    raw = list(difflib.unified_diff(old.splitlines(True), new.splitlines(True), n=0))
    changed = [line for line in raw if line[0] in '+-'][2:]
    if told:
        print(f'ziping diff of {name}, of which {len(changed)} lines are others:')
        print(told, end='')
    if not told or len(changed) <= RAW_MOST:
        sys.stdout.writelines(raw)


def show_difference(program, case, golden, outcome):
    for name in sorted(golden.keys() | outcome.keys()):
        old, new = golden.get(name), outcome.get(name)
        if old and new and old != new and name.endswith('.lines'):
            show_lines_difference(program, f'{case}/{name}', old, new)
        elif old != new:
            sys.stdout.writelines(difflib.unified_diff(
                (old or '').splitlines(True), (new or '').splitlines(True),
                f'golden/{case}/{name}' if old is not None else '(no golden)',
                f'now/{case}/{name}' if new is not None else '(not written)'))


def check_case(case, outcome, options):
    golden_folder = TESTS / 'golden' / case.name
    golden = read_golden(golden_folder)
    if outcome == golden:
        return True
    print(f'cases: {case.name} differs')
    show_difference(options.program, case.name, golden, outcome)
    if not options.accept:
        return False
    print(f'accept {case.name}? [y/n] ', end='', flush=True)
    if sys.stdin.readline().strip() != 'y':
        return False
    write_golden(golden_folder, outcome)
    return True


def messages_in_source():
    source = (ROOT / 'gen/base/messages.def').read_text()
    return re.findall(r'^MESSAGE\((\w+),\s*MSG_\w+,\s*"([^"]+)",\s*"([^"]+)"', source, re.M)


STRETCH = 5  # of a message's words, that tell it from every other one


def asked_by_words(text, others, units):
    """Whether a unit test asks for a stretch of the text that no other has."""
    for piece in re.split(r'%\d', text):
        for at in range(len(piece) - STRETCH + 1):
            stretch = piece[at:at + STRETCH]
            if stretch in units and not any(stretch in other for other in others):
                return True
    return False


def untested_messages():
    """Messages that no golden shows and neither a unit test nor faults.py asks for:
    by its id, its name, or words of its own."""
    shown = set()
    for path in (TESTS / 'golden').glob('*/messages'):
        shown.update(re.findall(r'\[([^][]+)\]$', path.read_text(), re.M))
    asking = [*sorted((TESTS / 'unit').glob('*.c')), TESTS / 'faults.py']
    units = ''.join(path.read_text() for path in asking)
    messages = messages_in_source()
    texts = [text for _, _, text in messages]
    return [f'{ident} {name}' for at, (ident, name, text) in enumerate(messages)
            if name not in shown and not re.search(rf'\b{ident}\b|["\[]{name}["\]]', units)
            and not asked_by_words(text, texts[:at] + texts[at + 1:], units)]


def undocumented_messages():
    """Where docs/messages.md and messages.def don't list the same."""
    listed = re.findall(r'^### (.+)$', (ROOT / 'docs/messages.md').read_text(), re.M)
    known = [name for _, name, _ in messages_in_source()]
    return ([f'not explained: {name}' for name in known if name not in listed] +
            [f'explained, but no message: {name}' for name in listed if name not in known] +
            [f'twice: {name}' for name in set(known + listed)
             if known.count(name) > 1 or listed.count(name) > 1])


def check_list(title, faults):
    for fault in faults:
        print(f'cases: {title}: {fault}')
    return not faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--accept', action='store_true')
    parser.add_argument('--valgrind', action='store_true')
    parser.add_argument('program', type=lambda name: pathlib.Path(name).resolve())
    parser.add_argument('cases', nargs='*')
    options = parser.parse_args()
    names = options.cases or sorted(path.parent.name for path in TESTS.glob('cases/*/cmd'))
    cases = [TESTS / 'cases' / name for name in names]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(lambda case: run_case(case, options.program, options.valgrind), cases)
        results = [check_case(case, outcome, options) for case, outcome in zip(cases, outcomes)]
    if not options.cases:
        known = {path.name for path in (TESTS / 'cases').iterdir()}
        orphans = [path.name for path in (TESTS / 'golden').iterdir() if path.name not in known]
        results += [check_list('golden without a case', orphans),
                    check_list('message that no test raises', untested_messages()),
                    check_list('docs/messages.md', undocumented_messages())]
    failed = results.count(False)
    print(f'{len(results) - failed} passed, {failed} failed')
    return 1 if failed or not results else 0


if __name__ == '__main__':
    sys.exit(main())
