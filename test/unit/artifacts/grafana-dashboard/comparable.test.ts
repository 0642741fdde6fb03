import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparableDashboard } from '../../../../src/artifacts/grafana-dashboard/comparable.ts';
import { compiledDashboard } from '../../panels/compiled.ts';
import { panelExamples } from '../../panels/examples.ts';

const FIXTURES = ['settings', 'annotations-links', 'rows', 'repeat', 'variables', 'logs-traces'];

/** What was written to a Grafana 12.4, and what it answered. */
function recorded(name: string): { written: object; classic: object } {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/grafana/conversions/${name}.json`, import.meta.url), 'utf8'));
}

describe('what a server answers is what was written', () => {
  test.each(FIXTURES)('%s', (name) => {
    const { written, classic } = recorded(name);
    expect(comparableDashboard(classic)).toEqual(comparableDashboard(written));
  });
});

describe('ours', () => {
  const ours = compiledDashboard(Object.values(panelExamples).flat());

  test('after the server numbered it and filled in its defaults', () => {
    const answered = { ...ours, id: 17, version: 3, weekStart: '', fiscalYearStartMonth: 0, timepicker: {}, preload: false };
    const panels = ours.panels.map((panel) => ({ ...panel, pluginVersion: '12.4.0' }));
    expect(comparableDashboard({ ...answered, panels })).toEqual(comparableDashboard(ours));
  });

  test.each([
    ['a title', { title: 'Other' }],
    ['a refresh', { refresh: '5s' }],
    ['the order of panels', { panels: [...ours.panels].reverse() }],
    ['an added variable', { templating: { list: [{ name: 'x', type: 'custom', query: 'a' }] } }],
    ['an edited annotation', { annotations: { list: [] } }],
    ['a moved time range', { time: { from: 'now-1h', to: 'now' } }],
    ['an editable board', { editable: true }],
  ])('%s is a difference', (_what, edit) => {
    expect(comparableDashboard({ ...ours, ...edit })).not.toEqual(comparableDashboard(ours));
  });
});
