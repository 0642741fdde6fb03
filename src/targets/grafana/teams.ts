import { z } from 'zod';
import { type Observed, textHash } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { mustBe } from '../put-back.ts';
import { teamEmailState, teamState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { ask, type TeamWire, teamsIn } from './wire.ts';

const PATH = '/api/teams';
/** Grafana puts a person who makes a team into it. */
const WHO_MADE_IT = 1;
const said = z.object({ name: z.string(), email: z.string().optional() });

/**
 * Teams, by their names. Nothing in a team of Grafana can say that we made it, and people are in them: no plan deletes one. Only a
 * deployment that fails takes away what it had just made, and only while nobody was put into it.
 */
export const teams: ObjectKind = {
  prefix: 'team/',
  observe: (client, _, names) => observeAll(client, names, nameOf),
  async apply(client, change, now) {
    if (now || !('after' in change)) return;
    await create(client, said.parse(change.after.body));
  },
  thing: (client, name) => ({
    look: () => observeOne(client, name, nameOf),
    write: async () => {}, // no plan deletes one, and its name is all that is looked at here
    remove: ({ body }) => remove(client, name, body),
  }),
};

/** Their addresses, where a definition says them. */
export const teamEmails: ObjectKind = {
  prefix: 'team_email/', // after `team/`, by which changes of one kind are ordered
  observe: (client, _, names) => observeAll(client, names, emailOf),
  async apply(client, change, now) {
    if (!('after' in change)) return;
    const { name, email = '' } = said.parse(change.after.body);
    const there = await observeOne(client, name, emailOf);
    if (now) mustBe(now, there, change.id); // else its team was made just now
    if (there?.state !== change.after.state) await update(client, name, email);
  },
  thing: (client, name) => ({
    look: () => observeOne(client, name, emailOf),
    write: ({ body }) => update(client, name, said.parse(body).email ?? ''),
    remove: async () => {}, // they go with their team
  }),
};

type See = (team: TeamWire) => Observed;

/** A list for all of them: none where nobody asks. */
async function observeAll(client: HttpReader, names: readonly string[], see: See): Promise<readonly Observed[]> {
  if (names.length === 0) return [];
  return (await teamsIn(client)).filter(({ name }) => names.includes(name)).map(see);
}

async function observeOne(client: HttpReader, name: string, see: See): Promise<Observed | undefined> {
  const found = await teamNamed(client, name);
  return found && see(found);
}

export async function teamNamed(client: HttpReader, name: string): Promise<TeamWire | undefined> {
  const found = await teamsIn(client, `&name=${encodeURIComponent(name)}`);
  return found.find((one) => one.name === name);
}

function nameOf(team: TeamWire): Observed {
  return observed(teams.prefix, team, teamState(team));
}

/** What a login provider fills, the API does not change. */
function emailOf(team: TeamWire): Observed {
  return { ...observed(teamEmails.prefix, team, teamEmailState(team)), owner: team.isProvisioned ? 'foreign' : 'ours' };
}

function observed(prefix: string, { name, email, memberCount }: TeamWire, state: string): Observed {
  const rest = { server: 'grafana', kind: 'grafana-team', owner: 'ours', place: '', drifted: false, shared: true } as const;
  return { id: prefix + name, state, revision: textHash(state), body: { name, email, memberCount }, ...rest };
}

async function create(client: HttpClient, team: z.infer<typeof said>): Promise<void> {
  await client.request({ method: 'POST', path: PATH, body: JSON.stringify(team) });
}

async function update(client: HttpClient, name: string, email: string): Promise<void> {
  const found = await teamNamed(client, name);
  if (!found) throw new OutsideFailure(`Grafana has no team ${name} any more`, { kind: 'moved' });
  await client.request({ method: 'PUT', path: `${PATH}/${found.id}`, body: JSON.stringify({ name, email }) });
}

async function remove(client: HttpClient, name: string, body: unknown): Promise<void> {
  const { memberCount } = z.looseObject({ memberCount: z.number() }).parse(body);
  if (memberCount > WHO_MADE_IT) throw new OutsideFailure(`the team ${name} has members by now`, { kind: 'moved' });
  const found = await teamNamed(client, name);
  if (found) await ask(client, z.looseObject({}), { method: 'DELETE', path: `${PATH}/${found.id}` });
}
