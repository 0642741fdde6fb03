import { z } from 'zod';

const labels = z.record(z.string(), z.string());
/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const payload = z.object({
  version: z.literal('4'),
  receiver: z.string(),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels,
      annotations: labels,
      startsAt: z.iso.datetime({ offset: true }),
      fingerprint: z.string().min(1),
    }),
  ),
  /** Those the server left out; they count towards what an action may touch. */
  truncatedAlerts: z.number().int().nonnegative().default(0),
});

export type WebhookPayload = z.infer<typeof payload>;

/** What Alertmanager sent; undefined for anything else. */
export function payloadOf(text: string): WebhookPayload | undefined {
  try {
    return payload.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
