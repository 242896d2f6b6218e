#!/usr/bin/python3
"""The marks of PDF/A-3a and PDF/UA-1, and the text that the tags give:  pdf_tags.py PDF DOC

DOC is the same report from -f doc. The tags must give its blocks back, in order
and by kind, tables cell by cell; all else that a page shows must be an artifact.
Each fault is printed; exit 1 when there is one.
"""
import collections
import re
import sys

import pikepdf
from lxml import etree

CONTAINERS = {
    'Document': {'Sect', 'Title', 'P', 'L', 'Table', 'Figure', 'TOC'},
    'Sect': {'Sect', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'P', 'L', 'Table',
             'Figure', 'TOC'},
    'TOC': {'TOCI'}, 'TOCI': {'Reference', 'TOC'}, 'Reference': {'Link'},
    'L': {'LI'}, 'LI': {'Lbl', 'LBody'}, 'LBody': {'L'},
    'Table': {'THead', 'TBody'}, 'THead': {'TR'}, 'TBody': {'TR'}, 'TR': {'TH', 'TD'},
}
HOLD_TEXT = {'Title', 'P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'Lbl', 'LBody', 'TH', 'TD',
             'Figure', 'Link'}
PAINT = {'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'Do', 'EI'}
SHOW = {'Tj', 'TJ', "'", '"'}
INVISIBLE = re.compile(r'[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f'
                       r'\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]')


def bare(text):
    return INVISIBLE.sub('', text)


# --- what the pages show

def unicode_map(font):
    """Code to text, of our own ToUnicode maps: bfchar only."""
    table = font.ToUnicode.read_bytes().decode('ascii')
    return {int(code, 16): bytes.fromhex(text).decode('utf-16-be')
            for block in re.findall(r'beginbfchar(.*?)endbfchar', table, re.S)
            for code, text in re.findall(r'<([0-9A-F]+)>\s*<([0-9A-F]+)>', block)}


class Page:
    """The text of each MCID, and what stands outside all of them."""

    def __init__(self, page, maps):
        self.text = {}       # by MCID, in order
        self.artifacts = []  # (property list, text)
        self.faults = []
        self.maps = maps
        self.fonts = page.Resources.Font
        self.open = []       # [tag, MCID, ActualText, artifact] of each sequence
        self.map = None
        for operands, operator in pikepdf.parse_content_stream(page):
            self.take(str(operator), operands)
        if self.open:
            self.faults.append('a marked-content sequence does not end')

    def take(self, operator, operands):
        if operator in ('BDC', 'BMC'):
            self.begin(operator, operands)
        elif operator == 'EMC':
            self.open.pop()
        elif operator == 'Tf':
            name = str(operands[0])
            if name not in self.maps:
                self.maps[name] = unicode_map(self.fonts[name])
            self.map = self.maps[name]
        elif operator in SHOW:
            self.show(operands)
        elif operator in PAINT and self.open and self.open[-1][0] == '/Figure':
            pass
        elif operator in PAINT and not any(entry[3] for entry in self.open):
            self.faults.append(f'{operator} paints outside of artifacts')

    def begin(self, operator, operands):
        properties = operands[1] if operator == 'BDC' else {}
        tag, mcid = str(operands[0]), properties.get('/MCID')
        artifact = tag == '/Artifact'
        if artifact:
            self.artifacts.append([dict(properties), ''])
        if artifact and self.open or mcid is not None and any(e[3] for e in self.open):
            self.faults.append(f'{tag} begins inside other content')
        actual = properties.get('/ActualText')
        if mcid is not None:
            if mcid in self.text:
                self.faults.append(f'MCID {mcid} stands twice on a page')
            self.text[int(mcid)] = '' if actual is None else str(actual)
        self.open.append((tag, mcid, actual, artifact))

    def show(self, operands):
        items = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
        codes = b''.join(bytes(item) for item in items if isinstance(item, pikepdf.String))
        pairs = [codes[i] << 8 | codes[i + 1] for i in range(0, len(codes), 2)]
        missing = [code for code in pairs if code not in self.map]
        if missing or 0 in pairs:
            self.faults.append(f'codes {missing or [0]} have no character')
        text = ''.join(self.map.get(code, '') for code in pairs)
        if not self.open:
            self.faults.append(f'“{text}” is neither tagged nor an artifact')
        elif any(entry[3] for entry in self.open):
            self.artifacts[-1][1] += text
        else:
            mcids = [entry[1] for entry in self.open if entry[1] is not None]
            if not mcids:
                self.faults.append(f'“{text}” is in no MCID')
            elif not any(entry[2] is not None for entry in self.open):
                self.text[int(mcids[-1])] += text


# --- the tree

class Element:
    def __init__(self, node, parent):
        self.node = node
        self.parent = parent
        self.type = str(node.S)[1:]
        self.kids = []
        self.marks = []  # (page index, MCID)
        self.parts = []  # the text of each
        self.links = []  # (page index, annotation)

    @property
    def text(self):
        return ''.join(self.parts)

    def attribute(self, name, otherwise=None):
        return self.node.A.get(name, otherwise) if '/A' in self.node else otherwise

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


def kids_of(node):
    if '/K' not in node:
        return []
    return list(node.K) if isinstance(node.K, pikepdf.Array) else [node.K]


class Tags:
    def __init__(self, pdf):
        self.pdf = pdf
        self.faults = []
        maps = {}
        self.pages = [Page(page, maps) for page in pdf.pages]
        self.page_index = {page.objgen: i for i, page in enumerate(pdf.pages)}
        for number, page in enumerate(self.pages, 1):
            self.faults += [f'page {number}: {fault}' for fault in page.faults]
        self.used = collections.Counter()
        self.root = self.read(pdf.Root.StructTreeRoot.K, None, pdf.Root.StructTreeRoot)

    def read(self, node, parent, above):
        element = Element(node, parent)
        if node.P.objgen != above.objgen:
            self.faults.append(f'{element.type}: P does not lead to its parent')
        page = node.get('/Pg')
        for kid in kids_of(node):
            if isinstance(kid, int):
                self.take(element, page, kid)
            elif kid.get('/Type') == '/MCR':
                self.take(element, kid.get('/Pg', page), kid.MCID)
            elif kid.get('/Type') == '/OBJR':
                element.links.append((self.page_index[kid.get('/Pg', page).objgen], kid.Obj))
            else:
                element.kids.append(self.read(kid, element, node))
        return element

    def take(self, element, page, mcid):
        place = (self.page_index[page.objgen], int(mcid))
        if place[1] not in self.pages[place[0]].text:
            self.faults.append(f'{element.type}: there is no MCID {mcid} on page {place[0] + 1}')
            return
        element.marks.append(place)
        element.parts.append(self.pages[place[0]].text[place[1]])
        self.used[place] += 1


# --- faults of one kind each

def content_tagged_once(tags):
    for i, page in enumerate(tags.pages):
        for mcid in page.text:
            if tags.used[i, mcid] != 1:
                yield f'page {i + 1}: MCID {mcid} belongs to {tags.used[i, mcid]} elements'


def reading_order(tags):
    order = [place for element in tags.root.walk() for place in element.marks]
    if tags.root.walk() and order != sorted(order):
        yield 'the tree and the pages have another order'


def leaves(tree):
    if '/Nums' in tree:
        numbers = list(tree.Nums)
        yield from zip(numbers[::2], numbers[1::2])
    for kid in tree.get('/Kids', []):
        pairs = list(leaves(kid))
        if [int(n) for n in kid.Limits] != [pairs[0][0], pairs[-1][0]]:
            raise ValueError('Limits of the ParentTree are wrong')
        yield from pairs


def parent_tree(tags):
    try:
        parents = {int(number): parent
                   for number, parent in leaves(tags.pdf.Root.StructTreeRoot.ParentTree)}
    except ValueError as fault:
        yield str(fault)
        return
    for element in tags.root.walk():
        for page, mcid in element.marks:
            key = tags.pdf.pages[page].get('/StructParents')
            if key is None or parents[int(key)][mcid].objgen != element.node.objgen:
                yield f'page {page + 1}: the ParentTree leads from MCID {mcid} elsewhere'
        for page, link in element.links:
            parent = parents.get(int(link.get('/StructParent', -1)))
            if parent is None or parent.objgen != element.node.objgen:
                yield f'page {page + 1}: the ParentTree leads from a link elsewhere'
    if tags.pdf.Root.StructTreeRoot.ParentTreeNextKey <= max(parents, default=-1):
        yield 'ParentTreeNextKey is in use'


def containment(tags):
    for element in tags.root.walk():
        for kid in element.kids:
            if kid.type not in CONTAINERS.get(element.type, ()):
                yield f'{kid.type} stands in {element.type}'
        if element.marks and element.type not in HOLD_TEXT:
            yield f'{element.type} holds text itself'
        if element.type in ('LI', 'Table', 'L', 'Sect') and not element.kids:
            yield f'{element.type} is empty'
    roles = dict(tags.pdf.Root.StructTreeRoot.get('/RoleMap', {}))
    for element in tags.root.walk():
        if element.type == 'Title' and roles.get('/Title') != '/P':
            yield 'Title has no role'


def heading_levels(tags):
    last = 0
    for element in tags.root.walk():
        if re.fullmatch('H[1-6]', element.type):
            level = int(element.type[1])
            if level > last + 1:
                yield f'H{level} “{element.text}” follows H{last}'
            last = level


def grid(table):
    """The rows with a column each, as a reader lays the cells out; or a fault."""
    rows = [row for part in table.kids for row in part.kids]
    taken = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row.kids:
            while (y, x) in taken:
                x += 1
            for dy in range(int(cell.attribute('/RowSpan', 1))):
                for dx in range(int(cell.attribute('/ColSpan', 1))):
                    if (y + dy, x + dx) in taken:
                        return rows, None, f'“{cell.text}” covers another cell'
                    taken[y + dy, x + dx] = cell
    width = 1 + max((x for _, x in taken), default=-1)
    if len(taken) != width * len(rows) or any(y >= len(rows) for y, _ in taken):
        return rows, None, 'the cells leave holes'
    return rows, taken, None


def tables(tags):
    for table in (element for element in tags.root.walk() if element.type == 'Table'):
        fault = grid(table)[2]
        if fault:
            yield f'Table: {fault}'
        if [part.type for part in table.kids] not in (['TBody'], ['THead', 'TBody']):
            yield 'Table: its parts are not a head and a body'
        for cell in table.walk():
            scope = cell.attribute('/Scope')
            if cell.type == 'TH' and str(scope) not in ('/Column', '/Row'):
                yield f'TH “{cell.text}” has no scope'
            if cell.type == 'TD' and scope is not None:
                yield f'TD “{cell.text}” has a scope'
            if cell.type == 'TD' and cell.parent.parent.type == 'THead':
                yield f'TD “{cell.text}” stands in the head'


def figures(tags):
    for figure in (element for element in tags.root.walk() if element.type == 'Figure'):
        if not str(figure.node.get('/Alt', '')):
            yield 'Figure is not put into words'
        if not figure.marks:
            yield 'Figure is not drawn'
            continue
        box = [float(edge) for edge in figure.attribute('/BBox', [])]
        _, _, width, height = map(float, tags.pdf.pages[figure.marks[0][0]].MediaBox)
        if len(box) != 4 or not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
            yield f'Figure has the box {box}'


def lists(tags):
    for element in tags.root.walk():
        if element.type == 'L' and element.attribute('/ListNumbering') is None:
            yield 'L does not say how it is numbered'
        if element.type == 'LI' and [kid.type for kid in element.kids] != ['Lbl', 'LBody']:
            yield 'LI is not a label and a body'


def links(tags):
    """Each annotation belongs to one Link and leads to what its text says."""
    owners = collections.Counter(link.objgen for element in tags.root.walk()
                                 for _, link in element.links)
    for number, page in enumerate(tags.pdf.pages, 1):
        for link in page.get('/Annots', []):
            if owners.pop(link.objgen, 0) != 1 or link.get('/Subtype') != '/Link':
                yield f'page {number}: an annotation is not of one Link'
            if link.get('/F') != 4 or not str(link.get('/Contents', '')):
                yield f'page {number}: a link is not printed, or not put into words'
    if owners:
        yield 'a Link has an annotation that stands on no page'
    places = collections.defaultdict(set)
    for element in tags.root.walk():
        if element.marks and element.type != 'Link':
            places[bare(element.text)].add(element.marks[0][0])
    for element in (element for element in tags.root.walk() if element.type == 'Link'):
        if not element.links:
            yield f'Link “{element.text}” leads nowhere'
        for _, link in element.links:
            if tags.page_index.get(link.Dest[0].objgen) not in places[bare(entry(element)[0])]:
                yield f'Link “{element.text}” leads to another page'


def entry(link):
    """(text, number): the number is a stretch of its own, behind the dots."""
    return ''.join(link.parts[:-1]), link.parts[-1] if link.parts else ''


def furniture(tags):
    """Page numbers are the footers, and nothing else is."""
    for number, page in enumerate(tags.pages, 1):
        footers = [text for properties, text in page.artifacts
                   if properties.get('/Subtype') == '/Footer']
        if len(footers) > 1 or footers and not re.search(r'\d', footers[0]):
            yield f'page {number}: its footers are {footers}'
        for properties, text in page.artifacts:
            if str(properties.get('/Type')) not in ('/Pagination', '/Layout'):
                yield f'page {number}: an artifact of no type'


def catalog(tags):
    root, trailer = tags.pdf.Root, tags.pdf.trailer
    if root.get('/MarkInfo', {}).get('/Marked') is not True:
        yield 'MarkInfo does not say Marked'
    if str(root.get('/Lang')) != 'zh-CN':
        yield 'the language is not told'
    if root.get('/ViewerPreferences', {}).get('/DisplayDocTitle') is not True:
        yield 'the title is not displayed'
    if len(trailer.get('/ID', [])) != 2:
        yield 'the trailer has no ID'
    if '/Encrypt' in trailer:
        yield 'the file is encrypted'
    for number, page in enumerate(tags.pdf.pages, 1):
        if page.get('/Tabs') != '/S':
            yield f'page {number}: Tabs is not S'


def output_intent(tags):
    intents = list(tags.pdf.Root.get('/OutputIntents', []))
    if len(intents) != 1 or intents[0].S != '/GTS_PDFA1':
        yield 'there is no one OutputIntent of PDF/A'
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    if profile.N != 3 or data[16:20] != b'RGB ' or data[12:16] != b'mntr' \
            or data[36:40] != b'acsp' or int.from_bytes(data[:4], 'big') != len(data):
        yield 'the output profile is not an RGB monitor profile'


RDF = '{http://www.w3.org/1999/02/22-rdf-syntax-ns#}'
XMP = {'pdfaid': 'http://www.aiim.org/pdfa/ns/id/', 'pdfuaid': 'http://www.aiim.org/pdfua/ns/id/',
       'dc': 'http://purl.org/dc/elements/1.1/', 'pdf': 'http://ns.adobe.com/pdf/1.3/',
       'xmp': 'http://ns.adobe.com/xap/1.0/', 'rdf': RDF[1:-1],
       'schema': 'http://www.aiim.org/pdfa/ns/schema#'}


def metadata(tags):
    stream = tags.pdf.Root.get('/Metadata')
    if stream is None or stream.get('/Filter') is not None or stream.Subtype != '/XML':
        yield 'there is no plain metadata stream'
        return
    packet = etree.fromstring(stream.read_raw_bytes())

    def said(path):
        return [''.join(node.itertext()) for node in packet.iterfind(f'.//{path}', XMP)]

    for path, wanted in (('pdfaid:part', '3'), ('pdfaid:conformance', 'A'), ('pdfuaid:part', '1'),
                         ('dc:language/rdf:Bag/rdf:li', 'zh-CN'),
                         ('schema:namespaceURI', XMP['pdfuaid'])):
        if said(path) != [wanted]:
            yield f'XMP: {path} is {said(path)}'
    info = tags.pdf.docinfo
    for key, path in (('/Title', 'dc:title/rdf:Alt/rdf:li'), ('/Author', 'dc:creator/rdf:Seq/rdf:li'),
                      ('/Subject', 'dc:description/rdf:Alt/rdf:li'), ('/Producer', 'pdf:Producer'),
                      ('/CreationDate', 'xmp:CreateDate'), ('/ModDate', 'xmp:ModifyDate')):
        written = [str(info[key])] if key in info else []
        found = said(path)
        if key.endswith('Date'):
            found = ['D:' + date.replace('-', '') for date in found]
        if written != found:
            yield f'{key} is {written}, in XMP {found}'
    if not said('dc:title/rdf:Alt/rdf:li'):
        yield 'the document has no title'


def objects(tags):
    for item in tags.pdf.objects:
        known = (None, '/FlateDecode')
        if isinstance(item, pikepdf.Stream) and item.get('/Subtype') == '/Image':
            known += ('/DCTDecode',)
        if isinstance(item, pikepdf.Stream) and item.get('/Filter') not in known:
            yield f'a stream has the filter {item.get("/Filter")}'


CHECKS = (content_tagged_once, reading_order, parent_tree, containment, heading_levels, tables,
          figures, lists, links, furniture, catalog, output_intent, metadata, objects)


# --- the text

def plain(text):
    """Of -f doc: without the marks of styles and the escapes."""
    text = re.sub(r'(?<!\\)\{[^:{}]*:', '', text)
    text = re.sub(r'(?<!\\)\}', '', text)
    return re.sub(r'\\(n|x..|.)', lambda m: '' if m[1][0] in 'nx' else m[1], text)


# Blocks of 红头, 落款 and 版记, as -f doc names them.
OFFICIAL = ('发文机关标志', '左右', '署名', '署名（盖章）', '成文日期', '成文日期（盖章）')


def wanted_blocks(path):
    """(kind, …) of each block of -f doc that prints text, kinds as in the tree."""
    blocks, levels = [], []
    with open(path, encoding='utf-8') as lines:
        for line in lines.read().split('\n'):
            fields = line.split('\t')
            kind = fields[0]
            if kind == '' and len(fields) > 1 and fields[1] in ('头', '行'):
                cells = [bare(plain(re.sub(r'^\{[^:{}]*\}', '', cell))) for cell in fields[2:]]
                blocks[-1][1].append((fields[1], cells))
            elif kind == '表':
                blocks.append(('Table', []))
            elif kind == '' and len(fields) > 2 and fields[1] == '说明':
                blocks.append(('Figure', bare(plain(fields[2]))))
            elif kind in ('章', '节', '附件题'):
                while levels and levels[-1] >= int(fields[1]):
                    levels.pop()
                levels.append(int(fields[1]))
                blocks.append((f'H{len(levels)}', bare(plain(fields[3] + fields[4]))))
            elif kind == '目录项':
                blocks.append(('Link', bare(plain(fields[4]))))
            elif kind in ('条', '款') and fields[3]:
                blocks.append(('LI', bare(plain(fields[3])), bare(plain(fields[4]))))
            elif kind in ('标题', '附件标', '段', '条', '款', '注') + OFFICIAL:
                if kind in ('标题', '附件标') + OFFICIAL:
                    levels.clear()
                blocks.append(('Title' if kind == '标题' else 'P', bare(plain(fields[3] + fields[4]))))
    return [block for block in blocks if any(block[1:])]


def tagged_blocks(element):
    for kid in element.kids:
        if kid.type in ('Sect', 'L', 'TOC', 'TOCI', 'Reference'):
            yield from tagged_blocks(kid)
        elif kid.type == 'LI':
            yield ('LI', *(bare(part.text) for part in kid.kids))
            for part in kid.kids:
                yield from tagged_blocks(part)
        elif kid.type == 'Table':
            yield 'Table', [('头' if part.type == 'THead' else '行', [bare(cell.text) for cell in row.kids])
                            for part in kid.kids for row in part.kids]
        elif kid.type == 'Link':
            text, number = entry(kid)
            yield 'Link', bare(text) if number.isdecimal() else f'{kid.text}, without a number'
        elif kid.type == 'Figure':
            yield 'Figure', bare(str(kid.node.get('/Alt', '')))
        else:
            yield kid.type, bare(kid.text)


def text(tags, doc):
    wanted, got = wanted_blocks(doc), list(tagged_blocks(tags.root))
    for want, have in zip(wanted, got):
        if want != have:
            yield f'the doc has {want}, the tags give {have}'
            return
    if len(wanted) != len(got):
        yield f'the doc has {len(wanted)} blocks, the tags give {len(got)}'


def faults(pdf, doc=None):
    tags = Tags(pdf)
    yield from tags.faults
    for check in CHECKS:
        yield from check(tags)
    if doc:
        yield from text(tags, doc)


def main():
    with pikepdf.open(sys.argv[1]) as pdf:
        found = list(faults(pdf, sys.argv[2]))
    for fault in found:
        print(f'{sys.argv[1]}: {fault}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
