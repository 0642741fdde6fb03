/** Real servers in containers: started with what a test compiled, on a network of their own, ended also when it fails. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Network } from 'testcontainers';
import type { ServerName } from './images.ts';
import { startServer } from './start-server.ts';

const run = promisify(execFile);

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export async function docker(args: readonly string[], timeout = 60_000): Promise<Ran> {
  try {
    const { stdout, stderr } = await run('docker', [...args], { timeout, maxBuffer: 64 * 1024 * 1024 });
    return { code: 0, output: `${stdout}${stderr}` };
  } catch (failure) {
    const { code, stdout = '', stderr = '' } = failure as { code?: number | string; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}` };
  }
}

export interface ServerOptions {
  /** Its host name on the network. */
  readonly alias: string;
  /** Published on a port of loopback that the engine chooses. */
  readonly port: number;
  /** Path inside → path here; read-only. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** What servers share and write to. */
  readonly writable?: Readonly<Record<string, string>>;
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Answers 2xx when it can work. */
  readonly ready: string;
  /** Where it does. @default port */
  readonly readyPort?: number;
}

/** What a test started: one network, its containers, its folders. `end` removes all of it. */
export interface Site {
  start(image: ServerName, options: ServerOptions): Promise<string>;
  /** What the server of that name has printed so far. */
  logs(alias: string): Promise<string>;
  /** Readable by a container's user. */
  folder(): Promise<string>;
  /** Ends with the site, last first. */
  also(stop: () => Promise<unknown>): void;
  end(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const stops: (() => Promise<unknown>)[] = [];
  const end = async (): Promise<void> => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  };
  const printed = new Map<string, () => Promise<string>>();
  const network = await new Network().start();
  stops.push(() => network.stop());
  return {
    end,
    logs: async (alias) => (await printed.get(alias)?.()) ?? '',
    also: (stop) => void stops.push(stop),
    async folder() {
      const path = await mkdtemp(join(tmpdir(), 'signalbox-site-'));
      stops.push(() => rm(path, { recursive: true, force: true }));
      await chmod(path, 0o755);
      return path;
    },
    async start(server, { alias, port, ready, readyPort = port, ...rest }) {
      const ports = [...new Set([port, readyPort])];
      const on = { network, alias };
      const running = await startServer({ server, ports, on, ready: { port: readyPort, path: ready }, ...rest });
      stops.push(running.stop);
      printed.set(alias, running.logs);
      return running.address(port);
    },
  };
}

/**
 * Where a process of this machine has to listen to be reached from containers at `host.docker.internal`, and from nowhere else:
 * the gateway of Docker's bridge on Linux, loopback where Docker runs in a virtual machine and forwards to it.
 */
export async function hostAddress(): Promise<string> {
  if (process.platform !== 'linux') return '127.0.0.1';
  const { output } = await docker(['network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}']);
  const gateway = output.trim();
  return /^[\d.]+$/.test(gateway) ? gateway : '172.17.0.1'; // an engine that was not told writes none and takes the first
}

/** Asks until there is an answer, for so many seconds at most. A question that fails is asked again. */
export async function until<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined || Date.now() > end) return answer;
    await sleep(250);
  }
}
