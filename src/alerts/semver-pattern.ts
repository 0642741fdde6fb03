/** A version of the form Prometheus labels have it: an optional `v`, three numbers, an optional tail. https://semver.org */
const TAIL = '([-+][0-9A-Za-z.+-]*)?';
const BUILD = '([+][0-9A-Za-z.-]+)?';
const PRERELEASE = '-[0-9A-Za-z.-]+';
const ANY = '(0|[1-9][0-9]*)';

/**
 * A regular expression (RE2, anchored) of every version that comes before this one by the order of semantic versioning: pre-releases of it
 * come before it, what is built of it does not. What is no version matches nothing.
 */
export function versionsBelow(version: string): string {
  const [major = '0', minor = '0', patch = '0'] = version.split('.');
  const forms = [
    ...below(major).map((one) => `${one}\\.${ANY}\\.${ANY}${TAIL}`),
    ...below(minor).map((one) => `${major}\\.${one}\\.${ANY}${TAIL}`),
    ...below(patch).map((one) => `${major}\\.${minor}\\.${one}${TAIL}`),
    `${major}\\.${minor}\\.${patch}${PRERELEASE}${BUILD}`,
  ];
  return `v?(${forms.join('|')})`;
}

/** One of these versions, whatever was built of it. */
export function theseVersions(versions: readonly string[]): string {
  return `v?(${versions.map((one) => one.replace(/^v/, '').replace(/[.+]/g, '\\$&')).join('|')})${BUILD}`;
}

/** Whole numbers below another, as one pattern; none below zero. */
function below(number: string): string[] {
  const digits = [...number].map(Number);
  const same = digits.flatMap((digit, index) => {
    const low = index === 0 && digits.length > 1 ? 1 : 0;
    if (digit <= low) return [];
    const rest = digits.length - index - 1;
    return [`${number.slice(0, index)}${range(low, digit - 1)}${rest === 0 ? '' : `[0-9]{${rest}}`}`];
  });
  const shorter = digits.length === 1 ? [] : [digits.length === 2 ? '[0-9]' : `(0|[1-9][0-9]{0,${digits.length - 2}})`];
  const all = [...shorter, ...same];
  return all.length === 0 ? [] : [`(${all.join('|')})`];
}

function range(low: number, high: number): string {
  return low === high ? String(low) : `[${low}-${high}]`;
}
