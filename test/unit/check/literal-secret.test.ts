import { describe, expect, it, test } from 'vitest';
import { alertmanager, environment, grafana, prometheus } from '../../../src/define/environment.ts';
import { loki } from '../../../src/define/servers-telemetry.ts';
import { s3 } from '../../../src/define/stores.ts';
import { api, target } from '../../../src/define/target.ts';
import { team } from '../../../src/define/team.ts';
import { located } from '../../../src/load/located.ts';
import { webhook } from '../../../src/receivers/webhook.ts';
import { base, resolveAll, withCode } from '../../support/estate.ts';

const WORD = 'hunter22';
const version = '3.15';

function estateWith(change: object): object {
  const settings = { name: 'production', prometheus: prometheus({ version, retention: '90d' }), ...change };
  return { ...base, production: environment(settings as never) };
}

const routed = (url: string) => ({
  ...base,
  payments: team({ name: 'other', page: webhook({ url: url as never }) }),
});

test.each([
  ['grafana.url', { grafana: grafana({ version: '12.4', url: `https://admin:${WORD}@g.example.org` }) }],
  ['runbooks', { runbooks: `https://admin:${WORD}@r.example.org` }],
  [
    'prometheus.remoteWrite.0.url',
    { prometheus: prometheus({ version, remoteWrite: [{ url: `https://user:${WORD}@example.org/x` }] }) },
  ],
])('a password in %s is told once, where it was written', (field, change) => {
  const { diagnostics } = resolveAll(estateWith(change));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([
    `definition/secret-literal \`${field}\` is an address with a password.`,
  ]);
  expect(JSON.stringify(errors.map(({ fix }) => fix))).toContain('basicAuth');
});

describe('a literal secret', () => {
  const url = `https://user:${WORD}@example.org/x`;
  const headers = { Authorization: `Bearer ${WORD}` };
  it.each([
    ['a header', { prometheus: prometheus({ version, retention: '90d', remoteWrite: [{ url: 'https://a.b/c', headers }] }) }],
    [
      'the login of a store',
      { loki: loki({ version: '3.7', store: s3({ bucket: 'logs', endpoint: `https://user:${WORD}@minio` }) }) },
    ],
    ['raw', { loki: loki({ version: '3.7', raw: { common: { storage: { s3: { secret_access_key: WORD } } } } }) }],
  ])('is not written: %s', (_, change) => {
    const [found] = withCode(estateWith(change), 'artifact/literal-secret');
    expect(found?.severity).toBe('error');
    expect(found?.message).toContain('<masked>');
    expect(found?.message).not.toContain(WORD);
  });

  const smtp = { smarthost: 'mail:587', from: 'a@b.c', password: WORD };
  it.each([
    ['smtp.password', { alertmanager: alertmanager({ version: '0.34', smtp: smtp as never }) }],
    [
      'remoteWrite.credentials',
      { prometheus: prometheus({ version, remoteWrite: [{ url: 'https://a.b', credentials: WORD as never }] }) },
    ],
  ])('is reported where a reference is wanted: %s', (field, change) => {
    const [found] = withCode(estateWith(change), 'definition/secret-literal');
    expect(found?.message).toBe(`\`${field}\` is no reference to a secret.`);
  });

  it('is reported as the token of a target', () => {
    const live = target({
      name: 'live',
      environment: base.production,
      grafana: api({ url: 'https://g', token: WORD as never }),
    } as never);
    expect(withCode({ ...base, live }, 'definition/secret-literal')[0]?.message).toContain('grafana.token');
  });

  it('is not quoted where a web hook is no URL', () => {
    const found = withCode(routed(`user:${WORD}`), 'receiver/setting');
    expect(found).toHaveLength(1);
    expect(JSON.stringify(resolveAll(routed(WORD)).diagnostics.map(({ message }) => message))).not.toContain(WORD);
  });

  const KEY = 'R0D4E1A7C93B4F5E8A2617CC40D9F1B3';
  it.each([
    ['retention', { prometheus: prometheus({ version, retention: KEY as '1d' }) }],
    ['version', { prometheus: prometheus({ version: KEY as '3.15' }) }],
    ['tenant', { loki: loki({ version: '3.7', tenant: `${KEY}/` }) }],
    ['url', { loki: loki({ version: '3.7', url: KEY as 'http://loki:3100' }) }],
  ])('is masked where it stands in a field that cannot hold it: %s', (_, change) => {
    const { diagnostics } = resolveAll(estateWith(change));
    expect(diagnostics.map(({ message }) => message).join()).toContain(KEY);
    const printed = located(diagnostics, () => undefined, '/').map(({ fix, message, related }) => ({ fix, message, related }));
    expect(JSON.stringify(printed)).not.toContain(KEY);
    expect(JSON.stringify(printed)).toContain('<masked>');
  });

  it('is masked in whatever is printed', () => {
    const at = 'estate/file/x' as never;
    const excerpt = { text: url, from: 0, to: 1 };
    const printed = located(
      [{ code: 'load/threw', severity: 'error', at, message: url, fix: url, excerpt }],
      () => undefined,
      '/',
    );
    expect(JSON.stringify(printed)).not.toContain(WORD);
    expect(printed[0]?.message).toBe('https://<masked>@example.org/x');
  });
});
