import { z } from 'zod';
import type { Connection } from '../../model/connection.ts';
import type { Wanted } from '../../plan/observation.ts';
import { configMismatches } from '../config-match.ts';
import { OutsideFailure } from '../failure.ts';
import type { Reader } from '../files/session.ts';
import { type HttpClient, httpClient, jsonOf } from '../http.ts';
import type { TargetIo } from '../io.ts';
import { metricOf, reload } from '../reload.ts';
import { ruleMismatches } from './rule-mismatches.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#config */
const configAnswer = z.object({ data: z.object({ yaml: z.string() }) });
const SUCCESS_METRIC = 'prometheus_config_last_reload_successful';
const CONFIG_FILE = /^prometheus\.ya?ml$/;

/** Tells Prometheus to read its files, and proves by its API that it did: configuration, groups, rules and their health. */
export function prometheusReader(connection: Connection, io: TargetIo): Reader {
  const client = httpClient(connection, io);
  return {
    configFile: CONFIG_FILE,
    probe: async () => void (await metricOf(client, SUCCESS_METRIC)),
    load: () => reload(client, 'start Prometheus with --web.enable-lifecycle'),
    async verify(wanted) {
      if ((await metricOf(client, SUCCESS_METRIC)) === 0)
        return [`${SUCCESS_METRIC} is 0: Prometheus runs an older configuration`];
      return [...(await configProblems(client, wanted)), ...(await ruleMismatches(client, wanted))];
    },
  };
}

async function configProblems(client: HttpClient, wanted: readonly Wanted[]): Promise<string[]> {
  const config = wanted.find((one) => CONFIG_FILE.test(one.id));
  if (!config) return [];
  const parsed = configAnswer.safeParse(
    jsonOf(await client.request({ method: 'GET', path: '/api/v1/status/config' }), client.url),
  );
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Prometheus does`, { kind: 'refused' });
  const paths = configMismatches(config.state, parsed.data.data.yaml);
  return paths.map((path) => `${config.id}: Prometheus runs another value at ${path}`);
}
