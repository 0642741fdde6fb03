import { type Address, addressOf, ESTATE } from '../../kernel/address.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { givenTo } from '../../kernel/place.ts';
import type { Definitions } from '../collect.ts';
import { isEndless } from './endless.ts';
import { type WrongCall, wrongCallsIn } from './options-given.ts';
import { PLACES } from './places.ts';
import { addressIn, missing, type Report } from './report.ts';
import { valueAt } from './value-at.ts';
import { nameOf, type WrongValue, wrongValuesIn } from './wrong-values.ts';

/** Something that is not there, or that is something else than it should be. */
type Hole = { readonly path: string; readonly call?: WrongCall; readonly write?: string } & Partial<WrongValue>;
/** Definitions that stand by themselves, and things whose call has been looked at: many panels show one metric. */
interface Walk {
  readonly standing: ReadonlySet<unknown>;
  readonly called: Set<object>;
}
type Written = Readonly<Record<string, unknown>>;

/** What cannot be left out, by the `type` or `kind` of what holds it; an import cycle leaves it undefined and still compiles. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  events: [['settings.total'], ['settings.bad', 'settings.good']],
  latency: [['settings.of'], ['settings.under']],
  'raw-ratio': [['settings.good']],
  'all-of': [['settings.slos']],
  'any-of': [['settings.slos']],
  weighted: [['settings.of']],
  'budget-policy': [['for'], ['states']],
  budget: [['for']],
  coverage: [['system'], ['document'], ['sections']],
  maintenance: [['from'], ['to']],
  scaling: [['max'], ['signals']],
  remediation: [['settings.on'], ['settings.action'], ['settings.to'], ['settings.token']],
  state: [['below'], ['do']],
  notify: [['to']],
  throttle: [['service']],
  'time-slices': [['settings.slice'], ['settings.good']],
  freshness: [['settings.of'], ['settings.under']],
  level: [['settings.of'], ['settings.under', 'settings.over']],
  throughput: [['settings.of'], ['settings.atLeast']],
  probe: [['settings.of']],
  'from-logs': [['settings.total'], ['settings.bad']],
  'from-spans': [['settings.of']],
  traces: [['propagation'], ['sampling']],
  tail: [['keepErrors'], ['otherwise'], ['decideAfter']],
  head: [['ratio']],
  importance: [['rules'], ['otherwise'], ['decideAfter']],
  'rate-limited': [['perSecond']],
  adaptive: [['most'], ['least']],
  confidence: [['halfWidth']],
  route: [['when']],
  inhibition: [['while'], ['silence'], ['equal']],
  routing: [['fallback']],
  'route-test': [['alert']],
  severities: [['levels']],
  severity: [['name'], ['means'], ['to']],
  selection: [['of'], ['match']],
  recorded: [['match']],
  'log-selection': [['of'], ['match']],
  'trace-selection': [['of'], ['match']],
  recording: [['expr']],
  'label-list': [['names']],
  folder: [['title']],
  'service-account': [['name'], ['role']],
  variable: [['name']],
  files: [['to']],
  api: [['url']],
  git: [['repository'], ['branch'], ['to']],
};
const UNNAMED: ReadonlySet<string> = new Set([
  'boards',
  'budget-policy',
  'policy',
  'routing',
  'severities',
  'suppression',
  'traces',
]);
const OF_A_SERVICE: ReadonlySet<string> = new Set(['alert', 'logs', 'recording', 'scaling', 'slo', 'traces']);
/** Kinds whose missing service nobody else reports. */
const SILENT: ReadonlySet<string> = new Set(['logs', 'scaling', 'traces']);

/** Fields whose keys are the author's: a label may be called `kind`. */
const AUTHORS_OWN: ReadonlySet<string> = new Set([
  ...['raw', 'match', 'labels', 'fields', 'attributes', 'headers'],
  ...['json', 'elements', 'transformations'], // Grafana's own JSON
]);

/** Definitions that later stages can work with. The others are reported here and take no part, so that nothing trips over a hole. */
export function soundOnes(byKind: Definitions, report: Report): Definitions {
  const walk: Walk = { standing: new Set<unknown>(Object.values(byKind).flat()), called: new Set() };
  const sound = Object.entries(byKind).map(([kind, ones]) => [
    kind,
    ones.filter((one) => isReadable(one as Written & object, kind, walk, report)), // only its own fields are read, as unknown
  ]);
  return Object.fromEntries(sound) as Definitions; // the same kinds
}

/** A getter, or a proxy, may throw when its value is looked at. */
function isReadable(one: Written & object, kind: string, walk: Walk, report: Report): boolean {
  try {
    return isSound(one, kind, walk, report);
  } catch (thrown) {
    const message = `Looking at its values threw ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
    report.error('definition/wrong-value', addressOf(ESTATE, kind, 'unreadable'), message, {
      origin: one,
      fix: 'write plain values',
    });
    return false;
  }
}

function isSound(one: Written & object, kind: string, walk: Walk, report: Report): boolean {
  if (!UNNAMED.has(kind) && typeof one['name'] !== 'string') {
    addressIn(scopeOf(one), kind, one, report);
    return false;
  }
  const at = addressOf(scopeOf(one), kind, typeof one['name'] === 'string' ? one['name'] : kind);
  if (OF_A_SERVICE.has(kind) && !isOfService(one, kind, at, report)) return false;
  const holes = [...holesIn(one, '', walk, new Set([one]))];
  for (const hole of holes) reportHole(hole, at, one, report);
  const named = kind !== 'dashboard' || addressIn(scopeOf(one), kind, one, report) === at; // the other kinds ask where they are resolved
  return named && holes.every(({ call }) => call?.harmless);
}

function reportHole(
  { path, wanted, seen, call, code = 'definition/wrong-value', write }: Hole,
  at: Address,
  one: object,
  report: Report,
): void {
  const origin = innermost(one, path.split('.'));
  const field = path.replaceAll(/\b(?:settings|source)\./g, ''); // nobody writes `settings` or `source`
  if (call) report.error(call.code, at, call.says, { origin, fix: call.fix });
  else if (wanted === undefined) missing(field, at, origin, report, valueAt(one, path.split('.')), write);
  else report.error(code, at, `\`${field}\` is ${seen}.`, { origin, fix: `write ${wanted}` });
}

function isOfService(one: Written & object, kind: string, at: Address, report: Report): boolean {
  const { service } = one;
  if (service === undefined || service === null) {
    if (SILENT.has(kind)) missing('service', at, one, report);
    return !SILENT.has(kind);
  }
  if (isRecord(service) && service['kind'] === 'service') return true;
  const fix = 'write service: checkout, where export const checkout = service({ … })';
  report.error('definition/undefined-reference', at, '`service` is no service.', { origin: one, fix });
  return false;
}

/** What an author made that holds the place, so that its line is told: the panel and not the board. */
function innermost(one: object, [key, ...rest]: readonly string[]): object {
  const inner: unknown = key === undefined ? undefined : Object.entries(one).find(([name]) => name === key)?.[1];
  if (typeof inner !== 'object' || inner === null) return one;
  const found = innermost(inner, rest);
  return found !== inner || givenTo(inner) ? found : one;
}

function* holesIn(value: object, path: string, walk: Walk, seen: Set<unknown>): Generator<Hole> {
  if (isEndless(value)) {
    yield {
      path,
      seen: 'a query that holds itself, or too large a one',
      wanted: 'a smaller one, and record what it has in common',
    };
    return;
  }
  if (isRecord(value) && !walk.called.has(value)) {
    walk.called.add(value);
    const calls = [...wrongCallsIn(value)];
    for (const call of calls) yield { path, call };
    if (calls.some(({ harmless }) => !harmless)) return;
  }
  if (isRecord(value)) yield* neededIn(value, path);
  if (isRecord(value)) yield* wrongValuesIn(value, path);
  for (const [key, inner] of Object.entries(Array.isArray(value) ? [...value] : value) as [string, unknown][]) {
    const inside = path === '' ? key : `${path}.${key}`;
    if ((inner === undefined || inner === null) && Array.isArray(value)) yield { path: inside };
    if (typeof inner !== 'object' || inner === null || AUTHORS_OWN.has(key) || walk.standing.has(inner) || seen.has(inner))
      continue;
    seen.add(inner);
    yield* holesIn(inner, inside, walk, seen);
  }
}

function* neededIn(value: Written, path: string): Generator<Hole> {
  const kind = nameOf(value);
  if (!Object.hasOwn(NEEDED, kind)) return;
  for (const choices of NEEDED[kind] ?? []) {
    if (choices.some((choice) => (valueAt(value, choice.split('.')) ?? undefined) !== undefined)) continue;
    const at = [path, choices.join(' or ')].filter((part) => part !== '').join('.');
    const write = PLACES[kind]?.find(({ each, field }) => each === undefined && field === choices[0])?.wanted;
    yield { path: at, ...(write !== undefined && choices.length === 1 && { write }) };
  }
}

function scopeOf({ kind, name, service, system }: Written): string {
  const owner = kind === 'service' || kind === 'system' ? name : [service, system].find(isRecord)?.['name'];
  return typeof owner === 'string' ? owner : ESTATE;
}
