/** The rules of generated files, with what each reads and how far back. */
import { load } from 'js-yaml';
import { duration } from '../../../src/kernel/duration.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import type { Expr, Matcher, Range, VectorSelector } from '../../../src/query/promql/tree.ts';
import { childrenOf } from '../../../src/query/promql/visit.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Rule {
  /** `user-service/SloBurn query-latency page-quick`; of recordings their name. */
  readonly key: string;
  readonly isAlert: boolean;
  readonly engine: 'prometheus' | 'loki';
  readonly intervalSeconds: number;
  readonly expr: string;
  readonly labels: Labels;
  readonly forSeconds: number;
  readonly keepFiringSeconds: number;
  readonly reads: readonly Read[];
}
/** A selector, and where its samples may lie: so far back of an evaluation, or of the moment that is so long before it. */
export interface Read {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  readonly backSeconds: number;
  readonly offsetSeconds: number;
}

interface Written {
  readonly groups: readonly {
    readonly interval?: string;
    readonly rules: readonly {
      readonly record?: string;
      readonly alert?: string;
      readonly expr: string;
      readonly for?: string;
      readonly keep_firing_for?: string;
      readonly labels?: Labels;
    }[];
  }[];
}

/** A series is found for so long after its last sample. https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness */
const LOOKBACK_SECONDS = 300;

export interface RulesOptions {
  readonly engine: Rule['engine'];
  /** Of groups that do not say. */
  readonly evaluationSeconds: number;
  /** Of longer windows no more than that is asked for; subqueries and offsets get all they ask for. */
  readonly memorySeconds: number;
}

export function rulesOf(file: string, { engine, evaluationSeconds, memorySeconds }: RulesOptions): Rule[] {
  const { groups } = load(file) as Written; // the generator's own text
  return groups.flatMap(({ interval, rules }) =>
    rules.map(({ record, alert, expr, labels = {}, ...rest }): Rule => {
      return {
        key: alert === undefined ? (record ?? '') : alertKey(alert, labels),
        isAlert: alert !== undefined,
        engine,
        intervalSeconds: secondsIn(interval) || evaluationSeconds,
        expr,
        labels: alert === undefined ? labels : { ...labels, alertname: alert },
        forSeconds: secondsIn(rest.for),
        keepFiringSeconds: secondsIn(rest.keep_firing_for),
        reads: engine === 'loki' ? [] : readsOf(expr, memorySeconds),
      };
    }),
  );
}

function alertKey(alert: string, { service, slo, slo_tier, budget_state }: Labels): string {
  const about = [slo?.split('/')[1], slo_tier ?? budget_state].filter((part) => part !== undefined);
  return [`${service}/${alert}`, ...about].join(' ');
}

function secondsIn(text: string | undefined): number {
  return text === undefined ? 0 : duration(text) / 1000;
}

export function readsOf(expr: string, memorySeconds: number): Read[] {
  const { expr: tree } = parsePromql(expr, { experimental: true });
  if (tree === undefined) throw new Error(`no PromQL: ${expr}`);
  const reads: Read[] = [];
  const look = (node: Expr, back: number, offset: number): void => {
    if (node.kind === 'vector') reads.push(readOf(node, back, offset));
    else if (node.kind === 'matrix') look(node.selector, back + Math.min(lengthOf(node.range), memorySeconds), offset);
    else if (node.kind === 'subquery') look(node.expr, back + lengthOf(node.range), offset + (node.offset ?? 0) / 1000);
    else for (const child of childrenOf(node)) look(child, back, offset);
  };
  look(tree, LOOKBACK_SECONDS, 0);
  return reads;
}

function readOf({ name, matchers, offset: own = 0 }: VectorSelector, back: number, offset: number): Read {
  const named = name ?? matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value ?? '';
  return { name: named, matchers, backSeconds: back, offsetSeconds: offset + own / 1000 };
}

function lengthOf(range: Range): number {
  return 'ms' in range ? range.ms / 1000 : 0;
}

/** Whether a rule may write what is read. */
export function writes({ engine, isAlert, key, labels }: Rule, { name, matchers }: Read): boolean {
  if (engine === 'loki' || name !== (isAlert ? 'ALERTS' : key)) return false;
  return matchers.every(({ label, op, value }) => op !== '=' || label === '__name__' || (labels[label] ?? value) === value);
}
