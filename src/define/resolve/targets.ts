import { type Address, ESTATE } from '../../kernel/address.ts';
import { isRecord, sortedBy } from '../../kernel/canonical.ts';
import type { Environment, ServerKind } from '../../model/environment.ts';
import type { Reach, Target } from '../../model/target.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { AuthoredTarget } from '../target.ts';
import { shareIn, wrongTenancy } from '../tenants/target-share.ts';
import { auditSinksIn } from './audit-sinks.ts';
import { connectionIn } from './connection.ts';
import { gitReach } from './git-reach.ts';
import { mimirReachOf } from './mimir-reach.ts';
import { addressIn, missing, type Report } from './report.ts';
import { shown } from './shown.ts';
import { type Written, wrong } from './written.ts';

const SERVERS: readonly ServerKind[] = [
  'prometheus',
  'alertmanager',
  'loki',
  'tempo',
  'mimir',
  'collector',
  'grafana',
  'kubernetes',
];
/** Servers that can be told to read their files again. */
const RELOADS: ReadonlySet<ServerKind> = new Set(['prometheus', 'alertmanager']);
/** Servers that cannot, and say what they run. */
const SAYS_HEALTH: ReadonlySet<ServerKind> = new Set(['loki', 'tempo', 'mimir', 'collector']);
const LOCAL = 'local';

export function resolveTargets(
  authored: readonly AuthoredTarget[],
  environments: ReadonlyMap<object, Environment>,
  { report, tenants }: { readonly tenants: ReadonlyMap<object, Tenant>; readonly report: Report },
): Map<object, Target> {
  const targets = new Map<object, Target>();
  for (const one of sortedBy(authored, (each) => String(each.name))) {
    const address = addressIn(ESTATE, 'target', one, report);
    const whole = one.environment && environments.get(one.environment);
    const environment = whole && shareIn(whole, one, { field: 'tenant', at: address, origin: one, report }, tenants);
    if (one.name === LOCAL) {
      const fix = 'give it another name';
      report.error('target/reserved-name', address, `The target ${LOCAL} is built in: it writes to .signalbox/${LOCAL}.`, {
        origin: one,
        fix,
      });
    }
    if (!environment) missing('environment', address, one, report);
    else
      targets.set(one, {
        address,
        name: one.name,
        origin: one,
        environment,
        reach: reachesOf(one, address, environment, report),
        confirm: one.confirm ?? [],
        audit: auditSinksIn(one.audit, { field: 'audit', at: address, origin: one, report }),
      });
  }
  reportSharedFolders([...targets.values()], report);
  return targets;
}

function reachesOf(one: AuthoredTarget, at: Address, environment: Environment, report: Report): Target['reach'] {
  const reach: Partial<Record<ServerKind, Reach>> = {};
  for (const server of SERVERS) {
    const way = one[server];
    if (!way) continue;
    const found = reachOf(way, server, { field: server, at, origin: one, report });
    const refused = wrongTenancy(server, found, environment);
    if (refused) report.error('tenant/wrong-target', at, refused.message, { origin: one, fix: refused.fix });
    if (found)
      reach[server] = found.by === 'mimir' && environment.share ? { ...found, tenant: environment.share.tenant.id } : found;
    if (!environment.servers[server] && !refused) {
      const fix = `give the environment ${server}({ … }), or take ${server} out of the target`;
      report.error('target/no-server', at, `${environment.name} has no ${server} to deploy to.`, { origin: one, fix });
    }
    if (found?.by === 'files') reportUseless(found, server, { field: server, at, origin: one, report });
  }
  return reach;
}

function reportUseless(
  { reload, health }: Extract<Reach, { by: 'files' }>,
  server: ServerKind,
  { at, origin, report }: Written,
): void {
  if (reload && !RELOADS.has(server)) {
    const message = `${server} reads its files only when it starts: nobody listens at ${reload.url}.`;
    const fix = `${SAYS_HEALTH.has(server) ? 'write `health` for `reload`' : 'take `reload` out'}, and restart the server after a deployment`;
    report.warning('target/no-reload', at, message, { origin, fix });
  }
  if (health && !SAYS_HEALTH.has(server)) {
    const fix = RELOADS.has(server) ? 'write `reload`: it is asked there too' : 'take `health` out';
    report.warning('target/no-health', at, `Nobody asks ${server} at ${health.url} how it is.`, { origin, fix });
  }
}

type Way = Readonly<Record<string, unknown>>;
/** By what a way was made with. */
const READERS: Readonly<Record<string, (way: Way, server: ServerKind, where: Written) => Reach>> = {
  files: filesReach,
  api: (way, _server, where) => ({ by: 'api', connection: connectionIn(way, where) }),
  git: gitWay,
  kubeconfig: kubeconfigReach,
  mimir: (way, _server, where) => mimirReachOf(way, where),
};

/** Servers a way is for, where it is not for all. */
const TAKES: Readonly<Record<string, ReadonlySet<ServerKind>>> = {
  api: new Set(['loki', 'grafana', 'kubernetes']),
  kubeconfig: new Set(['kubernetes']),
  mimir: new Set(['prometheus', 'alertmanager', 'mimir']),
};

function reachOf(way: unknown, server: ServerKind, where: Written): Reach | undefined {
  const kind = isRecord(way) ? String(way['kind']) : '';
  const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (!isRecord(way) || !reader || !(TAKES[kind]?.has(server) ?? true)) {
    wrong(way, `how it is reached: files({ to: 'live/${server}' })`, where);
    return undefined;
  }
  return reader(way, server, where);
}

function filesReach(way: Way, server: ServerKind, where: Written): Reach {
  const { to } = way;
  if (typeof to !== 'string' || !isFolder(to)) reportFolder(to, server, where);
  const connection = (name: 'reload' | 'health') =>
    way[name] === undefined ? undefined : connectionIn(way[name], { ...where, field: `${where.field}.${name}` });
  return { by: 'files', to: String(to), reload: connection('reload'), health: connection('health') };
}

function gitWay(way: Way, server: ServerKind, where: Written): Reach {
  if (typeof way['to'] !== 'string' || !isFolder(way['to'])) reportFolder(way['to'], server, where);
  return gitReach(way, where);
}

function kubeconfigReach({ path, context }: Way, server: ServerKind, where: Written): Reach {
  if (typeof path !== 'string' || path === '')
    wrong(path, "path: '/etc/deploy/kubeconfig'", { ...where, field: `${server}.path` });
  const named = typeof context === 'string' && context !== '';
  if (context !== undefined && !named) wrong(context, "context: 'production'", { ...where, field: `${server}.context` });
  return { by: 'kubeconfig', path: String(path), context: named ? context : undefined };
}

/** A folder below the project or anywhere on the disk, but neither the disk nor the project itself, nor outside it by the back door. */
function isFolder(to: string): boolean {
  const parts = to.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  return parts.length > 0 && !parts.includes('..') && !to.includes('\0');
}

function reportFolder(to: unknown, server: ServerKind, { at, origin, report }: Written): void {
  report.error('target/folder', at, `${server} cannot be written to ${shown(to)}.`, {
    origin,
    fix: `name a folder of its own: to: 'live/${server}' below the project, or an absolute one: '/etc/${server}'`,
  });
}

/** Two servers cannot read one folder: the configuration of one would be a strange file to the other. */
function reportSharedFolders(targets: readonly Target[], report: Report): void {
  for (const { address, reach, origin } of targets) {
    const folders = new Map<string, string>();
    for (const [server, way] of Object.entries(reach)) {
      if (!('to' in way)) continue;
      const folder = way.by === 'git' ? `${way.repository} ${way.branch} ${way.to}` : way.to;
      const other = folders.get(folder);
      if (other === undefined) folders.set(folder, server);
      else
        report.error('target/shared-folder', address, `${other} and ${server} are both written to ${way.to}.`, {
          origin,
          fix: `write to: '${way.to}/${server}'`,
        });
    }
  }
}
