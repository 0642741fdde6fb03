import type { Explanation } from '../rule.ts';

/** Codes that one looks up together. */
export interface Family {
  readonly title: string;
  /** What stands before the slash of its codes. */
  readonly prefixes: readonly string[];
  /** Why no `suppress` reaches them. @default they can be suppressed */
  readonly stays?: string;
}

/** In the order of the docs: what is checked most, first. */
export const families: readonly Family[] = [
  { title: 'Queries', prefixes: ['promql', 'logql', 'traceql', 'query', 'scrape'] },
  { title: 'Recordings', prefixes: ['recording'] },
  { title: 'Alerts', prefixes: ['alert'] },
  { title: 'Objectives', prefixes: ['slo'] },
  { title: 'Error budgets', prefixes: ['budget', 'maintenance'] },
  { title: 'Metrics', prefixes: ['metric', 'catalogue', 'retention'] },
  {
    title: 'Routes and receivers',
    prefixes: ['severity', 'route', 'routing', 'inhibition', 'interval', 'escalation', 'receiver', 'remediation'],
  },
  { title: 'Dashboards', prefixes: ['dashboard', 'boards', 'panel', 'grafana'] },
  { title: 'Logs', prefixes: ['logs'] },
  { title: 'Traces', prefixes: ['traces'] },
  { title: 'Collector', prefixes: ['collector'] },
  { title: 'Definitions', prefixes: ['definition', 'service', 'environment', 'artifact'] },
  { title: 'Coverage', prefixes: ['coverage'] },
  { title: 'Cost', prefixes: ['cost'] },
  { title: 'House rules', prefixes: ['policy'] },
  {
    title: 'Suppressions',
    prefixes: ['suppression'],
    stays: 'It cannot be suppressed: it is about a suppression.',
  },
  { title: 'Servers and targets', prefixes: ['loki', 'tempo', 'mimir', 'kubernetes', 'scaling', 'target', 'tenant'] },
  {
    title: 'Loading',
    prefixes: ['load'],
    stays: 'It cannot be suppressed: without definitions there are no suppressions.',
  },
  {
    title: 'Official tools',
    prefixes: ['tool'],
    stays: 'It cannot be suppressed; `signalbox check --no-tools` does not ask the tools at all.',
  },
];

/** The family a code belongs to. Tests hold that each has one. */
export function familyOf(code: string): Family | undefined {
  return families.find(({ prefixes }) => prefixes.includes(code.split('/')[0] ?? ''));
}

/** Families with what they hold, none of them empty. */
export function byFamily(all: Iterable<Explanation>): readonly (Family & { readonly codes: readonly Explanation[] })[] {
  const every = [...all];
  const of = (prefix: string) => every.filter(({ code }) => code.startsWith(`${prefix}/`));
  return families.map((family) => ({ ...family, codes: family.prefixes.flatMap(of) })).filter(({ codes }) => codes.length > 0);
}

/** How somebody says that it is right here, or why they cannot. */
export function howToKeep(code: string): string {
  return familyOf(code)?.stays ?? `To keep it: \`suppress({ code: '${code}', at: …, reason: '…' })\``;
}

/** Where a check stands in the docs. */
export function placeInDocs(code: string): string {
  return `docs/checks.md#${code}`;
}
