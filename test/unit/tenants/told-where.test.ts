import { azureBlob, environment, loki, mimirServer, tenant } from 'signalbox';
import { expect, it } from 'vitest';
import { implied } from '../../../src/check/implied.ts';
import { compileModule } from '../../../src/program.ts';

const TODAY = '2026-11-22';
const live = (bank: ReturnType<typeof tenant>) =>
  environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });

it.each([
  [0, 'series is 0: Mimir takes 0 for no limit at all.'],
  [-5, 'series is -5, which is no number of them.'],
  [Number.NaN, 'series is NaN, which is no number of them.'],
  ['1e6', 'series is "1e6", which is no number of them.'],
])('a limit of a tenant is told where the tenant is: %s', (series, says) => {
  const bank = tenant({ name: 'bank', limits: { metrics: { series: series as number } } });
  const told = compileModule({ bank, live: live(bank) }, TODAY).diagnostics.filter(({ code }) => code === 'mimir/limit');
  expect(told.map(({ message, origin }) => [message, origin === bank])).toEqual([[says, true]]);
});

it('a tenant is explained by its address', () => {
  const bank = tenant({ name: 'bank', id: 'bank-1' });
  expect(implied(compileModule({ bank, live: live(bank) }, TODAY), 'estate/tenant/bank')?.says).toEqual(
    expect.arrayContaining(['tenant bank', 'id: bank-1']),
  );
});

it('a name of two lines does not break the line it is told in', () => {
  const { diagnostics } = compileModule({ one: environment({ name: 'a\nb' }) }, TODAY);
  expect(diagnostics.filter(({ code }) => code === 'definition/name').map(({ at }) => at)).toEqual(['estate/environment/a b']);
});

it('a secret is not taken for the account', () => {
  const store = azureBlob({ account: 'a', container: 'c', accountKey: 'x' } as never);
  const { diagnostics } = compileModule({ one: environment({ name: 'one', loki: loki({ version: '3.7', store }) }) }, TODAY);
  const [told] = diagnostics.filter(({ code }) => code === 'definition/unknown-option');
  expect(told?.fix).toMatch(/^leave it out; there are /);
});
