import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { ApiServer } from './api-server.ts';

/** What happens to a request that changes something. `lost`: it is done, and the answer never comes. */
export type Fault = 'none' | 'refused' | 'lost' | 'reset' | 'conflict' | 'busy';

export interface Gate {
  readonly url: string;
  /** `METHOD path` of all that came through. */
  readonly seen: string[];
  /** Chooses what happens to the nth request that changes something, dry runs left out. */
  fault: (nth: number) => Fault;
  /** Requests that change something and are refused each time, dry runs left out. */
  refuse: (method: string, path: string) => boolean;
  /** Counted anew from here. */
  reset(): void;
  /** Runs before each request that changes something. */
  before: (path: string) => Promise<void>;
  stop(): Promise<void>;
}

const STATUS: Readonly<Partial<Record<Fault, number>>> = { refused: 500, conflict: 409, busy: 429 };

/** Stands before an API server and lets everything through, besides what a test wants to fail. */
export async function startGate(server: ApiServer): Promise<Gate> {
  let changes = 0;
  const gate = {
    seen: [] as string[],
    fault: (_: number): Fault => 'none',
    before: async (_: string) => {},
    refuse: (_: string, __: string) => false,
  };
  const http = createServer((asked, answer) => {
    void handle(asked, answer).catch(() => answer.destroy());
  });
  const handle = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await buffer(asked);
    const path = asked.url ?? '';
    gate.seen.push(`${asked.method} ${path}`);
    const changing = asked.method !== 'GET' && !path.includes('dryRun=All');
    if (changing) await gate.before(path);
    const refused = changing && gate.refuse(asked.method ?? '', path);
    const fault = refused ? 'refused' : changing ? gate.fault(changes++) : 'none';
    const status = STATUS[fault];
    if (status !== undefined)
      return void answer.writeHead(status).end(JSON.stringify({ kind: 'Status', message: `made up: ${fault}` }));
    if (fault === 'reset') return void answer.destroy();
    const { authorization = '', accept = 'application/json' } = asked.headers;
    const type = asked.headers['content-type'] ?? 'application/json';
    const headers = { authorization, accept, 'content-type': type, 'content-length': body.length };
    const forwarded = request(server.url + path, { method: asked.method, ca: server.ca, headers });
    forwarded.end(body);
    const [real] = (await once(forwarded, 'response')) as [IncomingMessage]; // what Node gives with this event
    const said = await buffer(real);
    if (fault === 'lost') return void answer.destroy();
    answer.writeHead(real.statusCode ?? 502, { 'content-type': 'application/json' }).end(said);
  };
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    http.closeAllConnections();
    http.close();
    await once(http, 'close');
  };
  const reset = (): void => {
    changes = 0;
    gate.seen.length = 0;
  };
  return Object.assign(gate, { url: `http://127.0.0.1:${port}`, stop, reset });
}
