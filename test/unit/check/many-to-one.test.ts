import { describe, expect, it } from 'vitest';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { withCode } from '../../support/estate.ts';
import { alerting, build, errors, latency, memory, queue, requests, underlined, usage } from '../../support/shop.ts';

const rate = promql`rate(${requests}[5m])`;
const failed = promql`rate(${errors}[5m])`;
const found = (when: Expr) => withCode(alerting(when), 'promql/many-to-one');

describe('promql/many-to-one', () => {
  it.each<[Expr, part: string, severity: string, fix: string]>([
    [promql`sum by (route, code) (${rate}) / ignoring (code) sum by (route) (${rate}) > 0.9`, '(code)', 'error', 'group_left ()'],
    [promql`sum by (route, code) (${rate}) / on (route) sum by (route) (${rate}) > 0.9`, '(route)', 'error', 'group_left ()'],
    [promql`sum by (route) (${rate}) - on (route) sum by (route, code) (${rate}) > 1`, '(route)', 'error', 'group_right ()'],
    [promql`${queue} / on (instance) ${queue} > 1`, '(instance)', 'error', 'on (instance, queue)'],
    [promql`${queue} / ignoring (queue) ${queue} > 1`, '(queue)', 'error', 'leave queue out of ignoring'],
    [promql`${queue} / on (instance) ${memory} > 1`, '(instance)', 'error', 'aggregate queue away'],
    [promql`sum by (route) (${rate}) / on () sum(${rate}) > 0.5`, '()', 'error', 'group_left ()'],
    [promql`${queue} > on (instance) ${memory}`, '(instance)', 'warning', 'group_left ()'],
    [promql`${memory} > on (instance) ${queue}`, '(instance)', 'error', 'group_right ()'],
  ])('%j', (when, part, severity, fix) => {
    const [one, ...more] = found(when);
    expect(more).toEqual([]);
    expect(one && underlined(one)).toBe(part);
    expect(one?.severity).toBe(severity);
    expect(one?.fix).toContain(fix);
  });

  it.each<[Expr]>([
    [promql`sum by (route, code) (${rate}) / ignoring (code) group_left () sum by (route) (${rate}) > 0.9`],
    [promql`sum by (route) (${rate}) / on (route) sum by (route) (${rate}) > 0.9`],
    [promql`${queue} / on (instance, queue) ${queue} > 1`],
    [promql`sum by (code, instance) (rate(${requests.where({ code: '5xx' })}[5m])) / on (instance) ${memory} > 0.5`],
    [promql`${memory} / on (instance) ${build} > 1`],
    [promql`${memory} / on (instance) sum by (instance, version) (${build}) > 1`],
    [promql`(${queue} > 5) / on (instance) ${memory} > 1`],
    [promql`topk(1, ${queue}) / on (instance) ${memory} > 1`],
    [promql`${queue} and on (instance) ${memory} > 1`],
    [promql`${usage} / on (instance) ${memory} > 1`],
    [promql`sum by (le, route) (rate(${latency.bucket}[5m])) / on (le, route) sum by (le, route) (${failed} * 0 + 1) > 1`],
  ])('is silent: %j', (when) => expect(found(when)).toEqual([]));
});
