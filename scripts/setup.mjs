// Makes a checkout ready: installs what is missing, builds what is out of date. Does nothing the second time.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LOCK = 'package-lock.json';
const INSTALLED = 'node_modules/.package-lock.json';
const BUILT = 'dist/cli/main.js';

if (!existsSync(join(root, INSTALLED)) || !isInstalled()) {
  console.error('Installing dependencies …');
  // not `npm ci`: it refuses a lock file that was written where packages of other platforms could not be had
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
}
if (!existsSync(join(root, BUILT)) || modified(BUILT) < newest('src')) {
  console.error('Building …');
  run(process.execPath, ['scripts/build.mjs']);
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** By what is written there, not by times: a checkout writes the lock file anew. What is optional may be for another platform. */
function isInstalled() {
  const installed = packagesOf(INSTALLED);
  return Object.entries(packagesOf(LOCK)).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function packagesOf(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
}

function modified(path) {
  return statSync(join(root, path)).mtimeMs;
}

function newest(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  return Math.max(
    ...entries
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );
}
