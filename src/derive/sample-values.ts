type Value = number | string | undefined;

/** What a series shows, in promtool's notation: `1x3` for what stays, `0+5x10` for what grows evenly, `_` for nothing. */
export function sampleValues(at: (ms: number) => Value, lastMs: number, everyMs: number): string {
  const values = Array.from({ length: Math.floor(lastMs / everyMs) + 1 }, (_, index) => at(index * everyMs));
  const runs: string[] = [];
  for (let from = 0; from < values.length; ) {
    const to = endOfRun(values, from);
    runs.push(runText(values, from, to));
    from = to + 1;
  }
  return runs.join(' ');
}

/** The last of those that stay the same, or grow by the same step. */
function endOfRun(values: readonly Value[], from: number): number {
  const step = stepAt(values, from);
  let to = from;
  while (to + 1 < values.length && step !== undefined && stepAt(values, to) === step) to++;
  return to;
}

/** From one to the next: a number between numbers, `same` where nothing changes. */
function stepAt(values: readonly Value[], index: number): number | 'same' | undefined {
  const [a, b] = [values[index], values[index + 1]];
  if (a === b) return 'same';
  // what is no whole number would gather errors on the way
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) ? Number(b) - Number(a) : undefined;
}

function runText(values: readonly Value[], from: number, to: number): string {
  const [first, next] = [values[from], values[from + 1]];
  // `_x3` is three without a sample, `1x3` is four
  if (first === undefined) return `_x${to - from + 1}`;
  const text = String(first);
  if (to === from) return text;
  if (first === next) return `${text}x${to - from}`;
  const step = Number(next) - Number(first);
  return `${text}${step < 0 ? '' : '+'}${step}x${to - from}`;
}
