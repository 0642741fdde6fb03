import { runCli } from '../../support/run-cli.ts';

export type World = 'prometheus' | 'loki' | 'tempo' | 'alertmanager';

/** One way to ask as one tenant. What it answers must not depend on what others have. */
export interface Asking {
  readonly of: World;
  readonly args: readonly string[];
  /** Whether it asks about now, and has no `--to`. */
  readonly now?: true;
}

const prometheus = (...args: string[]): Asking => ({ of: 'prometheus', args });
const now = (...args: string[]): Asking => ({ of: 'prometheus', args, now: true });
const loki = (...args: string[]): Asking => ({ of: 'loki', args });
const tempo = (...args: string[]): Asking => ({ of: 'tempo', args });

/** Every command that takes `--tenant`, by its name: a new one has to be written here. */
export const COMMANDS: Readonly<Record<string, readonly Asking[]>> = {
  'alerts ack': [],
  'alerts history': [prometheus('--since', '2h')],
  'alerts list': [{ of: 'alertmanager', args: ['--json'], now: true }],
  'alerts send-test': [],
  'alerts unack': [],
  anomalies: [prometheus('--metric', 'queue_load', '--since', '1h', '--json')],
  'baseline save': [prometheus('b', '--metric', 'queue_load')],
  'baseline compare': [prometheus('b', '--all')],
  capacity: [prometheus('queue_load', '--limit', '500', '--since', '8d')],
  correlate: [prometheus('queue_load', '--since', '2h', '--least', '0', '--chance', '100', '--json')],
  gate: [now('--max-burn', '2', '--json'), now('--since-deploy', '30m', '--json'), now('--slo', 'shop/buy')],
  health: [prometheus()],
  incidents: [now('--since', '3h', '--json')],
  logs: [loki('--json'), loki('--stats', 'pattern'), loki('--stats', 'service')],
  metrics: [prometheus(), prometheus('requests_total', '--by', 'code', '--since', '1h')],
  query: [
    prometheus('{__name__=~".+"}'),
    prometheus('requests_total or {__name__="queue_load"}'),
    prometheus('max_over_time(queue_load[1h:1m])', '--format', 'csv'),
    prometheus('count({__name__=~".+"} or vector(1))'),
    prometheus('sum(rate(requests_total[5m]))', '--range'),
    loki('{service_name=~".+"}', '--language', 'logql', '--json'),
    tempo('{ name =~ ".*" }', '--language', 'traceql', '--json'),
  ],
  recommend: [prometheus('--since', '1h', '--json')],
  report: [prometheus('--since', '2h')],
  sampling: [prometheus('--since', '1h')],
  slo: [prometheus()],
  'traces bottlenecks': [tempo('--json')],
  'traces causation': [tempo('k', '--json')],
  'traces critical-path': [tempo('a1', '--json')],
  'traces errors': [tempo('a1', '--json')],
  'traces search': [tempo('--json')],
  'traces show': [tempo('a1', '--json')],
  'versions advice': [prometheus('--below', '2.0.0', '--since', '2h')],
  'versions compatibility': [tempo('--json')],
  'versions compare': [prometheus('shop', '--since', '2h', '--json')],
  'versions transitions': [prometheus('--since', '2h')],
  'versions usage': [prometheus('--since', '2h')],
  'workflows active': [prometheus()],
  'workflows recent': [loki('--json')],
  'workflows stats': [prometheus('--since', '1h', '--json')],
  'workflows steps': [prometheus('--since', '1h', '--json')],
};

export const askingsOf = (world: World): readonly (readonly [string, Asking])[] =>
  Object.entries(COMMANDS).flatMap(([name, all]) => all.filter(({ of }) => of === world).map((one) => [name, one] as const));

/** The commands whose help says `--tenant`, found by asking for help. */
export async function commandsWithTenant(path: readonly string[] = []): Promise<string[]> {
  const { out } = await runCli([...path, '--help'], '/');
  const below = /\nCommands:\n([\s\S]*)$/.exec(out)?.[1] ?? '';
  const names = [...below.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name]) =>
    name === undefined || name === 'help' ? [] : [name],
  );
  const found: string[] = out.includes('--tenant <name>') ? [path.join(' ')] : [];
  for (const name of names) found.push(...(await commandsWithTenant([...path, name])));
  return found.sort();
}

/** What moves with the clock and the server, so that two answers can be compared. */
export function still(text: string, url: string): string {
  return text.replaceAll(url, 'SERVER').replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?/g, 'TIME');
}
