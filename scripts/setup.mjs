// Makes a checkout ready: installs what is missing, builds what is out of date. Does nothing the second time.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LOCK = 'package-lock.json';
const INSTALLED = 'node_modules/.package-lock.json';
const BUILT = 'dist/cli/main.js';

if (!existsSync(join(root, INSTALLED)) || modified(INSTALLED) < modified(LOCK)) {
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
