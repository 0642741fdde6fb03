import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/kernel/canonical.ts';
import { type FakeGrafana, fakeGrafana, type Json } from '../../support/fake-grafana.ts';

interface Exchange {
  readonly name: string;
  readonly request: { method: string; path: string; auth: string; body?: unknown };
  readonly response: { status: number; body: unknown };
}

const TOKEN = 'token';
/** Requests the fake knows; the rest of a recording is about things a deployment does not touch. */
const KNOWN = [
  /^(?:GET|POST) \/api\/folders(?:\?|$)/,
  /^(?:GET|PUT|DELETE) \/api\/folders\/[^/]+$/,
  /^POST \/api\/folders\/[^/]+\/move$/,
  /^POST \/api\/dashboards\/db$/,
  /^(?:GET|DELETE) \/api\/dashboards\/uid\/[^/]+$/,
  /^GET \/api\/search/,
  /^(?:GET|POST) \/api\/datasources$/,
  /^(?:GET|PUT|DELETE) \/api\/datasources\/uid\/[^/]+$/,
  /^(?:GET|POST) \/api\/library-elements(?:\?|$)/,
  /^PATCH \/api\/library-elements\/[^/]+$/,
  /^(?:GET|POST) \/api\/v1\/provisioning\/alert-rules$/,
  /^(?:GET|DELETE) \/api\/v1\/provisioning\/alert-rules\/[^/?]+$/,
  /^(?:GET|PUT) \/api\/v1\/provisioning\/folder\/[^/]+\/rule-groups\/[^/?]+$/,
  /^POST \/api\/annotations$/,
  /^POST \/api\/teams$/,
  /^GET \/api\/teams\/search/,
  /^POST \/api\/serviceaccounts$/,
];
/** What a client reads of an answer. */
const READ = [
  'uid',
  'title',
  'version',
  'parentUid',
  'folderUid',
  'message',
  'status',
  'messageId',
  'name',
  'type',
  'url',
  'isDefault',
  'readOnly',
  'kind',
  'totalCount',
  'teamId',
  'email',
  'isProvisioned',
  'login',
  'role',
  'isDisabled',
  'tokens',
  'condition',
  'for',
  'keep_firing_for',
  'provenance',
  'isPaused',
  'ruleGroup',
  'folderUID',
  'interval',
];
const DEEP = ['datasource', 'dashboard', 'meta', 'provisioned', 'result', 'elements', 'teams', 'rules'];
const WHOLE = ['model', 'data', 'labels', 'annotations', 'jsonData', 'secureJsonFields', 'tags', 'panels', 'time'];

test('the fake answers as the recorded Grafana did, request by request', async () => {
  const fake = await fakeGrafana(TOKEN);
  try {
    const uids = new Map<string, string>(); // the server's own choices
    let replayed = 0;
    for (const file of ['server', 'folders', 'dashboards-legacy', 'datasources', 'alerting', 'other']) {
      for (const exchange of await recording(file)) {
        if (file === 'server' && exchange.request.path !== '/api/serviceaccounts') continue; // by other accounts
        if (!KNOWN.some((one) => one.test(`${exchange.request.method} ${exchange.request.path}`))) continue;
        await replay(fake, exchange, uids);
        replayed += 1;
      }
    }
    expect(replayed).toBeGreaterThan(68);
  } finally {
    await fake.stop();
  }
});

test('the k8s-style API of dashboards answers as recorded, request by request', async () => {
  const fake = await fakeGrafana(TOKEN);
  const versions = new Map<string, string>(); // the server's own choices
  fake.store.folders.set('rec-team', { uid: 'rec-team', title: 'Team', version: 1 });
  for (const uid of ['rec-a', 'rec-b'])
    fake.store.dashboards.set(uid, { dashboard: { uid, title: 'Board', tags: ['rec'], version: 1 }, folderUid: 'rec-team' });
  try {
    for (const { name, request, response } of await recording('dashboards-k8s')) {
      if (!BOARDS_API.test(`${request.method} ${request.path}`)) continue;
      const answer = await ask(fake, request, versions);
      expect(answer.status, name).toBe(response.status);
      const [ours, theirs] = [boardsOf(answer.body), boardsOf(response.body)];
      if (!LISTED.test(name)) expect(ours.map(read), name).toEqual(theirs.map(read));
      else
        expect(
          ours.map(({ metadata }) => metadata.name),
          name,
        ).toEqual(theirs.map(({ metadata }) => metadata.name));
      for (const [at, one] of theirs.entries())
        versions.set(one.metadata.resourceVersion ?? '', ours[at]?.metadata.resourceVersion ?? '');
      const [next, theirNext] = [answer.body, response.body].map((one) => (one as Wire).metadata?.continue);
      if (next && theirNext) versions.set(encodeURIComponent(theirNext), next);
    }
  } finally {
    await fake.stop();
  }
});

/** What lies in the lists was changed by patches, which the fake does not know. */
const LISTED = /^list/;
/** Besides patches, and what Grafana only shows by selectors or in another version. */
const BOARDS_API =
  /^(?:GET|POST|PUT|DELETE) \/apis\/dashboard\.grafana\.app(?:$|\/v1beta1\/namespaces\/default\/dashboards(?:$|\/rec-(?:k|nope)$|\?(?!label)))/;

interface Wire {
  readonly metadata: { name?: string; resourceVersion?: string; continue?: string; generation?: number; annotations?: Json };
  readonly spec?: Json;
  readonly items?: readonly Wire[];
  readonly reason?: string;
}

async function ask(fake: FakeGrafana, request: Exchange['request'], versions: Map<string, string>) {
  const mapped = (text: string) =>
    [...versions].reduce((left, [theirs, ours]) => (theirs === '' ? left : left.replaceAll(theirs, ours)), text);
  const answer = await fetch(fake.url + mapped(request.path), {
    method: request.method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(request.body === undefined ? {} : { body: mapped(JSON.stringify(request.body)) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) as unknown };
}

function boardsOf(body: unknown): readonly Wire[] {
  const { items, metadata } = body as Wire; // answers of Grafana
  return items ?? (metadata === undefined ? [] : [body as Wire]);
}

/** What a client reads; two recorded changes by patches raise the number of a later one. */
function read({ metadata, spec, reason }: Wire): unknown {
  const folder = metadata.annotations?.['grafana.app/folder'];
  return [metadata.name, folder, reason, spec?.['title'], spec?.['tags']];
}

test('without a token the fake says what the recorded one said', async () => {
  const fake = await fakeGrafana(TOKEN);
  try {
    const [exchange] = (await recording('server')).filter((one) => one.name === 'no credentials');
    const answer = await fetch(fake.url + exchange!.request.path);
    expect([answer.status, await answer.json()]).toEqual([exchange!.response.status, exchange!.response.body]);
  } finally {
    await fake.stop();
  }
});

async function recording(file: string): Promise<Exchange[]> {
  const url = new URL(`../../fixtures/grafana/recordings/${file}.json`, import.meta.url);
  return JSON.parse(await readFile(url, 'utf8')) as Exchange[];
}

async function replay(fake: FakeGrafana, { name, request, response }: Exchange, uids: Map<string, string>): Promise<void> {
  const path = [...uids].reduce((text, [recorded, ours]) => text.replace(recorded, ours), request.path);
  const answer = await fetch(fake.url + path, {
    method: request.method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(request.body === undefined
      ? {}
      : { body: typeof request.body === 'string' ? request.body : JSON.stringify(request.body) }),
  });
  expect(answer.status, name).toBe(response.status);
  const text = await answer.text();
  const body: unknown = text === '' ? '' : JSON.parse(text);
  const chosen = request.method === 'POST' && !JSON.stringify(request.body).includes('"uid"');
  if (chosen && answer.ok) uids.set(uidIn(response.body), uidIn(body));
  expect(shown(body, uids), name).toEqual(shown(response.body, uids));
}

function uidIn(body: unknown): string {
  const { uid, datasource } = body as { uid?: string; datasource?: { uid: string } }; // answers of Grafana
  return uid ?? datasource?.uid ?? '';
}

/** What a client reads, in an order of its own; the server's own uids as ours. */
function shown(value: unknown, uids: Map<string, string>): unknown {
  if (Array.isArray(value))
    return value
      .map((one) => shown(one, uids))
      .filter(isKnown)
      .sort(byText);
  if (typeof value === 'string') return uids.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const read = Object.entries(value as Json).filter(
    ([key, inner]) => READ.includes(key) || WHOLE.includes(key) || (DEEP.includes(key) && inner !== undefined),
  );
  return Object.fromEntries(
    read.filter(([key]) => key !== 'url').map(([key, inner]) => [key, WHOLE.includes(key) ? inner : shown(inner, uids)]),
  );
}

/** Folders and dashboards that only parts of the recording made which the fake does not know. */
function isKnown(one: unknown): boolean {
  const { uid } = (one ?? {}) as { uid?: string };
  return uid === undefined || !['rec-k8s', 'rec-k', 'rec-v2'].includes(uid);
}

function byText(a: unknown, b: unknown): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}
