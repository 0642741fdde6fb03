import { z } from 'zod';
import { OutsideFailure } from './failure.ts';
import type { HealthOfServer } from './files/session.ts';
import { jsonOf } from './http.ts';

/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/extension/healthcheckextension */
const answer = z.object({ status: z.string(), upSince: z.string() });

/** Whether the collector takes data, and since when it runs: its extension does not say what with. */
export const collectorHealth: HealthOfServer = async (reader) => {
  const parsed = answer.safeParse(jsonOf(await reader.request({ method: 'GET', path: '/' }), reader.url));
  if (!parsed.success)
    throw new OutsideFailure(`${reader.url} does not answer as the health check of a collector does`, { kind: 'refused' });
  const { status, upSince } = parsed.data;
  const since = `${upSince.slice(0, 16).replace('T', ' ')} UTC`;
  return {
    proved: [`the collector says: ${status}`],
    warnings: [`it has run since ${since}: a collector reads its files when it starts, so restart it where that was before`],
  };
};
