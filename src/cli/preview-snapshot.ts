import type { EngineName } from '../model/query.ts';
import type { Built, Snapshot, SnapshotReport } from '../program.ts';
import type { HttpReader } from '../targets/http.ts';
import type { Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { count, styled } from './print.ts';
import { progress } from './progress.ts';
import { type Aimed, aim } from './target.ts';

const ENGINES: readonly EngineName[] = ['prometheus', 'loki', 'tempo'];
/** What Grafana takes where a data source says nothing. */
const DEFAULT_SCRAPE_SECONDS = 15;

/** The project, and every panel query of it asked once of the target's servers. */
export async function snapshotOf(
  invocation: Invocation,
): Promise<{ readonly built: Built; readonly snapshot: Snapshot } | ExitCode> {
  const { parseDuration, takeSnapshot } = await import('../program.ts');
  const { io, options } = invocation;
  const since = options['since'];
  const sinceMs = since === undefined ? undefined : parseDuration(String(since));
  if (since !== undefined && !sinceMs) return refuse(invocation, `\`--since ${since}\` is no duration. Write '30m' or '7d'.`);
  const wrong = ENGINES.find((engine) => options[engine] !== undefined && !isAddress(String(options[engine])));
  if (wrong !== undefined) return refuse(invocation, `\`--${wrong}\` is no address of a server. Write 'https://host:port'.`);
  const aimed = await aim(invocation);
  if (typeof aimed === 'number') return aimed;
  const { target, built } = aimed;
  const scrapeMs = target.environment.servers.prometheus?.scrapeIntervalMs;
  const line = progress(io);
  const snapshot = await takeSnapshot({
    target: target.name,
    dashboards: built.derived.dashboards,
    clients: await clientsOf(invocation, aimed),
    now: new Date(),
    sinceMs,
    scrapeSeconds: scrapeMs === undefined ? DEFAULT_SCRAPE_SECONDS : scrapeMs / 1000,
    progress: (done, all) => line.say(`Asking ${target.name}: ${done} of ${all} queries …`),
  });
  line.clear();
  return { built, snapshot };
}

type Clients = Record<EngineName, HttpReader | undefined>;

/** `--loki URL` says where a server answers from here, where that is not where other servers reach it. */
async function clientsOf({ options }: Invocation, { target, io }: Aimed): Promise<Clients> {
  const { connectionTo, engineOf, httpReader } = await import('../program.ts');
  const clientOf = (engine: EngineName) => {
    const at = engineOf(target, engine);
    const named = options[engine];
    const tenant = at?.headers['X-Scope-OrgID'];
    const headers = tenant === undefined ? {} : { 'X-Scope-OrgID': tenant };
    if (named !== undefined) return httpReader(connectionTo(String(named), { headers }), io);
    return at && httpReader(at, io);
  };
  return { prometheus: clientOf('prometheus'), loki: clientOf('loki'), tempo: clientOf('tempo') };
}

function isAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

function refuse({ io }: Invocation, message: string): ExitCode {
  io.err(`${message}\n`);
  return EXIT.usage;
}

/** One line of sums, and one for each panel that shows nothing; those that share a reason, as when a server is away, share a line. */
export function printSnapshot({ io }: Invocation, { target, counts, panels }: SnapshotReport): string {
  const silent = panels.filter(({ state }) => state !== 'data');
  const lines = [...new Set(silent.map(({ state, message }) => `${state} ${message}`))].flatMap((reason) => {
    const same = silent.filter(({ state, message }) => `${state} ${message}` === reason);
    const word = (state: string) => styled(io, state === 'failed' ? 'red' : 'yellow', state.padEnd(6));
    const [first] = same;
    if (first?.state === 'failed' && same.length > MOST_ALIKE)
      return [`  ${word('failed')}  ${count(same.length, 'panel')}: ${first.message}\n`];
    return same.map((one) => `  ${word(one.state)}  ${nameOf(one)}: ${one.message}\n`);
  });
  const sums = `${counts.data} with data, ${counts.empty} empty, ${counts.failed} failed`;
  return `${target}: ${count(panels.length, 'panel')} asked, ${sums}\n${lines.join('')}`;
}

const MOST_ALIKE = 3;

function nameOf({ title, section, panel }: SnapshotReport['panels'][number]): string {
  return [title, section, panel].filter((text) => text !== '').join(' › ');
}
