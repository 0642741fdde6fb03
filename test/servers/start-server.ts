/** Real servers in containers, by testcontainers: their ports on loopback only, what they need mounted, ended by their own handle. */
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { GenericContainer, type StartedNetwork, Wait } from 'testcontainers';
import { IMAGES, type ServerName } from './images.ts';

// the reaper is one more image, and every test ends what it started
process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
// where LoopbackContainer publishes; left to itself testcontainers asks the bridge's gateway on a machine that looks like a container
process.env['TESTCONTAINERS_HOST_OVERRIDE'] ??= '127.0.0.1';

const MEMORY_GB = 0.5;

export interface ServerSpec {
  readonly server: ServerName;
  /** Published on ports of loopback that the engine chooses. */
  readonly ports: readonly number[];
  /** Path inside → path here; read-only. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Path inside → path here; what servers share and write to. */
  readonly writable?: Readonly<Record<string, string>>;
  /** Path inside → options of its memory file system. */
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Instead of the image's own. */
  readonly entrypoint?: readonly string[];
  /** Where others reach it by name, or by several. */
  readonly on?: { readonly network: StartedNetwork; readonly alias: string | readonly string[] };
  /** Answers 200 when the server can work, or what it prints then. */
  readonly ready: ({ readonly port: number; readonly path: string } | { readonly log: string }) & { readonly withinMs?: number };
}

export interface RunningServer {
  /** The address on loopback of a port inside. */
  address(port: number): string;
  /** What it has printed so far. */
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server and waits until it can work. Nothing is left behind when it cannot. */
export async function startServer(spec: ServerSpec): Promise<RunningServer> {
  const { ready, mounts = {}, writable = {}, tmpfs = {}, env = {} } = spec;
  const wait = 'log' in ready ? Wait.forLogMessage(ready.log) : Wait.forHttp(ready.path, ready.port).forStatusCode(200);
  let container = new LoopbackContainer(IMAGES[spec.server])
    .withExposedPorts(...spec.ports)
    .withBindMounts([...bound(mounts, 'ro'), ...bound(writable, 'rw')])
    .withTmpFs({ ...tmpfs })
    .withEnvironment({ ...env })
    .withCommand([...spec.command])
    .withExtraHosts([{ host: 'host.docker.internal', ipAddress: 'host-gateway' }])
    .withResourcesQuota({ memory: MEMORY_GB })
    .withWaitStrategy(wait)
    .withStartupTimeout(ready.withinMs ?? 60_000);
  if (spec.entrypoint) container = container.withEntrypoint([...spec.entrypoint]);
  if (spec.on) container = container.withNetwork(spec.on.network).withNetworkAliases(...[spec.on.alias].flat());
  const started = await container.start();
  return {
    address: (port) => `http://${started.getHost()}:${started.getMappedPort(port)}`,
    logs: async () => collected(await started.logs()),
    stop: async () => void (await started.stop({ remove: true, removeVolumes: true })),
  };
}

function bound(folders: Readonly<Record<string, string>>, mode: 'ro' | 'rw') {
  return Object.entries(folders).map(([target, source]) => ({ source, target, mode }));
}

/** Everything in a stream of logs, which stays open while the container runs: it is read until nothing more comes at once. */
async function collected(stream: Readable): Promise<string> {
  const chunks: string[] = [];
  stream.on('data', (chunk) => chunks.push(String(chunk)));
  await pause(300);
  stream.destroy();
  return chunks.join('');
}

/** testcontainers publishes ports on every interface; a test server is nobody else's business. */
class LoopbackContainer extends GenericContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    const bindings = Object.values(this.hostConfig.PortBindings as Record<string, { HostIp?: string }[]>);
    for (const binding of bindings.flat()) binding.HostIp = '127.0.0.1';
  }
}
