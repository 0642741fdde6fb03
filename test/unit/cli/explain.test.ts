import { expect, test } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { projectWith } from '../../servers/operate/project.ts';
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

test('a misspelt address is answered with the nearest, one like no other with where all are', async () => {
  const project = await projectWith(`
    import { counter, email, routing, service, team } from 'signalbox';
    const crew = team({ name: 'crew', ticket: email({ to: 'crew@example.org' }) });
    export const routes = routing({ fallback: crew.ticket });
    const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
    export const shop = service({ name: 'shop', owner: crew, metrics: [requests], scrape: { port: 80 } });
  `);
  const said = async (address: string) => {
    const { code, err } = await project.signalbox('explain', address);
    return [code, err.trim()];
  };
  try {
    expect(await said('shop/metric/http_request_total')).toEqual([
      2,
      'Nothing is called shop/metric/http_request_total: did you mean shop/metric/http_requests_total?',
    ]);
    expect(await said('estate/team/crw')).toEqual([2, 'Nothing is called estate/team/crw: did you mean estate/team/crew?']);
    expect(await said('a/b/c')).toEqual([2, expect.stringContaining('writes an inventory of what there is.')]);
  } finally {
    await project.remove();
  }
});
