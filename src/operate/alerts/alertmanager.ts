import { z } from 'zod';
import { type HttpClient, type HttpReader, jsonOf } from '../../targets/http.ts';
import { notLike } from '../servers/answer.ts';

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'a time that is none');
const labels = z.record(z.string(), z.string());
const alert = z.object({
  labels,
  annotations: labels,
  fingerprint: z.string(),
  startsAt: time,
  endsAt: time,
  status: z.object({
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string()),
    mutedBy: z.array(z.string()).default([]),
  }),
});
const groups = z.array(z.object({ labels, receiver: z.object({ name: z.string() }), alerts: z.array(alert) }));
const matcher = z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) });
const silence = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  matchers: z.array(matcher),
  startsAt: time,
  endsAt: time,
  createdBy: z.string(),
  comment: z.string(),
});
const created = z.object({ silenceID: z.string() });

export type AlertGroup = z.infer<typeof groups>[number];
export type ServerAlert = z.infer<typeof alert>;
export type Silence = z.infer<typeof silence>;
export type SilenceMatcher = z.infer<typeof matcher>;
export type NewSilence = Pick<Silence, 'matchers' | 'startsAt' | 'endsAt' | 'createdBy' | 'comment'>;
export type PostedAlert = Pick<ServerAlert, 'labels' | 'annotations' | 'startsAt' | 'endsAt'>;

/** An Alertmanager asked by its API v2. Each throws `OutsideFailure` where it does not answer as one. */
export interface AlertmanagerReader {
  /** Every alert it holds, once for each group it is in: silenced, inhibited and muted ones too. */
  groups(): Promise<AlertGroup[]>;
  /** Those that have ended too, for as long as the server keeps them. */
  silences(): Promise<Silence[]>;
}

/** The same, told things too. */
export interface Alertmanager extends AlertmanagerReader {
  /** The id it was given. */
  silence(wanted: NewSilence): Promise<string>;
  expire(id: string): Promise<void>;
  post(alerts: readonly PostedAlert[]): Promise<void>;
}

export function alertmanagerReaderAt(reader: HttpReader): AlertmanagerReader {
  const read = async <T>(path: string, form: z.ZodType<T>): Promise<T> =>
    parsed(reader, jsonOf(await reader.request({ method: 'GET', path }), reader.url), form);
  return {
    groups: () => read('/api/v2/alerts/groups', groups),
    silences: () => read('/api/v2/silences', z.array(silence)),
  };
}

export function alertmanagerAt(client: HttpClient): Alertmanager {
  const send = (path: string, body: unknown) => client.request({ method: 'POST', path, body: JSON.stringify(body) });
  return {
    ...alertmanagerReaderAt(client),
    silence: async (wanted) => parsed(client, jsonOf(await send('/api/v2/silences', wanted), client.url), created).silenceID,
    expire: async (id) => void (await client.request({ method: 'DELETE', path: `/api/v2/silence/${encodeURIComponent(id)}` })),
    post: async (alerts) => void (await send('/api/v2/alerts', alerts)),
  };
}

function parsed<T>(client: HttpReader, answer: unknown, form: z.ZodType<T>): T {
  const found = form.safeParse(answer);
  if (!found.success) throw notLike(client.url, 'Alertmanager', found.error);
  return found.data;
}
