#!/usr/bin/python3
"""Ten planted changes:  tests/review.py PROGRAM

Two versions of the long example, to which a chapter of running text is added,
differ in ten things: three figures, a moved paragraph, a deleted section, four
single characters, and a line that only ends elsewhere. `ziping diff` must list
these ten and nothing else, the other way round as well, and every line that
moved must have one of them for its reason. Then each of them alone must be told
alone. Data that is changed together shows in the report once, and nothing is told
that a reader of the two would not find there. The PDF and the locked DOCX made of both, by their sources, must tell what the
evaluations do, and without sources what can be read of it. What was made of an
example, with sources and without, says the same as the example.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]

CHAPTER = '''
    <章 题="其他需要说明的情况">
      <节 题="宣讲队伍">
        <段>宣讲员由机关干部、教师和退休职工组成，每年春秋两季各培训一次，考核合格的发给聘书，聘期三年。</段>
        <段>备课以片区为单位，先由骨干试讲，再集体修改，形成统一的提纲，讲法可以各有特点。</段>
        <段>听众的意见当场收集，交给备课的人，下一次开讲之前作出回应，不能采纳的说明理由。</段>
      </节>
      <节 题="场地设备">
        <段>镇街文化站的讲堂向宣讲活动免费开放，音响和投影由文化站保管，损坏的在一周内报修。</段>
        <段>偏远的自然村使用流动宣讲车，车上备有折叠座椅和小型发电机，下雨天改在祠堂里进行。</段>
      </节>
      <节 题="材料印发">
        <段>宣讲提纲一律经两人校对，引文注明出处，付印前由分管的负责同志签字。</段>
        <段>印数按照场次和人数核定，剩余的材料登记入库，第二年仍然适用的继续使用，过时的按规定销毁，不得随意丢弃。</段>
        <段>电子版同时放在内部网站上，供各单位下载，下载的次数每季度统计一次。</段>
      </节>
    </章>
'''

SECTION = CHAPTER[CHAPTER.index('      <节 题="场地设备">'):CHAPTER.index('      <节 题="材料印发">')]
MOVED = CHAPTER[CHAPTER.index('        <段>备课以'):CHAPTER.index('        <段>听众的')]

# What is planted: the kind that must be told, a word that its place or text
# must hold, and the edits, each an old and a new text that stands there once.
CHANGES = [
    ('figure', '预算/收入', [('<收入>2661.70</收入>', '<收入>2671.70</收入>')]),
    ('figure', '编印舆情信息', [('目标="≥240" 实际="247"', '目标="≥240" 实际="248"')]),
    ('figure', '文明实践', [('名="文明实践" 值="143"', '名="文明实践" 值="144"')]),
    ('moved', '备课以片区', [(MOVED, ''), ('        <段>电子版', MOVED + '        <段>电子版')]),
    ('deleted', '场地设备', [(SECTION, '')]),
    ('text', '精神文明建设规划', [('拟订精神文明建设规划', '制订精神文明建设规划')]),
    ('text', '市民', [('方便市民查询办事', '方便了市民查询办事')]),
    ('text', '宣讲员', [('每年春秋两季各培训一次', '每年春秋季各培训一次')]),
    ('text', '出处', [('引文注明出处，付印前', '引文注明出处；付印前')]),
    ('breaks', '继续使用', [('第二年仍然适用的继续使用，过时', '第二年仍然适用的继续使用，<换行/>过时')]),
]

# More of them: their kinds, how many places of the report follow from it, and where lines
# stand from a page on: pages and millimetres further down.
INDICATOR = re.compile(r'\n *<指标 [^>]*名称="直播招聘提供岗位"[^>]*/>')
OTHER = ('\n  <指标 一级="效益指标" 二级="社会效益" 名称="促成就业" 性质="定量" 目标="≥600" '
         '实际="650" 单位="人" 分值="10" 得分="10"/>')
TASK = '  <任务 名称="新任务"><目标>完成新任务。</目标><完成情况>已完成。</完成情况></任务>\n'
MORE = [
    ('one indicator for another', ['inserted', 'removed'], 3, [(10, 0, -6), (10, 0, 0)],
     lambda text: INDICATOR.sub('', text).replace('\n  <任务', OTHER + '\n  <任务', 1)),
    ('two amounts of one sentence', ['figure', 'figure'], 5, [],
     lambda text: text.replace('<支出>2457.31', '<支出>2459.31').replace('>1358.58<', '>1360.58<')),
    ('one indicator more', ['inserted'], 5, [(6, 0, 11), (9, 0, 0), (10, 0, 6), (11, 0, 0)],
     lambda text: text.replace('\n  <任务', OTHER + '\n  <任务', 1)),
    ('one task more', ['inserted'], 3, [(2, 0, 11), (3, 0, 21), (9, 0, 0)],
     lambda text: text.replace('  <任务', TASK + '  <任务', 1)),
    ('a chapter more', ['added'], 0, [(3, 0, 212), (9, 1, 0)],
     lambda text: text.replace('  </正文>', CHAPTER + '  </正文>')),
]


def planted(text, changes):
    for _, _, edits in changes:
        for old, new in edits:
            if text.count(old) != 1:
                raise ValueError(f'{text.count(old)} times in the example: {old}')
            text = text.replace(old, new)
    return text


# What text alone tells of them: each figure wherever it is printed, with what is
# computed from it, and no line ends.
BY_TEXT = {'figure': 9, 'moved': 1, 'deleted': 1, 'text': 4}


def run(program, *words, cwd=None):
    return subprocess.run([program, *map(str, words)], cwd=cwd, text=True, capture_output=True,
                          env=dict(os.environ, ZIPING_HOME=str(ROOT)))


def diff(program, folder, old='old.xml', new='new.xml'):
    """What is told of two files: the whole object."""
    done = run(program, 'diff', old, new, '--json', cwd=folder)
    if done.returncode not in (0, 1):
        raise RuntimeError(f'status {done.returncode}: {done.stderr}')
    told = json.loads(done.stdout)
    if told['same'] != (done.returncode == 0):
        raise RuntimeError('the status is not what the object says')
    return told


def write(folder, old, new):
    (folder / 'old.xml').write_text(old)
    (folder / 'new.xml').write_text(new)


def faults_of(told, changes, turned=False):
    """Where what is told is not what was planted."""
    kinds = {'deleted': 'added'} if turned else {}
    expected = sorted(kinds.get(kind, kind) for kind, _, _ in changes)
    found = sorted(change['kind'] for change in told['changes'])
    if found != expected:
        return [f'{found}, not {expected}']
    faults = []
    for kind, word, _ in changes:
        if not any(change['kind'] == kinds.get(kind, kind) and
                   word in json.dumps(change, ensure_ascii=False) for change in told['changes']):
            faults.append(f'no {kind} with {word}')
    for line in told['moved_lines']:
        if not line['because'] or (line['emu'] and not line['changes']):
            faults.append(f'a line moved for no reason: {line}')
    return faults


def faults_of_effects(program, folder, told, kinds, count, moved):
    """Where what follows from the data is told twice, or is not what the reports say."""
    run(program, 'build', 'old.xml', 'new.xml', '-f', 'doc', cwd=folder)
    texts = {name: (folder / f'{name}.doc.txt').read_text() for name in ('old', 'new')}
    found = sorted(change['kind'] for change in told['changes'])
    faults = [] if found == kinds else [f'{found}, not {kinds}']
    effects = [effect for change in told['changes'] for effect in change.get('effects', [])]
    places = {(effect['old_place'], effect['new_place']) for effect in effects}
    if len(places) != len(effects) or len(effects) != count:
        faults.append(f'{len(effects)} effects at {len(places)} places, not {count}')
    for edit in (edit for effect in effects for edit in effect['edits'] if edit['in'] != 'same'):
        if any(part not in texts[edit['in']] for part in edit['text'].split('\t')):
            faults.append(f'not in the {edit["in"]} report: {edit["text"]}')
    lines = told['moved_lines']
    found = [(line['old']['page'], line['pages'], round(line['emu'] / 36000)) for line in lines]
    if found != moved:
        faults.append(f'lines moved {found}, not {moved}')
    return faults + [f'a line moved for no reason: {line}' for line in lines
                     if not line['because'] or (line['emu'] and not line['changes'])]


def without_names(told):
    """What is told of two files, whatever they are called."""
    for key in 'old', 'new', 'old_basis', 'new_basis':
        del told[key]
    return json.loads(re.sub(r'(old|new)\.(pdf|locked\.docx)/', '',
                             json.dumps(told, ensure_ascii=False)))


def faults_by_sources(program, folder):
    """Where what lies inside two reports doesn't tell what the evaluations tell."""
    expected = without_names(diff(program, folder))
    run(program, 'build', 'old.xml', 'new.xml', '-f', 'pdf,locked', cwd=folder)
    pairs = [('old.pdf', 'new.pdf'), ('old.locked.docx', 'new.locked.docx'),
             ('old.xml', 'new.pdf'), ('old.locked.docx', 'new.pdf')]
    return [f'{old} and {new} tell something else' for old, new in pairs
            if without_names(diff(program, folder, old, new)) != expected]


def faults_by_text(program, folder):
    """Where reports without sources don't tell what can be read."""
    run(program, 'build', 'old.xml', 'new.xml', '-f', 'pdf,docx,locked', '--no-source', cwd=folder)
    faults = []
    for ending in 'pdf', 'docx', 'locked.docx':
        told = diff(program, folder, f'old.{ending}', f'new.{ending}')
        found = dict(collections.Counter(change['kind'] for change in told['changes']))
        if found != BY_TEXT:
            faults.append(f'{ending}: {found}, not {BY_TEXT}')
    return faults


def faults_of_made(program, folder, example, *options):
    """What is told between an example and the files made of it."""
    run(program, 'build', example, '-f', 'pdf,docx,locked,lines', '-o', folder, *options)
    faults = []
    for ending in 'pdf', 'docx', 'locked.docx', 'lines':
        done = run(program, 'diff', example, folder / f'{example.stem}.{ending}')
        if done.returncode != 0:
            faults.append(f'{ending}: status {done.returncode}: {done.stdout}{done.stderr}')
    return faults


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    example = (ROOT / 'examples/zengcheng-2022.xml').read_text()
    head, tail = example.rsplit('  </正文>', 1)
    old = head + CHAPTER + '  </正文>' + tail
    runs = [('the same twice', old, old, [], False),
            ('all ten', old, planted(old, CHANGES), CHANGES, False),
            ('all ten, turned', planted(old, CHANGES), old, CHANGES, True)]
    runs += [(f'{change[0]} {change[1]}', old, planted(old, [change]), [change], False)
             for change in CHANGES]
    passed = failed = 0

    def count(name, faults):
        nonlocal passed, failed
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f'review: {name}: {fault}')

    with tempfile.TemporaryDirectory(prefix='ziping-review-') as scratch:
        folder = pathlib.Path(scratch)
        for name, before, after, changes, turned in runs:
            write(folder, before, after)
            count(name, faults_of(diff(program, folder), changes, turned))
        for name, kinds, effects, moved, change in MORE:
            write(folder, example, change(example))
            count(name, faults_of_effects(program, folder, diff(program, folder), kinds, effects,
                                          moved))
        write(folder, old, planted(old, CHANGES))
        count('by sources', faults_by_sources(program, folder))
        count('by text', faults_by_text(program, folder))
        for data in sorted((ROOT / 'examples').glob('*.xml')):
            count(data.name, faults_of_made(program, folder, data))
            count(f'{data.name} by text', faults_of_made(program, folder, data, '--no-source'))
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
