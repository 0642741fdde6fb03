import { load } from 'js-yaml';
import { z } from 'zod';
import { printYaml } from '../../src/kernel/yaml.ts';
import { fakeRuler } from './fake-ruler.ts';

const RULER = '/prometheus/config/v1';
const HEALTH = '/prometheus/api/v1/rules';
const DOCUMENT = '/api/v1/alerts';
const RECEIVERS = '/alertmanager/api/v2/receivers';
const sent = z.object({ alertmanager_config: z.string(), template_files: z.record(z.string(), z.string()).optional() });

interface Said {
  readonly status: number;
  readonly text: string;
}

export interface FakeMimir {
  readonly ruler: ReturnType<typeof fakeRuler>;
  /** What the tenant's Alertmanager was sent last. */
  document: string | undefined;
  answer(method: string, url: string, body: string): Said;
}

/** One tenant of a Mimir in memory: its ruler, and the document of its Alertmanager. For faults only; the real one judges the rest. */
export function fakeMimir(): FakeMimir {
  const mimir: FakeMimir = {
    ruler: fakeRuler(RULER),
    document: undefined,
    answer(method, url, body) {
      if (url === HEALTH) return evaluated(mimir);
      if (url === RECEIVERS) return receivers(mimir);
      return url === DOCUMENT ? document(mimir, method, body) : mimir.ruler.answer(method, url, body);
    },
  };
  return mimir;
}

function document(mimir: FakeMimir, method: string, body: string): Said {
  if (method === 'DELETE') mimir.document = undefined; // also where there is none
  if (method === 'DELETE') return { status: 200, text: '' };
  if (method === 'GET' && mimir.document === undefined) return { status: 404, text: 'alertmanager storage object not found\n' };
  if (method === 'GET') return { status: 200, text: mimir.document ?? '' };
  const problem = problemIn(body);
  if (problem !== undefined) return { status: 400, text: `error validating Alertmanager config: ${problem}\n` };
  mimir.document = printYaml(sorted(body));
  return { status: 201, text: '' };
}

/** Templates are a map to Mimir: their order is not kept. */
function sorted(body: string): z.infer<typeof sent> {
  const { alertmanager_config, template_files = {} } = sent.parse(load(body));
  return { template_files: Object.fromEntries(Object.entries(template_files).sort()), alertmanager_config };
}

/** It takes no configuration that names templates or receivers it does not have. */
function problemIn(body: string): string | undefined {
  const { alertmanager_config: text, template_files: files = {} } = sent.parse(load(body));
  const config = load(text) as { route?: { receiver: string }; receivers?: { name: string }[]; templates?: string[] };
  if (!config.receivers?.some(({ name }) => name === config.route?.receiver)) return 'undefined receiver used in route';
  const missing = config.templates?.find((name) => !(name in files));
  return missing === undefined ? undefined : `template ${missing} is not there`;
}

function receivers({ document: text }: FakeMimir): Said {
  const config =
    text === undefined ? {} : (load(sent.parse(load(text)).alertmanager_config) as { receivers?: { name: string }[] });
  return { status: 200, text: JSON.stringify((config.receivers ?? []).map(({ name }) => ({ name }))) };
}

function evaluated({ ruler }: FakeMimir): Said {
  const groups = [...ruler.groups].flatMap(([file, held]) =>
    [...held.values()].map((group) => ({ ...(group as { name: string }), file, lastEvaluation: '2026-11-22T03:00:00Z' })),
  );
  const rules = groups.map((group) => ({ ...group, rules: [{ name: 'a', health: 'ok', type: 'recording' }] }));
  return { status: 200, text: JSON.stringify({ status: 'success', data: { groups: rules } }) };
}
