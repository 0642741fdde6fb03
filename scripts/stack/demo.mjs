// What runs beside the containers: the demo, a little traffic for it, and a listener for what Alertmanager sends.
import { appendFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { runLoad } from '../../definitions/phoenix/demo/load.ts';
import { startDemo } from '../../definitions/phoenix/demo/start-demo.ts';

const PER_SECOND = 2;
const BURST = 20;
/** A stack somebody forgot stops asking after a while; its log file stays small. */
const BURSTS = 2_880; // eight hours
const MAX_NOTIFICATION_BYTES = 256 * 1024;

const { host, otlp, folder, ports } = JSON.parse(process.argv[2]);
const demo = await startDemo({
  host,
  masterPort: ports.master,
  agentPorts: ports.agents,
  logFile: join(folder, 'logs/phoenix.log'),
  stdout: false,
  ...(otlp && { otlpEndpoint: 'http://127.0.0.1:4318' }),
});
const listener = createServer(keepNotification).listen(ports.notifications, host);
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
for (let burst = 0; burst < BURSTS && !stopped; burst += 1) {
  await runLoad({ url: demo.master, requests: BURST, perSecond: PER_SECOND });
}

async function stop() {
  stopped = true;
  listener.close();
  listener.closeAllConnections();
  await demo.stop();
  process.exit(0);
}

async function keepNotification(request, response) {
  let text = '';
  for await (const chunk of request) if (text.length < MAX_NOTIFICATION_BYTES) text += chunk;
  await appendFile(join(folder, 'notifications.log'), `${request.method} ${request.url} ${text}\n`);
  response.end('ok');
}
