/** A real API server of Kubernetes with its etcd, on loopback, in a folder of its own: no kubelet, no controllers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { requireWith } from '../support.ts';
import { type Ask, apiClient } from './api-client.ts';

const PROGRAMS = ['etcd', 'kube-apiserver'];
/** The custom resource definitions of the operators; they are not part of this project. */
export const CRDS = process.env['SIGNALBOX_KUBERNETES_CRDS'] ?? join(import.meta.dirname, '../../../../shared/kubernetes/crds');
const READY_WITHIN_MS = 90_000;
const STOPS_WITHIN_MS = 10_000;

export interface ApiServer {
  readonly url: string;
  /** Its own certificate, which it signed itself. */
  readonly ca: string;
  /** Bearer tokens: of somebody who may do everything, and of somebody who may do nothing. */
  readonly admin: string;
  readonly nobody: string;
  readonly ask: Ask;
  stop(): Promise<void>;
}

/** Why there can be none here; undefined where there can. */
export function requireApiServer(): Promise<string | undefined> {
  return requireWith('kubernetes', async () => {
    const missing = PROGRAMS.filter((program) => !isOnPath(program));
    if (missing.length > 0) return `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not on the PATH`;
    return existsSync(CRDS) ? '' : 'the custom resource definitions are not here (SIGNALBOX_KUBERNETES_CRDS)';
  });
}

/** Starts one and waits until it answers. Nothing is left behind when it cannot. */
export async function startApiServer(): Promise<ApiServer> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-kubernetes-'));
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const child of children.toReversed()) await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await start(folder, children)), stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function start(folder: string, children: ChildProcess[]): Promise<Omit<ApiServer, 'stop'>> {
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const [admin, nobody] = [token(), token()];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(join(folder, 'sa.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }));
  await writeFile(join(folder, 'tokens.csv'), `${admin},admin,1,"system:masters"\n${nobody},nobody,2,\n`);
  const etcd = `http://127.0.0.1:${client}`;
  const flags = [
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
  ];
  children.push(run('etcd', ['--data-dir=data', ...flags, '--unsafe-no-fsync'], folder));
  const api = run('kube-apiserver', apiFlags(etcd, port), folder);
  children.push(api);
  const url = `https://127.0.0.1:${port}`;
  const certificate = join(folder, 'certs/apiserver.crt');
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (existsSync(certificate)) {
      const ca = await readFile(certificate, 'utf8');
      const ask = apiClient(url, ca, admin);
      const ready = await ask('GET', '/readyz').catch(() => undefined);
      if (ready?.status === 200) return { url, ca, admin, nobody, ask };
    }
    if (api.exitCode !== null || Date.now() > deadline) throw new Error('the API server does not become ready');
    await pause(100);
  }
}

function apiFlags(etcd: string, port: number): string[] {
  return [
    `--etcd-servers=${etcd}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--cert-dir=certs',
    '--token-auth-file=tokens.csv',
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--service-account-issuer=https://127.0.0.1',
    '--service-account-signing-key-file=sa.key',
    '--service-account-key-file=sa.key',
    '--disable-admission-plugins=ServiceAccount',
  ];
}

function run(program: string, args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(program, [...args], { cwd, stdio: 'ignore' });
  const orphaned = (): void => void child.kill('SIGKILL');
  process.once('exit', orphaned);
  child.once('exit', () => process.off('exit', orphaned));
  child.once('error', () => {}); // the server then does not become ready
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
  await gone;
  clearTimeout(killer);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

function token(): string {
  return randomBytes(16).toString('hex');
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && readdir(folder).includes(program));
}

function readdir(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
