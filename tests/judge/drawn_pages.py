"""What stands on the pages of a PDF, read off its words and its drawn rules:
lines of text, and rows of tables."""
import re
import subprocess
import xml.etree.ElementTree as ElementTree

XHTML = '{http://www.w3.org/1999/xhtml}'
SVG = '{http://www.w3.org/2000/svg}'
THICKEST_RULE = 3  # pt
NEAR = 1.5  # pt, by which ends of rules miss one another


def words(page):
    """(top, foot, left, right, text) of every word on the page."""
    for node in page.iter(f'{XHTML}word'):
        yield (*(float(node.get(side)) for side in ('yMin', 'yMax', 'xMin', 'xMax')),
               node.text or '')


def without_leader(line):
    """Every program puts as many dots before the number of a 目录 as it likes."""
    return re.sub(r'\.{3,}(\d+)$', r'\1', line)


def gather(found):
    """Words that overlap by half their height stand on one line; so a
    superscript belongs to the line that it rises from. [(middle, height,
    [(left, text)])]"""
    lines = []
    for middle, height, left, text in sorted(((top + foot) / 2, foot - top, left, text)
                                             for top, foot, left, _, text in found):
        if lines and middle - lines[-1][0] < max(height, lines[-1][1]) / 2:
            lines[-1][2].append((left, text))
        else:
            lines.append((middle, height, [(left, text)]))
    return lines


def text_lines(found, leaders=False):
    """[(middle, text)]"""
    joined = [(middle, re.sub(r'\s', '', ''.join(text for _, text in sorted(parts))))
              for middle, _, parts in gather(found)]
    return [(middle, line if leaders else without_leader(line)) for middle, line in joined if line]


def moved(points, transform):
    """The points as an SVG transform leaves them; only scaling and moving."""
    match = re.match(r'matrix\(([^)]*)\)', transform or '')
    a, _, _, d, e, f = map(float, re.split(r'[ ,]+', match[1])) if match else (1, 0, 0, 1, 0, 0)
    return [(a * x + e, d * y + f) for x, y in points]


def drawing(path, number):
    out = subprocess.run(['pdftocairo', '-svg', '-f', str(number), '-l', str(number), path, '-'],
                         capture_output=True, check=True)
    return ElementTree.fromstring(out.stdout)


def baselines(root, figures, edge):
    """Of all glyphs on the page right of the edge and outside of figures, each
    height once."""
    places = [(float(node.get('x')), float(node.get('y'))) for node in root.iter(f'{SVG}use')
              if node.get('y')]
    return sorted({y for x, y in places if x > edge and is_outside(figures, x, y, x, y)})


def rules(root):
    """(left, top, right, foot) of every straight stroke on the page."""
    glyphs = {node for defs in root.iter(f'{SVG}defs') for node in defs.iter(f'{SVG}path')}
    for node in root.iter(f'{SVG}path'):
        for part in re.split(r'(?=M)', node.get('d')) if node not in glyphs else ():
            numbers = list(map(float, re.findall(r'-?[\d.]+', part)))
            if len(numbers) < 4 or 'C' in part:
                continue
            points = moved(list(zip(numbers[::2], numbers[1::2])), node.get('transform'))
            (left, *_, right), (top, *_, foot) = (sorted(side) for side in zip(*points))
            if min(right - left, foot - top) < THICKEST_RULE:
                yield left, top, right, foot


def cell_of(strokes, word):
    """(top, left) of the cell that the word stands in; None outside of tables."""
    top, foot, left, right, _ = word
    x, y = (left + right) / 2, (top + foot) / 2
    level = [(a[1] + a[3]) / 2 for a in strokes
             if a[2] - a[0] > a[3] - a[1] and a[0] - NEAR < x < a[2] + NEAR]
    upright = [(a[0] + a[2]) / 2 for a in strokes
               if a[2] - a[0] < a[3] - a[1] and a[1] - NEAR < y < a[3] + NEAR]
    above, before = ([at for at in level if at < y], [at for at in upright if at < x])
    closed = above and before and any(at > y for at in level) and any(at > x for at in upright)
    return (max(above), max(before)) if closed else None


def turned_edge(page, strokes):
    """What stands left of it reads down the page: the page number of a sheet
    that lies sideways, beside its table."""
    sideways = float(page.get('width')) > float(page.get('height'))
    return min((left for left, *_ in strokes), default=0) if sideways else 0


def turned_line(found):
    """[(where it ends, text)]"""
    parts = sorted((top, foot, text) for top, foot, _, _, text in found)
    return [(parts[-1][1], ''.join(text for *_, text in parts))] if parts else []


def group(items, key):
    """Lists of the items whose keys are near each other, by their key."""
    groups = []
    for item in sorted(items, key=key):
        if groups and key(item) - key(groups[-1][-1]) < NEAR:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


class Row:
    """Of a table on one page: the cells that begin in it, those that print
    something, each with its lines."""

    def __init__(self, placed):
        """placed: [((top, left), word)]"""
        self.top = placed[0][0][0]
        cells = group(placed, lambda item: item[0][1])
        self.cells = [[text for _, text in text_lines(word for _, word in cell)]
                      for cell in cells]

    def __str__(self):
        return ' | '.join(' / '.join(lines) for lines in self.cells)


class Page:
    def __init__(self, node, root, figures=()):
        strokes = [stroke for stroke in rules(root) if is_outside(figures, *stroke)]
        edge = turned_edge(node, strokes)
        self.baselines = baselines(root, figures, edge)
        placed = [(cell_of(strokes, word), word) for word in words(node)
                  if is_outside(figures, word[2], word[0], word[3], word[1])]
        free = [word for cell, word in placed if cell is None]
        upright = [word for word in free if word[3] > edge]
        outside = text_lines(upright)
        self.starts = [min(parts)[0] for _, _, parts in gather(upright)]
        outside += turned_line(word for word in free if word[3] <= edge)
        self.lines = [text for _, text in outside]
        inside = [item for item in placed if item[0] is not None]
        self.rows = [Row(row) for row in group(inside, lambda item: item[0][0])]
        order = outside + [(row.top, str(row)) for row in self.rows]
        self.items = [text for _, text in sorted(order, key=lambda item: item[0])]


def read_figures(lines):
    """{page: [(left, top, right, foot)]} in pt, of -f lines: where charts and
    pictures stand, in which every program writes as it likes."""
    figures, page, before = {}, 0, None
    for line in lines.read_text().splitlines():
        place = re.match(r'(\d+)\.(1\b)?', line)
        if place and (place[2] or place[1] != before):
            before, page = place[1], page + 1
        box = re.match(r'\d+\.\d+ 图 位([\d.]+),([\d.]+) 宽([\d.]+) 高([\d.]+)', line)
        if box:
            left, top, width, height = (float(number) * 72 / 25.4 for number in box.groups())
            figures.setdefault(page, []).append((left, top, left + width, top + height))
    return figures


def is_outside(boxes, left, top, right, foot):
    x, y = (left + right) / 2, (top + foot) / 2
    return not any(box[0] - NEAR < x < box[2] + NEAR and box[1] - NEAR < y < box[3] + NEAR
                   for box in boxes)


def read_pages(path, figures=None):
    figures = figures or {}
    out = subprocess.run(['pdftotext', '-enc', 'UTF-8', '-bbox', path, '-'],
                         capture_output=True, check=True)
    # Characters that XML can't hold come through from a broken font.
    text = re.sub(r'[\x00-\x08\x0b\x0c\x0e-\x1f]', '', out.stdout.decode())
    nodes = ElementTree.fromstring(text).iter(f'{XHTML}page')
    return [Page(node, drawing(path, number), figures.get(number, ())) for number, node in enumerate(nodes, 1)]
