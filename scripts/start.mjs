// `npm start`: definitions → generated/ → checked → deployed to a folder, and what to look at. Needs no server and no network.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'dist/cli/main.js');
const generated = join(ROOT, 'generated');
const PREFERRED = 'stack';

step('Generate', 'generate');
step('Check', 'check');
const environments = readdirSync(generated, { withFileTypes: true }).filter((one) => one.isDirectory());
const environment = environments.find((one) => one.name === PREFERRED)?.name ?? environments[0]?.name;
if (environment === undefined) finish('generated/ holds no environment.', 1);
step('Deploy', 'deploy', '--target', 'local', '--environment', environment, '--yes');

const files = filesBelow(join(generated, environment));
console.log(`\ngenerated/${environment}/ holds ${files.length} files:`);
for (const [server, count] of countsOf(files)) console.log(`  ${server.padEnd(14)}${count}`);
console.log('\nThe part for each server stands deployed in .signalbox/local/. Look at:');
for (const [path, what] of worthALook(files)) console.log(`  generated/${environment}/${path}\n      ${what}`);
console.log(`
Next:
  npx signalbox explain ADDRESS   what a definition implies; addresses are in the inventory
  npm test                        the rules proved by promtool, the servers proved by themselves
  npm run stack                   real servers in containers, with a demo that can be made to fail
  README.md                       from the first definition to the first alert`);

function step(title, ...args) {
  console.log(`\n${title}: signalbox ${args.join(' ')}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
  const summary = `${stdout}\n${stderr}`.trim().split('\n');
  if (status !== 0) finish(summary.join('\n'), status ?? 1);
  console.log(`  ${summary.at(-1)}`);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) =>
      join(one.parentPath ?? one.path, one.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** How many files each server gets; `inventory.md` and the like stand for themselves. */
function countsOf(files) {
  const counts = new Map();
  for (const file of files) {
    const [server] = file.split('/');
    counts.set(server, (counts.get(server) ?? 0) + 1);
  }
  return counts;
}

/** One file of each kind a reader wants to have seen. */
function worthALook(files) {
  const first = (pattern) => files.find((file) => pattern.test(file));
  const wanted = [
    ['inventory.md', 'what exists, and who owns it'],
    [first(/^prometheus\/rules\//), 'recordings and alerts of a service, made from its objectives'],
    [first(/^prometheus\/tests\//), 'the proof that those alerts fire, and when they do not'],
    [first(/^runbooks\/.*SloBurn/), 'what the alert links to'],
    [first(/^alertmanager\/alertmanager\.yml$/), 'who is told, derived from owners and severities'],
  ];
  return wanted.filter(([path]) => path !== undefined);
}

function finish(message, code) {
  console.error(message);
  process.exit(code);
}
