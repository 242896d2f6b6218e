#!/usr/bin/python3
"""Lets everything fail that can fail:  tests/faults.py [--long] PROGRAM

One after the other, in a build of PDF, DOCX and doc over older files: every
call that writes (on a disk without links too), every file opened, memory at the
Nth allocation; then the process is killed at every such call and at random
moments. What must hold:
  - an error is said in a message with a name, the status is 4, nothing is
    reported as written, the older files are whole, no other file is left; or
    the program could do without, and its files are those of an undisturbed run;
  - after a kill each file is whole, the older or the new one, and the next run
    leaves nothing but the new ones.
The short form tries a sample of the allocations and of the random moments.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WRITES = [('open', 28), ('write', 28), ('fsync', 5), ('ftruncate', 5), ('close', 5), ('rename', 5)]
OTHERS = [('link', 1), ('read', 5), ('read', 24), ('mmap', 12)]
KILLS = [(name, 0) for name in ('open', 'write', 'fsync', 'close', 'link', 'rename', 'unlink')]
SAID = re.compile(r'(系统|错误): .*\[[^][]+\]$')
NAME = 'zengcheng-2022'
KINDS = ('pdf', 'docx', 'doc.txt')
OLD = b'old\n'


class Bench:
    """One program, one evaluation, and what an undisturbed run makes of it."""

    def __init__(self, program, **env):
        self.program = str(program)
        self.sanitized = b'__asan_init' in program.read_bytes()
        self.data = str(ROOT / f'examples/{NAME}.xml')
        self.env = dict(os.environ, ZIPING_HOME=str(ROOT), LC_ALL='C',
                        ASAN_OPTIONS='verify_asan_link_order=0', **env)
        self.passed = self.failed = 0
        with self.folder() as folder:
            done = self.run(folder)
            assert done.returncode == 0, done.stderr
            self.right = self.files(folder)

    def folder(self):
        return tempfile.TemporaryDirectory(prefix='ziping-faults-')

    def command(self, folder):
        return [self.program, 'build', self.data, '-o', folder, '-f', 'pdf,docx,doc']

    def run(self, folder, library=None, plan=None):
        env = self.env
        if library:
            env = dict(env, LD_PRELOAD=str(ROOT / 'build' / library), FAIL=plan, FAIL_SAID='1')
        return subprocess.run(self.command(folder), env=env, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=600)

    @staticmethod
    def put_old(folder):
        for kind in KINDS:
            pathlib.Path(folder, f'{NAME}.{kind}').write_bytes(OLD)

    @staticmethod
    def files(folder):
        return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}

    def old(self):
        return {f'{NAME}.{kind}': OLD for kind in KINDS}

    def judge(self, what, faults):
        for fault in faults:
            print(f'faults: {what}: {fault}')
        self.failed += bool(faults)
        self.passed += not faults

    def faults_of_error(self, done, folder, may_do_without):
        """What is wrong with how a run with one failing call ended."""
        files = self.files(folder)
        if done.returncode == 0:
            if not may_do_without:
                return ['status 0']
            return [] if files == self.right else ['status 0, but other files']
        said = done.stderr.decode(errors='replace').strip().split('\n')
        faults = []
        if done.returncode != 4:
            faults.append(f'status {done.returncode}: {" / ".join(said[-3:])}')
        if not SAID.search(said[-1]):
            faults.append(f'no message: {" / ".join(said[-3:])}')
        if done.stdout:
            faults.append('a file is reported as written')
        if files != self.old():
            faults.append('left behind: ' + ', '.join(
                name for name in files if files[name] != self.old().get(name)))
        return faults

    def one(self, library, plan, may_do_without=False):
        """(plan, faults, whether a call was made to fail at all)"""
        with self.folder() as folder:
            self.put_old(folder)
            done = self.run(folder, library, plan)
            struck = b'struck\n' in done.stderr
            faults = self.faults_of_error(done, folder, may_do_without or not struck)
            return plan, faults, struck

    def faults_after_kill(self, folder):
        files = self.files(folder)
        faults = [f'{name} is neither old nor new' for name in self.right
                  if files.get(name) not in (OLD, self.right[name])]
        strange = [name for name in files if name not in self.right and '.ziping-' not in name]
        if strange:
            faults.append('left behind: ' + ', '.join(strange))
        again = self.run(folder)
        if again.returncode != 0 or self.files(folder) != self.right:
            faults.append(f'the next run: status {again.returncode}, ' +
                          ', '.join(sorted(self.files(folder))) + again.stderr.decode())
        return faults

    def kill_at_call(self, plan):
        with self.folder() as folder:
            self.put_old(folder)
            done = self.run(folder, 'faults.so', plan)
            if b'struck\n' not in done.stderr:
                return plan, [], False
            faults = [] if done.returncode == -signal.SIGKILL else [f'status {done.returncode}']
            return plan, faults + self.faults_after_kill(folder), True

    def kill_after(self, seconds, number):
        what = f'{signal.Signals(number).name} after {seconds * 1000:.1f} ms'
        with self.folder() as folder:
            self.put_old(folder)
            process = subprocess.Popen(self.command(folder), env=self.env,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(seconds)
            process.send_signal(number)
            status = process.wait()
            faults = [] if status in (0, -number) else [f'status {status}']
            if number == signal.SIGTERM:
                left = [name for name in self.files(folder) if name not in self.right]
                faults += ['left behind: ' + ', '.join(left)] if left else []
            return what, faults + self.faults_after_kill(folder)


def every_call(bench, plans, attempt):
    """Tries the Nth call of each plan until there is none."""
    for function, error in plans:
        number, struck = 0, True
        while struck:
            number += 1
            plan, faults, struck = attempt(f'{function}:{number}:{error}')
            if struck or faults:
                bench.judge(plan, faults)
        if number == 1:
            bench.judge(function, ['is never called'])


def not_put_back(program):
    """The older files stay beside the new ones, and the message says where."""
    bench = Bench(program, FAIL_BACK='1')
    with bench.folder() as folder:
        bench.put_old(folder)
        done = bench.run(folder, 'faults.so', 'rename:3:5')
        files = bench.files(folder)
        said = done.stderr.decode()
        faults = [f'status {done.returncode}'] if done.returncode != 4 else []
        for kind in KINDS[:2]:
            name = f'{NAME}.{kind}.ziping-old'
            if files.get(name) != OLD or f'{name}”' not in said or '[原文件未放回]' not in said:
                faults.append(f'{name} is lost or not told: {said}')
        return faults


def allocations(bench, pool, is_long):
    with bench.folder() as folder:
        count = int(bench.run(folder, 'faults_memory.so', 'count:1').stderr.split()[-1])
    dice = random.Random(7)
    all_of = range(1, min(2000, count) + 1)
    above = range(2001, count + 1)
    if is_long:
        chosen = list(all_of) + dice.sample(above, min(3000, len(above)))
    else:
        chosen = [*range(1, 21), *dice.sample(all_of, 60), *dice.sample(above, 120)]
    plans = [f'one:{number}' for number in chosen] + [f'all:{number}' for number in chosen[::5]]
    for plan, faults, _ in pool.map(
            lambda plan: bench.one('faults_memory.so', plan, True), plans):
        bench.judge(f'{plan} of {count}', faults)


def kills(bench, is_long):
    start = time.monotonic()
    with bench.folder() as folder:
        bench.run(folder)
    whole = time.monotonic() - start
    dice = random.Random(11)
    for number, times in (signal.SIGKILL, 200 if is_long else 40), (signal.SIGTERM, 40):
        for _ in range(times):
            what, faults = bench.kill_after(dice.uniform(0, whole * 1.1), number)
            bench.judge(what, faults)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--long', action='store_true')
    parser.add_argument('program', type=lambda name: pathlib.Path(name).resolve())
    options = parser.parse_args()
    bench = Bench(options.program)
    every_call(bench, WRITES, lambda plan: bench.one('faults.so', plan))
    every_call(bench, OTHERS, lambda plan: bench.one('faults.so', plan, True))
    every_call(bench, KILLS, bench.kill_at_call)
    unlinked = Bench(options.program, FAIL_LINKS='1')
    every_call(unlinked, WRITES[:1] + WRITES[2:], lambda plan: unlinked.one('faults.so', plan))
    every_call(unlinked, KILLS[:1] + KILLS[-2:], unlinked.kill_at_call)
    bench.passed += unlinked.passed
    bench.failed += unlinked.failed
    bench.judge('not put back', not_put_back(options.program))
    kills(bench, options.long)
    if bench.sanitized:
        print('faults: memory is not tried: ASan keeps it itself')
    else:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            allocations(bench, pool, options.long)
    print(f'{bench.passed} passed, {bench.failed} failed')
    return 1 if bench.failed or not bench.passed else 0


if __name__ == '__main__':
    sys.exit(main())
