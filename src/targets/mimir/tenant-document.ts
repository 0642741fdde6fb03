import { z } from 'zod';
import { printYaml } from '../../kernel/yaml.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { yamlOf } from '../yaml-of.ts';

const PATH = '/api/v1/alerts';
/** What Mimir says of a tenant without a configuration; any other 404 is no Alertmanager of a Mimir. */
const NOTHING = /alertmanager storage object not found/;

/** Everything a tenant's Alertmanager runs on. `config` is undefined where there is none. */
export interface Document {
  readonly config: string | undefined;
  readonly templates: Readonly<Record<string, string>>;
}

const answer = z.object({
  alertmanager_config: z.string(),
  template_files: z.record(z.string(), z.string()).nullish(),
});

/** https://grafana.com/docs/mimir/latest/references/http-api/#get-alertmanager-configuration */
export async function readDocument(reader: HttpReader): Promise<Document> {
  const { status, text } = await reader.request({ method: 'GET', path: PATH, expect: [404] });
  if (status === 404 && NOTHING.test(text)) return { config: undefined, templates: {} };
  const parsed = status === 404 ? undefined : answer.safeParse(yamlOf(text));
  if (!parsed?.success) {
    const detail = 'the address is that of Mimir itself, without /alertmanager, and its Alertmanager runs';
    throw new OutsideFailure(`${reader.url} has no Alertmanager API of a Mimir`, { kind: 'misconfigured', status, detail });
  }
  const { alertmanager_config: config, template_files: templates } = parsed.data;
  return { config: config === '' ? undefined : config, templates: templates ?? {} };
}

export async function sendDocument(client: HttpClient, { config, templates }: Document): Promise<void> {
  const body = printYaml({ template_files: templates, alertmanager_config: config });
  await client.request({ method: 'POST', path: PATH, body, contentType: 'application/yaml' });
}

export async function deleteDocument(client: HttpClient): Promise<void> {
  await client.request({ method: 'DELETE', path: PATH });
}
