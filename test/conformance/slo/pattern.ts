import { Random } from '../../support/random.ts';

export const SCRAPE_S = 15;
export const EVALUATION_S = 30;
export const EVALUATIONS = 300;
export const STEPS = (EVALUATIONS * EVALUATION_S) / SCRAPE_S;

/** What one target exposes at each scrape; undefined where there is no sample. */
export interface Exposed {
  readonly instance: string;
  readonly code: '200' | '500';
  /** It appears with its first event, after its target. */
  readonly isBorn: boolean;
  readonly values: readonly (number | undefined)[];
}

/** A random stretch of traffic: what happened, and what of it was exposed. */
export interface Pattern {
  readonly name: string;
  /** Events of all targets that each scrape showed first: what counters began again without anybody seeing it is in none. */
  readonly total: readonly number[];
  readonly bad: readonly number[];
  /** Whether a scrape saw anything. */
  readonly scraped: readonly boolean[];
  /** A counter began again before the evaluation that was to see it for the first time, or again: what it had counted by then is lost. */
  readonly losesSome: boolean;
  readonly series: readonly Exposed[];
}

interface Incident {
  readonly from: number;
  readonly until: number;
  readonly badShare: number;
  /** Traffic is multiplied by it. */
  readonly traffic: number;
}

/** A request an hour, …, thousands a second: events a scrape. */
const TRAFFIC = [1 / 240, 1 / 8, 1, 20, 1000, 100_000];
const SHARES = [1, 0.5, 0.2, 0.1, 0.05, 0.03, 0.012, 0.008];
const BACKGROUND = [0, 0, 0.0005, 0.005];

export function patternOf(seed: number): Pattern {
  const random = new Random(seed);
  const perScrape = random.pick(TRAFFIC);
  const background = random.pick(BACKGROUND);
  const incidents = Array.from({ length: random.below(4) }, () => incidentOf(random));
  const idle = random.below(3) === 0 ? stretch(random, 20, 160) : undefined;
  const gap = random.below(3) === 0 ? stretch(random, 1, 60) : undefined;
  const lateErrors = random.below(2) === 0;
  const works = random.below(2) === 0;
  const joined = random.below(3) === 0 ? 1 + random.below(STEPS / 2) : 0;
  const joins = joined === 0 ? 0 : seenByEvaluation(inside(joined, gap) ? (gap?.until ?? 0) : joined);
  const targets = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    target(`${index}:9464`, random, (step) => {
      if ((inside(step, gap) && !works) || inside(step, idle)) return { events: 0, badShare: 0 };
      const now = incidents.filter((one) => inside(step, one));
      const traffic = now.reduce((product, one) => product * one.traffic, 1);
      return { events: perScrape * traffic, badShare: Math.max(background, ...now.map(({ badShare }) => badShare)) };
    }),
  );
  const series = targets.flatMap((one, index) => exposed(one, { gap, from: index === 0 ? 0 : joins, lateErrors }));
  const shown = series.map((one) => ({ code: one.code, events: shownBy(one) }));
  const sums = (of: typeof shown) => scrapes((step) => of.reduce((sum, { events }) => sum + (events[step] ?? 0), 0));
  const parts = [
    `${perScrape} a scrape`,
    `${incidents.length} incidents`,
    ...(idle ? ['idle'] : []),
    ...(gap ? [`gap of ${((gap.until - gap.from) * SCRAPE_S) / 60} min${works ? ', unseen' : ''}`] : []),
    ...(joins > 0 && targets.length > 1 ? ['new targets'] : []),
    ...(targets.some(({ resets }) => resets.length > 0) ? ['resets'] : []),
    ...(lateErrors ? ['no errors yet'] : []),
  ];
  return {
    name: `${seed}: ${parts.join(', ')}`,
    total: sums(shown),
    bad: sums(shown.filter(({ code }) => code === '500')),
    scraped: scrapes((step) => !inside(step, gap)),
    losesSome: series.some(({ values }) => values.some((_, step) => isLost(values, step))),
    series,
  };
}

interface Target {
  readonly instance: string;
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** Steps at which its counters began again. */
  readonly resets: readonly number[];
}

function target(instance: string, random: Random, at: (step: number) => { events: number; badShare: number }): Target {
  const resets = Array.from({ length: random.below(3) }, () => 1 + random.below(STEPS - 1));
  const happened = scrapes((step) => {
    const { events, badShare } = step <= seenByEvaluation(0) ? { events: 0, badShare: 0 } : at(step);
    const count = whole(events, random);
    const bad = Math.min(count, whole(count * badShare, random));
    return { good: count - bad, bad };
  });
  return { instance, good: happened.map(({ good }) => good), bad: happened.map(({ bad }) => bad), resets };
}

/** The next scrape that is the last an evaluation reads: it is from there that events are counted. */
function seenByEvaluation(step: number): number {
  return step % 2 === 1 ? step : step + 1;
}

interface Shown {
  readonly gap: Span | undefined;
  /** The step at which it is scraped first, with all it has counted by then. */
  readonly from: number;
  readonly lateErrors: boolean;
}

/** The counters a target shows: what it has counted since it began, nothing while it is not scraped, errors perhaps only from the first on. */
function exposed({ instance, good, bad, resets }: Target, { gap, from, lateErrors }: Shown): Exposed[] {
  const counter = (events: readonly number[], begin: number) => {
    let value = 0;
    return scrapes((step) => {
      if (resets.includes(step)) value = 0;
      value += events[step] ?? 0;
      return inside(step, gap) || step < begin ? undefined : value;
    });
  };
  // the first errors of a target that is new itself are not known to be new
  const late = bad.findIndex((count, step) => count > 0 && step > (from > 0 ? from + KNOWN : 0));
  const first = late < 0 ? STEPS + 1 : late;
  const errors = lateErrors && from > 0 ? bad.map((count, step) => (step < first ? 0 : count)) : bad;
  return [
    { instance, code: '200', isBorn: false, values: counter(good, from) },
    { instance, code: '500', isBorn: lateErrors, values: counter(errors, lateErrors ? Math.max(from, first) : from) },
  ];
}

/** Scrapes after which a target is not new any more, wherever the evaluations fall. */
const KNOWN = 4;

/** How many more a counter shows at each scrape; one that appears after the target shows its first, one that fell began again. */
function shownBy({ values, isBorn }: Exposed): number[] {
  let last: number | undefined;
  return values.map((value) => {
    if (value === undefined) return 0;
    const before = last ?? (isBorn ? 0 : value);
    last = value;
    return value < before ? value : value - before;
  });
}

/** Whether it falls between the two scrapes of an evaluation, and was not there at the evaluation before. */
function isLost(values: Exposed['values'], step: number): boolean {
  const [before, first, last] = [values[step - 2], values[step - 1], values[step]];
  return seenByEvaluation(step) === step && before === undefined && first !== undefined && last !== undefined && last < first;
}

interface Span {
  readonly from: number;
  readonly until: number;
}

function incidentOf(random: Random): Incident {
  return { ...stretch(random, 2, 160), badShare: random.pick(SHARES), traffic: random.pick([1, 1, 1, 0.2, 3]) };
}

function stretch(random: Random, least: number, most: number): Span {
  const from = 1 + random.below(STEPS - least);
  return { from, until: from + least + random.below(most - least) };
}

function inside(step: number, span: Span | undefined): boolean {
  return span !== undefined && step >= span.from && step < span.until;
}

/** As many whole events as are due on average. */
function whole(events: number, random: Random): number {
  return Math.floor(events) + (random.next() < events % 1 ? 1 : 0);
}

function scrapes<T>(of: (step: number) => T): T[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => of(step));
}
