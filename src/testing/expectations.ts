import type { AnyAlert, Slo } from '../authored/references.ts';
import { resolve } from '../define/resolve.ts';
import { derive } from '../derive/derive.ts';
import { once } from '../kernel/once.ts';
import type { Derived } from '../model/derived.ts';
import { type RouteExpectation, type RouteGiven, routeExpectation } from './expect-route.ts';
import { type RuleExpectation, type RuleGiven, ruleExpectation } from './expect-rule.ts';

export interface Expectations {
  /** Where an alert goes when it fires: `expectRoute(alert, { at: '2026-11-20T03:00:00+01:00' }).reaches(payments.page)`. */
  expectRoute(alert: AnyAlert | Slo, given?: RouteGiven): RouteExpectation;
  /** When a rule fires: `await expectRule(alert).with(metric, labels, '0+60x30').firesAt('26m')`. */
  expectRule(alert: AnyAlert | Slo, given?: RuleGiven): RuleExpectation;
}

/** Expectations about an estate that is at hand: `const { expectRoute, expectRule } = expectations(definitions)`. */
export function expectations(definitions: object): Expectations {
  return expectationsOf(() => definitions);
}

/** The same about an estate that is loaded when the first expectation asks for it. */
export function expectationsOf(load: () => object): Expectations {
  const derived = once(() => derivedFrom(load()));
  return {
    expectRoute: (alert, given = {}) => routeExpectation(derived(), alert, given),
    expectRule: (alert, given = {}) => ruleExpectation(derived(), alert, given),
  };
}

/** Definitions with mistakes have no behaviour to test: they are told instead. */
function derivedFrom(definitions: object): Derived {
  const resolved = resolve(definitions);
  const derived = derive(resolved.value.estate, resolved.value.context);
  const errors = [...resolved.diagnostics, ...derived.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return derived.value;
  const told = errors.map(({ code, at, message }) => `${code} ${at}: ${message}`);
  throw new Error(`The definitions have mistakes; \`signalbox check\` shows where:\n${told.join('\n')}`);
}
