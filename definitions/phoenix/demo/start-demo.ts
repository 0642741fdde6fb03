/** A small Phoenix: one master and its agents, in one process. */
import { createWriteStream } from 'node:fs';
import { logBuffer } from 'signalbox/runtime';
import { startAgent } from './agent.ts';
import { seededRandom } from './fault.ts';
import { startMaster } from './master.ts';
import type { Running } from './service.ts';
import { tracing } from './tracing.ts';

export interface DemoOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0 for any that is free. @default 0 */
  readonly masterPort?: number;
  /** One agent for each. @default [0, 0] */
  readonly agentPorts?: readonly number[];
  /** Where spans go, by OTLP over HTTP: `http://localhost:4318`. @default nowhere */
  readonly otlpEndpoint?: string;
  /** Where log lines go as well. @default nowhere else */
  readonly logFile?: string;
  /** Whether log lines go to standard output. @default true */
  readonly stdout?: boolean;
  /** Of the random numbers that decide on faults. @default 1 */
  readonly seed?: number;
}

export interface Demo {
  readonly master: string;
  readonly agents: readonly string[];
  stop(): Promise<void>;
}

export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { host = '127.0.0.1', masterPort = 0, agentPorts = [0, 0], seed = 1 } = options;
  const logs = logDestination(options);
  const traces = tracing(options.otlpEndpoint);
  const running: Running[] = [];
  const stop = async () => {
    for (const service of running.toReversed()) await service.stop();
    await traces.stop();
    await logs.close();
  };
  const common = (component: string, instance: string, offset: number) => ({
    host,
    tracer: traces.tracer(component, instance),
    write: logs.write,
    random: seededRandom(seed + offset),
  });
  try {
    for (const [index, port] of agentPorts.entries()) {
      running.push(await startAgent({ ...common('phoenix-agent', `agent-${index + 1}`, index + 1), port }));
    }
    const agents = running.map((agent) => agent.url);
    const master = await startMaster({ ...common('phoenix-master', 'master-1', 0), port: masterPort, agents });
    running.push(master);
    return { master: master.url, agents, stop };
  } catch (failure) {
    await stop(); // a port that is taken must not leave the others open
    throw failure;
  }
}

/** Lines that come together are written together; a reader that is slow holds nobody up. */
function logDestination({ logFile, stdout = true }: DemoOptions) {
  const file = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  const buffers = [...(stdout ? [logBuffer({ everyMs: 10 })] : []), ...(file ? [logBuffer({ to: file, everyMs: 10 })] : [])];
  return {
    write: (line: string) => {
      for (const buffer of buffers) buffer.write(line);
    },
    close: async () => {
      for (const buffer of buffers) await buffer.close();
      await new Promise<void>((resolve) => (file === undefined ? resolve() : file.end(resolve)));
    },
  };
}
