import { describe, expect, test } from 'vitest';
import { connectionTo } from '../../../src/model/connection.ts';
import { proxyFromEnv, proxyOf } from '../../../src/targets/proxy.ts';
import { ioAt } from './samples.ts';

const HTTPS = { https_proxy: 'http://proxy:3128' };

describe('the proxy of the environment', () => {
  test.each([
    [HTTPS, 'https://host', 'http://proxy:3128'],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'https://host', 'http://proxy:3128'],
    [HTTPS, 'http://host', undefined],
    [{ HTTP_PROXY: 'proxy:3128' }, 'http://host', 'http://proxy:3128'],
    [{ ALL_PROXY: 'http://any:1' }, 'https://host', 'http://any:1'],
    [{ ...HTTPS, HTTPS_PROXY: 'http://other' }, 'https://host', 'http://proxy:3128'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://other' }, 'https://host', 'http://other'],
    [HTTPS, 'https://localhost:3000', undefined],
    [HTTPS, 'https://127.0.0.2', undefined],
    [HTTPS, 'https://[::1]:3000', undefined],
    [HTTPS, 'no address', undefined],
    [{}, 'https://host', undefined],
  ])('of %j for %s is %s', (env, url, proxy) => {
    expect(proxyFromEnv(env)(url)).toBe(proxy);
  });

  test.each([
    ['*', 'https://host', true],
    ['host', 'https://host', true],
    ['HOST', 'https://host', true],
    ['other, example.org', 'https://grafana.example.org', true],
    ['.example.org', 'https://grafana.example.org', true],
    ['*.example.org', 'https://grafana.example.org', true],
    ['example.org', 'https://badexample.org', false],
    ['example.org:8443', 'https://example.org:8443', true],
    ['example.org:8443', 'https://example.org', false],
    ['example.org:443', 'https://example.org', true],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['fd00::/8', 'https://[fd12::1]', true],
    ['10.1.2.3', 'https://10.1.2.3', true],
    ['1.2.3', 'https://10.1.2.3', false],
    ['::5', 'https://[::5]:3000', true],
  ])('NO_PROXY %s excepts %s: %s', (list, url, excepted) => {
    expect(proxyFromEnv({ ...HTTPS, NO_PROXY: list })(url) === undefined).toBe(excepted);
  });
});

test('a login in the address of the environment is sent to the proxy, shown nowhere, and known to be secret', () => {
  const io = ioAt('/', { env: { https_proxy: 'http://kim:hunter%2F2@proxy' } });
  expect(proxyOf(connectionTo('https://host'), io)).toEqual({
    protocol: 'http',
    host: 'proxy',
    port: 80,
    auth: { username: 'kim', password: 'hunter/2' },
    shown: 'http://proxy:80',
    known: ['hunter/2', 'kim:hunter/2'],
  });
});

test('an address that is none is told', () => {
  expect(() => proxyOf(connectionTo('https://host'), ioAt('/', { env: { all_proxy: 'socks5://proxy' } }))).toThrow(
    "the proxy of the environment is no address: write 'http://host:port'",
  );
});
