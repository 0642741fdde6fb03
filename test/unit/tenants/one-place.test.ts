import { alert, environment, mimirServer, prometheus, promql, service, team, tenant } from 'signalbox';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../../../src/program.ts';

const TODAY = '2026-11-22';
const CODES = [
  'artifact/same-path',
  'definition/duplicate',
  'environment/reserved-name',
  'tenant/environment-name',
  'tenant/same-id',
];
const told = (module: object) => compileModule(module, TODAY).diagnostics.filter(({ code }) => CODES.includes(code));
const named = (name: string, more: object = {}) => environment({ name, ...more });
const sharing = (...tenants: ReturnType<typeof tenant>[]) =>
  environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants });
const owner = team({ name: 'ops' });
const down = (name: string) => {
  const it = service({ name, owner });
  const summary = 'It is down.';
  return {
    [name]: it,
    [`${name}Down`]: alert({ service: it, name: 'Down', severity: 'critical', when: promql`up == 0`, summary }),
  };
};
const [bank, upper, again] = ['bank', 'BANK', 'bank'].map((name) => tenant({ name }));
if (!bank || !upper || !again) throw new Error('three tenants');

describe('what would stand in one place', () => {
  it.each<[string, object, string[]]>([
    ['the list of files', { one: named('files.txt') }, ['environment/reserved-name: An environment cannot be called files.txt']],
    ['and in capitals', { one: named('Files.TXT') }, ['environment/reserved-name: An environment cannot be called Files.TXT']],
    ['the overlays', { one: named('Kustomize') }, ['environment/reserved-name: An environment cannot be called Kustomize']],
    [
      'environments that differ in case',
      { one: named('live'), other: named('Live') },
      ['artifact/same-path: generated/live and generated/Live differ in case only.'],
    ],
    [
      'tenants that do',
      { bank, upper, live: sharing(bank, upper) },
      ['artifact/same-path: generated/live-bank and generated/live-BANK differ in case only.'],
    ],
    [
      'services that do, once for each file',
      { ...down('shop'), ...down('Shop'), live: named('live', { prometheus: prometheus({ version: '3.15' }) }), owner },
      ['artifact/same-path: generated/live/prometheus/rules/', 'artifact/same-path: generated/live/'],
    ],
    [
      'two tenants of one name',
      { bank, again, live: sharing(bank, again) },
      ['definition/duplicate: Two definitions are called estate/tenant/bank.'],
    ],
    [
      'a tenant listed thrice',
      { bank, live: sharing(bank, bank, bank) },
      ['definition/duplicate: `tenants` has bank more than once.'],
    ],
  ])('%s', (_, module, expected) => {
    const lines = told(module).map(({ code, message }) => `${code}: ${message}`);
    expect(lines.filter((line) => !expected.some((one) => line.startsWith(one)))).toEqual([]);
    for (const one of expected) expect(lines.filter((line) => line.startsWith(one)).length).toBeGreaterThan(0);
    for (const { fix, origin } of told(module)) expect([fix, origin]).not.toContain(undefined);
  });

  it('is nothing where names differ', () => {
    expect(told({ bank, live: sharing(bank), staging: named('live2') })).toEqual([]);
  });
});
