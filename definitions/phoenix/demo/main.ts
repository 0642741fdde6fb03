/** Runs the demo until it is told to stop. Settings come from the environment. */
import { pathToFileURL } from 'node:url';
import { type Demo, type DemoOptions, startDemo } from './start-demo.ts';

export { type Demo, type DemoOptions, startDemo } from './start-demo.ts';

/** Where the deployed configuration looks for them. */
const MASTER_PORT = 9464;
const AGENT_PORTS = [9465, 9466];

export function optionsFrom(environment: Readonly<Record<string, string | undefined>>): DemoOptions {
  const { PHOENIX_HOST, PHOENIX_MASTER_PORT, PHOENIX_AGENT_PORTS, OTEL_EXPORTER_OTLP_ENDPOINT, PHOENIX_LOG_FILE } = environment;
  return {
    masterPort: PHOENIX_MASTER_PORT === undefined ? MASTER_PORT : port(PHOENIX_MASTER_PORT),
    agentPorts: PHOENIX_AGENT_PORTS === undefined ? AGENT_PORTS : PHOENIX_AGENT_PORTS.split(',').map(port),
    ...(PHOENIX_HOST && { host: PHOENIX_HOST }),
    ...(OTEL_EXPORTER_OTLP_ENDPOINT && { otlpEndpoint: OTEL_EXPORTER_OTLP_ENDPOINT }),
    ...(PHOENIX_LOG_FILE && { logFile: PHOENIX_LOG_FILE }),
  };
}

function port(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < 0 || number > 65_535)
    throw new Error(`${JSON.stringify(text)} is no port`);
  return number;
}

async function main(): Promise<void> {
  const demo: Demo = await startDemo(optionsFrom(process.env));
  console.error(`phoenix-master ${demo.master}`);
  for (const agent of demo.agents) console.error(`phoenix-agent  ${agent}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.stop());
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
