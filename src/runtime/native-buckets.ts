/** Exponential buckets of base 2^(2^-schema). https://prometheus.io/docs/specs/native_histograms/ */
export interface NativeBuckets {
  readonly schema: number;
  readonly zeroCount: number;
  /** By index; bucket `i` ends at base^i, inclusive. */
  readonly positive: ReadonlyMap<number, number>;
  readonly negative: ReadonlyMap<number, number>;
}

/** Eight buckets for each doubling: no quantile is off by more than 4.5 %. */
const FIRST_SCHEMA = 3;
const LAST_SCHEMA = -4;
/** As the Go client has it by default; past them every two buckets become one. */
const MAX_BUCKETS = 160;
/** What is nearer to zero counts as zero. https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#HistogramOpts */
export const ZERO_THRESHOLD = 2 ** -128;

export interface NativeCounts extends NativeBuckets {
  add(value: number): void;
  clear(): void;
}

export function nativeCounts(): NativeCounts {
  let schema = FIRST_SCHEMA;
  let zeroCount = 0;
  let positive = new Map<number, number>();
  let negative = new Map<number, number>();
  return {
    get schema() {
      return schema;
    },
    get zeroCount() {
      return zeroCount;
    },
    get positive() {
      return positive;
    },
    get negative() {
      return negative;
    },
    add: (value) => {
      if (Math.abs(value) <= ZERO_THRESHOLD) {
        zeroCount++;
        return;
      }
      const side = value > 0 ? positive : negative;
      const index = indexOf(Math.abs(value), schema);
      side.set(index, (side.get(index) ?? 0) + 1);
      while (positive.size + negative.size > MAX_BUCKETS && schema > LAST_SCHEMA) {
        schema--;
        positive = halved(positive);
        negative = halved(negative);
      }
    },
    clear: () => {
      schema = FIRST_SCHEMA;
      zeroCount = 0;
      positive = new Map();
      negative = new Map();
    },
  };
}

/** The bucket a value falls into. The logarithm may be off by its last digit, so its neighbours are asked too. */
export function indexOf(value: number, schema: number): number {
  const perDoubling = 2 ** schema;
  const guess = Math.ceil(Math.log2(value) * perDoubling);
  if (value <= 2 ** ((guess - 1) / perDoubling)) return guess - 1;
  return value > 2 ** (guess / perDoubling) ? guess + 1 : guess;
}

function halved(counts: ReadonlyMap<number, number>): Map<number, number> {
  const merged = new Map<number, number>();
  for (const [index, count] of counts) {
    const into = Math.ceil(index / 2);
    merged.set(into, (merged.get(into) ?? 0) + count);
  }
  return merged;
}

/** Many as one, at the coarsest of their resolutions. */
export function merged(all: readonly NativeBuckets[]): NativeBuckets | undefined {
  if (all.length === 0) return undefined;
  const schema = Math.min(...all.map((one) => one.schema));
  const side = (name: 'positive' | 'negative') => {
    const counts = new Map<number, number>();
    for (const one of all) {
      let fine = one[name];
      for (let at = one.schema; at > schema; at--) fine = halved(fine);
      for (const [index, count] of fine) counts.set(index, (counts.get(index) ?? 0) + count);
    }
    return counts;
  };
  const zeroCount = all.reduce((sum, one) => sum + one.zeroCount, 0);
  return { schema, zeroCount, positive: side('positive'), negative: side('negative') };
}
