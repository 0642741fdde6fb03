import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { printPromqlPretty } from '../../../../src/query/promql/print-pretty.ts';
import type { Expr } from '../../../../src/query/promql/tree.ts';
import { Random, seedOf } from '../../../support/random.ts';
import { MISSING, VERSION } from './promtool.ts';

const SEED = seedOf(20261121);
const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? 60);
const AT_ONCE = 4;
const run = promisify(execFile);

/** Texts of which every leaf is printed the same way by both, so that only the lines can differ. */
class LongExpressions {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  text(depth: number): string {
    const { random } = this;
    if (depth <= 0) return this.selector();
    const inner = () => this.text(depth - 1);
    const labels = random.pick(['job', 'job, instance', 'namespace, pod, container']);
    return random.pick([
      () =>
        `${inner()} ${random.pick(['+', '/', '> bool', 'and', 'or', '== on (job) group_left (version)', 'unless ignoring (le)'])} ${inner()}`,
      () => `(${inner()})`,
      () => `-(${inner()})`,
      () => `-${this.selector()}`,
      () => `sum by (${labels}) (${inner()})`,
      () => `topk(5, ${inner()})`,
      () => `count_values without (${labels}) ("version", ${inner()})`,
      () => `label_replace(${inner()}, "a", "$1", "b", "(.*)")`,
      () => `clamp_max(${inner()}, 0.5)`,
      () => `rate(${this.selector()}[5m])`,
      () => `max_over_time((${inner()})[1h:5m] offset 30m)`,
      () => `max_over_time(abs(${inner()})[1h:])`,
      () => `vector(${random.pick(['1', 'time()', '-1'])}) * ${inner()}`,
    ])();
  }

  private selector(): string {
    const name = this.random.pick(['up', 'http_requests_total', 'a_metric_with_a_name_that_is_longer_than_most_names_are_total']);
    const matchers = ['code=~"5..|4..", handler!="/metrics"', 'job="checkout"', ''];
    const picked = this.random.pick(matchers);
    return `${name}${picked === '' ? '' : `{${picked}}`}${this.random.pick(['', '', ' offset 5m', ' @ end()'])}`.replace(
      /, /g,
      ',',
    );
  }
}

function read(text: string): Expr {
  const { expr, problems } = parsePromql(text);
  if (!expr) throw new Error(`${text}: ${problems[0]?.message}`);
  return expr;
}

function valid(count: number): readonly string[] {
  const random = new Random(SEED);
  const long = new LongExpressions(random);
  const found: string[] = [];
  while (found.length < count) {
    const text = long.text(2 + random.below(4));
    if (parsePromql(text).problems.length === 0 && text.length > 60) found.push(text);
  }
  return found;
}

async function formatted(texts: readonly string[]): Promise<readonly string[]> {
  const results: string[] = [];
  const waiting = [...texts.entries()];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, text] = next;
      const { stdout } = await run('promtool', ['--experimental', 'promql', 'format', '--', text]);
      results[index] = stdout.replace(/\n$/, '');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

describe.runIf(MISSING === '')(`promtool promql format ${MISSING || VERSION}, seed ${SEED}`, () => {
  test(`breaks ${COUNT} expressions where we break them`, { timeout: 120_000 }, async () => {
    const texts = valid(COUNT);
    const theirs = await formatted(texts);
    expect(texts.map((text) => printPromqlPretty(read(text)))).toEqual(theirs);
    expect(theirs.filter((text) => text.includes('\n')).length).toBeGreaterThan(COUNT / 2);
  });
});

test('a tree built in code gets the parentheses it needs, and the lines say the same', () => {
  for (const text of valid(200)) {
    const expr = withoutParens(read(text));
    const lines = printPromqlPretty(expr);
    expect(printPromql(read(lines))).toBe(printPromql(expr));
  }
});

test('a short expression stays on its line, and so does a very long chain', () => {
  expect(printPromqlPretty(read('sum(a)by(b)'))).toBe('sum by (b) (a)');
  expect(printPromqlPretty(read('a + '.repeat(5000).concat('a')))).not.toContain('\n');
});

function withoutParens(expr: Expr): Expr {
  if (expr.kind === 'paren') return withoutParens(expr.expr);
  if (expr.kind === 'binary') return { ...expr, left: withoutParens(expr.left), right: withoutParens(expr.right) };
  if (expr.kind === 'call') return { ...expr, args: expr.args.map(withoutParens) };
  return expr.kind === 'aggregation' || expr.kind === 'unary' || expr.kind === 'subquery'
    ? { ...expr, expr: withoutParens(expr.expr) }
    : expr;
}
