import type { Derived } from '../../model/derived.ts';
import { printPromql } from '../../query/promql/print.ts';
import { conventionalName, levelOf } from '../../query/promql/recording-name.ts';
import type { Expr } from '../../query/promql/tree.ts';
import { childrenOf, selectorsOf } from '../../query/promql/visit.ts';
import type { AnalysedQuery } from '../queries.ts';
import type { Asker } from './asked.ts';

/** What names are made of, and those that are taken. */
export interface Names {
  readonly targetLabels: ReadonlySet<string>;
  readonly serviceOfJob: ReadonlyMap<string, string>;
  readonly taken: Set<string>;
  readonly evaluationMs: number;
}

export function namesFor({ estate }: Derived, targetLabels: ReadonlySet<string>): Names {
  const intervals = estate.environments.flatMap(({ servers }) => servers.prometheus?.evaluationIntervalMs ?? []);
  return {
    targetLabels,
    serviceOfJob: new Map(estate.services.map(({ job, name }) => [job, name])),
    taken: new Set(estate.recordings.map(({ name }) => name)),
    evaluationMs: intervals.length === 0 ? 60_000 : Math.min(...intervals),
  };
}

/** `recording({ … })` as one would write it, but for the name of the service's constant, which only its author knows. */
export function definitionOf(expr: Expr, { analysis }: AnalysedQuery, uses: readonly Asker[], names: Names): string {
  const service = serviceOf(expr, uses, names);
  const labels = analysis.facts.get(expr)?.labels;
  const level = labels && !labels.open ? levelOf(labels, names.targetLabels, snake(service)) : snake(service);
  const name = unused(conventionalName(expr, level) ?? approximateName(expr, level), names.taken);
  const [, metric = '', operations = ''] = name.split(':');
  return [
    `export const ${camel(`${metric}_${operations}`)} = recording({`,
    `  service: ${camel(service)},`,
    `  name: '${name}',`,
    `  expr: promql\`${printPromql(expr)}\`,`,
    '});',
  ].join('\n');
}

/** Whose metrics it reads; of several services that of the first who asks. */
function serviceOf(expr: Expr, uses: readonly Asker[], { serviceOfJob }: Names): string {
  const jobs = new Set(selectorsOf(expr).flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'job')));
  const services = new Set([...jobs].flatMap(({ op, value }) => (op === '=' ? (serviceOfJob.get(value) ?? []) : [])));
  const [only] = services;
  return services.size === 1 && only !== undefined ? only : (uses[0]?.at.split('/')[0] ?? 'estate');
}

/** One metric can be asked with different matchers: the convention has no word for that. */
function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}_${count}`;
  taken.add(free);
  return free;
}

/** Of several metrics: all of them, and what was done to the first. */
function approximateName(expr: Expr, level: string): string {
  const metrics = new Set(selectorsOf(expr).map(({ name }) => snake(name ?? 'series').replace(/_total$/, '')));
  let inside: Expr | undefined = expr;
  while (inside && conventionalName(inside, level) === undefined) [inside] = childrenOf(inside);
  const operations = inside && conventionalName(inside, level)?.split(':')[2];
  return `${level}:${[...metrics].join('_and_')}:${operations ?? 'value'}`;
}

function snake(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '_');
}

function camel(text: string): string {
  return snake(text).replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
