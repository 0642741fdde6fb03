import { z } from 'zod';
import { OutsideFailure } from '../failure.ts';
import { type HttpReader, jsonOf } from '../http.ts';
import type { Evidence } from '../kind.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
const answer = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({ labels: z.record(z.string(), z.string()), health: z.string(), lastError: z.string().default('') }),
    ),
  }),
});
const MOST_NAMED = 10;

/** Who is scraped, and who does not answer: no fault of a deployment, so they are told and stop nothing. */
export async function scrapeHealth(reader: HttpReader): Promise<Evidence> {
  const parsed = answer.safeParse(
    jsonOf(await reader.request({ method: 'GET', path: '/api/v1/targets?state=active' }), reader.url),
  );
  if (!parsed.success) throw new OutsideFailure(`${reader.url} does not answer as Prometheus does`, { kind: 'refused' });
  const all = parsed.data.data.activeTargets;
  const [up, down] = [all.filter(({ health }) => health === 'up'), all.filter(({ health }) => health === 'down')];
  const unknown = all.length - up.length - down.length;
  return {
    proved: up.length > 0 ? [`${up.length} of ${all.length} scrape targets are up`] : [],
    warnings: [
      ...down.slice(0, MOST_NAMED).map((one) => `the scrape target ${nameOf(one.labels)} is down: ${one.lastError}`),
      ...(down.length > MOST_NAMED ? [`${down.length - MOST_NAMED} more scrape targets are down`] : []),
      ...(unknown > 0 ? [`${unknown} of ${all.length} scrape targets have not been scraped yet`] : []),
    ],
  };
}

function nameOf({ job = '', instance = '' }: Readonly<Record<string, string>>): string {
  return [job, instance].filter((part) => part !== '').join(' ');
}
