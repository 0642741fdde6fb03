import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountRoutes } from './fake-grafana-accounts.ts';
import { boardsApiRoutes } from './fake-grafana-boards-api.ts';
import { dashboardRoutes } from './fake-grafana-dashboards.ts';
import { datasourceRoutes } from './fake-grafana-datasources.ts';
import { folderRoutes } from './fake-grafana-folders.ts';
import { libraryRoutes } from './fake-grafana-library.ts';
import { ruleRoutes } from './fake-grafana-rules.ts';
import { teamRoutes } from './fake-grafana-teams.ts';

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly uid: string;
}

export interface Route {
  readonly method: string;
  /** With one group for the uid. */
  readonly path: RegExp;
  answer(asked: Asked, store: Store): Answer;
}

/** What the fake holds; tests put foreign things here, and look. */
export interface Store {
  readonly folders: Map<string, Json & { uid: string; title: string; version: number; parentUid?: string }>;
  readonly dashboards: Map<string, { dashboard: Json & { uid: string; version: number }; folderUid: string }>;
  readonly datasources: Map<string, Json & { uid: string; name: string; version: number }>;
  readonly library: Map<string, Json & { uid: string; name: string; folderUid: string; version: number }>;
  readonly rules: Map<string, Json & { uid: string; folderUID: string; ruleGroup: string }>;
  /** Seconds, by folder and group. */
  readonly intervals: Map<string, number>;
  /** By name. */
  readonly teams: Map<string, Json & { id: number; name: string }>;
  /** Service accounts, by name. */
  readonly accounts: Map<string, Json & { id: number; name: string }>;
  /** What was granted in a folder. */
  readonly permissions: Map<string, Json[]>;
  /** Marks that were made. */
  readonly annotations: Json[];
  /** Values of secrets, which no answer shows. */
  readonly secrets: Map<string, Json>;
}

export interface FakeGrafana {
  readonly url: string;
  readonly store: Store;
  /** Every request, `POST /api/folders`. */
  readonly log: string[];
  /** Answers a request before the fake does; undefined lets it. */
  fault: (method: string, path: string) => Answer | undefined;
  /** What it answers to an authorized request, without a connection. */
  answer(method: string, url: string, text: string): Answer;
  stop(): Promise<void>;
}

const ROUTES: readonly Route[] = [
  { method: 'POST', path: /^\/api\/annotations$/, answer: annotate },
  ...teamRoutes,
  ...accountRoutes,
  ...folderRoutes,
  ...dashboardRoutes,
  ...boardsApiRoutes,
  ...datasourceRoutes,
  ...libraryRoutes,
  ...ruleRoutes,
];
const NOT_FOUND: Answer = { status: 404, body: { message: 'Not found' } };
const UNAUTHORIZED = { extra: null, message: 'Unauthorized', messageId: 'auth.unauthorized', statusCode: 401, traceID: '' };

export interface FakeOptions {
  /** False: a Grafana before 12, without the k8s-style API of dashboards. */
  readonly boardsApi?: boolean;
}

/** A Grafana in memory that answers as the recorded one did; `fake-grafana.test.ts` holds it to the recordings. */
export async function fakeGrafana(token: string, { boardsApi = true }: FakeOptions = {}): Promise<FakeGrafana> {
  const store = emptyStore();
  const server = createServer((request, response) => void respond(request, response));
  const fake: FakeGrafana = {
    url: '',
    store,
    log: [],
    fault: () => undefined,
    answer: (method, url, text) =>
      boardsApi || !url.startsWith('/apis/') ? answerTo(method, url, text, true, store) : NOT_FOUND,
    stop: () => new Promise((resolve) => server.close(() => resolve()) && server.closeAllConnections()),
  };
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const text = await textOf(request);
    fake.log.push(`${method} ${url}`);
    const answer =
      fake.fault(method, url) ??
      (boardsApi || !url.startsWith('/apis/') ? undefined : NOT_FOUND) ??
      answerTo(method, url, text, request.headers.authorization === `Bearer ${token}`, store);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return Object.assign(fake, { url: `http://127.0.0.1:${port}` });
}

function emptyStore(): Store {
  return {
    folders: new Map(),
    dashboards: new Map(),
    datasources: new Map(),
    library: new Map(),
    rules: new Map(),
    intervals: new Map(),
    teams: new Map(),
    accounts: new Map(),
    permissions: new Map(),
    annotations: [],
    secrets: new Map(),
  };
}

function answerTo(method: string, url: string, text: string, authorized: boolean, store: Store): Answer {
  const { pathname, searchParams: query } = new URL(url, 'http://fake');
  if (pathname === '/api/health') return { status: 200, body: { database: 'ok', version: '12.4.0', commit: 'NA' } };
  if (!authorized) return { status: 401, body: UNAUTHORIZED };
  const body = text === '' ? {} : parse(text);
  if (!body) return { status: 400, body: { message: 'bad request data' } };
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(pathname) : null;
    if (match) return route.answer({ method, path: pathname, query, body, uid: decodeURIComponent(match[1] ?? '') }, store);
  }
  return NOT_FOUND;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // clients send objects
  } catch {
    return undefined;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // a request without an encoding gives buffers
  return Buffer.concat(parts).toString('utf8');
}

function annotate({ body }: Asked, { annotations }: Store): Answer {
  annotations.push(body);
  return { status: 200, body: { message: 'Annotation added', id: annotations.length } };
}

/** Whether a request writes a dashboard, by whichever API. */
export function savesBoard(method: string, path: string): boolean {
  return /^POST \/api\/dashboards\/db|^(?:POST|PUT) \/apis\/dashboard\.grafana\.app\//.test(`${method} ${path}`);
}

/** What Grafana says of a uid; undefined where it is right. */
export function uidProblem(uid: unknown): string | undefined {
  if (typeof uid !== 'string' || uid === '') return undefined;
  if (uid.length > 40) return 'uid too long, max 40 characters';
  return /^[a-zA-Z0-9\-_]+$/.test(uid) ? undefined : 'uid contains illegal characters';
}

export function refuse(status: number, message: string, more: Json = {}): Answer {
  return { status, body: { message, ...more } };
}
