import { z } from 'zod';
import type { Target } from '../../model/target.ts';
import { httpClient } from '../http.ts';
import type { TargetIo } from '../io.ts';
import { ask } from './wire.ts';

const saved = z.looseObject({ id: z.number() });

/** What a dashboard's `taggedAnnotation({ tags: ['deployment'] })` shows. */
const TAG = 'deployment';

/**
 * Marks this moment in a target's Grafana, for dashboards that show marks with these tags; false where its API is not how Grafana is
 * reached. Throws `OutsideFailure`. https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
 */
export async function annotateDeployment({ reach, name, environment }: Target, text: string, io: TargetIo): Promise<boolean> {
  if (reach.grafana?.by !== 'api') return false;
  const body = JSON.stringify({ text, tags: [TAG, `environment:${environment.name}`, `target:${name}`] });
  await ask(httpClient(reach.grafana.connection, io), saved, { method: 'POST', path: '/api/annotations', body });
  return true;
}
