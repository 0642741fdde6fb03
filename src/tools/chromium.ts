import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { onPath, type Toolbox } from './find-tool.ts';

/** One page in a browser without a window, steered by the DevTools protocol. https://chromedevtools.github.io/devtools-protocol/ */
export interface BrowserPage {
  /** The value of an expression in the page; promises are waited for. */
  evaluate(expression: string): Promise<unknown>;
  send(method: string, parameters?: object): Promise<Readonly<Record<string, unknown>>>;
  /** Errors and whatever else the page has said on its console. */
  said(): readonly string[];
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly width: number;
  readonly height: number;
  /** Off only for root, whom Chromium refuses a sandbox. */
  readonly sandbox: boolean;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const FLAGS = ['--headless=new', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--no-default-browser-check'];
const ENDS_WITHIN_MS = 5_000;

/** A Chromium or Chrome on the PATH. */
export async function findChromium(box: Pick<Toolbox, 'env'>): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = await onPath(name, box);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** Opens an address. Messages go through a pipe of our own: no port is opened. */
export async function openPage(program: string, url: string, options: BrowserOptions): Promise<BrowserPage> {
  const profile = await mkdtemp(join(tmpdir(), 'signalbox-browser-'));
  const { width, height, sandbox } = options;
  const flags = [...FLAGS, ...(sandbox ? [] : ['--no-sandbox'])];
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const close = async (): Promise<void> => {
    await ended(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const talk = conversation(child);
    const { targetId } = await talk.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await talk.send('Target.attachToTarget', { targetId, flatten: true });
    const send = (method: string, parameters: object = {}) => talk.send(method, parameters, String(sessionId));
    await Promise.all([send('Page.enable'), send('Runtime.enable'), send('Log.enable')]);
    await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    const loaded = talk.once('Page.loadEventFired');
    await send('Page.navigate', { url });
    await loaded;
    return { send, evaluate: (expression) => evaluated(send, expression), said: talk.said, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}
interface Waiting {
  readonly settle: (result: Readonly<Record<string, unknown>>) => void;
  readonly refuse: (cause: Error) => void;
}

/** Events that tell of a mistake in the page. */
const SAID = new Set(['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded']);

function conversation(child: ChildProcess) {
  const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable]; // pipes, as `spawn` was told
  const open = new Map<number, Waiting>();
  const events = new Map<string, () => void>();
  const heard: string[] = [];
  let [count, rest] = [0, ''];
  const hear = ({ id, method = '', params, result = {}, error }: Message): void => {
    if (SAID.has(method)) heard.push(JSON.stringify(params));
    events.get(method)?.();
    const asked = id === undefined ? undefined : open.get(id);
    if (error) asked?.refuse(new Error(error.message));
    else asked?.settle(result);
  };
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0'); // each is ended by a zero
    rest = messages.pop() ?? '';
    for (const message of messages) hear(JSON.parse(message) as Message); // the protocol's own form
  });
  const fail = (cause: Error): void => {
    for (const { refuse } of open.values()) refuse(cause);
  };
  to.on('error', fail);
  child.on('error', fail).on('close', () => fail(new Error('the browser ended')));
  return {
    said: () => heard,
    once: (event: string) => new Promise<void>((settle) => events.set(event, settle)),
    send: (method: string, params: object, sessionId?: string) =>
      new Promise<Readonly<Record<string, unknown>>>((settle, refuse) => {
        count += 1;
        open.set(count, { settle, refuse });
        to.write(`${JSON.stringify({ id: count, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      }),
  };
}

async function evaluated(send: BrowserPage['send'], expression: string): Promise<unknown> {
  const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  const { exceptionDetails, result } = answer as { exceptionDetails?: object; result?: { value?: unknown } }; // the protocol's own form
  if (exceptionDetails) throw new Error(`the page threw: ${JSON.stringify(exceptionDetails)}`);
  return result?.value;
}

/** Told to end, and made to where it does not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise<void>((settle) => child.once('close', () => settle()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  await closed;
  clearTimeout(late);
}
