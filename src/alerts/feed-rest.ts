import { wholeMatch } from '../kernel/whole-match.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { sampleOf } from '../sli/sample.ts';
import type { Feed, Leaf } from './feed-shape.ts';

/** How many there are of everything in a ratio. */
const WHOLE = 1000;

/** A ratio: so much above the line, and below it a whole, of which the other may be a part. Undefined where they are nothing alike. */
export function holdsAgainst(over: Feed, under: Feed): Feed | undefined {
  const [part, whole] = [over.leaves[0], under.leaves[0]];
  if (!part || !whole || over.leaves.length > 1 || under.leaves.length > 1) return undefined;
  if (part.counter !== whole.counter || windowText(over) !== windowText(under)) return undefined;
  const scaled: Leaf = { ...part, back: (value) => part.back(value) * WHOLE };
  if (!includes(whole.selector, part)) {
    if (labelsOf(part.series) !== labelsOf(whole.series)) return undefined;
    return { ...over, leaves: [scaled, { ...whole, back: () => whole.back(1) * WHOLE }] };
  }
  const { groupBy } = whole;
  const series = sampleOf(whole.selector, {}, { unlike: part.selector, groupBy });
  const together = groupBy.every((label) => labelsIn(series).get(label) === labelsIn(part.series).get(label));
  if (series === part.series || !together) return undefined;
  const rest: Leaf = { ...whole, series, back: (value) => whole.back(1 - part.back(value)) * WHOLE };
  return { ...over, leaves: [scaled, rest], min: 0, max: 1 };
}

function windowText({ windows }: Feed): string {
  return windows.map(({ follows, ms }) => `${follows} ${ms}`).join();
}

/** Whether a selector chooses a sample too. */
function includes(selector: VectorSelector, { series, selector: own }: Leaf): boolean {
  if (selector.name !== own.name) return false;
  const labels = labelsIn(series);
  return selector.matchers.every(({ label, op, value }) => {
    const seen = labels.get(label) ?? '';
    const equal = op.endsWith('~') ? (wholeMatch(value, { dotAll: true })?.(seen) ?? false) : seen === value;
    return op.startsWith('!') ? !equal : equal;
  });
}

function labelsIn(series: string): ReadonlyMap<string, string> {
  return new Map([...series.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', value = '']) => [label, value]));
}

function labelsOf(series: string): string {
  return series.slice(series.indexOf('{'));
}
