#!/usr/bin/python3
"""A batch that is killed again and again:  tests/batch.py PROGRAM [COUNT KILLS]

COUNT variants of the example, one of a hundred (three at least) broken, are
built with -j 1; that run is the measure. Then with -j 2: the same bytes and
messages. Then with KILLS kills at moments chosen by a fixed seed, of the
command alone or with its workers: whatever lies there after a kill is whole,
and in the end the same files are there and the same reports are named. On a
terminal there is a bar.
"""
import functools
import os
import pathlib
import pty
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / 'bench'))
import inputs  # noqa: E402

JOURNAL = '.ziping-batch'
BUSY = '批次重叠'
STOPPED = '批次停下了；写成的都留着，原样再运行一次会接着做\n'
BAR = re.compile(r'\r\x1b\[K\[#+\.*\] \d+/\d+ 份，(失败 \d+，)?每秒 \d+\.\d 份，剩 \d+ 秒')
COUNT_OF_BAR = 10  # one of so many reports is made to see the bar


def outputs(folder):
    """Of a command that was killed, workers may still end what they are at."""
    found = {}
    for path in folder.iterdir():
        try:
            found[path.name] = path.read_bytes()
        except FileNotFoundError:
            continue
    found.pop(JOURNAL, None)
    return found


def finished(name):
    return not name.endswith(('.ziping-tmp', '.ziping-old'))


class Test:
    def __init__(self, program, folder, count):
        self.program, self.folder = program, folder
        self.data = folder / 'data'
        self.broken = max(3, count // 100)
        paths = inputs.variants(self.data, count)
        for path in random.Random(1).sample(paths, self.broken):
            text = pathlib.Path(path).read_text(encoding='utf-8')
            pathlib.Path(path).write_text(text.replace('</指标>', '', 1), encoding='utf-8')
        self.failed = []

    def command(self, out, workers, *more):
        return [self.program, 'batch', str(self.data), '-o', str(out), '-j', str(workers), *more]

    def run(self, name, workers, *more):
        """All of it: the outputs, and what was said."""
        out = self.folder / name
        out.mkdir(exist_ok=True)
        while True:
            done = subprocess.run(self.command(out, workers, *more), capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, check=False)
            if BUSY not in done.stderr:  # by workers of a command that was just killed
                return outputs(out), done
            time.sleep(0.05)

    def kill(self, name, moment, whole):
        """Starts the batch and kills it: alone, or with its workers."""
        with subprocess.Popen(self.command(self.folder / name, 2), start_new_session=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as child:
            time.sleep(moment)
            try:
                (os.killpg if whole else os.kill)(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def interrupt(self, name):
        """What a batch says that is ended from the keyboard, after its first report.

        What a shell starts in the background ignores that signal, and so would a batch.
        """
        out = self.folder / name
        heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        with subprocess.Popen(self.command(out, 2), start_new_session=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, preexec_fn=heed) as child:
            while child.poll() is None and not any(out.glob('*.docx')):
                time.sleep(0.005)
            os.killpg(child.pid, signal.SIGINT)
            said = child.communicate()[1]
        return said if child.returncode == -signal.SIGINT else ''

    def bar(self, name):
        """What a terminal is shown of some reports."""
        out = self.folder / name
        out.mkdir()
        end, terminal = pty.openpty()
        shown = b''
        with subprocess.Popen([*self.command(out, 1), '--shard', f'1/{COUNT_OF_BAR}'],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=terminal):
            os.close(terminal)
            try:
                while read := os.read(end, 4096):
                    shown += read
            except OSError:  # how a terminal without a writer ends
                pass
        os.close(end)
        return shown.decode()

    def check(self, what, good):
        if not good:
            self.failed.append(what)


def failures(done):
    return [line for line in done.stdout.splitlines() if line.startswith('失败')]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    count, kills = (int(argument) for argument in sys.argv[2:4] or (60, 6))
    with tempfile.TemporaryDirectory() as folder:
        test = Test(program, pathlib.Path(folder), count)
        began = time.monotonic()
        wanted, one = test.run('one', 1)
        duration = time.monotonic() - began
        test.check('reports', len(wanted) == 2 * (count - test.broken))
        test.check('named', len(failures(one)) == test.broken)
        made, two = test.run('two', 2)
        test.check('-j 2: files', made == wanted)
        test.check('-j 2: said', (two.stdout, two.stderr) == (one.stdout, one.stderr))
        chance, between = random.Random(2), 0
        (test.folder / 'killed').mkdir()
        for number in range(kills):
            test.kill('killed', chance.random() * duration / kills, number % 2 == 0)
            whole = {name: bytes_ for name, bytes_ in outputs(test.folder / 'killed').items()
                     if finished(name)}
            test.check(f'kill {number}: whole files', whole.items() <= wanted.items())
            between += 0 < len(whole) < len(wanted)
        made, end = test.run('killed', 2)
        test.check('after the kills: files', made == wanted)
        test.check('after the kills: named', failures(end) == failures(one))
        _, again = test.run('killed', 2, '--changed')
        test.check('interrupted', test.interrupt('stopped').endswith(STOPPED))
        test.check('bar', BAR.search(test.bar('bar')))
        test.check('--changed', f'写成 0 份，未变 {count - test.broken} 份' in again.stdout)
    print(f'batch: {count} reports, {test.broken} of them broken; {kills} kills, '
          f'{between} of them with some reports made and some not')
    for what in test.failed:
        print(f'batch: {what}')
    print(f'{kills + 9 - len(test.failed)} passed, {len(test.failed)} failed')
    return 1 if test.failed else 0


if __name__ == '__main__':
    sys.exit(main())
