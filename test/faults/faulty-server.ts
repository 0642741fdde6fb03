import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, type Injector, never } from './injector.ts';

export interface Said {
  readonly status: number;
  readonly text: string;
}

/** What a server does with a request. */
export type Handle = (method: string, url: string, body: string) => Said;

export interface FaultyServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server whose connections, answers and effects fail when they are told to. */
export async function faultyServer(handle: Handle, faults: Injector): Promise<FaultyServer> {
  const server = createServer((request, response) => void respond(handle, faults, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((done) => server.close(() => done()) && server.closeAllConnections()),
  };
}

async function respond(handle: Handle, faults: Injector, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '' } = request;
  const body = await textOf(request);
  if (faults.isGone()) return never();
  const fault = faults.next();
  const said = fault?.effect === false ? undefined : handle(method, url, body);
  if (fault) return fail(fault, faults, response);
  response.writeHead(said?.status ?? 500, { 'content-type': 'application/json' }).end(said?.text);
}

function fail({ heard }: Fault, faults: Injector, response: ServerResponse): Promise<void> | void {
  if (typeof heard === 'number') response.writeHead(heard, { 'retry-after': '0' }).end(JSON.stringify({ message: 'injected' }));
  else if (heard === 'reset') response.destroy();
  else if (heard === 'killed') faults.die();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // a request without an encoding gives buffers
  return Buffer.concat(parts).toString('utf8');
}
