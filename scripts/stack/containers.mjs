// The containers of deploy/compose.yaml.
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers.mjs';
import { COMPOSE_FILE, SERVERS } from './places.mjs';

const PULL_MS = 10 * 60_000;
const READY_MS = 120_000;
const COMPOSE = ['compose', '--file', COMPOSE_FILE, '--profile', '*'];

/** Undefined where Docker and its Compose answer. */
export function whyNoDocker() {
  const engine = docker(['version', '--format', '{{.Server.Version}}']);
  if (engine.status !== 0) return engine.error ? 'there is no docker command' : 'the engine does not answer';
  return docker(['compose', 'version', '--short']).status === 0 ? undefined : 'there is no `docker compose`';
}

/** The servers whose image is here or can be pulled, and those left out with the reason. */
export function availableServers() {
  const { services } = JSON.parse(must(docker([...COMPOSE, 'config', '--format', 'json'])));
  const available = [];
  const missing = [];
  for (const server of Object.keys(SERVERS)) {
    const { image } = services[server];
    const reason = whyNoImage(image);
    if (reason === undefined) available.push(server);
    else missing.push({ server, image, reason });
  }
  return { available, missing };
}

function whyNoImage(image) {
  if (docker(['image', 'inspect', image]).status === 0) return undefined;
  console.error(`pulling ${image} …`);
  const pulled = docker(['pull', '--quiet', image], PULL_MS);
  return pulled.status === 0 ? undefined : (pulled.stderr.trim().split('\n').at(-1) ?? 'it cannot be pulled');
}

/** Starts servers and waits until each can work. Gives those that did not run before. */
export async function composeUp(servers) {
  const running = must(docker([...COMPOSE, 'ps', '--services', '--status', 'running'])).split('\n');
  must(docker([...COMPOSE, 'up', '--detach', '--pull', 'never', ...servers], PULL_MS));
  for (const server of servers) await ready(server);
  return servers.filter((server) => !running.includes(server));
}

/** Servers that read their files only when they start. */
export async function restart(servers) {
  if (servers.length === 0) return;
  must(docker([...COMPOSE, 'restart', ...servers]));
  for (const server of servers) await ready(server);
}

export function composeDown() {
  must(docker([...COMPOSE, 'down', '--volumes', '--remove-orphans', '--timeout', '5']));
}

async function ready(server) {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    if (await answers(SERVERS[server].ready)) return;
    if (must(docker([...COMPOSE, 'ps', '--all', '--format', '{{.State}}', server])).includes('exited')) break;
    await sleep(300);
  }
  const { stdout, stderr } = docker([...COMPOSE, 'logs', '--no-log-prefix', '--tail', '15', server]);
  throw new Error(`${server} does not become ready. Its last lines:\n${stdout}${stderr}`);
}

/**
 * The address of this machine that containers reach as `demo` and nobody else does: the gateway of Docker's bridge on Linux,
 * loopback where Docker runs in a virtual machine and forwards to it. SIGNALBOX_STACK_HOST says otherwise where that is wrong.
 */
export function hostAddress() {
  const { SIGNALBOX_STACK_HOST: chosen } = process.env;
  if (chosen) return chosen;
  if (process.platform !== 'linux') return '127.0.0.1';
  const { stdout } = docker(['network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}']);
  return /^[\d.]+$/.test(stdout.trim()) ? stdout.trim() : '172.17.0.1'; // an engine that was not told writes none and takes the first
}

function docker(args, timeout = 120_000) {
  return spawnSync('docker', args, { encoding: 'utf8', timeout, maxBuffer: 64 * 1024 * 1024 });
}

function must({ status, stdout, stderr, error }) {
  if (status === 0) return stdout;
  throw new Error(`docker failed: ${error?.message ?? stderr.trim()}`);
}
