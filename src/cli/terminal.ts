import { spawn } from 'node:child_process';
import { emitKeypressEvents } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import { type Browsed, type Browser, type Key, narrowed, OPENED, pressed, screenOf } from './ask/browser.ts';

/** Somebody who looks and types. */
export interface Terminal {
  readonly rows: number;
  /** Through `$PAGER`, else `less` where there is one; false: there is none. */
  page(text: string): Promise<boolean>;
  /** Lets the rows be narrowed by typing; gives those that are left where they are to be printed. */
  browse(view: Browsed): Promise<readonly string[] | 'left' | 'interrupted'>;
}

interface Streams {
  readonly input: Pick<ReadStream, 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>;
  readonly output: Pick<WriteStream, 'write' | 'rows' | 'columns'>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const [OWN_SCREEN, BACK] = ['\u001b[?1049h\u001b[?7l\u001b[?25l', '\u001b[?25h\u001b[?7h\u001b[?1049l'];
const [TOP, REST] = ['\u001b[H', '\u001b[K\r\n'];
const BELOW = '\u001b[J';

export function terminalOf(streams: Streams): Terminal {
  return {
    rows: streams.output.rows,
    page: (text) => page(text, streams),
    browse: (view) => browse(view, streams),
  };
}

/** `-F` ends by itself what fits, `-R` keeps colours, `-X` leaves the text where it was. */
const LESS = 'command -v less >/dev/null || exit 127; exec less -FRX';

function page(text: string, { env }: Streams): Promise<boolean> {
  const pager = env['PAGER'] === undefined ? LESS : env['PAGER'].trim();
  if (pager === '' || pager === 'cat') return Promise.resolve(false);
  return new Promise((done) => {
    const child = spawn('/bin/sh', ['-c', pager], {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { LESS: '-FRX', LESSCHARSET: 'utf-8', ...env },
    });
    child.on('error', () => done(false));
    child.on('close', (code) => done(code !== 126 && code !== 127)); // what a shell says of a program it cannot start
    child.stdin.on('error', () => {}); // who has seen enough ends it before all is written
    child.stdin.end(text);
  });
}

function browse(view: Browsed, { input, output }: Streams): Promise<readonly string[] | 'left' | 'interrupted'> {
  const size = () => ({ rows: output.rows, columns: output.columns });
  let browser: Browser = OPENED;
  const draw = () => output.write(`${TOP}${screenOf(browser, view, size()).join(REST)}${BELOW}`);
  emitKeypressEvents(input as ReadStream);
  input.setRawMode(true);
  output.write(OWN_SCREEN);
  draw();
  return new Promise((done) => {
    const onKey = (text: string | undefined, key: Key) => {
      browser = pressed(browser, { sequence: text, ...key }, view, size());
      if (browser.state === 'open') {
        draw();
        return;
      }
      input.off('keypress', onKey);
      input.setRawMode(false);
      input.pause();
      output.write(BACK);
      done(browser.state === 'printed' ? narrowed(view.rows, browser.filter) : browser.state);
    };
    input.on('keypress', onKey);
    input.resume();
  });
}
