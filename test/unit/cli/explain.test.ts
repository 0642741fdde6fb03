import { expect, test } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { run } from '../../../src/cli/run.ts';

async function explain(...args: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  const exit = await run(['explain', ...args], {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    cwd: import.meta.dirname,
    env: {},
    today: '2026-11-21',
    color: false,
    interactive: false,
    signal: new AbortController().signal,
  });
  return { exit, out: said.out.join(''), err: said.err.join('') };
}

test('a code: why, the examples line by line, how to keep it, where its page is', async () => {
  const { exit, out } = await explain('slo/silent-zone');
  expect(exit).toBe(0);
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
  const { exit, out } = await explain('--list');
  expect(exit).toBe(0);
  const codes = [...out.matchAll(/^ {2}(\S+) +(?:error|warning|info)$/gm)].map(([, code]) => code);
  expect([...codes].sort()).toEqual([...explanations.keys()].sort());
  expect(out).toMatch(/^Queries\n {2}/);
  expect(out).toContain('\n\nObjectives\n');
  expect(JSON.parse((await explain('--list', '--json')).out).families[0].title).toBe('Queries');
});

test('nothing to explain is a wrong use', async () => {
  const { exit, err } = await explain();
  expect([exit, err]).toEqual([2, 'Name a code or an address; `signalbox explain --list` prints every code.\n']);
});

test('a misspelt code is answered with the nearest, and nothing of the project is read', async () => {
  const { exit, err } = await explain('promql/unknwon-metric');
  expect([exit, err]).toEqual([2, 'There is no code promql/unknwon-metric. Did you mean promql/unknown-metric?\n']);
});
