import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { IMAGES, type ServerName } from './images.ts';

const run = promisify(execFile);
const ENGINE_MS = 10_000;
const PULL_MS = 30_000;

/** Other names a server goes by in `SIGNALBOX_REQUIRE_SERVERS`. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  collector: ['otelcol', 'otel', 'otel-collector', 'opentelemetry-collector', 'opentelemetry-collector-contrib'],
};

/**
 * Why the tests on a real server cannot run here; undefined where they can. Throws where `SIGNALBOX_REQUIRE_SERVERS` names the
 * server: what was asked for is never skipped. The reason is left for `scripts/test.mjs`, which prints it in its last lines.
 */
export async function requireServer(server: ServerName): Promise<string | undefined> {
  return requireWith(server, () => reasonWithout(IMAGES[server]));
}

/** The same for a server that is no image: `reason` says why it cannot be had, or nothing. */
export async function requireWith(server: string, reasonOf: () => Promise<string>): Promise<string | undefined> {
  const reason = remembered(server) ?? remember(server, await reasonOf());
  if (reason !== '' && isRequired(server)) throw new Error(`${server} is required by SIGNALBOX_REQUIRE_SERVERS: ${reason}`);
  return reason === '' ? undefined : reason;
}

/** A suite on real servers, skipped with its reason in the title where one of them cannot be had. */
export async function serverSuite(servers: ServerName | readonly ServerName[], title: string, body: () => void): Promise<void> {
  const reasons = await Promise.all((typeof servers === 'string' ? [servers] : servers).map(requireServer));
  const reason = reasons.find((one) => one !== undefined);
  describe.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (skipped: ${reason})`, body);
}

function isRequired(server: string): boolean {
  const required = (process.env['SIGNALBOX_REQUIRE_SERVERS'] ?? '').split(',').map((name) => name.trim());
  return ['all', server, ...(ALIASES[server] ?? [])].some((name) => required.includes(name));
}

async function reasonWithout(image: string): Promise<string> {
  if (!(await succeeds(['version', '--format', '{{.Server.Version}}'], ENGINE_MS))) return 'no Docker engine answers';
  if (await succeeds(['image', 'inspect', image], ENGINE_MS)) return '';
  return (await succeeds(['pull', '--quiet', image], PULL_MS)) ? '' : `${image} is not here and cannot be pulled`;
}

async function succeeds(args: readonly string[], timeout: number): Promise<boolean> {
  return run('docker', [...args], { timeout }).then(
    () => true,
    () => false,
  );
}

/** Test files run in several processes: what one has found out about a server is left in a folder for the others. */
function remembered(server: string): string | undefined {
  const folder = process.env['SIGNALBOX_SERVER_REPORT'];
  const path = folder && join(folder, server);
  return path && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function remember(server: string, reason: string): string {
  const folder = process.env['SIGNALBOX_SERVER_REPORT'];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, server), reason);
  }
  return reason;
}
