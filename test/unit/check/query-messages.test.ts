import { describe, expect, it } from 'vitest';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { parseLogql } from '../../../src/query/logql/parse.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { resolveAll } from '../../support/estate.ts';
import { alerting, queue, requests, underlined, underlinedBy } from '../../support/shop.ts';

describe('what other languages write', () => {
  it.each([
    ['a > 1 && b > 2', '&&', 'write and'],
    ['a > 1 || b', '||', 'write or'],
    ['rate(a[5min])', '5min', 'write 5m'],
    ['rate(a[30secs])', '30secs', 'write 30s'],
    ['rate(a[2hours])', '2hours', 'write 2h'],
    ['rate(a[5foo])', '5foo', 'durations are whole numbers: 1h30m, 90s, 500ms'],
  ])('%s', (text, part, fix) => {
    const { problems } = parsePromql(text);
    expect(problems.map((one) => [text.slice(one.from, one.to), one.fix])).toEqual([[part, fix]]);
  });

  it('is a parser that is misspelt in LogQL', () => {
    expect(parseLogql('{a="b"} | jsn').problems[0]?.fix).toBe('did you mean json?');
    expect(parseLogql('{a="b"} | levl').problems[0]?.fix).toBeUndefined();
  });
});

describe('a finding about a label', () => {
  it.each<[Expr, string]>([
    [promql`sum by (route, cod) (rate(${requests}[5m])) > 1`, 'cod'],
    [promql`${queue} / on (instance, queu, queue) ${queue} > 1`, 'queu'],
    [promql`${queue} * on (instance) group_left (versio) app_build_info > 1`, 'versio'],
  ])('is at the label: %j', (when, label) => expect(underlinedBy('promql/unknown-label', when)).toEqual([label]));
});

describe('the findings of one query', () => {
  it('are in the order of its text', () => {
    const when = promql`sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_request_total{status="1"}[5m])) > ${queue} offset -5m`;
    const errors = resolveAll(alerting(when)).diagnostics.filter(({ severity, excerpt }) => severity === 'error' && excerpt);
    const places = errors.map(({ excerpt }) => excerpt?.from ?? 0);
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(errors[0] && underlined(errors[0])).toContain('code');
  });

  it('tell of bool in an alert to take it off', () => {
    const [found] = resolveAll(alerting(promql`${queue} > bool 5`)).diagnostics.filter(
      ({ code }) => code === 'promql/alert-without-comparison',
    );
    expect(found?.fix).toBe('take bool off: with it every series stays, as 0 or 1');
  });
});
