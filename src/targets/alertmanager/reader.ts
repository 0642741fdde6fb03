import { z } from 'zod';
import type { Wanted } from '../../plan/observation.ts';
import { configMismatches } from '../config-match.ts';
import { OutsideFailure } from '../failure.ts';
import type { ServerOfFolder } from '../files/session.ts';
import { type HttpReader, jsonOf } from '../http.ts';
import { metricOf, reload } from '../reload.ts';
import { yamlOf } from '../yaml-of.ts';
import { configHash, missingReceivers } from './receivers.ts';

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
const statusAnswer = z.object({ config: z.object({ original: z.string() }) });
const SUCCESS_METRIC = 'alertmanager_config_last_reload_successful';
const HASH_METRIC = 'alertmanager_config_hash';
const CONFIG_FILE = /^alertmanager\.ya?ml$/;
/** Alertmanager prints ranges of days and months its own way. */
const REWRITTEN = ['time_intervals', 'mute_time_intervals'];

/** Tells Alertmanager to read its files, and proves by its API that it runs them. Silences are never looked at. */
export const alertmanagerReader: ServerOfFolder = {
  configFile: CONFIG_FILE,
  probe: async (reader) => void (await metricOf(reader, SUCCESS_METRIC)),
  load: (client) => reload(client, 'a proxy may be in the way of /-/reload'),
  async verify(reader, wanted) {
    if ((await metricOf(reader, SUCCESS_METRIC)) === 0)
      return [`${SUCCESS_METRIC} is 0: Alertmanager runs an older configuration`];
    return [...(await configProblems(reader, wanted)), ...(await receiverProblems(reader, wanted))];
  },
  async evidence(reader, wanted) {
    const config = configIn(wanted);
    if (!config) return { proved: [], warnings: [] };
    const { wanted: receivers, missing } = await missingReceivers(reader, yamlOf(config.state));
    const same = (await metricOf(reader, HASH_METRIC)) === configHash(config.state);
    return {
      proved: [
        ...(same ? [`it runs exactly the bytes that were written: ${HASH_METRIC}`] : []),
        ...(missing.length === 0 ? [`all ${receivers} receivers are there`] : []),
      ],
      warnings: same ? [] : [`${HASH_METRIC} is not that of what was written`],
    };
  },
};

function configIn(wanted: readonly Wanted[]): Wanted | undefined {
  return wanted.find((one) => CONFIG_FILE.test(one.id));
}

async function receiverProblems(reader: HttpReader, wanted: readonly Wanted[]): Promise<string[]> {
  const config = configIn(wanted);
  if (!config) return [];
  const { missing } = await missingReceivers(reader, yamlOf(config.state));
  return missing.map((name) => `${config.id}: Alertmanager has no receiver ${name}`);
}

async function configProblems(client: HttpReader, wanted: readonly Wanted[]): Promise<string[]> {
  const config = configIn(wanted);
  if (!config) return [];
  const parsed = statusAnswer.safeParse(jsonOf(await client.request({ method: 'GET', path: '/api/v2/status' }), client.url));
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Alertmanager does`, { kind: 'refused' });
  const paths = configMismatches(config.state, parsed.data.config.original, REWRITTEN);
  return paths.map((path) => `${config.id}: Alertmanager runs another value at ${path}`);
}
