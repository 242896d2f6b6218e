#!/usr/bin/python3
"""pictures.py [--check] ZIPING

Makes the README's pictures from the examples (make pictures): pages in a row, each
as high as the others. --check: says which of docs/ are others than the examples
give now, and exits 1.
"""
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What is shown: example and page.
PICTURES = {
    'report.png': [('pingquan-2023', 1), ('pingquan-2023', 2), ('maoming-2021', 1),
                   ('maoming-2021', 5)],
    'forms.png': [('yunnan-2023', 2), ('leiyang-2022', 5), ('gaoyang-2022', 5)],
}
HEIGHT, GAP, GROUND = 700, 14, (208, 208, 208)
COLOURS = 24
ALIKE = 2  # of 255: what another version of poppler may differ by, on average


def page(ziping, folder, example, number):
    pdf = folder / f'{example}.pdf'
    if not pdf.exists():
        subprocess.run([ziping, 'build', ROOT / f'examples/{example}.xml', '-f', 'pdf',
                        '-o', folder], check=True, stdout=subprocess.DEVNULL)
    drawn = folder / f'{example}-{number}'
    subprocess.run(['pdftoppm', '-png', '-singlefile', '-f', str(number), '-l', str(number),
                    '-scale-to-y', str(HEIGHT), '-scale-to-x', '-1', pdf, drawn], check=True)
    return Image.open(f'{drawn}.png').convert('RGB')


def row(pages):
    width = sum(image.width + GAP for image in pages) + GAP
    whole = Image.new('RGB', (width, HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for image in pages:
        whole.paste(image, (left, GAP))
        left += image.width + GAP
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


def alike(path, picture):
    if not path.exists():
        return False
    old, new = Image.open(path).convert('L'), picture.convert('L')
    if old.size != new.size:
        return False
    counts = ImageChops.difference(old, new).histogram()
    return sum(value * count for value, count in enumerate(counts)) < ALIKE * new.width * new.height


def main():
    check, ziping = '--check' in sys.argv, pathlib.Path(sys.argv[-1]).resolve()
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        for name, pages in PICTURES.items():
            picture = row([page(ziping, pathlib.Path(folder), *which) for which in pages])
            path = ROOT / 'docs' / name
            if not check:
                picture.save(path, optimize=True)
            elif not alike(path, picture):
                stale.append(name)
    for name in stale:
        print(f'docs/{name} is not what the examples give: run make pictures')
    return 1 if stale else 0


if __name__ == '__main__':
    sys.exit(main())
