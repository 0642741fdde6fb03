import { once } from '../kernel/once.ts';
import type { RecordingRule } from '../model/alert.ts';
import type { PromqlQuery } from '../model/query.ts';
import { seriesNameOf } from '../query/promql/analyse-selector.ts';
import { OwnQuery } from '../query/promql/own-query.ts';
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

/** The shapes of the recordings of an estate; of each one query is parsed, when somebody asks. */
export function ruleShapes(): (rule: RecordingRule) => { shape: RuleShape | undefined; jobs: readonly string[] } {
  const shapes = new Map<string, RuleShape>();
  const same = sameJobs();
  return ({ record, labels, query }) => {
    if (query.engine !== 'prometheus' || !isPlain(query)) return { shape: undefined, jobs: NO_JOBS };
    const others = withoutValues(query.text, labels);
    const jobs = query instanceof OwnQuery ? NO_JOBS : same(jobsIn(others));
    const text = [record, ...Object.keys(labels), jobs.reduce(withoutJob, others)].join(' ');
    const shape = shapes.get(text) ?? { text, asked: once(() => askedIn(query.expr)), filled: { labels, jobs } };
    shapes.set(text, shape);
    return { shape, jobs };
  };
}

export function askedIn(expr: Expr | undefined): readonly AskedSeries[] {
  return expr ? selectorsOf(expr).map((selector) => ({ name: seriesNameOf(selector), matchers: selector.matchers })) : [];
}

/** What looks like a matcher in it is one: it has no comment and no strings but those between plain double quotes; and no number has a unit. */
function isPlain({ text, units }: PromqlQuery): boolean {
  return units.size === 0 && !/['`\\#]/.test(text);
}

/** The text with names of labels in place of the values its rule adds, where matchers ask for them. */
function withoutValues(text: string, labels: RecordingRule['labels']): string {
  return Object.entries(labels).reduce((shape, [label, value]) => shape.replaceAll(`="${value}"`, `=<${label}>`), text);
}

function jobsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\bjob="([^"]+)"/g)].flatMap(([, job]) => job ?? []))];
}

function withoutJob(text: string, job: string, place: number): string {
  return text.replaceAll(`job="${job}"`, `job=<${place}>`);
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
  const filledIn = ({ label, op, value }: Matcher) =>
    (label === 'job' && op === '=' ? jobs.get(value) : undefined) ?? values.get(value) ?? value;
  return asked().map(({ name, matchers }) => ({
    name,
    matchers: matchers.map((matcher) => ({ ...matcher, value: filledIn(matcher) })),
  }));
}
