import type { Command } from 'commander';
import type { Connection } from '../../model/connection.ts';
import type { Environment } from '../../model/environment.ts';
import type { AlertmanagerReader, AskedServer, Derived, LokiReader, PrometheusReader, TempoReader } from '../../program.ts';
import type { TargetIo } from '../../targets/io.ts';
import type { Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { buildToAsk } from '../project.ts';
import { refuse } from '../refuse.ts';
import { type Aimed, aim, ENVIRONMENT_OPTION, TARGET_OPTION, targetIo } from '../target.ts';
import { tenancyOf, tenantOptions, wrongTenant } from './tenant.ts';

export interface Readers {
  readonly prometheus: PrometheusReader;
  readonly loki: LokiReader;
  readonly tempo: TempoReader;
  readonly alertmanager: AlertmanagerReader;
}

const TITLES: Readonly<Record<AskedServer, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  tempo: 'Tempo',
  alertmanager: 'Alertmanager',
};

/** `--target` and what goes with it, and `--prometheus URL` for each server that may be asked. */
export function serverOptions(command: Command, servers: readonly AskedServer[]): Command {
  for (const server of servers) command.option(`--${server} <url>`, `ask the ${TITLES[server]} here, whatever the target says`);
  return tenantOptions(command.option(...TARGET_OPTION).option(...ENVIRONMENT_OPTION));
}

/** What must be reached for a question. */
export interface Needs<E extends AskedServer> {
  readonly engines: readonly E[];
  /** Asked too where there is one. */
  readonly also?: readonly AskedServer[];
  /** Whether it is about what the definitions say; else they are read only where they must tell where the servers are. */
  readonly definitions: boolean;
}

/** The servers of a question, each as one tenant where one is named, and the definitions where they were read. */
export interface Reached<E extends AskedServer> {
  readonly servers: Pick<Readers, E>;
  /** Those that would be good to have. */
  readonly also: Partial<Readers>;
  readonly derived: Derived | undefined;
  /** What the definitions say of the servers. */
  readonly environment: Environment | undefined;
  /** How often things are scraped there; 15 where nobody says. */
  readonly scrapeSeconds: number;
}

const DEFAULT_SCRAPE_SECONDS = 15;

/** Finds every server that is needed; prints why not and gives the exit code where one is missing. */
export async function reach<E extends AskedServer>(invocation: Invocation, needs: Needs<E>): Promise<Reached<E> | ExitCode> {
  const found = await whereIn(invocation, needs);
  if (typeof found === 'number') return found;
  const made: Partial<Record<AskedServer, unknown>> = {};
  for (const engine of needs.engines) {
    const reader = await readerIn(invocation, engine, found);
    if (!reader) return refuse(invocation, missing(engine, found));
    made[engine] = reader;
  }
  const servers = made as Pick<Readers, E>; // one of each that is needed was made above
  const also: Partial<Record<AskedServer, unknown>> = {};
  for (const engine of needs.also ?? []) also[engine] = await readerIn(invocation, engine, found);
  const { aimed } = found;
  return {
    servers,
    also: also as Partial<Readers>, // each made under its own name
    derived: aimed?.built.derived,
    environment: aimed?.target.environment,
    scrapeSeconds: scrapeSecondsOf(aimed),
  };
}

export function scrapeSecondsOf(aimed: Aimed | undefined): number {
  const scrapeMs = aimed?.target.environment.servers.prometheus?.scrapeIntervalMs;
  return scrapeMs === undefined ? DEFAULT_SCRAPE_SECONDS : scrapeMs / 1000;
}

/** Where the servers of a question are looked for. */
export interface Where {
  /** undefined: every server that is needed was named, and the definitions were not. */
  readonly aimed: Aimed | undefined;
  readonly io: TargetIo;
}

/** Checks what was written of servers and tenant, and reads the definitions where they must tell. */
export async function whereIn(
  invocation: Invocation,
  { engines, definitions }: { readonly engines: readonly AskedServer[]; readonly definitions: boolean },
): Promise<Where | ExitCode> {
  const { options } = invocation;
  const all = Object.keys(TITLES).filter((server) => options[server] !== undefined);
  const wrong = all.find((server) => !isAddress(String(options[server])));
  if (wrong !== undefined) return refuse(invocation, `\`--${wrong}\` is no address of a server. Write 'https://host:port'.`);
  const wrongly = await wrongTenant(invocation);
  if (wrongly !== undefined) return refuse(invocation, wrongly);
  const named = engines.every((engine) => options[engine] !== undefined);
  const aimed = named && !definitions ? undefined : await aim(invocation, buildToAsk);
  if (typeof aimed === 'number') return aimed;
  return { aimed, io: aimed?.io ?? (await targetIo(invocation)) };
}

/** A reader of one server, as the tenant that is named; undefined where there is no such server. */
export async function readerIn<E extends AskedServer>(
  invocation: Invocation,
  server: E,
  where: Where,
): Promise<Readers[E] | undefined> {
  const at = await connectionIn(invocation, server, where.aimed);
  return at && (await makers())[server](at, where.io, await tenancyOf(invocation, server, where.aimed));
}

/** What to say where it is missing. */
export function missing(server: AskedServer, { aimed }: Where): string {
  return `${aimed?.target.name} has no ${TITLES[server]} to ask: give it one, or write --${server} URL.`;
}

async function makers(): Promise<{
  [S in AskedServer]: (...of: Parameters<typeof import('../../program.ts').prometheusReader>) => Readers[S];
}> {
  const { alertmanagerReader, lokiReader, prometheusReader, tempoReader } = await import('../../program.ts');
  return { alertmanager: alertmanagerReader, prometheus: prometheusReader, loki: lokiReader, tempo: tempoReader };
}

function isAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

/** The server that is named, as the tenant of the target's; else the target's. */
export async function connectionIn(
  { options }: Invocation,
  server: AskedServer,
  aimed: Aimed | undefined,
): Promise<Connection | undefined> {
  const { alertmanagerOf, engineOf, movedTo } = await import('../../program.ts');
  const of = aimed?.target;
  const at = of && (server === 'alertmanager' ? alertmanagerOf(of) : engineOf(of, server));
  return options[server] === undefined ? at : movedTo(String(options[server]), at);
}
