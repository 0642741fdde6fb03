import type { Names } from '../../authored/option-names.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { nearest } from '../../kernel/nearest.ts';
import { givenTo } from '../../kernel/place.ts';
import { panel, panelKinds } from '../../panels/kinds.ts';
import { BOARDS, LIBRARY } from './option-names/boards.ts';
import { ESTATE } from './option-names/estate.ts';
import { OBJECTIVES } from './option-names/objectives.ts';
import { ROUTES } from './option-names/routes.ts';
import { SERVERS } from './option-names/servers.ts';
import { shown } from './shown.ts';

/** A constructor that was called with what it cannot use: what to say, and whether the thing it made is of use all the same. */
export interface WrongCall {
  readonly says: string;
  readonly fix: string;
  readonly code: string;
  readonly harmless: boolean;
}
interface Called {
  readonly name: string;
  readonly takes: Names;
}

const TABLE: Readonly<Record<string, Names>> = { ...BOARDS, ...ESTATE, ...OBJECTIVES, ...ROUTES, ...SERVERS };

/** What is wrong with the call that made an authored thing, before its values are looked at: no options at all, or unknown ones. */
export function* wrongCallsIn(made: Readonly<Record<string, unknown>>): Generator<WrongCall> {
  const given = givenTo(made);
  const called = given && calledFor(made);
  if (!given || !called) return;
  const { options } = given;
  if (isRecord(options)) yield* unknownIn(options, called.takes, '', called.name);
  else
    yield {
      says: `\`${called.name}\` was called with ${shown(options)}.`,
      fix: `write ${called.name}({ ${Object.keys(called.takes).slice(0, 3).join(', ')}, … })`,
      code: 'definition/wrong-value',
      harmless: false,
    };
}

function* unknownIn(options: object, takes: Names, path: string, name: string): Generator<WrongCall> {
  for (const [option, value] of Object.entries(options)) {
    const inner = Object.hasOwn(takes, option) ? takes[option] : takes['*'];
    if (inner === undefined && value !== undefined) yield unknown(option, takes, path, name);
    if (typeof inner !== 'object') continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (isRecord(one) && typeof one['kind'] !== 'string') yield* unknownIn(one, inner, `${path}${option}.`, name);
    }
  }
}

function unknown(option: string, takes: Names, path: string, name: string): WrongCall {
  const close = nearest(option, Object.keys(takes));
  const near = close !== undefined && isSecret(option) && !isSecret(close) ? undefined : close; // a secret is no account
  const fix = near === undefined ? `leave it out; there are ${Object.keys(takes).join(', ')}` : `write \`${near}\``;
  return { says: `\`${path}${option}\` is no option of \`${name}\`.`, fix, code: 'definition/unknown-option', harmless: true };
}

function isSecret(option: string): boolean {
  return /key|password|secret|token/i.test(option);
}

/** The constructor, as its author wrote it, and what it takes; undefined where its options are checked elsewhere. */
function calledFor(made: Readonly<Record<string, unknown>>): Called | undefined {
  if (made['kind'] === 'panel')
    return made['library'] === undefined ? panelCalled(made) : { name: 'libraryPanel', takes: LIBRARY };
  const key = keyOf(made);
  const takes = Object.hasOwn(TABLE, key) ? TABLE[key] : undefined;
  return takes && { name: NAMES[key] ?? key.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), takes };
}

function panelCalled({ type }: Readonly<Record<string, unknown>>): Called | undefined {
  const kind = panelKinds.get(String(type));
  const plain = String(type).replaceAll('-', '').toLowerCase();
  const name = Object.keys(panel).find((one) => one.toLowerCase() === plain) ?? 'library';
  return kind && { name: `panel.${name}`, takes: kind.takes };
}

/** Where a kind stands for several constructors, what it holds tells which. */
function keyOf({ kind, type, server, source }: Readonly<Record<string, unknown>>): string {
  if (kind === 'server') return server === 'mimir' ? 'mimirServer' : String(server); // `mimir` is a way to reach one
  if (kind === 'sampling' || kind === 'object-store' || kind === 'sli') return String(type);
  if (kind !== 'variable' || !isRecord(source)) return String(kind);
  return isRecord(source['from']) ? 'variable/labels' : `variable/${source['type']}`;
}

/** Constructors that are not called as their kind. */
const NAMES: Readonly<Record<string, string>> = {
  stateset: 'stateSet',
  suppression: 'suppress',
  inhibition: 'inhibit',
  'variable/labels': 'labelValues',
  'variable/query': 'queryVariable',
  'variable/custom': 'choices',
  'variable/interval': 'intervals',
  'variable/textbox': 'textbox',
  'variable/constant': 'constant',
  'variable/datasource': 'datasourceVariable',
  'variable/adhoc': 'adhocFilters',
  'variable/groupby': 'groupByLabels',
  'variable/switch': 'switchVariable',
};
