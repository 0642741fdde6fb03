import type { Command } from 'commander';
import type { Connection } from '../../model/connection.ts';
import type { EngineName } from '../../model/query.ts';
import type { Derived, LokiReader, PrometheusReader, TempoReader, Tenancy } from '../../program.ts';
import type { Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { refuse, unknownName } from '../refuse.ts';
import { type Aimed, aim, ENVIRONMENT_OPTION, TARGET_OPTION, targetIo } from '../target.ts';

export interface Readers {
  readonly prometheus: PrometheusReader;
  readonly loki: LokiReader;
  readonly tempo: TempoReader;
}

const TITLES: Readonly<Record<EngineName, string>> = { prometheus: 'Prometheus', loki: 'Loki', tempo: 'Tempo' };

/** `--target` and what goes with it, and `--prometheus URL` for each server that may be asked. */
export function serverOptions(command: Command, engines: readonly EngineName[]): Command {
  for (const engine of engines) command.option(`--${engine} <url>`, `ask the ${TITLES[engine]} here, whatever the target says`);
  return command
    .option(...TARGET_OPTION)
    .option(...ENVIRONMENT_OPTION)
    .option('--tenant <name>', 'read what belongs to this tenant and nothing else')
    .option('--tenant-by <way>', 'header, where the server keeps tenants apart, or label (default: what the target declares)');
}

/** What must be reached for a question. */
export interface Needs<E extends EngineName> {
  readonly engines: readonly E[];
  /** Whether it is about what the definitions say; else they are read only where they must tell where the servers are. */
  readonly definitions: boolean;
}

/** The servers of a question, each as one tenant where one is named, and the definitions where they were read. */
export interface Reached<E extends EngineName> {
  readonly servers: Pick<Readers, E>;
  readonly derived: Derived | undefined;
  /** How often things are scraped there; 15 where nobody says. */
  readonly scrapeSeconds: number;
}

const DEFAULT_SCRAPE_SECONDS = 15;

/** Finds every server that is needed; prints why not and gives the exit code where one is missing. */
export async function reach<E extends EngineName>(invocation: Invocation, needs: Needs<E>): Promise<Reached<E> | ExitCode> {
  const wrong = await wrongOption(invocation, needs.engines);
  if (wrong !== undefined) return refuse(invocation, wrong);
  const named = needs.engines.every((engine) => invocation.options[engine] !== undefined);
  const aimed = named && !needs.definitions ? undefined : await aim(invocation);
  if (typeof aimed === 'number') return aimed;
  const io = aimed?.io ?? (await targetIo(invocation));
  const made: Partial<Record<EngineName, unknown>> = {};
  for (const engine of needs.engines) {
    const at = await connectionOf(invocation, engine, aimed);
    if (!at)
      return refuse(invocation, `${aimed?.target.name} has no ${TITLES[engine]} to ask: give it one, or write --${engine} URL.`);
    made[engine] = (await makers())[engine](at, io, await tenancyOf(invocation, engine, aimed));
  }
  const scrapeMs = aimed?.target.environment.servers.prometheus?.scrapeIntervalMs;
  return {
    servers: made as Pick<Readers, E>, // one of each that is needed was made above
    derived: aimed?.built.derived,
    scrapeSeconds: scrapeMs === undefined ? DEFAULT_SCRAPE_SECONDS : scrapeMs / 1000,
  };
}

async function makers() {
  const { prometheusReader, lokiReader, tempoReader } = await import('../../program.ts');
  return { prometheus: prometheusReader, loki: lokiReader, tempo: tempoReader };
}

async function wrongOption({ options }: Invocation, engines: readonly EngineName[]): Promise<string | undefined> {
  const { isTenant, TENANT_WAYS } = await import('../../program.ts');
  const wrong = engines.find((engine) => options[engine] !== undefined && !isAddress(String(options[engine])));
  if (wrong !== undefined) return `\`--${wrong}\` is no address of a server. Write 'https://host:port'.`;
  const { tenant, tenantBy } = options;
  if (tenant !== undefined && !isTenant(String(tenant)))
    return `\`--tenant ${tenant}\` is no name of one tenant: letters, digits and !-_.*'() only.`;
  if (tenantBy === undefined) return undefined;
  if (tenant === undefined) return '`--tenant-by` says how `--tenant` is kept apart: write --tenant NAME too.';
  const ways: readonly string[] = TENANT_WAYS;
  if (ways.includes(String(tenantBy))) return undefined;
  return unknownName('way', String(tenantBy), ways);
}

function isAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

async function connectionOf(
  { options }: Invocation,
  engine: EngineName,
  aimed: Aimed | undefined,
): Promise<Connection | undefined> {
  const { engineOf, movedTo } = await import('../../program.ts');
  const at = aimed && engineOf(aimed.target, engine);
  return options[engine] === undefined ? at : movedTo(String(options[engine]), at);
}

async function tenancyOf({ options }: Invocation, engine: EngineName, aimed: Aimed | undefined): Promise<Tenancy | undefined> {
  const { tenantWayOf } = await import('../../program.ts');
  const { tenant, tenantBy } = options;
  if (tenant === undefined) return undefined;
  const declared = aimed ? tenantWayOf(aimed.target, engine) : 'label';
  return { tenant: String(tenant), by: tenantBy === undefined ? declared : (String(tenantBy) as Tenancy['by']) }; // checked before
}
