import { expect, test } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';

const explain = (...args: readonly string[]): Promise<CliRun> => runCli(['explain', ...args], import.meta.dirname);

test('a code: why, the examples line by line, how to keep it, where its page is', async () => {
  const { code, out } = await explain('slo/silent-zone');
  expect(code).toBe(0);
  expect(out).toMatch(/^slo\/silent-zone \(warning\)\n\n {2}A steady burn/);
  expect(out).toMatch(/\n {2}Wrong:\n(?: {4}.*\n){3}\n {2}Right:\n/);
  expect(out).toContain("To keep it: `suppress({ code: 'slo/silent-zone', at: …, reason: '…' })`");
  expect(out).toContain('docs/checks.md#slo/silent-zone');
});

test('a code that no suppression reaches says so', async () => {
  const { out } = await explain('load/syntax');
  expect(out).toContain('It cannot be suppressed');
  expect(out).not.toContain('suppress({');
});

test('--list: every code once, by what it is about', async () => {
  const { code, out } = await explain('--list');
  expect(code).toBe(0);
  const codes = [...out.matchAll(/^ {2}(\S+) +(?:error|warning|info)$/gm)].map(([, code]) => code);
  expect([...codes].sort()).toEqual([...explanations.keys()].sort());
  expect(out).toMatch(/^Queries\n {2}/);
  expect(out).toContain('\n\nObjectives\n');
  expect(JSON.parse((await explain('--list', '--json')).out).families[0].title).toBe('Queries');
});

test('nothing to explain is a wrong use', async () => {
  const { code, err } = await explain();
  expect([code, err]).toEqual([2, 'Name a code or an address; `signalbox explain --list` prints every code.\n']);
});

test('a misspelt code is answered with the nearest, and nothing of the project is read', async () => {
  const { code, err } = await explain('promql/unknwon-metric');
  expect([code, err]).toEqual([2, 'There is no code promql/unknwon-metric. Did you mean promql/unknown-metric?\n']);
});
