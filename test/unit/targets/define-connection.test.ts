import { describe, expect, test } from 'vitest';
import { connectionIn } from '../../../src/define/resolve/connection.ts';
import { newReport } from '../../../src/define/resolve/report.ts';
import { addressOf } from '../../../src/kernel/address.ts';
import { secret } from '../../../src/kernel/secret.ts';

const token = secret.env('TOKEN');
const password = secret.env('PASSWORD');
const HOST = 'https://host';
const CANARY = 'canary_of_a_secret';

function read(value: unknown) {
  const report = newReport();
  const connection = connectionIn(value, { field: 'loki', at: addressOf('estate', 'target', 'live'), origin: {}, report });
  return {
    connection,
    diagnostics: report.diagnostics,
    told: report.diagnostics.map(({ code, severity }) => `${severity} ${code}`),
  };
}

test('an address is a connection with nothing else', () => {
  expect(read('https://host/base/')).toEqual({
    connection: {
      url: 'https://host/base',
      token: undefined,
      basicAuth: undefined,
      headers: {},
      tls: undefined,
      proxy: undefined,
      timeoutMs: undefined,
    },
    diagnostics: [],
    told: [],
  });
});

test('everything that can be said of one arrives', () => {
  const { connection, told } = read({
    kind: 'api',
    url: HOST,
    basicAuth: { username: 'deploy', password },
    headers: { 'X-Org': 'shop', 'X-Api-Key': secret.file('key') },
    tls: { ca: 'certs/ca.pem', cert: 'certs/deploy.pem', key: secret.file('certs/deploy.key'), serverName: 'inside' },
    proxy: { url: 'http://proxy:3128', basicAuth: { username: 'deploy', password } },
    timeout: '1m30s',
  });
  expect(told).toEqual([]);
  expect(connection).toEqual({
    url: HOST,
    token: undefined,
    basicAuth: { username: 'deploy', password: { kind: 'secret', env: 'PASSWORD' } },
    headers: { 'X-Org': 'shop', 'X-Api-Key': { kind: 'secret', file: 'key' } },
    tls: {
      ca: { kind: 'secret', file: 'certs/ca.pem' },
      cert: { kind: 'secret', file: 'certs/deploy.pem' },
      key: { kind: 'secret', file: 'certs/deploy.key' },
      serverName: 'inside',
    },
    proxy: { url: 'http://proxy:3128', login: { username: 'deploy', password: { kind: 'secret', env: 'PASSWORD' } } },
    timeoutMs: 90_000,
  });
  expect(read({ url: HOST, proxy: 'none' }).connection.proxy).toBe('none');
  expect(read({ url: HOST, proxy: 'http://proxy:3128' }).connection.proxy).toEqual({
    url: 'http://proxy:3128',
    login: undefined,
  });
});

describe('what is told', () => {
  const url = HOST;
  test.each([
    ['nothing at all', null, 'error definition/wrong-value'],
    ['a number', 5, 'error definition/wrong-value'],
    ['a setting that is misspelt', { url, tokn: token }, 'error definition/wrong-value'],
    ['an address that is none', { url: 'host' }, 'error target/url'],
    ['an address that is a number', { url: 5 }, 'error target/url'],
    ['no address', {}, 'error target/url'],
    ['a password in an address', { url: `https://kim:${CANARY}@host` }, 'error definition/secret-literal'],
    ['a token written down', { url, token: CANARY }, 'error definition/secret-literal'],
    ['a password written down', { url, basicAuth: { username: 'a', password: CANARY } }, 'error definition/secret-literal'],
    ['a login without a password', { url, basicAuth: { username: 'a' } }, 'error target/login'],
    ['a login without a user', { url, basicAuth: { username: '', password } }, 'error target/login'],
    ['a user with a colon', { url, basicAuth: { username: 'a:b', password } }, 'error target/login'],
    ['a login that is none', { url, basicAuth: CANARY }, 'error target/login'],
    ['a token and a login', { url, token, basicAuth: { username: 'a', password } }, 'error target/two-logins'],
    ['a token and its header', { url, token, headers: { authorization: token } }, 'error target/two-logins'],
    ['headers that are none', { url, headers: 'X-Org: shop' }, 'error definition/wrong-value'],
    ['a name no header has', { url, headers: { 'X Org': 'shop' } }, 'error target/header'],
    ['a value with a line break', { url, headers: { 'X-Org': `a\r\nX-Evil: ${CANARY}` } }, 'error target/header'],
    ['a value that is a number', { url, headers: { 'X-Org': 5 } }, 'error target/header'],
    ['a value that is undefined', { url, headers: { 'X-Org': undefined } }, 'error target/header'],
    ['a header of the client itself', { url, headers: { Host: 'other' } }, 'error target/header'],
    ['a secret header written down', { url, headers: { Authorization: CANARY } }, 'error definition/secret-literal'],
    ['a key in a header', { url, headers: { 'X-Api-Key': CANARY } }, 'error definition/secret-literal'],
    ['certificates that are none', { url, tls: true }, 'error target/tls'],
    ['a switch for verification', { url, tls: { insecureSkipVerify: true } }, 'error target/tls'],
    ['a certificate without its key', { url, tls: { cert: 'a.pem' } }, 'error target/tls'],
    ['a key without its certificate', { url, tls: { key: secret.file('a.key') } }, 'error target/tls'],
    ['a key that is a path', { url, tls: { cert: 'a.pem', key: 'a.key' } }, 'error definition/secret-literal'],
    ['a PEM instead of its file', { url, tls: { ca: '-----BEGIN CERTIFICATE-----\nMII' } }, 'error target/tls'],
    ['a name that is an address', { url, tls: { serverName: 'https://host' } }, 'error target/tls'],
    ['certificates for plain HTTP', { url: 'http://localhost', tls: { ca: 'a.pem' } }, 'error target/tls'],
    ['a proxy that is none', { url, proxy: 'proxy:3128' }, 'error target/url'],
    ['a proxy that is a number', { url, proxy: 3128 }, 'error definition/wrong-value'],
    ['a password in the address of a proxy', { url, proxy: `http://kim:${CANARY}@proxy` }, 'error definition/secret-literal'],
    ['no time at all', { url, timeout: '0s' }, 'error target/timeout'],
    ['hours', { url, timeout: '2h' }, 'error target/timeout'],
    ['a time that is a number', { url, timeout: 30 }, 'error definition/duration'],
    ['a token in plain HTTP', { url: 'http://grafana:3000', token }, 'warning target/plain-credential'],
    [
      'a secret header in plain HTTP',
      { url: 'http://grafana:3000', headers: { 'X-Key': token } },
      'warning target/plain-credential',
    ],
  ])('%s', (_name, value, code) => {
    const { told, diagnostics } = read(value);
    expect(told).toEqual([code]);
    expect(JSON.stringify(diagnostics)).not.toContain('canary');
    expect(diagnostics.every(({ fix }) => fix !== undefined)).toBe(true);
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])('not a token to this machine: %s', (at) => {
    expect(read({ url: at, token }).told).toEqual([]);
  });
});
