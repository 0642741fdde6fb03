import { z } from 'zod';
import type { Wanted } from '../../plan/observation.ts';
import { configMismatches } from '../config-match.ts';
import { OutsideFailure } from '../failure.ts';
import type { ServerOfFolder } from '../files/session.ts';
import { type HttpReader, jsonOf } from '../http.ts';
import type { Evidence } from '../kind.ts';
import { metricOf, reload } from '../reload.ts';
import { ruleEvidence, ruleMismatches } from './rule-mismatches.ts';
import { scrapeHealth } from './scrape-health.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#config */
const configAnswer = z.object({ data: z.object({ yaml: z.string() }) });
const SUCCESS_METRIC = 'prometheus_config_last_reload_successful';
/** One server has one; copies and shards share a folder, and each runs its own. */
const CONFIG_FILE = /^prometheus(?:-(?:shard|replica)-\d+)*\.ya?ml$/;

/** Tells Prometheus to read its files, and proves by its API that it did: configuration, groups, rules and their health. */
export const prometheusReader: ServerOfFolder = {
  configFile: CONFIG_FILE,
  probe: async (reader) => void (await metricOf(reader, SUCCESS_METRIC)),
  load: (client) => reload(client, 'start Prometheus with --web.enable-lifecycle'),
  async verify(reader, wanted) {
    if ((await metricOf(reader, SUCCESS_METRIC)) === 0) return [`${SUCCESS_METRIC} is 0: Prometheus runs an older configuration`];
    return [...(await configProblems(reader, wanted)), ...(await ruleMismatches(reader, wanted))];
  },
  async evidence(reader, wanted) {
    const all = [await configEvidence(reader, wanted), await ruleEvidence(reader, wanted), await scrapeHealth(reader)];
    return { proved: all.flatMap(({ proved }) => proved), warnings: all.flatMap(({ warnings }) => warnings) };
  },
};

async function configEvidence(client: HttpReader, wanted: readonly Wanted[]): Promise<Evidence> {
  if (!wanted.some((one) => CONFIG_FILE.test(one.id))) return { proved: [], warnings: [] };
  const problems = await configProblems(client, wanted);
  return problems.length === 0
    ? { proved: ['it runs the configuration that was written, value by value'], warnings: [] }
    : { proved: [], warnings: problems };
}

/** Of several the one that is most like what it runs. */
async function configProblems(client: HttpReader, wanted: readonly Wanted[]): Promise<string[]> {
  const configs = wanted.filter((one) => CONFIG_FILE.test(one.id));
  if (configs.length === 0) return [];
  const parsed = configAnswer.safeParse(
    jsonOf(await client.request({ method: 'GET', path: '/api/v1/status/config' }), client.url),
  );
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Prometheus does`, { kind: 'refused' });
  const { yaml } = parsed.data.data;
  const problems = configs.map(({ id, state }) =>
    configMismatches(state, yaml).map((path) => `${id}: Prometheus runs another value at ${path}`),
  );
  return problems.reduce((least, one) => (one.length < least.length ? one : least));
}
