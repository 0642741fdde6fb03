import { z } from 'zod';
import type { HttpReader } from '../http.ts';
import { ask, askFor } from './wire.ts';

const GROUP = '/apis/dashboard.grafana.app';
/** Those that hold classic JSON as it is, newest first: v2 is another form, and v0alpha1 goes. */
const VERSIONS = ['v1', 'v1beta1'] as const;
const MAIN_ORG = 1;

const groupAnswer = z.looseObject({ versions: z.array(z.looseObject({ version: z.string() })) });
const orgAnswer = z.looseObject({ id: z.number() });

/** Where dashboards are listed with their content, in one answer for many. */
export interface BoardsApi {
  /** `dashboard.grafana.app/v1beta1`. */
  readonly apiVersion: string;
  /** `/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards`. */
  readonly path: string;
}

/**
 * The k8s-style API of Grafana 12 and newer; undefined where there is none, or this token may not read it: the old one serves then.
 * https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export async function boardsApi(client: HttpReader): Promise<BoardsApi | undefined> {
  const group = await askFor(client, groupAnswer, GROUP);
  const version = VERSIONS.find((one) => group?.versions.some((offered) => offered.version === one));
  if (version === undefined) return undefined;
  const { id } = await ask(client, orgAnswer, { method: 'GET', path: '/api/org' });
  const path = `${GROUP}/${version}/namespaces/${id === MAIN_ORG ? 'default' : `org-${id}`}/dashboards`;
  const { status } = await client.request({ method: 'GET', path: `${path}?limit=1`, expect: [403, 404] });
  return status === 200 ? { apiVersion: `${GROUP.slice('/apis/'.length)}/${version}`, path } : undefined; // Cloud calls it otherwise
}
