#!/usr/bin/python3
"""Word's own rules that no validator checks:  docx_rules.py FILE.docx…

Each fault is printed as FILE: PART: what is wrong; exit 1 when there is one.
Word refuses to open, or silently repairs, a file that breaks one of these.
"""
import collections
import io
import posixpath
import re
import sys
import zipfile

from lxml import etree

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
XML_SPACE = '{http://www.w3.org/XML/1998/namespace}space'


def w(name):
    return f'{{{W}}}{name}'


def val(node):
    return node.get(w('val'))


def repeated(values):
    return sorted(value for value, count in collections.Counter(values).items() if count > 1)


class Package:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.trees = {name: etree.fromstring(data) for name, data in self.parts.items()
                      if name.endswith(('.xml', '.rels'))}

    def word_parts(self):
        return {name: tree for name, tree in self.trees.items()
                if name.startswith('word/') and not name.endswith('.rels')}


def zip_order(package):
    if package.names[0] != '[Content_Types].xml':
        yield package.names[0], 'stands before [Content_Types].xml'
    for name in repeated(package.names):
        yield name, 'stands twice in the package'


def content_types(package):
    types = package.trees['[Content_Types].xml']
    overrides = [node.get('PartName') for node in types.iter(f'{{{TYPES}}}Override')]
    defaults = {node.get('Extension'): node.get('ContentType')
                for node in types.iter(f'{{{TYPES}}}Default')}
    for name in repeated(overrides):
        yield name, 'has two content types'
    for name in overrides:
        if name.lstrip('/') not in package.parts:
            yield name, 'has a content type but is not there'
    for name in package.parts:
        default = defaults.get(name.rpartition('.')[2])
        # Custom XML is any XML: Word itself gives it no more than the default.
        plain = re.fullmatch(r'customXml/item\d+\.xml|\[Content_Types\]\.xml', name)
        typed = f'/{name}' in overrides or (default and (plain or default != 'application/xml'))
        if not typed and name != '[Content_Types].xml':
            yield name, 'has no content type of its own'


def source_of(rels):
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name[:-len('.rels')])


def relationships(package):
    reached = {'[Content_Types].xml'}
    for rels, tree in package.trees.items():
        if not rels.endswith('.rels'):
            continue
        reached.add(rels)
        source = source_of(rels)
        if source and source not in package.parts:
            yield rels, f'belongs to {source}, which is not there'
        links = list(tree.iter(f'{{{RELS}}}Relationship'))
        for name in repeated(link.get('Id') for link in links):
            yield rels, f'names {name} twice'
        for link in links:
            if link.get('TargetMode') == 'External':
                continue
            target = posixpath.normpath(
                posixpath.join('/', posixpath.dirname(source), link.get('Target')))[1:]
            reached.add(target)
            if target not in package.parts:
                yield rels, f'{link.get("Id")} leads to {target}, which is not there'
    for name in package.parts:
        if name not in reached:
            yield name, 'is reached by no relationship'


def relationship_ids(package):
    for name, tree in package.trees.items():
        used = {value for node in tree.iter() if isinstance(node.tag, str)
                for key, value in node.attrib.items() if key.startswith(f'{{{R}}}')}
        folder, base = posixpath.split(name)
        rels = package.trees.get(posixpath.join(folder, '_rels', f'{base}.rels'))
        known = {link.get('Id') for link in rels} if rels is not None else set()
        for missing in sorted(used - known):
            yield name, f'refers to {missing}, which its relationships lack'


def styles(package):
    tree = package.trees.get('word/styles.xml')
    nodes = list(tree.iter(w('style'))) if tree is not None else []
    kinds = {node.get(w('styleId')): node.get(w('type')) for node in nodes}
    for style in repeated(node.get(w('styleId')) for node in nodes):
        yield 'word/styles.xml', f'has two styles {style}'
    for style in repeated(val(node.find(w('name'))).lower() for node in nodes):
        yield 'word/styles.xml', f'has two styles named {style}'
    for kind in repeated(node.get(w('type')) for node in nodes if node.get(w('default')) == '1'):
        yield 'word/styles.xml', f'has two default {kind} styles'
    wanted = {'pStyle': 'paragraph', 'rStyle': 'character', 'tblStyle': 'table'}
    for name, tree in package.word_parts().items():
        for tag, kind in wanted.items():
            for node in tree.iter(w(tag)):
                if kinds.get(val(node)) != kind:
                    yield name, f'{tag} {val(node)} is no {kind} style'
        for tag in ('basedOn', 'next', 'link'):
            for node in tree.iter(w(tag)):
                if val(node) not in kinds:
                    yield name, f'{tag} {val(node)} is no style'


def numbering(package):
    tree = package.trees.get('word/numbering.xml')
    nums = list(tree.iter(w('num'))) if tree is not None else []
    known = {num.get(w('numId')) for num in nums} | {'0'}
    abstract = {node.get(w('abstractNumId')) for node in tree.iter(w('abstractNum'))} \
        if tree is not None else set()
    for num in nums:
        if val(num.find(w('abstractNumId'))) not in abstract:
            yield 'word/numbering.xml', f'num {num.get(w("numId"))} has no abstractNum'
    for name, part in package.word_parts().items():
        for node in part.iter(w('numId')):
            if val(node) not in known:
                yield name, f'numId {val(node)} is not defined'


def number_in(row, tag):
    node = row.find(f'{w("trPr")}/{w(tag)}')
    return int(val(node)) if node is not None else 0


def tables(package):
    for name, tree in package.word_parts().items():
        for cell in tree.iter(w('tc')):
            if not len(cell) or cell[-1].tag != w('p'):
                yield name, f'the cell in line {cell.sourceline} does not end with a paragraph'
        for table in tree.iter(w('tbl')):
            width = len(table.findall(f'{w("tblGrid")}/{w("gridCol")}'))
            for count, row in enumerate(table.findall(w('tr')), 1):
                spans = [cell.find(f'{w("tcPr")}/{w("gridSpan")}') for cell in row.findall(w('tc'))]
                total = sum(1 if span is None else int(val(span)) for span in spans)
                total += number_in(row, 'gridBefore') + number_in(row, 'gridAfter')
                if total > width:
                    yield name, f'row {count} spans {total} columns of a grid of {width}'


def merged(cell):
    """None, restart or continue."""
    node = cell.find(f'{w("tcPr")}/{w("vMerge")}')
    return None if node is None else val(node) or 'continue'


def grid_of(row):
    """{(first column, columns): how the cell is merged}"""
    places, column = {}, number_in(row, 'gridBefore')
    for cell in row.findall(w('tc')):
        span = cell.find(f'{w("tcPr")}/{w("gridSpan")}')
        columns = 1 if span is None else int(val(span))
        places[column, columns] = merged(cell)
        column += columns
    return places


def merged_cells(package):
    for name, tree in package.word_parts().items():
        for table in tree.iter(w('tbl')):
            above = {}
            for count, row in enumerate(table.findall(w('tr')), 1):
                grid = grid_of(row)
                for place, how in grid.items():
                    if how == 'continue' and not above.get(place):
                        yield name, (f'the cell at column {place[0] + 1} of row {count} goes on '
                                     'from a cell above that is not merged or not as wide')
                above = grid


def header_rows(package):
    for name, tree in package.word_parts().items():
        for table in tree.iter(w('tbl')):
            heads = [row.find(f'{w("trPr")}/{w("tblHeader")}') is not None
                     for row in table.findall(w('tr'))]
            if heads != sorted(heads, reverse=True):
                yield name, 'a row that is to be repeated does not stand at the head of its table'


def around_tables(package):
    for name, tree in package.word_parts().items():
        for table in tree.iter(w('tbl')):
            after = table.getnext()
            if after is not None and after.tag == w('tbl'):
                yield name, 'two tables touch, which makes them one'
            if after is None or after.tag == w('sectPr'):
                yield name, 'the text ends with a table, not a paragraph'


def identities(package):
    for name, tree in package.word_parts().items():
        for node in repeated(node.get(w('id')) for node in tree.iter(w('bookmarkStart'))):
            yield name, f'has two bookmarks with id {node}'
        for node in repeated(node.get(w('name')) for node in tree.iter(w('bookmarkStart'))):
            yield name, f'has two bookmarks {node}'
        starts = {node.get(w('id')) for node in tree.iter(w('bookmarkStart'))}
        ends = {node.get(w('id')) for node in tree.iter(w('bookmarkEnd'))}
        for node in sorted(starts ^ ends):
            yield name, f'bookmark {node} has one end only'
        for node in repeated(node.get('id') for node in tree.iter(f'{{{WP}}}docPr')):
            yield name, f'has two drawings with id {node}'


def spaces(package):
    for name, tree in package.word_parts().items():
        for node in tree.iter(w('t'), w('instrText')):
            text = node.text or ''
            lost = text != text.strip(' \t\r\n') or '  ' in text
            if lost and node.get(XML_SPACE) != 'preserve':
                yield name, f'the spaces of {text!r} are lost'


def fields(package):
    for name, tree in package.word_parts().items():
        depth = 0
        for node in tree.iter(w('fldChar')):
            kind = node.get(w('fldCharType'))
            depth += {'begin': 1, 'end': -1}.get(kind, 0)
            if depth < 0 or (kind == 'separate' and depth == 0):
                yield name, f'a field {kind}s that has not begun'
        if depth > 0:
            yield name, 'a field does not end'


def fonts(package):
    tree = package.trees.get('word/fontTable.xml')
    known = {node.get(w('name')) for node in tree.iter(w('font'))} if tree is not None else set()
    for name, part in package.word_parts().items():
        named = {node.get(w(slot)) for node in part.iter(w('rFonts'))
                 for slot in ('ascii', 'hAnsi', 'eastAsia', 'cs')} - {None}
        for font in sorted(named - known):
            yield name, f'names the font {font}, which the font table lacks'


def cells_of(book):
    """{sheet: {A1: text}} of a workbook as we write it: text in line, no formulas."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = [sheet.get('name') for sheet in
                 etree.fromstring(archive.read('xl/workbook.xml')).iter(f'{{{SHEET}}}sheet')]
        sheets = [etree.fromstring(archive.read(f'xl/worksheets/sheet{i + 1}.xml'))
                  for i in range(len(names))]
    if any(sheet.find(f'.//{{{SHEET}}}f') is not None for sheet in sheets):
        raise ValueError('its workbook has formulas')
    return {name: {cell.get('r'): ''.join(cell.itertext()) for cell in sheet.iter(f'{{{SHEET}}}c')}
            for name, sheet in zip(names, sheets)}


def area_of(formula):
    """(sheet, [A1, A2 …]) of 数据!$A$1:$A$2"""
    match = re.fullmatch(r"'?(.*?)'?!\$([A-Z])\$(\d+)(?::\$\2\$(\d+))?", formula)
    first, last = int(match[3]), int(match[4] or match[3])
    return match[1], [f'{match[2]}{row}' for row in range(first, last + 1)]


def charts(package):
    """Word shows what a chart keeps of its workbook until someone edits the data."""
    for name, tree in package.trees.items():
        if tree.tag != f'{{{CHART}}}chartSpace':
            continue
        data = tree.find(f'{{{CHART}}}externalData')
        rels = package.trees.get(posixpath.join(posixpath.dirname(name), '_rels',
                                                posixpath.basename(name) + '.rels'))
        targets = {} if rels is None else {rel.get('Id'): rel.get('Target') for rel in rels}
        book = None if data is None else targets.get(data.get(f'{{{R}}}id'))
        if book is None:
            yield name, 'has no workbook'
            continue
        book = posixpath.normpath(posixpath.join('/', posixpath.dirname(name), book))[1:]
        try:
            sheets = cells_of(package.parts[book])
        except (KeyError, ValueError) as fault:
            yield name, str(fault)
            continue
        for formula in tree.iter(f'{{{CHART}}}f'):
            sheet, places = area_of(formula.text)
            kept = {int(point.get('idx')): ''.join(point.itertext())
                    for point in formula.getparent().iter(f'{{{CHART}}}pt')}
            cells = sheets.get(sheet, {})
            there = {i: cells[place] for i, place in enumerate(places) if place in cells}
            if kept != there:
                yield name, f'keeps {kept} of {formula.text}, its workbook has {there}'


RULES = (zip_order, content_types, relationships, relationship_ids, styles, numbering, tables,
         merged_cells, header_rows, around_tables, identities, spaces, fields, fonts, charts)


def faults(path):
    package = Package(path)
    return [fault for rule in RULES for fault in rule(package)]


def main():
    bad = False
    for path in sys.argv[1:]:
        for part, what in faults(path):
            print(f'{path}: {part}: {what}')
            bad = True
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
