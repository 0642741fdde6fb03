import { isRecord } from '../../kernel/canonical.ts';
import type { ServerKind } from '../../model/environment.ts';
import type { RawDifference } from '../structural-diff.ts';
import { literal } from './literal.ts';
import type { Edit, Scene, Suggest } from './suggestion.ts';

/** Of the environment's own servers; the uid of a data source says which it is. */
export const suggestDatasources: Suggest = (scene) => {
  const content: unknown = JSON.parse(scene.wanted.state); // compiled
  const server = SERVERS.find((one) => isRecord(content) && content['type'] === one);
  return ({ path, now }) => {
    const option = path.join('.') === 'jsonData.timeInterval' && server === 'prometheus' ? 'scrapeInterval' : path.join('.');
    return option === 'url' || option === 'scrapeInterval' ? ofServer(scene, server, option, now) : [];
  };
};

const SERVERS = ['prometheus', 'loki', 'tempo', 'alertmanager'] as const;

export const suggestPrometheus: Suggest = (scene) => (difference) => {
  const option = GLOBAL[difference.path.join('.')];
  return option === undefined ? [] : ofServer(scene, 'prometheus', option, difference.now);
};

const GLOBAL: Readonly<Record<string, string>> = {
  'global.scrape_interval': 'scrapeInterval',
  'global.evaluation_interval': 'evaluationInterval',
};

function ofServer({ environment }: Scene, server: ServerKind | undefined, option: string, now: unknown): readonly Edit[] {
  const origin = server && environment.servers[server]?.origin;
  const value = literal(now);
  if (!origin || value === undefined) return [];
  return [{ address: environment.address, origin, of: `${server}`, option, value }];
}

/** A team's address. */
export const suggestTeam: Suggest =
  ({ wanted, environment, derived }) =>
  ({ path, now }) => {
    const name = wanted.id.slice(wanted.id.indexOf('/') + 1);
    const team = environment.servers.grafana?.teams.find((one) => one.name === name);
    const address = derived.estate.teams.find((one) => one.name === name)?.address ?? environment.address;
    return team && path[0] === 'email' ? [{ address, origin: team.origin, option: 'email', value: literal(now) }] : [];
  };

/** What an account of a program may do. */
export const suggestAccount: Suggest = ({ wanted, environment }) => {
  const accounts = environment.servers.grafana?.serviceAccounts ?? [];
  const account = accounts.find(({ name }) => wanted.id.endsWith(`_${name}`));
  return ({ path, now }) => {
    const [option = ''] = path;
    if (!account) return [];
    return [
      { address: environment.address, origin: account.origin, of: `serviceAccount ${account.name}`, option, value: literal(now) },
    ];
  };
};

/** The title of a system's folder; of others the title is the identity. Of rights all are named at once. */
export const suggestFolder: Suggest = (scene) => (difference) =>
  difference.path[0] === 'permissions' ? rights(scene) : titles(scene, difference);

function titles({ derived, wanted }: Scene, { path, was, now }: RawDifference): readonly Edit[] {
  const system = derived.estate.systems.find((one) => one.title === was && wanted.id.endsWith(`_${one.name}`));
  if (!system || path[0] !== 'title') return [];
  return [{ address: system.address, origin: system.origin, option: 'title', value: literal(now) }];
}

function rights({ derived, wanted, now }: Scene): readonly Edit[] {
  const board = derived.estate.dashboards.find(({ folder }) => folder.permissions && wanted.id.endsWith(`_${folder.uid}`));
  const folder = (board?.origin as { folder?: unknown } | undefined)?.folder; // an authored dashboard
  const content: unknown = JSON.parse(now.state);
  if (!board || !isRecord(folder) || !isRecord(content) || !Array.isArray(content['permissions'])) return [];
  const all = content['permissions'].filter(isRecord).map(({ name, may }) => {
    const [to = '', ...rest] = String(name).split(' ');
    return `{ ${to}: ${literal(rest.join(' '))}, may: ${literal(may)} }`;
  });
  const of = `folder "${board.folder.title}"`;
  return [{ address: board.address, origin: folder, of, option: 'permissions', value: `[${all.join(', ')}]` }];
}
