import { isRecord } from '../../kernel/canonical.ts';
import { isSecret } from '../../kernel/secret.ts';
import { type Observed, textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { type FailureKind, OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import { mustBe } from '../put-back.ts';
import { datasourceState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { hasJsonMark } from './ownership.ts';
import { ask, askFor, datasourceAnswer, datasourceList, datasourceSaved } from './wire.ts';

const PATH = '/api/datasources';

/** Data sources. Grafana never shows their secrets, so a changed secret is no difference; it is sent with the next change. */
export const datasources: ObjectKind = {
  prefix: 'datasource/',
  async observe(client, environment, uids) {
    const listed = await ask(client, datasourceList, { method: 'GET', path: PATH });
    const ours = listed.filter((one) => hasJsonMark(one.jsonData ?? {}, environment)).map((one) => one.uid);
    const found = await aFewAtATime([...new Set([...ours, ...uids])], (uid) => observeDatasource(client, environment, uid));
    return found.filter((one) => one !== undefined);
  },
  async apply(client, change, now, { environment, io }) {
    const uid = change.id.slice(datasources.prefix.length);
    if ('after' in change) return now ? update(client, uid, change.after.body, now, io) : create(client, change.after.body, io);
    mustBe(now, await observeDatasource(client, environment, uid), change.id); // a deletion takes no version
    await deleteDatasource(client, uid);
  },
  thing: (client, uid, environment) => ({
    look: () => observeDatasource(client, environment, uid),
    write: (before, there) => (there ? writeBack(client, uid, before, there) : bringBack(client, before)),
    remove: () => deleteDatasource(client, uid),
    isHalf: (before, there) => lostSecrets(before, there).length > 0,
  }),
};

async function observeDatasource(client: HttpReader, environment: string, uid: string): Promise<Observed | undefined> {
  const one = await askFor(client, datasourceAnswer, pathOf(uid));
  if (!one) return undefined;
  // what files provisioned is theirs, whatever it holds: the API cannot change it
  const owner = hasJsonMark(one.jsonData ?? {}, environment) && !one.readOnly ? 'ours' : 'foreign';
  const state = datasourceState(one);
  const revision = textHash(`${one.version} ${state}`);
  const rest = { server: 'grafana', kind: 'grafana-datasource', place: '', drifted: false, shared: false } as const;
  return { id: `datasource/${uid}`, owner, state, revision, body: one, ...rest };
}

async function create(client: HttpClient, body: unknown, io: TargetIo): Promise<void> {
  const listed = await ask(client, datasourceList, { method: 'GET', path: PATH });
  const taken = listed.some((one) => one.isDefault); // a second default would take it from the first, which is not ours
  const sent = resolved(body, io, taken ? { isDefault: false } : {});
  await client.request({ method: 'POST', path: PATH, body: JSON.stringify(sent) });
}

async function update(client: HttpClient, uid: string, body: unknown, now: Observed, io: TargetIo): Promise<void> {
  const { version, isDefault } = datasourceAnswer.parse(now.body);
  const sent = JSON.stringify(resolved(body, io, { version, isDefault }));
  await ask(client, datasourceSaved, { method: 'PUT', path: pathOf(uid), body: sent });
}

async function writeBack(client: HttpClient, uid: string, before: Observed, there: Observed): Promise<void> {
  const { version } = datasourceAnswer.parse(there.body);
  const body = JSON.stringify({ ...datasourceAnswer.parse(before.body), version });
  await client.request({ method: 'PUT', path: pathOf(uid), body });
  const lost = lostSecrets(before, there);
  if (lost.length > 0) throw withoutSecrets(before, lost, 'moved'); // there is nothing that a later run could do
}

async function bringBack(client: HttpClient, before: Observed): Promise<void> {
  const { id: _id, version: _version, ...old } = datasourceAnswer.parse(before.body);
  await client.request({ method: 'POST', path: PATH, body: JSON.stringify(old) });
  const lost = lostSecrets(before, undefined);
  if (lost.length > 0) throw withoutSecrets(before, lost, 'refused');
}

/** Secrets that a data source had and has no more. */
function lostSecrets(before: Observed, there: Observed | undefined): readonly string[] {
  const has = there ? (datasourceAnswer.parse(there.body).secureJsonFields ?? {}) : {};
  return Object.keys(datasourceAnswer.parse(before.body).secureJsonFields ?? {}).filter((name) => !(name in has));
}

function withoutSecrets(before: Observed, lost: readonly string[], kind: FailureKind): OutsideFailure {
  const { name, uid } = datasourceAnswer.parse(before.body);
  const detail = `${lost.join(', ')}: Grafana shows them to nobody; enter them there, or deploy definitions that have them`;
  return new OutsideFailure(`the data source ${name} (${uid}) is back without its secrets`, { kind, detail });
}

async function deleteDatasource(client: HttpClient, uid: string): Promise<void> {
  await client.request({ method: 'DELETE', path: pathOf(uid) });
}

/** The body with the values of its secrets, which exist only in this request; the name of a tenant is sent as it is. */
function resolved(body: unknown, io: TargetIo, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = isRecord(body) ? body : {};
  const secrets = isRecord(fields['secureJsonData']) ? fields['secureJsonData'] : {};
  const values = Object.entries(secrets).map(([key, value]) => [key, isSecret(value) ? io.secret(value) : String(value)]);
  const secureJsonData = values.length === 0 ? {} : { secureJsonData: Object.fromEntries(values) as Record<string, string> }; // strings, as just made
  return { ...fields, ...more, ...secureJsonData };
}

function pathOf(uid: string): string {
  return `${PATH}/uid/${encodeURIComponent(uid)}`;
}
