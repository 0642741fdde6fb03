/** Minutes between two samples. */
export const STEP_MINUTES = 4;
export const DAY_MINUTES = 1440;
export const DAYS = 8;
/** What came before is history to learn from. */
export const JUDGED_FROM = 5 * DAY_MINUTES;
export const LENGTH = DAYS * DAY_MINUTES;

/** Minutes since the series began; `to` is exclusive. */
export interface Incident {
  readonly from: number;
  readonly to: number;
}

export interface Synthetic {
  readonly pattern: string;
  readonly seed: number;
  readonly values: readonly number[];
  readonly incidents: readonly Incident[];
}

type Random = () => number;
interface Story {
  readonly incidents: readonly Incident[];
  at(minute: number, noise: Random): number;
}

const LEVEL = 100;
const NOISE = 5;

/** What each series shows, and when something is wrong with it. */
const STORIES: Readonly<Record<string, (random: Random) => Story>> = {
  /** Twenty minutes at 1.5 times the level, once a day. */
  spike: (random) => {
    const incidents = onePerDay(random, 20);
    return { incidents, at: (minute, noise) => LEVEL + NOISE * noise() + (inside(incidents, minute) ? 50 : 0) };
  },
  /** Six hours at 1.25 times the level, once a day. */
  'level shift': (random) => {
    const incidents = onePerDay(random, 360);
    return { incidents, at: (minute, noise) => LEVEL + NOISE * noise() + (inside(incidents, minute) ? 25 : 0) };
  },
  /** A leak: half the level more within twelve hours, once; then it is mended. */
  drift: (random) => {
    const from = JUDGED_FROM + Math.floor(random() * DAY_MINUTES);
    const incident = { from, to: from + 720 };
    const leaked = (minute: number) => (inside([incident], minute) ? (minute - from) / 720 : 0);
    return { incidents: [incident], at: (minute, noise) => LEVEL + NOISE * noise() + 50 * leaked(minute) };
  },
  /** A day that swings by half the level to both sides; an hour of it lost by half, once a day. */
  season: (random) => {
    const incidents = onePerDay(random, 60);
    return {
      incidents,
      at: (minute, noise) => {
        const level = LEVEL + 50 * Math.sin((2 * Math.PI * minute) / DAY_MINUTES);
        return (inside(incidents, minute) ? 0.5 : 1) * (level + 0.05 * level * noise());
      },
    };
  },
  /** Nothing is wrong: noise that remembers its last values, and single samples far out. */
  noise: () => {
    let slow = 0;
    return {
      incidents: [],
      at: (_, noise) => {
        slow = 0.95 * slow + 2 * noise();
        const far = noise() > 2.8 ? 40 : 0;
        return LEVEL + slow + NOISE * noise() + far;
      },
    };
  },
};

export const PATTERNS = Object.keys(STORIES);

/** The same for the same seed, on every machine. */
export function synthetic(pattern: string, seed: number): Synthetic {
  const random = randomFrom(seed * 7919 + PATTERNS.indexOf(pattern) * 104_729 + 1);
  const story = STORIES[pattern]?.(random);
  if (!story) throw new Error(`no pattern ${pattern}`);
  const noise = () => normal(random);
  const values = Array.from({ length: LENGTH / STEP_MINUTES }, (_, index) => {
    return Math.round(Math.max(0, story.at(index * STEP_MINUTES, noise)) * 10) / 10;
  });
  return { pattern, seed, values, incidents: story.incidents };
}

/** On each judged day one that begins and ends on it. */
function onePerDay(random: Random, minutes: number): Incident[] {
  return Array.from({ length: DAYS - JUDGED_FROM / DAY_MINUTES }, (_, day) => {
    const within = Math.floor((random() * (DAY_MINUTES - minutes - 120)) / STEP_MINUTES) * STEP_MINUTES;
    const from = JUDGED_FROM + day * DAY_MINUTES + 60 + within;
    return { from, to: from + minutes };
  });
}

function inside(incidents: readonly Incident[], minute: number): boolean {
  return incidents.some(({ from, to }) => minute >= from && minute < to);
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32: 32 bits of state, the same everywhere. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
