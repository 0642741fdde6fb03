import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promtoolAvailable } from 'signalbox/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CliRun, runCli } from '../../support/run-cli.ts';

const DEFINITIONS = `
import { alertmanager, email, environment, events, prometheus, routing, service, slo, team } from 'signalbox';
import { counter, oneOf } from 'signalbox/metrics';
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
export const web = team({ name: 'web', page: email({ to: 'web@example.org' }), ticket: email({ to: 'web@example.org' }) });
export const api = service({ name: 'api', owner: web, metrics: [requests], scrape: { port: 9000 } });
export const availability = slo({
  service: api, name: 'availability', objective: '99.9%', window: '30d',
  sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
});
export const routes = routing({ fallback: web.ticket });
export const here = environment({
  name: 'here',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34', smtp: { smarthost: 'smtp.example.org:587', from: 'alerts@example.org' } }),
  runbooks: 'https://runbooks.example.org',
});
`;
const handWritten = (value: number): string => `
rule_files: []
evaluation_interval: 1m
tests:
  - name: one and one
    input_series: []
    promql_expr_test:
      - { expr: 'vector(1) + vector(1)', eval_time: 1m, exp_samples: [{ labels: '{}', value: ${value} }] }
`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-test-command-'));
  await put('definitions/index.ts', DEFINITIONS);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

const signalbox = (...args: string[]): Promise<CliRun> => runCli(args, folder);

describe.skipIf(!(await promtoolAvailable()))('signalbox test, by promtool (skipped where there is none)', () => {
  test('generated tests and hand-written ones pass together', async () => {
    await put('test/sums.test.yaml', handWritten(2));
    expect(await signalbox('test')).toMatchObject({ code: 0, out: expect.stringMatching(/^[1-9]\d+ passed, 0 failed\n$/) });
  });

  test('a test that fails is named with what promtool got', async () => {
    await put('test/sums.test.yaml', handWritten(3));
    const { code, out, err } = await signalbox('test');
    expect({ code, out }).toEqual({ code: 3, out: expect.stringMatching(/^[1-9]\d+ passed, 1 failed\n$/) });
    expect(err).toContain('test/sums.test.yaml: one and one');
    expect(err).toContain('got: {} 2E+00');
  });

  test('a file promtool cannot read is a failure, not a silence', async () => {
    await put('test/broken.test.yaml', 'tests: [\n');
    const { code, out } = await signalbox('test');
    expect({ code, out }).toEqual({ code: 3, out: expect.stringMatching(/^[1-9]\d+ passed, 1 failed\n$/) });
  });
});

test('without promtool nothing counts as passed, one line says so, and it is an error where it is required', async () => {
  vi.stubEnv('PATH', '');
  expect(await signalbox('test')).toMatchObject({ code: 0, out: '0 passed, 0 failed\n' });
  const required = await signalbox('test', '--require', 'promtool');
  expect(required.code).toBe(3);
  expect(required.err).toMatch(/^[1-9]\d* test files were not run: promtool is not on the PATH/m);
});
