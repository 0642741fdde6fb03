// `npm run stack` starts the servers of deploy/compose.yaml and the demo, deploys the definitions to them and prints where they are.
// `npm run stack:down` removes all of it: containers, their volumes and network, the demo, .signalbox/stack.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableServers, composeDown, composeUp, hostAddress, restart, whyNoDocker } from './stack/containers.mjs';
import { startDemo, stopDemo } from './stack/demo-process.mjs';
import { deployed, prepared } from './stack/deploy.mjs';
import { FOLDER, inStack, PORTS, SERVERS } from './stack/places.mjs';

const commands = { up, down };
const command = commands[process.argv[2] ?? 'up'];
try {
  if (command === undefined) throw new Error('usage: node scripts/stack.mjs up|down');
  await command();
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : String(failure));
  if (existsSync(FOLDER)) console.error('`npm run stack:down` removes what was started.');
  process.exitCode = 1;
}

async function up() {
  const reason = whyNoDocker();
  if (reason !== undefined) throw new Error(`The stack needs Docker: ${reason}. Without it, \`npm start\` shows the rest.`);
  const { available, missing } = availableServers();
  for (const { server, image, reason } of missing) console.error(`left out: ${server} (${image}: ${reason})`);
  if (available.length === 0) throw new Error('None of the images is here or can be pulled, so there is nothing to start.');

  for (const folder of ['logs', 'loki/rules', ...available]) mkdirSync(inStack(folder), { recursive: true, mode: 0o755 });
  const changed = await prepared(available);
  const started = await composeUp(available);
  await restart(changed.filter((server) => !started.includes(server)));
  const host = hostAddress();
  await startDemo(host, available);
  await deployed(available);
  printPlaces(host, available, missing);
}

async function down() {
  await stopDemo();
  const reason = whyNoDocker();
  if (reason === undefined) composeDown();
  else console.error(`No container was looked for: ${reason}.`);
  rmSync(FOLDER, { recursive: true, force: true });
  console.error('The stack is gone.');
}

function printPlaces(host, available, missing) {
  const master = `http://${host}:${PORTS.master}`;
  console.log('\nThe stack runs:');
  for (const server of available) console.log(`  ${server.padEnd(14)}${SERVERS[server].url}`);
  console.log(`  ${'demo'.padEnd(14)}${master}`);
  console.log(`  ${'notifications'.padEnd(14)}.signalbox/stack/notifications.log`);
  for (const { server } of missing) console.log(`  ${server.padEnd(14)}left out: its image is not here and cannot be pulled`);
  console.log(`
See an alert fire:       curl -d '{"errorRatio":0.5}' ${master}/fault
and let it end:          curl -d '{}' ${master}/fault
Deploy a change:         npx signalbox deploy --target stack
Remove everything:       npm run stack:down`);
}
