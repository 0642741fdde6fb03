import type { Channel } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import type { SettingProblem } from './field.ts';
import type { Authorization, HttpOptions } from './http.ts';
import { http, type ReceiverKind, sendResolved } from './kind.ts';
import { secretFile, secretOrUrl } from './secret-fields.ts';
import { count, goSpan } from './value-fields.ts';

interface IncidentioSource {
  /** Of an alert source of the type Alertmanager. */
  readonly url: Url | Secret;
  /** Of a group with more, the rest is cut. @default all */
  readonly maxAlerts?: number;
  readonly timeout?: Duration;
  /** Also tell when it is over. @default true */
  readonly sendResolved?: boolean;
}
export type IncidentioOptions = IncidentioSource &
  (
    | { readonly alertSourceToken: Secret; readonly http?: HttpOptions & { readonly authorization?: never } }
    | { readonly http: HttpOptions & { readonly authorization: Authorization }; readonly alertSourceToken?: never }
  );

/** incident.io, with its schedules, calls and messages; it takes whole alerts, so there is no text to write. Compiles to `incidentio_configs`. https://prometheus.io/docs/alerting/latest/configuration/#incidentio_config */
export function incidentio(options: IncidentioOptions): Channel {
  return channel('incidentio', options, incidentio);
}

export const incidentioKind: ReceiverKind<IncidentioOptions> = {
  type: 'incidentio',
  field: 'incidentio_configs',
  since: '0.29',
  fields: {
    url: secretOrUrl('url', { required: true }),
    alertSourceToken: secretFile('alert_source_token'),
    sendResolved,
    maxAlerts: count('max_alerts'),
    timeout: goSpan('timeout'),
    http,
  },
  rules: tokenProblems,
};

function tokenProblems({ alertSourceToken, http: requests }: Readonly<Record<string, unknown>>): SettingProblem[] {
  const authorized = isRecord(requests) && requests['authorization'] !== undefined;
  if (alertSourceToken !== undefined && authorized)
    return [{ message: '`alertSourceToken` and `http.authorization` exclude each other.', fix: 'keep one of them' }];
  if (alertSourceToken === undefined && !authorized)
    return [{ message: 'Nothing logs in.', fix: "write alertSourceToken: secret.file('incidentio')" }];
  return [];
}
