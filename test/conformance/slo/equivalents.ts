import type { WrongRules } from './mutation-run.ts';

/** Mutants that answer the same, and why. */
export interface Equivalent {
  readonly what: RegExp;
  /** The operation in which the change stands, whole. */
  readonly within: RegExp;
  readonly reason: string;
}

const now = String.raw`\S+\{[^}]*\} offset \d+s`;
const range = String.raw`\S+\{[^}]*\}\[\w+\] offset \d+s`;
const grown = `${now} \\+ \\(max_over_time\\(${range}\\) > ${now}\\)`;
const since = `${now} - last_over_time\\(${range}\\)`;

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
    ),
    reason:
      'The sides of these operations are matched on all labels, so what one side chooses besides finds nothing on the other, which still has the matcher.',
  },
];

export function reasonOf({ what, within }: WrongRules): string | undefined {
  return EQUIVALENT.find((one) => one.what.test(what) && one.within.test(within))?.reason;
}

function whole(...forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join('|')})$`);
}
