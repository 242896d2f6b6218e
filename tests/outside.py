#!/usr/bin/python3
"""Nothing in an evaluation reaches outside:  tests/outside.py PROGRAM

Data and a layout that try to: every file that is opened is one that was named on
the command line, lies in layouts/ or fonts/ or is a font, nothing is connected to,
no other program started. What is written holds no field, formula, link or
script that came from the data.
"""
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
CALLS = 'open,openat,openat2,creat,execve,socket,connect,fork,vfork'
FOLDERS = [ROOT / 'layouts', ROOT / 'fonts', '/usr/share/fonts', '/usr/local/share/fonts']
# Of the loader and the C library, which looks for a file before it takes the zone
# that the program sets by its letters.
SYSTEM = re.compile(r'/etc/ld\.so\.|/usr/share/zoneinfo/UTC0$|/proc/self/|/(usr/)?lib/.*\.so[.0-9]*$')
WORDS = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://a.invalid")', '=cmd|"/c calc"!A0',
         '{ INCLUDETEXT "secret.txt" }', '<script src="http://a.invalid/x.js"></script>',
         'javascript:alert(1)', ' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" ']

passed = failed = 0


def judge(what, right, *said):
    global passed, failed
    passed += right
    failed += not right
    if not right:
        print('outside:', what, *said)


def evaluation(inside='', root=''):
    words = ''.join(f'<段>{html.escape(word)}</段>' for word in WORDS)
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<绩效自评 年度="2022" {root}><日期>2023-03-15</日期>
<部门><全称>青禾市档案馆</全称><简称>市档案馆</简称><职责>{html.escape(WORDS[0])}</职责></部门>
<预算 单位="万元"><收入>100</收入><支出>90</支出></预算><自评><得分>95</得分></自评>
<问题>{html.escape(WORDS[3])}</问题>
<正文 完整="是"><章 题="基本情况">{words}{inside}</章></正文></绩效自评>'''


def run(folder, *arguments):
    """Status, messages, and what was reached."""
    trace = folder.parent / 'trace'
    done = subprocess.run(['strace', '-f', '-s', '4096', '-xx', '-e', f'trace={CALLS}', '-o', trace,
                           PROGRAM, *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, env=dict(os.environ, ZIPING_HOME=str(ROOT)))
    reached = []
    for line in trace.read_text().splitlines():
        call = re.match(r'\d+ +(\w+)\((.*)', line)
        if call and call[1].startswith('open') or call and call[1] == 'creat':
            name = bytes.fromhex(re.search(r'"([^"]*)"', call[2])[1].replace('\\x', '')).decode()
            reached.append(os.path.normpath(folder / name))
        elif call:
            reached.append(call[1])
    return done.returncode, done.stderr.decode(), reached


def is_allowed(name, folder, named):
    if SYSTEM.match(name) or any(pathlib.Path(part) in pathlib.Path(name).parents
                                 for part in FOLDERS):
        return True
    return name in named or name.startswith(str(folder / 'out'))


def reach(what, folder, *arguments, status, said=''):
    """Runs the program; only files among the arguments and in out/ may be opened."""
    code, messages, reached = run(folder, *arguments)
    named = {os.path.normpath(folder / name) for name in arguments}
    strange = [name for name in reached[1:] if not is_allowed(name, folder, named)]
    judge(what, not strange, 'reaches', *strange)
    judge(what, code in status and said in messages, f'status {code}:', messages)


def try_inputs(folder):
    """What an input may not do; each names a bait that lies there."""
    tries = {
        'entity': ('<!DOCTYPE 绩效自评 [<!ENTITY a SYSTEM "secret.txt">]>' +
                   evaluation('<段>&a;</段>').split('?>', 1)[1], '有DOCTYPE'),
        'external subset': ('<!DOCTYPE 绩效自评 SYSTEM "secret.dtd">' +
                            evaluation().split('?>', 1)[1], '有DOCTYPE'),
        'xinclude': (evaluation('<xi:include href="secret.txt" parse="text" '
                                'xmlns:xi="http://www.w3.org/2001/XInclude"/>'), '元素不认识'),
        'schema': (evaluation(root='xsi:noNamespaceSchemaLocation="secret.xsd" xmlns:xsi='
                              '"http://www.w3.org/2001/XMLSchema-instance"'), ''),
        'stylesheet': (evaluation().replace('?>', '?><?xml-stylesheet href="secret.xsl"?>', 1), ''),
        'layout': (evaluation(root='布局="../secret.xml"'), '布局'),
        'picture': (evaluation('<图片 文件="../secret.png" 说明="图"/>'), '属性值不对'),
        'expression': (evaluation('<段><值 式="document(\'secret.txt\')"/></段>'), ''),
    }
    for what, (text, said) in tries.items():
        (folder / 'data.xml').write_text(text)
        layout = [] if what == 'layout' else ['-l', '增城-2022']
        status = (0, 1, 2) if not said else (2,)
        reach(what, folder, 'build', 'data.xml', *layout, '-o', 'out', status=status, said=said)


def try_commands(folder):
    """The usual way, with words that other programs would obey."""
    (folder / 'data.xml').write_text(evaluation())
    for arguments in (['check', 'data.xml', '-l', '增城-2022'],
                      ['build', 'data.xml', '-l', '增城-2022', '-o', 'out', '-f', 'pdf,docx,locked'],
                      ['convert', 'data.xml', 'out/data.xlsx'],
                      ['diff', 'data.xml', 'out/data.docx', '-l', '增城-2022', '--html', 'out/a.html'],
                      ['extract', 'out/data.pdf', '-o', 'out/taken']):
        reach(arguments[0], folder, *arguments, status=(0, 1))


def try_outputs(folder):
    for name in 'data.docx', 'data.locked.docx':
        with zipfile.ZipFile(folder / 'out' / name) as package:
            text = ''.join(package.read(part).decode() for part in package.namelist()
                           if not part.startswith('customXml/'))
        fields = set(re.findall(r'w:instr="\s*(\w+)|<w:instrText[^>]*>\s*(\w+)', text))
        judge(name, not {word for pair in fields for word in pair} - {'', 'PAGE', 'NUMPAGES'},
              'has fields', fields)
        judge(name, not re.search(r'TargetMode|w:altChunk|w:hyperlink|attachedTemplate', text),
              'has links')
    with zipfile.ZipFile(folder / 'out/data.xlsx') as book:
        text = ''.join(book.read(part).decode() for part in book.namelist())
    judge('formulas', not re.search(r'<f[ >/]|<definedName|TargetMode|<hyperlink', text))
    text = html.unescape(text).replace('{左}', '{')
    judge('formulas', all(f'>{word.strip()}</t>' in text for word in WORDS), 'some text is not there')
    plain = subprocess.run(['qpdf', '--qdf', '--object-streams=disable', folder / 'out/data.pdf', '-'],
                           capture_output=True, check=True).stdout
    judge('PDF', not re.search(rb'/(JavaScript|JS|Launch|URI|GoToR|SubmitForm|OpenAction|AA)\b', plain))
    page = (folder / 'out/a.html').read_text()
    judge('page', not re.search(r'<script[^>]+src|<(img|link|iframe)[^>]+(src|href)="(?!data:)', page))


def main():
    with tempfile.TemporaryDirectory(prefix='ziping-outside-') as top:
        folder = pathlib.Path(top, 'work')
        folder.mkdir()
        for ending in 'txt', 'dtd', 'xsd', 'xsl', 'xml', 'png':
            (folder / f'secret.{ending}').write_text('<a/>')
            (folder.parent / f'secret.{ending}').write_text('<a/>')
        try_inputs(folder)
        try_commands(folder)
        try_outputs(folder)
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


sys.exit(main())
