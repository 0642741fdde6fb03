import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { SecretReference } from '../../../src/kernel/secret.ts';
import { type Connection, connectionTo } from '../../../src/model/connection.ts';
import { OutsideFailure } from '../../../src/targets/failure.ts';
import { httpClient } from '../../../src/targets/http.ts';
import type { TargetIo } from '../../../src/targets/io.ts';
import { secretReader } from '../../../src/targets/secrets.ts';
import { makeCertificates } from '../../support/certificates.ts';
import { listening, type ProxyRequest } from '../../support/listening.ts';
import { ioAt } from './samples.ts';

const certificates = makeCertificates();
const { missing } = certificates;
const skipped = missing === undefined ? '' : ` (skipped: ${missing})`;
const servers = listening();
afterEach(() => servers.stop());
afterAll(() => certificates.remove());

const VALUES = {
  TOKEN: 'canary_of_a_token',
  PASSWORD: 'canary/of+a"password',
  KEY: 'canary_of_a_header',
  PROXY: 'canary_of_a_proxy',
};
const env = (name: keyof typeof VALUES): SecretReference => ({ kind: 'secret', env: name });
const file = (name: string): SecretReference => ({ kind: 'secret', file: name });
const io = (more: Partial<TargetIo> = {}) =>
  ioAt(certificates.folder, { secret: secretReader(VALUES, certificates.folder), ...more });
const GET = { method: 'GET', path: '/x' } as const;
const get = (connection: Connection, more?: Partial<TargetIo>) => httpClient(connection, io(more)).request(GET);
const TLS = { ca: undefined, cert: undefined, key: undefined, serverName: undefined };
const TRUSTED = { ...TLS, ca: file(certificates.ca) };
const MUTUAL = { ...TRUSTED, cert: file(certificates.client.certFile), key: file(certificates.client.keyFile) };

async function failureOf(work: () => Promise<unknown>): Promise<OutsideFailure> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OutsideFailure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('what is sent to be let in', () => {
  const heard = async (change: Partial<Connection>) => {
    const seen: Record<string, unknown>[] = [];
    const url = await servers.http((request, response) => {
      seen.push(request.headers);
      response.end();
    });
    await get(connectionTo(url, change));
    return seen[0];
  };

  test('a token', async () => {
    expect(await heard({ token: env('TOKEN') })).toMatchObject({ authorization: `Bearer ${VALUES.TOKEN}` });
  });
  test('a login', async () => {
    const sent = Buffer.from(`deploy:${VALUES.PASSWORD}`).toString('base64');
    expect(await heard({ basicAuth: { username: 'deploy', password: env('PASSWORD') } })).toMatchObject({
      authorization: `Basic ${sent}`,
    });
  });
  test('headers, of text and of secrets', async () => {
    expect(await heard({ headers: { 'X-Org': 'shop', 'X-Api-Key': env('KEY') } })).toMatchObject({
      'x-org': 'shop',
      'x-api-key': VALUES.KEY,
    });
  });
  test('is in no form in an error, whatever the server says again', async () => {
    const url = await servers.http((request, response) => {
      const { authorization, 'x-api-key': key } = request.headers;
      response.writeHead(403).end(`no: ${authorization} ${key} ${JSON.stringify(VALUES.PASSWORD)} ${VALUES.PROXY}`);
    });
    const login = { username: 'deploy', password: env('PASSWORD') };
    const failure = await failureOf(() => get(connectionTo(url, { basicAuth: login, headers: { 'x-api-key': env('KEY') } })));
    const everything = `${inspect(failure, { depth: 20, showHidden: true })}${failure.stack}`;
    expect(failure.detail).toContain('<masked>');
    for (const secret of [VALUES.KEY, VALUES.PASSWORD, Buffer.from(`deploy:${VALUES.PASSWORD}`).toString('base64')])
      expect(everything).not.toContain(secret);
  });
});

describe.skipIf(missing)(`TLS${skipped}`, () => {
  const secure = (pair = certificates.server, more: object = {}) =>
    servers.https({ key: pair.key, cert: pair.cert, ...more }, (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate(); // it came over TLS
      response.end(`hello ${subject?.CN ?? 'nobody'}`);
    });

  test('a server is trusted whose authority is given', async () => {
    expect(await get(connectionTo(await secure(), { tls: TRUSTED }))).toMatchObject({ status: 200, text: 'hello nobody' });
  });

  test('PEMs may be variables of the environment', async () => {
    const ca = readFileSync(join(certificates.folder, certificates.ca), 'utf8');
    const secret = secretReader({ CA: ca }, '/');
    const tls = { ...TLS, ca: { kind: 'secret', env: 'CA' } as const };
    expect(await get(connectionTo(await secure(), { tls }), { secret })).toMatchObject({ status: 200 });
  });

  test.each([
    ['self signed', certificates.selfSigned, TLS, /self.signed certificate \(DEPTH_ZERO.*tls: \{ ca:/],
    ['of an unknown authority', certificates.server, TLS, /\(UNABLE_TO_VERIFY_LEAF_SIGNATURE\); give the authority/],
    ['expired', certificates.expired, TRUSTED, /has expired.*renew the certificate/],
    ['for another name', certificates.otherName, TRUSTED, /127\.0\.0\.1 is not in the cert's list.*serverName/],
  ])('a certificate that is %s is refused before anything is sent, and the fix said', async (_name, pair, tls, said) => {
    let heard = 0;
    const url = await servers.https({ key: pair.key, cert: pair.cert }, (_request, response) => {
      heard += 1;
      response.end();
    });
    const failure = await failureOf(() => get(connectionTo(url, { tls, token: env('TOKEN') })));
    expect(failure).toMatchObject({ kind: 'unreachable', undelivered: true });
    expect(failure.detail).toMatch(said);
    expect(heard).toBe(0);
  });

  test('a certificate for another name is taken when the name is given', async () => {
    const tls = { ...TRUSTED, serverName: 'inside.example.org' };
    expect(await get(connectionTo(await secure(certificates.otherName), { tls }))).toMatchObject({ status: 200 });
  });

  const mutual = () => {
    const ca = readFileSync(join(certificates.folder, certificates.ca));
    return secure(certificates.server, { requestCert: true, rejectUnauthorized: true, ca });
  };

  test('a server that wants a certificate gets ours', async () => {
    expect(await get(connectionTo(await mutual(), { tls: MUTUAL }))).toMatchObject({ text: 'hello client' });
  });

  test('a server that wants a certificate refuses us without one', async () => {
    const failure = await failureOf(async () => get(connectionTo(await mutual(), { tls: TRUSTED })));
    expect(failure).toMatchObject({ kind: 'unreachable' });
    expect(failure.detail).toMatch(/wants a certificate.*tls: \{ cert:|ECONNRESET/);
  });

  test('plain HTTP behind https:// is told as such', async () => {
    const url = (await servers.http((_request, response) => response.end())).replace('http:', 'https:');
    expect((await failureOf(() => get(connectionTo(url)))).detail).toContain('does not speak TLS');
  });

  test.each([
    ['a file that is not there', { ...TLS, ca: file('gone.pem') }, 'tls.ca of https://host is missing: the file gone.pem'],
    ['a file of something else', { ...TLS, ca: file('server.csr') }, 'tls.ca of https://host cannot be read'],
    [
      'a key of another',
      { ...MUTUAL, key: file(certificates.server.keyFile) },
      'tls.key of https://host is not the key of tls.cert',
    ],
    ['a variable that is not set', { ...TLS, key: { kind: 'secret', env: 'GONE' } as const }, 'the environment variable GONE'],
  ])('%s stops before anything is begun', async (_name, tls, said) => {
    const failure = await failureOf(async () => httpClient(connectionTo('https://host', { tls }), io()));
    expect(failure.kind).toBe('misconfigured');
    expect(failure.message).toContain(said);
  });
});

describe.skipIf(missing)(`a proxy${skipped}`, () => {
  const proxied = (url: string): Connection['proxy'] => ({ url, login: { username: 'deploy', password: env('PROXY') } });

  test('tunnels https, and sees neither the request nor the token', async () => {
    const url = await servers.https(certificates.server, (request, response) =>
      response.end(String(request.headers.authorization)),
    );
    const seen: ProxyRequest[] = [];
    const proxy = proxied(await servers.proxy(seen));
    const answer = await get(connectionTo(url, { tls: TRUSTED, token: env('TOKEN'), proxy }));
    expect(answer).toMatchObject({ status: 200, text: `Bearer ${VALUES.TOKEN}` });
    expect(seen.map(({ method, url: to }) => `${method} ${to}`)).toEqual([`CONNECT ${new URL(url).host}`]);
    expect(JSON.stringify(seen)).not.toContain(VALUES.TOKEN);
    const login = Buffer.from(`deploy:${VALUES.PROXY}`).toString('base64');
    expect(seen[0]?.headers['proxy-authorization']).toBe(`Basic ${login}`);
  });

  test('carries our certificate through, and still verifies the server', async () => {
    const ca = readFileSync(join(certificates.folder, certificates.ca));
    const options = { ...certificates.server, requestCert: true, rejectUnauthorized: true, ca };
    const url = await servers.https(options, (_request, response) => response.end('in'));
    const proxy = { url: await servers.proxy([]), login: undefined };
    expect(await get(connectionTo(url, { tls: MUTUAL, proxy }))).toMatchObject({ text: 'in' });
    const failure = await failureOf(() => get(connectionTo(url, { tls: TLS, proxy })));
    expect(failure.message).toContain(`through the proxy ${proxy.url}`);
    expect(failure.detail).toContain('SELF_SIGNED_CERT_IN_CHAIN');
  });

  test('is not taken for the server: the name in its certificate is still the one given', async () => {
    const url = await servers.https(certificates.otherName, (_request, response) => response.end('in'));
    const proxy = { url: await servers.proxy([]), login: undefined };
    const tls = { ...TRUSTED, serverName: 'inside.example.org' };
    expect(await get(connectionTo(url, { tls, proxy }))).toMatchObject({ text: 'in' });
    expect((await failureOf(() => get(connectionTo(url, { tls: TRUSTED, proxy })))).detail).toContain(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });

  test('that refuses the tunnel, or wants a login, is told', async () => {
    const url = await servers.https(certificates.server, (_request, response) => response.end());
    const failure = await failureOf(async () =>
      get(connectionTo(url, { tls: TRUSTED, proxy: proxied(await servers.proxy([], 407)) })),
    );
    expect(failure).toMatchObject({ status: 407 });
    expect(`${failure.message} ${failure.detail}`).toContain('the proxy (through http://127.0.0.1');
    expect(inspect(failure)).not.toContain(VALUES.PROXY);
  });

  test('that says nothing does not hold the work up for ever', async () => {
    const port = await servers.tcp(() => {});
    const proxy = { url: `http://127.0.0.1:${port}`, login: undefined };
    const url = await servers.https(certificates.server, (_request, response) => response.end());
    const failure = await failureOf(() => get(connectionTo(url, { tls: TRUSTED, proxy, timeoutMs: 300 })));
    expect(failure.detail).toBe('no complete answer within 300 ms');
  });

  test('passes http on whole, to itself only with its login', async () => {
    const seen: ProxyRequest[] = [];
    const proxy = proxied(await servers.proxy(seen));
    await get(connectionTo('http://not.there', { proxy }));
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET http://not.there/x']);
  });

  test('is the one of the environment where none is written, and none where it says so', async () => {
    const seen: ProxyRequest[] = [];
    const env = { http_proxy: await servers.proxy(seen) };
    expect(await get(connectionTo('http://not.there'), { env })).toMatchObject({ text: 'by the proxy' });
    const failure = await failureOf(() => get(connectionTo('http://not.there.invalid', { proxy: 'none' }), { env }));
    expect(failure.message).not.toContain('proxy');
    expect(seen.map((one) => one.url)).toEqual(['http://not.there/x']);
  });
});

test('the time a connection has goes before that of the caller', async () => {
  const url = await servers.http(() => {});
  expect((await failureOf(() => get(connectionTo(url, { timeoutMs: 200 })))).detail).toBe('no complete answer within 200 ms');
});

test('an interrupt ends what is under way', async () => {
  const stop = new AbortController();
  const url = await servers.http(() => stop.abort());
  expect((await failureOf(() => get(connectionTo(url), { signal: stop.signal }))).detail).toBe('interrupted');
});
