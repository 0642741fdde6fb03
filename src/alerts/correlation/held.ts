import type { Site } from '../../authored/context.ts';
import { error } from '../../kernel/diagnostic.ts';
import { operatorShape } from '../../query/promql/operators.ts';
import type { Expr as Tree } from '../../query/promql/tree.ts';
import type { AlertRecording, AlertScope } from '../kind.ts';
import { snakeCase } from '../record-ahead.ts';
import type { Condition, CorrelationOptions, NamedCondition } from './options.ts';

/** A condition as it is asked: `held` has a series for each group of the shared labels in which it has held. */
export interface Held {
  /** `gateway/TrafficOdd` */
  readonly id: string;
  /** What is there while it holds, with these labels. */
  readonly selector: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly held: string;
  readonly recordings: readonly AlertRecording[];
}

export function conditionsIn({ all, some }: CorrelationOptions): readonly Condition[] {
  return all ?? some ?? [];
}

export function isNamed(condition: Condition): condition is NamedCondition {
  return 'when' in condition;
}

export function idOf(condition: Condition): string {
  return isNamed(condition) ? condition.name : `${condition.service.name}/${condition.name}`;
}

export function heldOf(conditions: readonly Condition[], options: CorrelationOptions, scope: AlertScope): Held[] {
  return conditions.map((one) => {
    const { selector, recordings } = isNamed(one) ? conditionSeries(one, scope) : alertSeries(one, scope);
    const printed = Object.entries(selector.labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const series = `${selector.name}${printed.length === 0 ? '' : `{${printed.join(',')}}`}`;
    const held = `max by (${(options.by ?? []).join(', ')}) (max_over_time(${series}[${options.within}]))`;
    return { id: idOf(one), selector, held, recordings };
  });
}

type Series = Pick<Held, 'selector' | 'recordings'>;

function alertSeries(alert: Exclude<Condition, NamedCondition>, { context, site, partsOf }: AlertScope): Series {
  const engine = partsOf(alert)?.query.engine ?? 'prometheus'; // what is wrong with it itself is reported there
  if (engine !== 'prometheus') {
    const message = `${idOf(alert)} is evaluated by ${engine}, so Prometheus has no ALERTS of it.`;
    context.report(
      error('alert/correlation-condition', site.at, message, { origin: site.origin, fix: 'take an alert on metrics' }),
    );
  }
  const labels = { alertname: alert.name, service: alert.service.name, alertstate: 'firing' };
  return { selector: { name: 'ALERTS', labels }, recordings: [] };
}

/** Recorded, because its window must not ask the query again for every moment. */
function conditionSeries({ name, when }: NamedCondition, { context, site, service, name: alert }: AlertScope): Series {
  const query = context.promql(when, site);
  if (query.expr && !isComparison(query.expr)) reportNoComparison(name, query.text, context.report, site);
  const record = `${snakeCase(service.name)}:${snakeCase(alert)}:${snakeCase(name)}`;
  return { selector: { name: record, labels: {} }, recordings: [{ name: record, query, labels: {}, selector: record }] };
}

/** What has an answer at every moment would always have held. */
function isComparison(expr: Tree): boolean {
  if (expr.kind === 'paren') return isComparison(expr.expr);
  if (expr.kind === 'call') return /^absent/.test(expr.func);
  if (expr.kind === 'aggregation') return isComparison(expr.expr);
  if (expr.kind !== 'binary') return false;
  if (expr.op === 'or') return isComparison(expr.left) && isComparison(expr.right);
  const { kind } = operatorShape(expr.op);
  return kind === 'set' || (kind === 'comparison' && !expr.bool);
}

function reportNoComparison(name: string, text: string, report: AlertScope['context']['report'], { at, origin }: Site): void {
  const message = `The condition ${name} has an answer as long as its series are there, so it always holds.`;
  const excerpt = { text, from: 0, to: text.length };
  report(error('alert/correlation-condition', at, message, { origin, excerpt, fix: 'compare it with a number: … > 5' }));
}
