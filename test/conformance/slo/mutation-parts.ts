import { wholeMatch } from '../../../src/kernel/whole-match.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import type { VectorSelector } from '../../../src/query/promql/tree.ts';
import { selectorsOf } from '../../../src/query/promql/visit.ts';

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface Groups {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}
export interface Expected {
  readonly expr: string;
  readonly eval_time: string;
}
export interface Test {
  readonly name: string;
  readonly promql_expr_test: readonly Expected[];
}
export interface TestFile {
  readonly evaluation_interval: string;
  readonly tests: readonly Test[];
}

/** A rule and what tells whether it is right: the parts of a test that read it, at once or over others, and the rules those parts need. */
export interface Proof {
  readonly test: Test;
  readonly needed: readonly Rule[];
}

export function rulesIn({ groups }: Groups): Rule[] {
  return groups.flatMap(({ rules }) => rules);
}

/** What of the tests could tell that this rule is wrong. */
export function proofsOf(rule: Rule, all: readonly Rule[], tests: readonly Test[]): Proof[] {
  const wrong = closure([rule], (from) => all.filter((one) => reads(one.expr, from)));
  return proofsBy((expr) => [...wrong].some((one) => reads(expr, one)), all, tests);
}

/** What of them reads the rule itself, by its name. */
export function directProofsOf(rule: Rule, all: readonly Rule[], tests: readonly Test[]): Proof[] {
  return proofsBy((expr) => expr.includes(textOf(rule)) && reads(expr, rule), all, tests);
}

/** How a query names what it gives. */
export function textOf({ record, alert }: Rule): string {
  return record === undefined ? `alertname="${alert}"` : `${record}{`;
}

function proofsBy(tells: (expr: string) => boolean, all: readonly Rule[], tests: readonly Test[]): Proof[] {
  return tests.flatMap((test) => {
    const telling = test.promql_expr_test.filter(({ expr }) => tells(expr));
    if (telling.length === 0) return [];
    const asked = all.filter((one) => telling.some(({ expr }) => reads(expr, one)));
    const needed = closure(asked, (by) => all.filter((one) => reads(by.expr, one)));
    return [{ test: { ...test, promql_expr_test: telling }, needed: all.filter((one) => needed.has(one)) }];
  });
}

/** These, what `next` gives of them, and so on. */
function closure(from: readonly Rule[], next: (rule: Rule) => readonly Rule[]): ReadonlySet<Rule> {
  const found = new Set(from);
  for (const one of found) for (const more of next(one)) found.add(more);
  return found;
}

const parsed = new Map<string, readonly VectorSelector[]>();

function reads(text: string, rule: Rule): boolean {
  const selectors =
    parsed.get(text) ?? selectorsOf(parsePromql(text).expr ?? { kind: 'string', value: '', span: { from: 0, to: 0 } });
  parsed.set(text, selectors);
  return selectors.some((selector) => chooses(selector, rule));
}

/** Whether it can choose what the rule gives. */
function chooses({ name, matchers }: VectorSelector, { record, alert, labels = {} }: Rule): boolean {
  const series: Readonly<Record<string, string>> =
    record === undefined ? { __name__: 'ALERTS', alertname: alert ?? '', ...labels } : { __name__: record, ...labels };
  const all = [...matchers, ...(name === undefined ? [] : [{ label: '__name__', op: '=' as const, value: name }])];
  return all.every(({ label, op, value }) => {
    const own = series[label];
    if (own === undefined) return true;
    if (op === '=' || op === '!=') return (own === value) === (op === '=');
    return (wholeMatch(value)?.(own) ?? true) === (op === '=~');
  });
}
