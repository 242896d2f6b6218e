#!/usr/bin/python3
"""Spreadsheets from elsewhere:  tests/sheets.py [--writers] PROGRAM

Hostile files, made here, must be refused with one clear message and status 2,
within a second of the processor and 64 MiB. An example as .xlsx must build to the same bytes as
the .xml, in every format.

--writers: the content of tests/sheets/content.json, written by openpyxl,
exceljs, SheetJS and LibreOffice Calc, must give tests/sheets/expected.xml.
"""
import argparse
import datetime
import filecmp
import html
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECONDS, MEBIBYTES = 1.0, 64
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'


def relations(*links):
    inside = ''.join(f'<Relationship Id="{ident}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                     for ident, kind, target in links)
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def sheet(rows, before=''):
    return (f'{before}<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>三级指标'
            '</t></is></c><c t="inlineStr"><is><t>分值</t></is></c></row>'
            f'{rows}</sheetData></worksheet>')


GOOD = '<row r="2"><c t="inlineStr"><is><t>甲</t></is></c><c><v>10</v></c></row>'


def write_book(path, text, extra=(), method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, 'w', method) as package:
        package.writestr('_rels/.rels', relations(('r', 'officeDocument', 'xl/workbook.xml')))
        package.writestr('xl/workbook.xml',
                         f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                         '<sheet name="指标" sheetId="1" r:id="a"/></sheets></workbook>')
        package.writestr('xl/_rels/workbook.xml.rels',
                         relations(('a', 'worksheet', 'sheet.xml'),
                                   ('b', 'sharedStrings', 'strings.xml'),
                                   ('c', 'styles', 'styles.xml')))
        package.writestr('xl/sheet.xml', text)
        for name, part in extra:
            package.writestr(name, part)


def state_size(path, true, stated):
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack('<I', true), struct.pack('<I', stated)))


def billion_laughs():
    entities = ''.join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return sheet(GOOD.replace('甲', '&a9;'),
                 f'<!DOCTYPE a [<!ENTITY a0 "lol">{entities}]>')


def quadratic():
    return sheet(GOOD.replace('甲', '&a;' * 20_000),
                 f'<!DOCTYPE a [<!ENTITY a "{"x" * 100_000}">]>')


def make_hostile(folder):
    """{file: the name of the message that refuses it}"""
    def at(name):
        return folder / f'{name}.xlsx'

    blanks = sheet(' ' * 200_000_000 + GOOD)
    write_book(at('blanks'), blanks)
    write_book(at('one-kilobyte'), blanks, method=zipfile.ZIP_BZIP2)
    write_book(at('lying'), blanks)
    state_size(at('lying'), len(blanks.encode()), 400)
    write_book(at('lying-little'), sheet(GOOD))
    state_size(at('lying-little'), len(sheet(GOOD).encode()), 100)
    write_book(at('dots'), sheet(GOOD), [('../../evil.xml', 'x')])
    write_book(at('dots-behind'), sheet(GOOD), [('xl\\..\\..\\evil.xml', 'x')])
    write_book(at('twice'), sheet(GOOD), [('XL/sheet.xml', 'x')])
    write_book(at('laughs'), billion_laughs())
    write_book(at('quadratic'), quadratic())
    write_book(at('no-value'), sheet(GOOD.replace('<v>10</v>', '<f>5+5</f>')))
    write_book(at('empty-value'), sheet(GOOD.replace('<v>10</v>', '<f>5+5</f><v/>')))
    write_book(at('error'), sheet(GOOD.replace('<c><v>10', '<c t="e"><v>#REF!')))
    write_book(at('cells'), sheet('<row>' + '<c/>' * 1_900_000 + '</row>'))
    write_book(at('attributes'), sheet('<row><c' + ' a=""' * 100_000 + '/></row>'))
    write_book(at('deep'), sheet('<a>' * 50_000 + '</a>' * 50_000))
    write_book(at('shared'), sheet(''.join('<row><c t="s"><v>0</v></c></row>' for _ in range(200))),
               [('xl/strings.xml', f'<sst xmlns="{MAIN}"><si><t>{"x" * 1_000_000}</t></si></sst>')])
    write_book(at('merged'), sheet(GOOD * 2).replace(
        '</worksheet>', '<mergeCells>' + '<mergeCell ref="A1:XFD1048576"/>' * 60_000 +
        '</mergeCells></worksheet>'))
    formats = ''.join(f'<numFmt numFmtId="{i}" formatCode="0"/>' for i in range(200, 33_200))
    styles = ''.join(f'<xf numFmtId="{i % 2 + 90_000}"/>' for i in range(45_000))
    write_book(at('formats'), sheet(GOOD), [(
        'xl/styles.xml', f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellXfs>{styles}</cellXfs></styleSheet>')])
    write_book(at('truncated'), sheet(GOOD))
    data = at('truncated').read_bytes()
    at('truncated').write_bytes(data[:len(data) * 2 // 3])
    at('old').write_bytes(b'\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' + bytes(2000))
    with zipfile.ZipFile(at('many'), 'w') as package:
        for i in range(60_000):
            package.writestr(str(i), '')
    return {'blanks': '包内过大', 'one-kilobyte': '压缩方法', 'lying': '大小不实',
            'lying-little': '大小不实', 'dots': '包内文件名', 'dots-behind': '包内文件名',
            'twice': '包内文件名', 'laughs': '有DOCTYPE', 'quadratic': '有DOCTYPE',
            'no-value': '公式未算', 'empty-value': '公式未算', 'error': '错误值',
            'cells': '包内元素过多', 'attributes': '等号过多', 'deep': '嵌套过深',
            'shared': '表格文字过多', 'merged': '缺属性', 'formats': '缺属性',
            'truncated': '包损坏', 'old': '旧版或加密', 'many': '包内文件过多'}


def run(program, *arguments, **env):
    """Status, messages, processor seconds and MiB of a run."""
    with tempfile.TemporaryFile() as messages:
        child = subprocess.Popen([program, *map(str, arguments)], stderr=messages,
                                 stdout=subprocess.DEVNULL,
                                 env=dict(os.environ, ZIPING_HOME=str(ROOT), **env))
        _, status, usage = os.wait4(child.pid, 0)
        seconds = usage.ru_utime + usage.ru_stime
        child.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        return (child.returncode, messages.read().decode(), seconds, usage.ru_maxrss / 1024)


def check_hostile(program, folder):
    """Made in a process of its own: a child inherits the memory of its parent."""
    made = subprocess.run([sys.executable, __file__, '--make', folder, program], check=True,
                          capture_output=True)
    results = []
    for name, message in json.loads(made.stdout).items():
        path = folder / f'{name}.xlsx'
        status, said, seconds, size = run(program, 'convert', path, folder / 'out.xml')
        ok = (status == 2 and said.count('\n') == 1 and said.endswith(f' [{message}]\n') and
              seconds < SECONDS and size < MEBIBYTES and not (folder / 'out.xml').exists())
        if not ok:
            print(f'sheets: {name}: status {status}, {seconds:.2f} s, {size:.0f} MiB: {said}')
        results.append(ok)
    return results


def check_builds(program, folder):
    """The same evaluation as .xml and .xlsx: the same bytes, but for the source that
    travels inside."""
    results = []
    for example in sorted((ROOT / 'examples').glob('*.xml')):
        book = folder / f'{example.stem}.xlsx'
        outputs = [folder / f'{example.stem}-{form}' for form in ('xml', 'xlsx')]
        statuses = [run(program, 'convert', example, book)[0]]
        for data, output in zip((example, book), outputs):
            output.mkdir()
            statuses.append(run(program, 'build', data, '-o', output,
                                '-f', 'pdf,docx,locked,doc,lines', '--no-source')[0])
        names = sorted(path.name for path in outputs[0].iterdir())
        _, differ, missing = filecmp.cmpfiles(*outputs, names, shallow=False)
        ok = max(statuses) <= 1 and len(names) == 5 and not differ + missing
        if not ok:
            print(f'sheets: {example.name}: statuses {statuses}, differ {differ}, missing {missing}')
        results.append(ok)
    return results


def write_openpyxl(content, path, epoch=None):
    import openpyxl
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch:
        book.epoch = epoch
    for name, table in content.items():
        target = book.create_sheet(name)
        for row, cells in enumerate(table['rows'], 1):
            for column, cell in enumerate(cells, 1):
                put_openpyxl(target.cell(row, column), cell)
        for merge in table.get('merges', []):
            target.merge_cells(merge)
    book.save(path)


def put_openpyxl(target, cell):
    """openpyxl leaves no values with formulas, so it gets the values."""
    if not isinstance(cell, dict):
        target.value = cell
        if isinstance(cell, str) and cell.startswith('='):
            target.data_type = 's'
    elif 'rich' in cell:
        target.value = ''.join(cell['rich'])
    elif 'date' in cell:
        target.value = datetime.date.fromisoformat(cell['date'])
    else:
        target.value = next(cell[kind] for kind in ('bool', 'value', 'percent', 'thousands')
                            if kind in cell)
        target.number_format = ('0.00%' if 'percent' in cell else
                                '#,##0.00' if 'thousands' in cell else 'General')


FODS_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2">
<office:automatic-styles>
<number:percentage-style style:name="NP"><number:number number:decimal-places="2"
 number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:number-style style:name="NT"><number:number number:decimal-places="2"
 number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:date-style style:name="ND"><number:year number:style="long"/><number:text>年</number:text>
<number:month/><number:text>月</number:text><number:day/><number:text>日</number:text>
</number:date-style>
<number:boolean-style style:name="NB"><number:boolean/></number:boolean-style>
<style:style style:name="P" style:family="table-cell" style:data-style-name="NP"/>
<style:style style:name="T" style:family="table-cell" style:data-style-name="NT"/>
<style:style style:name="D" style:family="table-cell" style:data-style-name="ND"/>
<style:style style:name="B" style:family="table-cell" style:data-style-name="NB"/>
</office:automatic-styles><office:body><office:spreadsheet>"""


def fods_text(parts):
    lines = html.escape(''.join(parts)).split('\n')
    return ''.join(f'<text:p>{line}</text:p>' for line in lines)


def fods_cell(cell, span):
    def number(kind, value, style=''):
        return f'<table:table-cell{span}{style} office:value-type="{kind}" office:value="{value}"/>'
    if cell is None:
        return f'<table:table-cell{span}/>'
    if isinstance(cell, str) or (isinstance(cell, dict) and 'rich' in cell):
        text = fods_text(cell if isinstance(cell, str) else cell['rich'])
        return f'<table:table-cell{span} office:value-type="string">{text}</table:table-cell>'
    if not isinstance(cell, dict):
        return number('float', repr(cell))
    if 'bool' in cell:
        return (f'<table:table-cell{span} table:style-name="B" office:value-type="boolean" '
                f'office:boolean-value="{str(cell["bool"]).lower()}"/>')
    if 'date' in cell:
        return (f'<table:table-cell{span} table:style-name="D" office:value-type="date" '
                f'office:date-value="{cell["date"]}"/>')
    if 'formula' in cell:
        formula = cell['formula'].replace('F2', '[.F2]')
        return f'<table:table-cell{span} table:formula="of:={formula}"/>'
    if 'percent' in cell:
        return number('percentage', cell['percent'], ' table:style-name="P"')
    return number('float', cell['thousands'], ' table:style-name="T"')


def write_fods(content, path):
    """Every merge of the content begins in the second row at least."""
    from openpyxl.utils import range_boundaries
    out = [FODS_HEAD]
    for name, table in content.items():
        out.append(f'<table:table table:name="{name}">')
        spans = {}
        for merge in table.get('merges', []):
            left, top, right, bottom = range_boundaries(merge)
            spans[top, left] = (f' table:number-columns-spanned="{right - left + 1}"'
                                f' table:number-rows-spanned="{bottom - top + 1}"')
        for row, cells in enumerate(table['rows'], 1):
            inside = ''.join(fods_cell(cell, spans.get((row, column), ''))
                             for column, cell in enumerate(cells, 1))
            out.append(f'<table:table-row>{inside}</table:table-row>')
        out.append('</table:table>')
    out.append('</office:spreadsheet></office:body></office:document>')
    path.write_text(''.join(out))


def office(folder, *files):
    """Saves the files as .xlsx in folder, by LibreOffice Calc."""
    subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless',
                    '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', folder, *files],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def write_all(folder):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    content = json.loads((ROOT / 'tests/sheets/content.json').read_text())
    (folder / 'again').mkdir()
    write_openpyxl(content, folder / 'openpyxl.xlsx')
    write_openpyxl(content, folder / 'openpyxl-1904.xlsx', CALENDAR_MAC_1904)
    subprocess.run(['node', ROOT / 'tests/sheets/write.js', folder], check=True,
                   env=dict(os.environ, TZ='UTC'))
    write_fods(content, folder / 'calc.fods')
    office(folder, folder / 'calc.fods')
    office(folder / 'again', folder / 'openpyxl.xlsx', folder / 'exceljs.xlsx')
    return [*sorted(folder.glob('*.xlsx')), *sorted(folder.glob('again/*.xlsx'))]


def check_writers(program, folder):
    expected = (ROOT / 'tests/sheets/expected.xml').read_text()
    results = []
    paths = write_all(folder)
    for path in paths:
        out = path.with_suffix('.xml')
        status, said, _, _ = run(program, 'convert', path, out)
        got = out.read_text() if out.exists() else ''
        ok = status == 0 and not said and got == expected
        if not ok:
            print(f'sheets: {path.relative_to(folder)}: status {status}: {said}')
            sys.stdout.flush()
            subprocess.run(['diff', ROOT / 'tests/sheets/expected.xml', out], check=False)
        results.append(ok)
    print(f'sheets: written by others: {", ".join(str(p.relative_to(folder)) for p in paths)}')
    return results + [len(paths) == 10]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--writers', action='store_true')
    parser.add_argument('--make', type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument('program', type=lambda name: pathlib.Path(name).resolve())
    options = parser.parse_args()
    if options.make:
        json.dump(make_hostile(options.make), sys.stdout)
        return 0
    checks = [check_writers] if options.writers else [check_hostile, check_builds]
    results = []
    for check in checks:
        with tempfile.TemporaryDirectory(prefix='ziping-sheets-') as scratch:
            results += check(options.program, pathlib.Path(scratch))
    failed = results.count(False)
    print(f'{len(results) - failed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
