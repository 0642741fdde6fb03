import { describe, expect, it } from 'vitest';
import type { AlertRule } from '../../../src/alerts/kind.ts';
import { alertKinds } from '../../../src/alerts/kinds.ts';
import { base, resolveAll } from '../../support/estate.ts';
import { promtool, ruleFailures } from '../../support/rule-tests.ts';
import { alertExamples } from './examples.ts';
import { mistakesIn } from './mistakes.ts';
import { checkout } from './shop.ts';

const SLOW_MS = 240_000;
/** Kinds whose condition is the author's own: nobody knows when it should hold. */
const UNTESTED = new Set(['alert']);
const kinds = [...alertKinds.keys()].filter((form) => !UNTESTED.has(form));

/** Mistakes that no series tells: what is asked over a window that hardly matters, or by a recording the test feeds itself. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  ErrorRatio: ['[5m] half as long'], // of the total, which stays the same
  RouteFails: ['[5m] half as long'],
  Recorded: ['[5m] half as long'],
  FullSoon: ['[1h] half as long'], // of the guard, which asks for a quarter of its samples
  UsedSoon: ['[6h] half as long'],
  Shrinks: ['[1h] half as long'],
  Slow: ['[5m] half as long'], // of the number of events, which stays the same
  SlowRoute: ['[10m] half as long'],
  SlowBetween: ['[5m] half as long'],
  SlowNative: ['[5m] half as long'],
};

const estateOf = (...alerts: readonly AlertRule[]) => resolveAll({ ...base, checkout, alerts });
const testedOf = (derived: ReturnType<typeof estateOf>['derived']) =>
  derived.tests.flatMap(({ make }) => make()).map(({ name }) => name.split(/[/ ]/)[1]);

describe.each(kinds)('%s', (form) => {
  const examples = alertExamples[form] ?? [];
  const estate = estateOf(...examples);

  it('has examples, without errors', () => {
    expect(examples.map((one) => one.form)).toContain(form);
    expect(estate.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('says what is wrong, and what its numbers mean', () => {
    for (const { annotations, numbers, name } of estate.derived.estate.alerts) {
      expect(annotations['summary'], name).toMatch(/^[A-Z].*\.$/);
      expect(annotations['summary'], name).not.toContain('{{');
      expect(numbers.join(), name).toContain('fires when ');
    }
  });

  it.skipIf(!promtool)('fires in time and stays quiet otherwise', { timeout: SLOW_MS }, async () => {
    expect(await ruleFailures(estate.artifacts, { generated: 'checkout' })).toEqual([]);
  });

  it.skipIf(!promtool).each(examples.map((one) => [one.name, one] as const))(
    '%s fails its tests with any mistake in its rule',
    { timeout: SLOW_MS },
    async (_, one) => {
      const { artifacts, derived } = estateOf(one);
      if (!testedOf(derived).includes(one.name)) return;
      const rules = artifacts.find(({ kind }) => kind === 'prometheus-rules')?.text ?? '';
      const survivors: string[] = [];
      for (const { what, text } of mistakesIn(rules)) {
        const failures = await ruleFailures(artifacts, { generated: 'checkout', change: () => text });
        if (failures.length === 0) survivors.push(what);
      }
      expect(survivors).toEqual(UNTOLD[one.name] ?? []);
    },
  );
});
