import { environment, head, prometheus, traces } from 'signalbox';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { compileModule } from '../../../src/program.ts';
import type { AuthoredSli } from '../../../src/sli/kind.ts';
import { codesOf, TODAY, withCode } from '../../support/estate.ts';
import { estateOf, slis, store } from './estate.ts';
import { failuresOf, promtool, rulesOf } from './prove.ts';

const artifacts = rulesOf(estateOf());

/** The queries that tell good from bad over five minutes. */
function asked(name: string): string[] {
  const text = artifacts.find(({ path }) => path.endsWith(`rules/store.slo.${name}.yaml`))?.text ?? '';
  const rules = [...text.matchAll(/- record: "?slo:sli_(total|bad):(rate5m|state)"?\n\s+expr: (["'])(.*)\3\n/g)];
  const own = rules.filter(([, , over, , expr]) => over === 'state' || !expr?.includes(':state'));
  return own.map(([, side, , , expr]) => `${side}: ${expr}`);
}

const named = Object.keys(slis);
/** One of each sort for promtool, which takes its time; all of them with SIGNALBOX_ALL_SLI_TESTS. */
const ALIKE = ['events', 'events-sum', 'freshness', 'level', 'up'];
const proved = process.env['SIGNALBOX_ALL_SLI_TESTS'] ? named : named.filter((name) => !ALIKE.includes(name));

test('lines of logs are counted by Loki, a minute at a time', () => {
  const rules = compileModule(estateOf({ logs: slis['logs'] as AuthoredSli }), TODAY).artifacts.find(
    ({ kind }) => kind === 'loki-rules',
  );
  expect(rules?.text).toMatchSnapshot();
});

describe('what a kind of SLI compiles to', () => {
  test.each(named)('%s', (name) => {
    expect(asked(name)).toMatchSnapshot();
  });

  test('is an estate without errors: its single tier leaves a silence', () => {
    expect(codesOf(estateOf())).toEqual(['environment/no-runbooks-url', 'slo/silent-zone']);
  });
});

/** Its condition is a division: its tests feed the state itself, so nothing of them reads the condition. */
const FED = 'slices-long';

/** Mistakes that look right, and the objectives whose tests must tell. */
const MUTATIONS: readonly (readonly [what: string, names: readonly string[], change: (text: string) => string])[] = [
  ['good is bad', proved.filter((name) => name !== FED), swapped],
  [
    'errors that never happened are no zero',
    ['events', 'events-several'], // good events are taken from the total, which leaves nothing to fill
    (text) => text.replaceAll(/ or on \([a-z]*\) 0 \* slo:sli_total:increase30s\{[^}]*\}/g, ''),
  ],
  ['one counter hides another', ['events-several'], (text) => text.replaceAll(/"part", "[12]"/g, '"part", "0"')],
  ['what is missing is not filled in', ['freshness-bad', 'floor'], (text) => text.replaceAll(/ or vector\([01]\)/g, '')],
  ['a moment is no age', ['backup'], (text) => text.replaceAll('time() - ', '')],
  ['a rate is not watched', ['throughput'], (text) => text.replaceAll(' < bool 600', ' < bool 0')],
];

function swapped(text: string): string {
  return text
    .replaceAll(/ ([<>]=?) bool /g, (_, operator: string) => ` ${OTHERS[operator]} bool `)
    .replaceAll('code="5xx"', 'code="2xx,"')
    .replaceAll('code="2xx"', 'code="5xx"')
    .replaceAll('code="2xx,"', 'code="2xx"')
    .replaceAll(/status_code="\w+"/g, 'status_code="STATUS_CODE_UNSET"')
    .replaceAll('sli_bad:lines1m', 'sli_total:lines1m')
    .replaceAll(/http_failed|rpc_dropped/g, 'rpc_calls')
    .replaceAll(/(histogram_fraction\((?:0|-Inf)), 0\.\d+/g, '$1, 0.01')
    .replaceAll('le="0.25"', 'le="0.1"')
    .replaceAll(/count_over_time\((\w+\{[^}]*\}\[\w+\] offset \w+)\) - sum_over_time/g, 'sum_over_time');
}
const OTHERS: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

describe.skipIf(!promtool)('the generated tests of each kind, by promtool (skipped where there is none)', () => {
  test('pass for what is generated', { timeout: 120_000 }, async () => {
    expect(await failuresOf(artifacts.filter(isOf(proved)), (text) => text)).toEqual([]);
  });

  test.each(MUTATIONS)('fail where %s', { timeout: 120_000 }, async (_, names, change) => {
    const failures = await failuresOf(artifacts.filter(isOf(names)), change);
    const killed = names.filter((name) => failures.some((failure) => failure.includes(`store/${name}: `)));
    expect(killed).toEqual(names);
  });
});

function isOf(names: readonly string[]): (artifact: Artifact) => boolean {
  // tests that are evaluated at another interval stand in a file of their own: `throughput-15m`
  return ({ path }) => names.some((name) => new RegExp(`/store\\.slo\\.${name}(?:-\\d+[smhd])?\\.`).test(path));
}

test('spans need a collector, which must see all of them', () => {
  const spans = slis['spans'] as AuthoredSli; // it is in the table
  const sampling = head({ ratio: '10%' });
  const sampled = traces({ service: store, propagation: ['tracecontext'], sampling });
  const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }) });
  const said = withCode({ ...estateOf({ spans }), storeTraces: sampled, here }, 'slo/spans-not-counted');
  expect(said.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'error: spans counts spans, and here has no collector to count them.',
    'warning: store itself starts only 10% of its traces, so spans counts only these.',
  ]);
});
