import { once } from '../kernel/once.ts';
import type { RecordingRule } from '../model/alert.ts';
import type { PromqlQuery } from '../model/query.ts';
import { seriesNameOf } from '../query/promql/analyse-selector.ts';
import { isTemplated } from '../query/promql/label-values.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';

/** A series as a query asks for it. */
export interface AskedSeries {
  readonly name: string | undefined;
  readonly matchers: readonly Matcher[];
}

/** What recordings ask that differ only in the values of the labels their rules add, and in the jobs of the series they read. */
export interface RuleShape {
  readonly text: string;
  readonly asked: () => readonly AskedSeries[];
  /** Those of the rule that was read; in another its own stand in their place. */
  readonly filled: Filled;
}

/** What a rule has in the places its shape leaves open. */
export interface Filled {
  readonly labels: RecordingRule['labels'];
  readonly jobs: readonly string[];
}

const NO_JOBS: readonly string[] = [];
const NONE = { shape: undefined, jobs: NO_JOBS };
/** Stands around what is left open; no text has it. */
const MARK = '\u0000';
/** The only form of a matcher, and of a string, that is looked into. */
const MATCHER = /([a-zA-Z_]\w*)(=~|!~|!=|=)"([^"]*)"/g;

/** The shapes of the recordings of an estate; of each one query is parsed, when somebody asks. */
export function ruleShapes(): (rule: RecordingRule) => { shape: RuleShape | undefined; jobs: readonly string[] } {
  const shapes = new Map<string, RuleShape>();
  const same = sameJobs();
  return ({ record, labels, query }) => {
    if (query.engine !== 'prometheus' || !isPlain(query) || !Object.values(labels).every(isOneValue)) return NONE;
    const left = leftOpen(query.text, labels);
    const jobs = same(left.jobs);
    const text = [record, Object.keys(labels).join(), left.text].join(MARK);
    const shape = shapes.get(text) ?? { text, asked: once(() => askedIn(query.expr)), filled: { labels, jobs } };
    shapes.set(text, shape);
    return { shape, jobs };
  };
}

export function askedIn(expr: Expr | undefined): readonly AskedSeries[] {
  return expr ? selectorsOf(expr).map((selector) => ({ name: seriesNameOf(selector), matchers: selector.matchers })) : [];
}

/** What looks like a matcher in it is one: it has no comment and no strings but those of matchers; and no number has a unit. */
function isPlain({ text, units }: PromqlQuery): boolean {
  if (units.size > 0 || /['`\\#\u0000]|__name__/.test(text)) return false;
  return text.split('"').length - 1 === 2 * [...text.matchAll(MATCHER)].length;
}

/** Neither the value of a label that is not there, nor one that is filled in later. */
function isOneValue(value: string): boolean {
  return value !== '' && !isTemplated(value);
}

/**
 * The text without the values its rule adds, where matchers ask for exactly them, and without the jobs they ask for. A value that two labels
 * have is that of the first; all else stands as it is written.
 */
function leftOpen(text: string, labels: RecordingRule['labels']): { readonly text: string; readonly jobs: readonly string[] } {
  const entries = Object.entries(labels);
  const jobs: string[] = [];
  const jobPlace = (job: string) => (jobs.includes(job) ? jobs.indexOf(job) : jobs.push(job) - 1);
  const placeOf = (label: string, value: string) =>
    entries.find(([, own]) => own === value)?.[0] ?? (label === 'job' && value !== '' ? jobPlace(value) : undefined);
  const open = text.replace(MATCHER, (matcher, label: string, op: string, value: string) => {
    const place = op === '=' ? placeOf(label, value) : undefined;
    return place === undefined ? matcher : `${label}=${MARK}${place}${MARK}`;
  });
  return { text: open, jobs };
}

/** Most ask for one job, and several of the same. */
function sameJobs(): (jobs: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (jobs) => {
    const [first, ...others] = jobs;
    if (first === undefined) return NO_JOBS;
    if (others.length > 0) return jobs;
    const same = known.get(first) ?? jobs;
    known.set(first, same);
    return same;
  };
}

/** What one reads, as another of the same shape asks for it; of labels with one value the first has the place in the shape. */
export function askedBy({ asked, filled }: RuleShape, now: Filled): readonly AskedSeries[] {
  if (filled.labels === now.labels && filled.jobs === now.jobs) return asked();
  const entries = Object.entries(filled.labels).toReversed();
  const values = new Map(entries.map(([label, value]) => [value, now.labels[label] ?? value]));
  const jobs = new Map(filled.jobs.map((job, place) => [job, now.jobs[place] ?? job]));
  const filledIn = ({ label, op, value }: Matcher) => {
    if (op !== '=') return value;
    return values.get(value) ?? (label === 'job' ? jobs.get(value) : undefined) ?? value;
  };
  return asked().map(({ name, matchers }) => ({
    name,
    matchers: matchers.map((matcher) => ({ ...matcher, value: filledIn(matcher) })),
  }));
}
