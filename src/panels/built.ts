import { logql } from '../authored/log.ts';
import { promql } from '../authored/query.ts';
import { traceql } from '../authored/trace.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { AuthoredPanel, Shown } from './kind.ts';
import { type RawOptions, raw } from './raw.ts';

/** Whatever makes Grafana's JSON when it is asked: a builder of `@grafana/grafana-foundation-sdk`, or one of your own. */
export interface Builder {
  build(): unknown;
}

type Fields = Readonly<Record<string, unknown>>;
type Engine = 'prometheus' | 'loki' | 'tempo';

export function isBuilder(value: unknown): value is Builder {
  return typeof value === 'object' && value !== null && 'build' in value && typeof value.build === 'function';
}

/** What a builder makes as plain JSON: its objects carry functions and stay its own. */
export function plainJson(value: unknown): Fields {
  const text = textOf(value);
  const plain: unknown = text === undefined ? undefined : JSON.parse(text);
  return isRecord(plain) ? plain : {};
}

/** Undefined is no JSON, which is told where the estate is resolved. */
function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // it holds itself, or a bigint
  }
}

/** A panel of ours, or what a builder makes as one; what makes no panel is left as it is, to be told where the estate is resolved. */
export function ourPanel(panel: AuthoredPanel | Builder): AuthoredPanel {
  if (!isBuilder(panel)) return panel;
  const built = panel.build();
  const json = plainJson(built);
  return typeof json['type'] === 'string' ? panelOfJson(json) : (built as AuthoredPanel); // a wrong value, in the place of a panel
}

/** Of a panel, as it is stored: neither its place nor what we write ourselves. */
const FRAME = ['timeFrom', 'timeShift', 'interval', 'description'];
const DRAWN = ['options', 'fieldConfig', 'transformations'];
const ASKED = ['targets', 'datasource'];

/** Classic panel JSON as a panel of ours: its queries are read and checked, everything else stays as it is. */
export function panelOfJson(json: Fields): AuthoredPanel {
  const { type, title, gridPos, targets, transparent } = json;
  const size = isRecord(gridPos) ? { width: Number(gridPos['w']), height: Number(gridPos['h']) } : {};
  const shown = Array.isArray(targets) ? targets.map((one) => shownOf(one, json)) : [];
  const known = shown.filter((one) => one !== undefined);
  const drawn = picked(json, known.length === shown.length ? DRAWN : [...DRAWN, ...ASKED]);
  return raw({
    ...(picked(json, FRAME) as Partial<RawOptions>), // Grafana stores them under the names our options have
    ...size,
    title: typeof title === 'string' ? title : '',
    type: String(type ?? ''),
    transparent: transparent === true,
    ...(known.length === shown.length && known.length > 0 ? { show: known } : {}),
    json: drawn,
  });
}

/** Grafana stores what is not set as null or as an empty text. */
function picked(json: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => ([undefined, null, ''].some((none) => none === json[name]) ? [] : [[name, json[name]]])),
  );
}

/** A query of one of our engines; undefined is one that only Grafana can read. */
function shownOf(target: unknown, panel: Fields): Shown | undefined {
  if (!isRecord(target)) return undefined;
  const { group, spec } = target;
  const query = isRecord(spec) ? spec : target; // builders of the second schema wrap the query
  const engine =
    typeof group === 'string' ? group : (engineOf(target['datasource']) ?? engineOf(panel['datasource']) ?? 'prometheus');
  const text = engine === 'tempo' ? query['query'] : query['expr'];
  const make = QUERIES.get(engine);
  if (!make || typeof text !== 'string') return undefined;
  const { legendFormat, instant } = query;
  return {
    show: make(text),
    ...(typeof legendFormat === 'string' && legendFormat !== '__auto' ? { legend: legendFormat } : {}),
    ...(instant === true ? { instant } : {}),
  };
}

function engineOf(datasource: unknown): string | undefined {
  return isRecord(datasource) && typeof datasource['type'] === 'string' ? datasource['type'] : undefined;
}

const QUERIES: ReadonlyMap<string, (text: string) => Shown['show']> = new Map<Engine, (text: string) => Shown['show']>([
  ['prometheus', (text) => promql(template(text))],
  ['loki', (text) => logql(template(text))],
  ['tempo', (text) => traceql(template(text))],
]);

/** A text without holes, as a tag takes it. */
function template(text: string): TemplateStringsArray {
  return Object.assign([text], { raw: [text] });
}
