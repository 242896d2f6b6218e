"""What is measured: the example, a hundred variants of it, longer reports, and
the same texts for the peers."""
import pathlib
import random
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / 'examples/zengcheng-2022.xml'
FACE = 'FandolFang-Regular.otf'
HAN = '[\u4e00-\u9fff]'
# GB 2312, level 1: the 3,755 characters in common use.
COMMON = [bytes((row, cell)).decode('gb2312') for row in range(0xB0, 0xD8)
          for cell in range(0xA1, 0xFF) if (row, cell) < (0xD7, 0xFA)]


def variant(source, number):
    """The evaluation with one Han character of twenty, in running text only,
    replaced by another: each report prints characters of its own."""
    chance = random.Random(number)

    def swap(match):
        return chance.choice(COMMON) if chance.random() < 0.05 else match.group()

    def text(match):
        return re.sub(HAN, swap, match.group())

    head, body = re.split('(?<=</标题>)|(?<=</部门>)', source, maxsplit=1)
    return head + re.sub(f'>[^<>]*{HAN}{{8}}[^<>]*<', text, body)


def variants(folder, count):
    folder.mkdir()
    source = EXAMPLE.read_text(encoding='utf-8')
    paths = []
    for number in range(count):
        paths.append(folder / f'r{number:03}.xml')
        paths[-1].write_text(variant(source, number), encoding='utf-8')
    return [str(path) for path in paths]


def texts(program, data, folder):
    """The text of each report, one paragraph a line, for the peers."""
    folder.mkdir()
    subprocess.run([program, 'build', *data, '-o', str(folder), '-f', 'doc'],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    paths = []
    for dump in sorted(folder.glob('*.doc.txt')):
        paragraphs = []
        for line in dump.read_text(encoding='utf-8').splitlines():
            columns = line.split('\t')
            if len(columns) >= 5 and not line.startswith('#') and columns[4]:
                paragraphs.append(columns[3] + columns[4])
        dump.unlink()
        paths.append(folder / dump.name.removesuffix('.doc.txt'))
        paths[-1].write_text('\n'.join(paragraphs) + '\n', encoding='utf-8')
    return [str(path) for path in paths]


def one_face_home(folder):
    """A program home in which every role is served by the one face."""
    (folder / 'fonts').mkdir(parents=True)
    (folder / 'layouts').symlink_to(ROOT / 'layouts')
    (folder / 'fonts/字体表.rng').symlink_to(ROOT / 'fonts/字体表.rng')
    table = (ROOT / 'fonts/字体.xml').read_text(encoding='utf-8')
    table = re.sub(r'\s*<文件 [^>]*/>', '', table)
    table = re.sub(r'(<角色 [^>]*>)', rf'\1<文件 名="{FACE}" 代用="是"/>', table)
    (folder / 'fonts/字体.xml').write_text(table, encoding='utf-8')
    return str(folder)


def long_report(program, folder, text, times):
    """The example's own text, so many times over, as an imported report."""
    source = folder / f'x{times}.txt'
    source.write_text(pathlib.Path(text).read_text(encoding='utf-8') * times, encoding='utf-8')
    data = source.with_suffix('.xml')
    subprocess.run([program, 'import', str(source), '-l', '增城-2022', '-o', str(data)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return str(data)


def page_count(program, data, folder):
    # Its status may be 1: the check has findings about a text said 50 times.
    subprocess.run([program, 'build', data, '-o', str(folder), '-f', 'lines'],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lines = (folder / pathlib.Path(data).stem).with_suffix('.lines').read_text(encoding='utf-8')
    return sum('.页码' in line for line in lines.splitlines())
