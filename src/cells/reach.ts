import { type AnyMetric, METRIC_KINDS } from '../authored/metric.ts';
import { isRecord } from '../kernel/canonical.ts';
import { type AboutAll, aboutAll } from './whole-texts.ts';

/** What a definition refers to, in one step: other definitions, metrics, and whatever its texts name. */
export type Reach = (definition: object) => ReadonlySet<object>;

/** Reached by what may speak of anything, of which no part can be looked at alone. */
export const EVERYTHING: object = Object.freeze({});

export interface Texts {
  /** What a text may mean by a name. */
  readonly named: (word: string) => readonly object[];
  /** All that is meant where no name says which. */
  readonly all: (about: AboutAll) => readonly object[];
}

/** Names as they stand in queries and selectors; and those of objectives, `checkout/availability`. */
const WORDS = [/[a-zA-Z_][\w:.-]*/g, /[\w-]+\/[\w-]+/g];

/** `standing` are all definitions. */
export function reachOf(standing: ReadonlySet<object>, texts: Texts): Reach {
  const known = new Map<object, ReadonlySet<object>>();
  return (definition) => {
    const found = known.get(definition) ?? walk(definition, standing, texts);
    known.set(definition, found);
    return found;
  };
}

function walk(from: object, standing: ReadonlySet<object>, { all, named }: Texts): ReadonlySet<object> {
  const found = new Set<object>();
  const seen = new Set<object>([from]);
  const rest: object[] = [from];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') for (const word of wordsIn(value)) for (const one of named(word)) found.add(one);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (standing.has(value) || isMetric(value)) found.add(value);
    else rest.push(value);
  };
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next instanceof RegExp) visit(next.source);
    for (const about of aboutAll(next)) for (const one of all(about)) found.add(one);
    for (const [field, value] of Object.entries(next)) if (!isOfMatch(next, field)) visit(value);
  }
  return found;
}

/** Of a series that objectives record, its labels say whose it is. */
function isOfMatch(holder: object, field: string): boolean {
  return field === 'name' && isRecord(holder) && holder['kind'] === 'recorded';
}

function wordsIn(text: string): readonly string[] {
  return WORDS.flatMap((word) => text.match(word) ?? []);
}

export function isMetric(value: object): value is AnyMetric {
  return isRecord(value) && METRIC_KINDS.has(String(value['kind']));
}
