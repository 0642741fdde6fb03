import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/kernel/canonical.ts';
import { panel, panelKinds } from '../../src/panels/kinds.ts';
import { REMOVED_PANEL_TYPES } from '../../src/panels/removed-types.ts';
import { GRAFANA_UNITS } from '../../src/panels/units.ts';
import { compiledPanels } from '../unit/panels/compiled.ts';
import { panelExamples } from '../unit/panels/examples.ts';

const units = new Set<string>(GRAFANA_UNITS);
const CUSTOM_UNIT = /^(?:prefix|suffix|time|si|count|currency):./;
/** The panels dashboard-linter asks a title, a description, a unit and targets of. */
const LINTED = new Set(['stat', 'table', 'timeseries', 'gauge']);

test('every constructor makes a panel of a kind that is in the table', () => {
  const made = Object.values(panelExamples).flatMap((examples) => examples.map(({ type }) => type));
  expect(new Set(made)).toEqual(new Set(panelKinds.keys()));
  expect(Object.keys(panel)).toHaveLength(panelKinds.size);
});

describe.each([...panelKinds.keys()])('%s', (type) => {
  const examples = panelExamples[type] ?? [];
  const panels = compiledPanels(examples);

  test('has an example', () => {
    expect(examples.map((example) => example.type)).toContain(type);
  });

  test('draws with a plugin Grafana still has', () => {
    for (const { type: plugin } of panels) expect(Object.keys(REMOVED_PANEL_TYPES)).not.toContain(plugin);
  });

  test('has a title and a description', () => {
    for (const { title, description } of panels) {
      expect(title).not.toBe('');
      expect(description.trim(), title).not.toBe('');
    }
  });

  test('has a unit of Grafana’s', () => {
    for (const { title, fieldConfig, type: plugin } of panels) {
      const { unit } = fieldConfig.defaults;
      if (LINTED.has(plugin) && type !== 'traces') expect(unit, title).toBeTypeOf('string');
      if (typeof unit === 'string') expect(units.has(unit) || CUSTOM_UNIT.test(unit), unit).toBe(true);
    }
  });

  test('names the data source of every query, and each query once', () => {
    for (const { targets = [], title, datasource } of panels) {
      expect(
        targets.map(({ datasource }) => datasource.uid).every((uid) => /^(?:prometheus|loki|tempo|pyroscope)$/.test(uid)),
        title,
      ).toBe(true);
      expect(new Set(targets.map(({ refId }) => refId)).size, title).toBe(targets.length);
      expect(
        targets.every(({ refId }) => /^[A-Z]+$/.test(refId)),
        title,
      ).toBe(true);
      if (targets.length > 0) expect(datasource?.uid, title).toBeTypeOf('string');
    }
  });

  test('asks for rates over the interval that fits the graph', () => {
    const ranges = panels
      .flatMap(({ targets = [] }) => targets)
      .flatMap(({ expr }) => [...String(expr).matchAll(/\b(?:rate|irate)\([^[]*\[([^\]]+)\]/g)]);
    for (const [, range] of ranges) expect(['$__rate_interval', '$__auto']).toContain(range);
  });

  test('begins its thresholds at the lowest value, and rises', () => {
    for (const { fieldConfig, title } of panels) {
      const thresholds = fieldConfig.defaults['thresholds'] as { steps: { value: number | null }[] } | undefined;
      if (!thresholds) continue;
      const [first, ...rest] = thresholds.steps.map(({ value }) => value);
      expect(first, title).toBeNull();
      expect(rest, title).toEqual([...rest].sort((a, b) => Number(a) - Number(b)));
    }
  });

  test('is data, and the same data each time', () => {
    expect(canonicalJson(compiledPanels(examples))).toBe(canonicalJson(panels));
    expect(structuredClone(panels)).toEqual(panels);
  });
});
