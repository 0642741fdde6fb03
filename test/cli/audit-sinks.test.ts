import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const DEFINITIONS = `
import { environment, prometheus, service, team } from 'signalbox';
import { gauge } from 'signalbox/metrics';
const web = team({ name: 'web' });
export const shop = service({ name: 'shop', owner: web, metrics: [gauge({ name: 'queue_age_seconds', help: 'Age.', unit: 'seconds' })], scrape: { port: 9000 } });
export const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15' }) });
`;
const targets = (port: number) => `
import { auditLoki, files, target } from 'signalbox';
import { live } from '../definitions/index.ts';
export const one = target({ name: 'one', environment: live, prometheus: files({ to: 'out' }),
  audit: [auditLoki({ url: 'http://127.0.0.1:${port}', labels: { job: 'audit' } })] });
`;

let folder: string;
let loki: Server | undefined;
let port: number;
let taken: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-audit-'));
  taken = [];
  await listen(0);
  await close(); // a port where nobody answers
  await write('definitions/index.ts', DEFINITIONS);
  await write('deploy/targets.ts', targets(port));
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

async function listen(at: number): Promise<void> {
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => taken.push(part.toString('utf8')));
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((done) => server.listen(at, '127.0.0.1', () => done()));
  port = (server.address() as AddressInfo).port; // it listens on a port
  loki = server;
}
async function close(): Promise<void> {
  loki?.closeAllConnections();
  await new Promise<void>((done) => (loki ? loki.close(() => done()) : done()));
  loki = undefined;
}
async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
const signalbox = (command: string) => runCli(command.split(' '), folder, { env: { USER: 'kim' } });
const deployed = () => readdir(join(folder, 'out')).catch(() => []);

test('a deployment whose audit nobody takes is made and proved, says so, and the audit is sent with the next', async () => {
  const first = await signalbox('deploy --target one');
  expect(first).toMatchObject({ code: 0, err: expect.stringMatching(/✓ one: 1 change made and verified/) });
  expect(first.err).toMatch(/127\.0\.0\.1:\d+ has not taken the audit: .*ECONNREFUSED.* It is kept, and sent next time/);
  expect(await deployed()).toContain('prometheus.yml');
  expect(await readFile(join(folder, '.signalbox/audit.jsonl'), 'utf8')).toContain('"result":"done"');

  await listen(port);
  const second = await signalbox('deploy --target one --json');
  expect(second).toMatchObject({ code: 0, err: expect.not.stringContaining('audit') });
  expect(taken.join('').match(/\\"command\\":\\"deploy\\"/g)).toHaveLength(2);
});

test('what it did is told also where the audit cannot even be kept', async () => {
  await write('.signalbox/audit-outbox', 'a file where the folder is to be');
  const { code, err, out } = await signalbox('deploy --target one --json');
  expect(code).toBe(0);
  expect(out).toMatch(/"status": "done"/);
  expect(err).toMatch(/127\.0\.0\.1:\d+ does not get this audit: .* cannot be written/);
});

test('nothing is deployed where the audit of the project cannot be written', async () => {
  const { code, err } = await signalbox('deploy --target one --audit definitions/index.ts/audit.jsonl');
  expect(code).not.toBe(0);
  expect(err).toContain('the audit file');
  expect(await deployed()).toEqual([]);
});
