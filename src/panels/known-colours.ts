import type { Panel } from '../model/dashboard.ts';

interface Words {
  readonly labels: ReadonlySet<string>;
  /** Patterns of values, in Grafana's form, with their colour. */
  readonly colours: readonly (readonly [pattern: string, colour: string])[];
}

/** Words that mean the same on every board, so that they have one colour everywhere. */
const KNOWN: readonly Words[] = [
  {
    labels: new Set(['code', 'status', 'status_code', 'status_class']),
    colours: [
      ['/^1(xx|\\d\\d)$/', 'text'],
      ['/^2(xx|\\d\\d)$/', 'green'],
      ['/^3(xx|\\d\\d)$/', 'blue'],
      ['/^4(xx|\\d\\d)$/', 'orange'],
      ['/^5(xx|\\d\\d)$/', 'red'],
    ],
  },
  {
    labels: new Set(['severity']),
    colours: [
      ['/^(critical|page|error|high)$/i', 'red'],
      ['/^(warn|warning|medium|ticket)$/i', 'orange'],
      ['/^(info|low)$/i', 'blue'],
    ],
  },
  {
    labels: new Set(['level', 'detected_level']),
    colours: [
      ['/^(fatal|critical|error|err)$/i', 'red'],
      ['/^(warn|warning)$/i', 'orange'],
      ['/^info$/i', 'green'],
      ['/^(debug|trace)$/i', 'blue'],
    ],
  },
  {
    labels: new Set(['outcome', 'result']),
    colours: [
      ['/^(ok|success|succeeded|completed)$/i', 'green'],
      ['/^(error|failed|failure|timeout)$/i', 'red'],
      ['/^(cancelled|canceled|skipped)$/i', 'text'],
    ],
  },
];

/** Overrides for a panel whose series are named by one such label and nothing else. */
export function knownColours({ queries }: Panel) {
  const now = queries.filter(({ offset }) => offset === '');
  const labels = new Set(now.map(({ legend }) => /^\{\{\s*(\w+)\s*\}\}$/.exec(legend)?.[1]));
  const [label] = labels;
  if (labels.size !== 1 || label === undefined) return [];
  const words = KNOWN.find((one) => one.labels.has(label));
  return (words?.colours ?? []).map(([pattern, fixedColor]) => ({
    matcher: { id: 'byRegexp', options: pattern },
    properties: [{ id: 'color', value: { fixedColor, mode: 'fixed' } }],
  }));
}
