#!/usr/bin/python3
"""How cost grows with the text:  tests/bench.py PROGRAM

The example's text is imported once, ten and fifty times over and built; the
CPU time of the whole process is the median of RUNS runs. Machines differ and
are noisy: what counts is the cost of each further ten pages, which must not
grow. Ends with status 1 when it does.
"""
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMES = (1, 10, 50)
RUNS = 7
FORMS = ('doc', 'lines', 'pdf', 'docx', 'pdf,docx')
# From 10x to 50x a page may cost this much more than from 1x to 10x.
MOST_GROWTH = 1.5


def cpu(command):
    """CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def long_report(program, folder, times):
    """The example's own text, so many times over, as an imported report."""
    subprocess.run([program, 'build', str(ROOT / 'examples/zengcheng-2022.xml'), '-o', folder,
                    '-f', 'lines'], check=True, stdout=subprocess.DEVNULL)
    lines = pathlib.Path(folder, 'zengcheng-2022.lines').read_text().splitlines()[1:]
    texts = [line.split(' | ', 1) for line in lines if '页码' not in line.split(' ')[0]]
    text = ''
    for head, part in texts:
        text += part + ('\n' if head.endswith('段末') else '')
    source = pathlib.Path(folder, f'x{times}.txt')
    source.write_text(text * times)
    data = source.with_suffix('.xml')
    subprocess.run([program, 'import', str(source), '-l', '增城-2022', '-o', str(data)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return str(data)


def pages(folder, data):
    lines = pathlib.Path(folder, pathlib.Path(data).stem + '.lines').read_text()
    return sum('.页码' in line for line in lines.splitlines())


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    grew = False
    with tempfile.TemporaryDirectory() as folder:
        data = {times: long_report(program, folder, times) for times in TIMES}
        count = {}
        print('form       ' + ''.join(f'{f"{times}x":>12}' for times in TIMES)
              + '   ms per further 10 pages')
        for form in FORMS:
            cost = {}
            for times in TIMES:
                command = [program, 'build', data[times], '-o', folder, '-f', form]
                cost[times] = 1000 * statistics.median(cpu(command) for _ in range(RUNS))
            for times in TIMES:
                if times not in count:
                    subprocess.run([program, 'build', data[times], '-o', folder, '-f', 'lines'],
                                   check=True, stdout=subprocess.DEVNULL)
                    count[times] = pages(folder, data[times])
            low, middle, high = TIMES
            first = 10 * (cost[middle] - cost[low]) / (count[middle] - count[low])
            second = 10 * (cost[high] - cost[middle]) / (count[high] - count[middle])
            grew = grew or second > MOST_GROWTH * max(first, 1)
            print(f'{form:11}' + ''.join(f'{cost[times]:9.1f} ms' for times in TIMES)
                  + f'   {first:.2f}, then {second:.2f}')
        print('pages      ' + ''.join(f'{count[times]:12}' for times in TIMES))
    print('0 passed, 1 failed: cost grows faster than the text' if grew else '1 passed, 0 failed')
    return 1 if grew else 0


if __name__ == '__main__':
    sys.exit(main())
