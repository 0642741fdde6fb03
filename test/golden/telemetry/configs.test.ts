import { expect, test } from 'vitest';
import { collectorConfig } from '../../../src/artifacts/collector-config/index.ts';
import { lokiConfig } from '../../../src/artifacts/loki-config/index.ts';
import { lokiRules } from '../../../src/artifacts/loki-rules/index.ts';
import { tempoConfig } from '../../../src/artifacts/tempo-config/index.ts';
import { fromNumber } from '../../../src/kernel/decimal.ts';
import { textOf } from './compiled.ts';
import { agent, bucket, collector, derived, loki, master, TAIL, tempo, tracing } from './estate.ts';
import { logRules } from './rules.ts';

test('rules of Loki', async () => {
  await expect(textOf(lokiRules, { loki }, derived({ groups: [logRules] }))).toMatchFileSnapshot('loki-rules.yaml');
});
test('Loki in one process', async () => {
  await expect(textOf(lokiConfig, { loki })).toMatchFileSnapshot('loki-single.yaml');
});
test('Loki in many processes', async () => {
  const distributed = { ...loki, form: 'distributed', store: bucket, replicationFactor: 3, tenant: 'phoenix' } as const;
  await expect(textOf(lokiConfig, { loki: distributed })).toMatchFileSnapshot('loki-distributed.yaml');
});
test('a collector with every server', async () => {
  await expect(textOf(collectorConfig, { collector, loki, tempo })).toMatchFileSnapshot('collector.yaml');
});
test('a collector whose services sample differently', async () => {
  const strict = { ...TAIL, keepSlowerThanMs: undefined, otherwise: fromNumber(0), decideAfterMs: 20_000 };
  const from = derived({ logStreams: [], tracings: [tracing(master), tracing(agent, strict)] });
  await expect(textOf(collectorConfig, { collector, tempo }, from)).toMatchFileSnapshot('collector-sampling.yaml');
});

test('Tempo in one process', async () => {
  await expect(textOf(tempoConfig, { tempo })).toMatchFileSnapshot('tempo-single.yaml');
});
test('Tempo in many processes', async () => {
  const kafka = { address: 'kafka:9092', topic: 'tempo', partitions: 3 };
  const distributed = { ...tempo, form: 'distributed', store: bucket, tenant: 'phoenix', kafka } as const;
  await expect(textOf(tempoConfig, { tempo: distributed })).toMatchFileSnapshot('tempo-distributed.yaml');
});
