#!/usr/bin/python3
"""The page of `ziping diff --html` in headless Chromium:
tests/judge/review_page.py PROGRAM SCREENSHOT

Two versions of the long example are compared. The page must load without a
message on the console and without any request but for itself; the keys must
lead from change to change, in both versions; the links must work, be reachable
with the keyboard, and say which one is current; a hostile text must stay text;
for paper the two versions must stand side by side. A screenshot is left.

Chromium is spoken to in its DevTools protocol over two pipes.
"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds


class Browser:
    """One page of a headless Chromium."""

    def __init__(self, profile):
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def as_three_and_four():
            # copied out of the way first: one may be the other's place
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        self.process = subprocess.Popen(
            ['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe',
             '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
             f'--user-data-dir={profile}', '--window-size=1600,1000', 'about:blank'],
            pass_fds=(3, 4), preexec_fn=as_three_and_four, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.session, self.buffer, self.events = 0, None, b'', []
        target = next(t for t in self.call('Target.getTargets')['targetInfos']
                      if t['type'] == 'page')
        self.session = self.call('Target.attachToTarget', targetId=target['targetId'],
                                 flatten=True)['sessionId']
        for domain in 'Page', 'Network', 'Runtime', 'Log':
            self.call(f'{domain}.enable')

    def read(self):
        while b'\0' not in self.buffer:
            piece = os.read(self.input, 1 << 20)
            if not piece:
                raise EOFError('Chromium went away')
            self.buffer += piece
        message, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': params}
        if self.session:
            message['sessionId'] = self.session
        os.write(self.output, json.dumps(message).encode() + b'\0')
        while True:
            answer = self.read()
            if answer.get('id') == self.number:
                if 'error' in answer:
                    raise RuntimeError(f'{method}: {answer["error"]}')
                return answer['result']
            self.events.append(answer)

    def open(self, path):
        self.call('Page.navigate', url=path.as_uri())
        until = time.monotonic() + PATIENCE
        while self.value('document.readyState') != 'complete':
            if time.monotonic() > until:
                raise TimeoutError('the page does not load')
            time.sleep(0.05)

    def value(self, expression):
        result = self.call('Runtime.evaluate', expression=expression, returnByValue=True)
        if 'exceptionDetails' in result:
            raise RuntimeError(result['exceptionDetails'])
        return result['result'].get('value')

    def press(self, key):
        for kind in 'keyDown', 'keyUp':
            self.call('Input.dispatchKeyEvent', type=kind, key=key,
                      **({'text': key} if len(key) == 1 and kind == 'keyDown' else {}))

    def close(self):
        self.process.terminate()
        self.process.wait()


def compare(program, folder):
    """The page of two versions, the new one with a hostile text in it."""
    text = (ROOT / 'examples/zengcheng-2022.xml').read_text()
    for old, new in (('<支出>2457.31</支出>', '<支出>2459.31</支出>'),
                     ('用好“学习强国”平台', '办好“学习强国”平台'),
                     ('项目绩效目标定得偏低', '项目绩效目标&lt;script&gt;document.title="错"&lt;/script&gt;'
                                              '&lt;img src=http://example.com/x.png&gt;偏低'),
                     ('<数据 名="专版" 值="30"', '<数据 名="专版" 值="31"')):
        if old not in text:
            raise ValueError(f'the example has no {old}')
        text = text.replace(old, new, 1)
    (folder / '新.xml').write_text(text)
    page = folder / '比较.html'
    done = subprocess.run([program, 'diff', ROOT / 'examples/zengcheng-2022.xml', folder / '新.xml',
                           '--html', page], capture_output=True, text=True)
    if done.returncode != 1:
        raise RuntimeError(f'diff: status {done.returncode}: {done.stderr}')
    return page


IN_SIGHT = '''(function (id) {
  const e = document.getElementById(id); if (!e) return null;
  const box = e.getBoundingClientRect();
  const pane = e.closest('.pane').getBoundingClientRect();
  return box.top >= pane.top && box.bottom <= pane.bottom && box.width > 0;
})'''


def judge(browser, page, screenshot):
    faults = []

    def want(what, truth):
        if not truth:
            faults.append(what)

    browser.open(page)
    links = browser.value("document.querySelectorAll('nav a').length")
    want('a link for each change', links >= 4)
    want('pages of both', browser.value(
        "[...document.querySelectorAll('.pane')].every(p => p.querySelectorAll('figure').length > 5)"))
    want('no link leads nowhere', browser.value(
        "[...document.querySelectorAll('nav a')].every(a => document.querySelector("
        "a.getAttribute('href')))"))
    seen = []
    for key in 'n', 'ArrowRight', 'n', 'p', 'ArrowLeft':
        browser.press(key)
        number = browser.value("document.querySelector('nav a[aria-current]').dataset.n")
        seen.append(number)
        want(f'{key}: the link has the focus',
             browser.value("document.activeElement.dataset.n") == number)
        for letter in 'ab':
            want(f'{key}: {letter}{number} is in sight',
                 browser.value(f"{IN_SIGHT}('{letter}{number}')") is not False)
        want(f'{key}: it is outlined', browser.value("document.querySelectorAll('.on').length") > 0)
    want(f'the keys go on and back: {seen}', seen == ['1', '2', '3', '2', '1'])
    browser.press('p')
    want('back from the first to the last', browser.value(
        "document.querySelector('nav a[aria-current]').dataset.n") == str(links))
    want('it says where one is', browser.value(
        "document.getElementById('say').textContent") == f'第 {links} 处，共 {links} 处')
    browser.press('n')
    browser.value("document.activeElement.blur()")
    browser.press('n')
    picture = browser.call('Page.captureScreenshot')['data']
    screenshot.write_bytes(base64.b64decode(picture))
    browser.value("document.querySelectorAll('nav a')[2].click()")
    want('a click leads to its change', browser.value(
        "document.querySelector('nav a[aria-current]').dataset.n") == '3')
    want('the hostile text is text', browser.value(
        "document.title.startsWith('比较') && !document.querySelector('img') && "
        "document.scripts.length === 1 && document.body.textContent.includes('<script>')"))
    browser.call('Emulation.setEmulatedMedia', media='print')
    want('on paper the two stand side by side', browser.value(
        "(function () { const [a, b] = [...document.querySelectorAll('figure')].map("
        "f => f.closest('.pane')).filter((p, i, all) => all.indexOf(p) === i).map("
        "p => p.getBoundingClientRect()); return a.right <= b.left && a.top === b.top; })()"))
    want('it can be printed', len(browser.call('Page.printToPDF')['data']) > 10000)
    asked = [event['params']['request']['url'] for event in browser.events
             if event['method'] == 'Network.requestWillBeSent']
    want(f'nothing is asked for but the page: {asked}',
         all(url.startswith(('file://' + str(page.parent).replace('\\', '/'), 'data:', 'about:'))
             for url in asked) and len([url for url in asked if url.startswith('file:')]) == 1)
    said = [event['params'] for event in browser.events
            if event['method'] in ('Runtime.consoleAPICalled', 'Runtime.exceptionThrown',
                                   'Log.entryAdded')]
    want(f'nothing on the console: {said}', not said)
    return faults


def main():
    program, screenshot = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix='ziping-page-', ignore_cleanup_errors=True) as scratch:
        folder = pathlib.Path(scratch)
        page = compare(program, folder)
        browser = Browser(folder / 'profile')
        try:
            faults = judge(browser, page, screenshot)
        finally:
            browser.close()
    for fault in faults:
        print(f'review_page: not so: {fault}')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
