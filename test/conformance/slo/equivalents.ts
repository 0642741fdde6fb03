import type { WrongRules } from './mutation-run.ts';

/** Mutants that answer the same, and why. */
export interface Equivalent {
  readonly what: RegExp;
  /** The operation in which the change stands, whole. */
  readonly within: RegExp;
  /** What is changed. */
  readonly at?: RegExp;
  /** The whole rule. */
  readonly of?: RegExp;
  readonly reason: string;
}

const now = String.raw`\S+\{[^}]*\} offset \d+s`;
const range = String.raw`\S+\{[^}]*\}\[\w+\] offset \d+s`;
const sums = String.raw`sum by \(slo\) \(slo:sli_total:rate5m\{[^}]*\}\)`;
const grown = `${now} \\+ \\(max_over_time\\(${range}\\) > ${now}\\)`;
const since = `${now} - last_over_time\\(${range}\\)`;
const counted = `histogram_count\\(${now}\\) >= histogram_count\\(last_over_time\\(${range}\\)\\)`;

const current = String.raw`count_values\("period", slo:calendar:start_timestamp_seconds\{[^}]*\}\)`;

export const EQUIVALENT: readonly Equivalent[] = [
  {
    what: /: drops \w+$/,
    within: whole(
      `${now} - ${now}`,
      `resets\\(${range}\\) > 0`,
      grown,
      `max_over_time\\(${range}\\) > ${now}`,
      `${grown} - ${now}`,
      since,
      `${since} >= 0 unless ${now}`,
      `${now} and last_over_time\\(${range}\\)`,
      `histogram_count\\(${now}\\) >= histogram_count\\(${now}\\)`,
      counted,
      `${since} and ${counted} unless ${now}`,
    ),
    reason:
      'The sides of these operations are matched on all labels, so what one side chooses besides finds nothing on the other, which still has the matcher.',
  },
  {
    what: /: range × 2$/,
    within: whole(since, counted),
    at: /\[1h\]/,
    of: /^\(?histogram_count\(/,
    reason:
      'What a histogram grew by since it was last seen is asked twice, for itself and for its count, and only what both find is taken: the other still looks back one hour.',
  },
  {
    what: /^SloBurn \S+: slo:sli_total:(increase\w+) → slo:sli_bad:\1$/,
    within: /^slo:sli_error:ratio_rate\w+\{[^}]*\} \* count_over_time\(slo:sli_total:increase\w+\{[^}]*\}\[\w+\]\)$/,
    reason:
      'How many stretches were recorded, not what is in them: each that has a total has its bad events, by the `or 0 * total` they are counted with.',
  },
  {
    what: /^slo:sli_bad:state: drops what follows >=$/,
    within: /^\(\S+ >= -Inf\) < bool [\d.]+$/,
    of: /or vector\(0\)$/,
    reason: 'What is no number is not below a bound, so the comparison answers 0: what is filled in where nothing was measured.',
  },
  {
    what: /^slo:sli_total:rate5m: (?:min → max|sum → max|slo:sli_total:rate5m → slo:sli_bad:rate5m)$/,
    within: new RegExp(`^min\\(${sums} > 0\\) or min\\(${sums}\\)$`),
    at: /^[^>]*$/,
    of: /^min\(/,
    reason:
      'What follows `or` is asked only where no member has events: every rate is 0 there, the bad ones too, and so is whatever is made of them.',
  },
  {
    what: /^slo:sli_bad:rate5m: (?:drops what follows or|min → max|sum → max|slo:sli_total:rate5m → \S+)$/,
    within: new RegExp(`^min\\(${sums} > 0\\) or min\\(${sums}\\)$`),
    at: /^(?:[^>]*|min\([^>]* > 0\) or min\([^>]*\))$/,
    of: /^\(min\(/,
    reason:
      'Where no member has events there is no share to multiply it by, so what follows `or` gives nothing; `0 * total` answers.',
  },
  {
    what: /^slo:sli_bad:rate5m: drops what follows or$/,
    at: new RegExp(`^min\\(${sums} > 0\\) or min\\(${sums}\\)$`),
    within: /^\(min\(/,
    reason:
      'Where no member has events there is no share to multiply it by, so what follows `or` gives nothing; `0 * total` answers.',
  },
  {
    what: /^slo:sli_bad:increase30s: (?:drops what follows or|\* → \/|slo:sli_total:increase30s → slo:sli_bad:increase30s)$/,
    within: / 0 \* slo:sli_total:increase30s\{[^}]*\}$|^0 \* slo:sli_total:increase30s\{[^}]*\}$/,
    of: /^(?:sum_over_time\(slo:sli_bad:state\{|sum(?: by \(\w+\) )?\(count_over_time\(\S+ offset \d+s\) - sum_over_time\()/,
    reason:
      'Bad ones are counted from the same samples as all of them: where there is one count there is the other, and what follows `or` is never asked.',
  },
  {
    what: /^slo:sli_bad:increase30s: \* → \/$/,
    within: /^sum(?: by \(\w+\) )?\(sum_over_time\(slo:sli_bad:lines1m\{/,
    reason: 'Loki records no minute without lines, so a total is above 0, and 0 divided by it is 0.',
  },
  {
    what: /: \* → \/$/,
    within: new RegExp(current),
    at: new RegExp(`^[a-z]+_over_time\\([^*]*\\)(?: \\* [\\d.]+)? \\* on \\([^)]*\\) group_left \\([^)]*\\) ${current}$`),
    reason: 'There is one start of the period, so the number of its values that it is multiplied with is 1.',
  },
  {
    what: /: sum → max$/,
    within: new RegExp(`sum without \\(period\\) \\(.* \\* on \\(period\\) group_left \\(\\) ${current}\\)`),
    at: new RegExp(
      `^sum without \\(period\\) \\([a-z]+_over_time\\([^*]*\\) \\* on \\(period\\) group_left \\(\\) ${current}\\)$`,
    ),
    reason:
      'Of each group one series is of the period there is now, and the others are left out before it is summed: only the label goes.',
  },
  {
    what: /: range × 2$/,
    within: new RegExp(`^[a-z]+_over_time\\([^*]*\\) \\* on \\(period\\) group_left \\(\\) ${current}$`),
    reason: 'No period is longer than the range, and of what is older nothing says that it is of the period there is now.',
  },
];

export function reasonOf({ what, at, within, rule }: WrongRules): string | undefined {
  return EQUIVALENT.find(
    (one) => one.what.test(what) && one.within.test(within) && (one.at?.test(at) ?? true) && (one.of?.test(rule.expr) ?? true),
  )?.reason;
}

function whole(...forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join('|')})$`);
}
