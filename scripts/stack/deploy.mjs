// Brings the definitions to the stack with the same plan, apply and verify as the command line.
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as program from '../../dist/program.js';
import { inStack, PORTS, ROOT } from './places.mjs';

const ENVIRONMENT = 'stack';
const CONFIG_FILES = { prometheus: 'prometheus.yml', alertmanager: 'alertmanager.yml' };
const TIMEOUT_MS = 30_000;

/**
 * What must be there before a server starts: whole folders of those that read them only then, and the bare configuration of
 * Prometheus and Alertmanager, which get the rest over HTTP. Gives those of the servers
 * that must start again to read what changed.
 */
export async function prepared(servers) {
  const { target, artifacts } = await aimed('stack');
  writeSecrets(artifacts);
  copyZones(artifacts);
  const changed = [];
  for (const [server, reach] of Object.entries(target.reach)) {
    if (server in CONFIG_FILES && existsSync(inStack(`${server}/${CONFIG_FILES[server]}`))) continue;
    const silent = { ...target, reach: { [server]: { ...reach, reload: undefined } } };
    const first = artifacts.filter((one) => !(server in CONFIG_FILES && one.kind.endsWith('-rules')));
    const result = await applied(silent, first);
    if (result.applied.length > 0 && !(server in CONFIG_FILES)) changed.push(server);
  }
  return changed.filter((server) => servers.includes(server));
}

/** Deploys to the servers that run, and proves that they hold it. */
export async function deployed(servers) {
  for (const name of ['stack', 'stack-grafana']) {
    const { target, artifacts } = await aimed(name);
    const reach = Object.fromEntries(
      Object.entries(target.reach).filter(([server, way]) => servers.includes(server) || isFolder(way)),
    );
    if (Object.keys(reach).length === 0) continue;
    const running = { ...target, reach };
    const result = await applied(running, artifacts);
    const mismatches = await program.verifyTarget(running, artifacts, io());
    if (mismatches.length > 0) throw new Error(mismatches.map((one) => `${one.server}: ${one.message}`).join('\n'));
    const made = result.applied.length === 0 ? 'nothing to do' : `${result.applied.length} changes made`;
    console.error(
      `deployed to ${name}: ${made}, verified on ${Object.keys(reach)
        .filter((server) => servers.includes(server))
        .join(', ')}`,
    );
  }
}

/** Nobody has to be there for a file to be written. */
function isFolder(way) {
  return way.by === 'files' && way.reload === undefined;
}

async function applied(target, artifacts) {
  const plan = await program.planTarget(target, artifacts, program.artifactKinds, io());
  const result = await program.applyPlan(plan, target, io());
  if (result.status === 'done') return result;
  const why = result.failure ? program.describeFailure(result.failure) : result.mismatches.join('; ');
  throw new Error(`The definitions could not be deployed (${result.status}): ${why}`);
}

async function aimed(name) {
  const built = await program.build(ROOT, new Date().toISOString().slice(0, 10));
  const errors = built.diagnostics.filter((one) => one.severity === 'error');
  if (built.failed) throw new Error(`The definitions have errors: ${errors.map((one) => one.message).join(' ')}`);
  const target = built.derived.estate.targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`deploy/targets.ts has no target ${name}.`);
  return { target, artifacts: built.artifacts.filter((one) => one.environment === ENVIRONMENT) };
}

function io() {
  const secret = program.secretReader(process.env, ROOT);
  return { baseDirectory: ROOT, env: process.env, secret, wait: (milliseconds) => sleep(milliseconds), timeoutMs: TIMEOUT_MS };
}

/** A secret is a file on the server. These are made up: URLs lead to the demo's own listener, keys open nothing. */
function writeSecrets(artifacts) {
  for (const { text } of artifacts) {
    for (const [, server, name] of text.matchAll(/\/etc\/(alertmanager|prometheus)\/secrets\/([\w.-]+)/g)) {
      const path = inStack(`${server}/secrets/${name}`);
      mkdirSync(inStack(`${server}/secrets`), { recursive: true, mode: 0o755 });
      writeFileSync(path, name.endsWith('url') ? `http://demo:${PORTS.notifications}/${name}` : 'not-a-real-secret', {
        mode: 0o644,
      });
    }
  }
}

/** The zones of time intervals, for images that hold no time zone database. Alertmanager looks here first (ZONEINFO). */
function copyZones(artifacts) {
  const { text = '' } = artifacts.find((one) => one.kind === 'alertmanager-config') ?? {};
  for (const [, zone] of text.matchAll(/location: "?([\w/+-]+)/g)) {
    const path = inStack(`alertmanager/zoneinfo/${zone}`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    if (existsSync(`/usr/share/zoneinfo/${zone}`)) cpSync(`/usr/share/zoneinfo/${zone}`, path, { dereference: true });
  }
}
