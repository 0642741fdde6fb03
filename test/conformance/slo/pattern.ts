import { Random } from '../../support/random.ts';

export const SCRAPE_S = 15;
export const EVALUATION_S = 30;
export const EVALUATIONS = 300;
export const STEPS = (EVALUATIONS * EVALUATION_S) / SCRAPE_S;

/** What one target exposes at each scrape; undefined where there is no sample. */
export interface Exposed {
  readonly instance: string;
  readonly code: '200' | '500';
  readonly values: readonly (number | undefined)[];
}

/** A random stretch of traffic: what happened, and what of it was exposed. */
export interface Pattern {
  readonly name: string;
  /** Events of all targets that each scrape saw first. */
  readonly total: readonly number[];
  readonly bad: readonly number[];
  /** Whether a scrape saw anything. */
  readonly scraped: readonly boolean[];
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
  const targets = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    target(`${index}:9464`, random, (step) => {
      if (inside(step, gap) || inside(step, idle)) return { events: 0, badShare: 0 };
      const now = incidents.filter((one) => inside(step, one));
      const traffic = now.reduce((product, one) => product * one.traffic, 1);
      return { events: perScrape * traffic, badShare: Math.max(background, ...now.map(({ badShare }) => badShare)) };
    }),
  );
  const sums = (of: (one: Target) => readonly number[]) =>
    scrapes((step) => targets.reduce((sum, one) => sum + (of(one)[step] ?? 0), 0));
  const parts = [
    `${perScrape} a scrape`,
    `${incidents.length} incidents`,
    ...(idle ? ['idle'] : []),
    ...(gap ? [`gap of ${((gap.until - gap.from) * SCRAPE_S) / 60} min`] : []),
    ...(targets.some(({ resets }) => resets.length > 0) ? ['resets'] : []),
    ...(lateErrors ? ['no errors yet'] : []),
  ];
  return {
    name: `${seed}: ${parts.join(', ')}`,
    total: sums(({ good, bad }) => good.map((count, step) => count + (bad[step] ?? 0))),
    bad: sums(({ bad }) => bad),
    scraped: scrapes((step) => !inside(step, gap)),
    series: targets.flatMap((one) => exposed(one, gap, lateErrors)),
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
    const { events, badShare } = step === 0 ? { events: 0, badShare: 0 } : at(step);
    const count = whole(events, random);
    const bad = Math.min(count, whole(count * badShare, random));
    return { good: count - bad, bad };
  });
  return { instance, good: happened.map(({ good }) => good), bad: happened.map(({ bad }) => bad), resets };
}

/** The counters a target shows: what it has counted since it began, nothing while it is not scraped, errors perhaps only from the first on. */
function exposed({ instance, good, bad, resets }: Target, gap: Span | undefined, late: boolean): Exposed[] {
  const counter = (events: readonly number[], from: number) => {
    let value = 0;
    return scrapes((step) => {
      if (resets.includes(step)) value = 0;
      value += events[step] ?? 0;
      return inside(step, gap) || step < from ? undefined : value;
    });
  };
  const first = bad.findIndex((count) => count > 0);
  return [
    { instance, code: '200', values: counter(good, 0) },
    { instance, code: '500', values: counter(bad, late ? (first < 0 ? STEPS + 1 : first) : 0) },
  ];
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
