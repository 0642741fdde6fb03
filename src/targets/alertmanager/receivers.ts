import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isRecord } from '../../kernel/canonical.ts';
import { OutsideFailure } from '../failure.ts';
import { type HttpReader, jsonOf } from '../http.ts';

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
const answer = z.array(z.object({ name: z.string() }));

/** The receivers of a configuration that an Alertmanager does not have. */
export async function missingReceivers(
  reader: HttpReader,
  config: unknown,
  path = '/api/v2/receivers',
): Promise<{ readonly wanted: number; readonly missing: readonly string[] }> {
  const parsed = answer.safeParse(jsonOf(await reader.request({ method: 'GET', path }), reader.url));
  if (!parsed.success) throw new OutsideFailure(`${reader.url} does not answer as Alertmanager does`, { kind: 'refused' });
  const there = new Set(parsed.data.map(({ name }) => name));
  const wanted = receiversIn(config);
  return { wanted: wanted.length, missing: wanted.filter((name) => !there.has(name)) };
}

function receiversIn(config: unknown): string[] {
  const list = isRecord(config) ? config['receivers'] : undefined;
  return Array.isArray(list)
    ? list.flatMap((one: unknown) => (isRecord(one) && typeof one['name'] === 'string' ? [one['name']] : []))
    : [];
}

/** What Alertmanager exposes as `alertmanager_config_hash` for a file: the first 48 bits of its MD5, lowest byte first. */
export function configHash(text: string): number {
  return createHash('md5').update(text).digest().readUIntLE(0, 6);
}
