#!/usr/bin/python3
"""What the check finds in the two real reports:  tests/seed_findings.py PROGRAM

Each report in ../shared/seeds is imported and checked. Every slip that a
reader has listed there must be found (what the import leaves out and reports
counts), under one finding each; whatever else is found is printed, and may be
no more than MOST in each report. Sums that hold must not be reported.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / 'shared' / 'seeds'
MOST = 6

# Each slip as what its finding must say: the rule and some of its words.
REPORTS = {
    ('zengcheng-2022.txt', '增城-2022'): (
        ['合计不符', '1562.97', '1098.73', '2661.70'],
        ['前后不一', '16次', '15次'],
        ['前后不一', '超500场次', '300余场'],
        ['前后不一', '1101篇', '968篇'],
        ['前后不一', '189篇', '173篇'],
        ['前后不一', '50万人次', '30万人次'],
        ['千分号不一', '2,661.70', '1562.97'],
        ['半角标点', '要求,按时'],
        ['段落重复', '区委宣传部坚持'],
        ['名称重复', '委员会宣传部中国共产党广州市'],
    ),
    ('004_20281f466c5a2901.txt', '高阳-2022'): (
        ['编号混用', '“9、”', '“9.”'],
        ['有头无尾', '聚焦城市'],
        ['转换残渣', '_GoBack'],
        ['多余空格', '《 2022年'],
    ),
}
RIGHT = ['762篇', '1045块', '92.32%']


def ziping(program, *arguments):
    """Status, stdout, stderr."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          env=dict(os.environ, ZIPING_HOME=str(ROOT)))
    return done.returncode, done.stdout, done.stderr


def findings(program, seed, layout, scratch):
    """(line, rule, text) of the import and of the check; None when one failed."""
    data = scratch / f'{seed.stem}.xml'
    status, _, messages = ziping(program, 'import', seed, '-l', layout, '-o', data)
    if status > 1:
        print(f'findings: import of {seed.name}: status {status}\n{messages}', end='')
        return None
    found = [('', line.rsplit('[', 1)[1].rstrip(']'), line) for line in messages.splitlines()]
    status, out, messages = ziping(program, 'check', data, '--json')
    if status != 1:
        print(f'findings: check of {seed.name}: status {status}\n{messages}', end='')
        return None
    return found + [(finding['line'], finding['rule'], finding['text'])
                    for finding in json.loads(out) if finding['rule'] != '换用字体']


def check_report(program, seed, layout, slips, scratch):
    found = findings(program, seed, layout, scratch)
    if found is None:
        return False
    right = True
    for rule, *words in slips:
        hits = [one for one in found if one[1] == rule and all(word in one[2] for word in words)]
        print(f'{seed.name}: {rule} {" ".join(words)}: ' +
              (f'found, line {hits[0][0]}' if hits else 'NOT FOUND'))
        right &= bool(hits)
        if hits:
            found.remove(hits[0])
    for line, rule, text in found:
        print(f'{seed.name}: further: line {line}: {text} [{rule}]')
    wrong = [text for _, rule, text in found
             if rule in ('合计不符', '分项存疑', '比率不符') and any(sum in text for sum in RIGHT)]
    for text in wrong:
        print(f'{seed.name}: IS RIGHT: {text}')
    print(f'{seed.name}: {len(slips)} slips listed, {len(found)} further findings (at most {MOST})')
    return right and not wrong and len(found) <= MOST


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    results = []
    skipped = 0
    for (name, layout), slips in REPORTS.items():
        if not (SEEDS / name).exists():
            print(f'findings: NOT TESTED, {SEEDS / name} IS NOT THERE')
            skipped += 1
            continue
        with tempfile.TemporaryDirectory(prefix='ziping-findings-') as scratch:
            results.append(check_report(program, SEEDS / name, layout, slips,
                                        pathlib.Path(scratch)))
    failed = results.count(False)
    print(f'{len(results) - failed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
