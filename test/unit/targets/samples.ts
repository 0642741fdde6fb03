import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { type Address, addressOf } from '../../../src/kernel/address.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { Target } from '../../../src/model/target.ts';
import { OutsideFailure } from '../../../src/targets/failure.ts';
import type { TargetIo } from '../../../src/targets/io.ts';

export const FROM: readonly Address[] = [addressOf('checkout', 'slo', 'availability')];

export function environmentNamed(name = 'production'): Environment {
  return {
    address: addressOf('estate', 'environment', name),
    name,
    origin: {},
    labels: {},
    servers: {
      prometheus: undefined,
      alertmanager: undefined,
      loki: undefined,
      tempo: undefined,
      collector: undefined,
      grafana: undefined,
      kubernetes: undefined,
    },
    globalFor: [],
    runs: new Map(),
    probes: new Map(),
    runbooksUrl: '',
  };
}

export function targetOf(reach: Target['reach'], environment = environmentNamed()): Target {
  return { address: addressOf('estate', 'target', 'live'), name: 'live', origin: {}, environment, reach, confirm: [], audit: [] };
}

export function artifact(path: string, text: string, more: Partial<Artifact> = {}): Artifact {
  return {
    kind: 'prometheus-rules',
    server: 'prometheus',
    environment: 'production',
    path,
    content: undefined,
    text,
    from: FROM,
    ...more,
  };
}

export function ruleFile(group: string, alert: string, expr = 'vector(1)'): string {
  return `groups:\n  - name: ${group}\n    rules:\n      - alert: ${alert}\n        expr: ${expr}\n        labels:\n          severity: warning\n`;
}

export const ORDER = [
  { kind: 'prometheus-config', applyAfter: ['prometheus-rules'] },
  { kind: 'prometheus-rules', applyAfter: [] },
];

export function ioAt(baseDirectory: string, more: Partial<TargetIo> = {}): TargetIo {
  return {
    baseDirectory,
    secret: (reference) => {
      throw new OutsideFailure(`no secret ${JSON.stringify(reference)}`, { kind: 'misconfigured' });
    },
    env: process.env,
    wait: async () => {},
    timeoutMs: 5_000,
    ...more,
  };
}

/** A folder of its own for one test, removed after it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
