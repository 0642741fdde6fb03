import { type Observed, textHash } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { mustBe } from '../put-back.ts';
import { accountState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { ownedPrefix } from './ownership.ts';
import { type AccountWire, accountMade, accountPage, accountWire, ask, askFor } from './wire.ts';

const PATH = '/api/serviceaccounts';
const PAGE = 1000;
/** Nobody but an administrator is shown accounts. */
const UNSEEN = [403, 404];

/** What is sent of an account. */
type Sent = Pick<AccountWire, 'name' | 'role' | 'isDisabled'>;

/** Accounts of programs. They have no field for a mark, so theirs is the beginning of the name. Tokens are neither made nor read. */
export const serviceAccounts: ObjectKind = {
  prefix: 'service-account/',
  observe: async (client, environment, names) =>
    (await accountsOf(client, environment, names.length > 0 ? [] : UNSEEN)).map(observed),
  async apply(client, change, now, { environment }) {
    const name = change.id.slice(serviceAccounts.prefix.length);
    if (!now) return 'after' in change ? create(client, sentOf(change.after.body)) : undefined;
    const there = await observeOne(client, environment, name);
    mustBe(now, there, change.id); // no request takes a version
    await ('after' in change ? update(client, now, sentOf(change.after.body)) : remove(client, now));
  },
  thing: (client, name, environment) => ({
    look: () => observeOne(client, environment, name),
    write: (before, there) => (there ? update(client, there, sentOf(before.body)) : bringBack(client, before)),
    remove: (there) => remove(client, there),
  }),
};

async function observeOne(client: HttpReader, environment: string, name: string): Promise<Observed | undefined> {
  const found = (await accountsOf(client, environment, [])).find((one) => one.name === name);
  return found && observed(found);
}

/** None where the answer is one of `unseen`. */
async function accountsOf(client: HttpReader, environment: string, unseen: readonly number[]): Promise<readonly AccountWire[]> {
  const prefix = ownedPrefix(environment);
  const all: AccountWire[] = [];
  for (let page = 1; ; page += 1) {
    const path = `${PATH}/search?query=${encodeURIComponent(prefix)}&perpage=${PAGE}&page=${page}`;
    const { serviceAccounts: found = [] } = (await askFor(client, accountPage, path, unseen)) ?? {};
    all.push(...found.filter(({ name }) => name.startsWith(prefix))); // the search looks anywhere in a name
    if (found.length < PAGE) return all;
  }
}

function observed(one: AccountWire): Observed {
  const state = accountState({ role: one.role, disabled: one.isDisabled });
  const [server, kind] = ['grafana', 'grafana-service-account'] as const;
  const rest = { owner: 'ours', place: '', drifted: false, shared: false } as const;
  return { id: `${serviceAccounts.prefix}${one.name}`, server, kind, state, revision: textHash(state), body: one, ...rest };
}

/** It is made without a word of being disabled, which not every Grafana hears then. */
async function create(client: HttpClient, sent: Sent): Promise<void> {
  const { name, role } = sent;
  const { id } = await ask(client, accountMade, { method: 'POST', path: PATH, body: JSON.stringify({ name, role }) });
  if (sent.isDisabled) await patch(client, id, sent);
}

async function update(client: HttpClient, there: Observed, sent: Sent): Promise<void> {
  await patch(client, accountWire.parse(there.body).id, sent);
}

async function patch(client: HttpClient, id: number, sent: Sent): Promise<void> {
  await client.request({ method: 'PATCH', path: `${PATH}/${id}`, body: JSON.stringify(sent) });
}

async function remove(client: HttpClient, there: Observed): Promise<void> {
  await client.request({ method: 'DELETE', path: `${PATH}/${accountWire.parse(there.body).id}` });
}

/** Grafana shows no token again, so nobody can put one back. */
async function bringBack(client: HttpClient, before: Observed): Promise<void> {
  const old = accountWire.parse(before.body);
  await create(client, sentOf(old));
  if (old.tokens > 0)
    throw new OutsideFailure(`${old.name} is back without its tokens`, { kind: 'refused', detail: `it had ${old.tokens}` });
}

function sentOf(body: unknown): Sent {
  const { name, role, isDisabled } = accountWire.pick({ name: true, role: true, isDisabled: true }).parse(body);
  return { name, role, isDisabled };
}
