import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CellStore } from '../../../src/cells/kept.ts';
import {
  alert,
  alertmanager,
  counter,
  dashboard,
  environment,
  events,
  gauge,
  grafana,
  panel,
  prometheus,
  promql,
  routing,
  secret,
  section,
  service,
  slack,
  slo,
  system,
  team,
} from '../../../src/index.ts';
import { compileModule } from '../../../src/program.ts';

const TODAY = '2026-11-22';
const hook = slack({ channel: '#shop', apiUrl: secret.file('slack') });
const owner = team({ name: 'people', page: hook, ticket: hook });
const production = (label: string) =>
  environment({
    name: 'production',
    labels: { cluster: label },
    prometheus: prometheus({ version: '3.15', retention: '45d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    runbooks: 'https://runbooks.example.org',
  });

interface Edit {
  readonly wait?: '5m' | '6m';
  readonly help?: string;
  /** A query of the second system names what nobody exposes. */
  readonly typo?: boolean;
  readonly label?: string;
  readonly summary?: () => string;
}

function estate({ wait = '5m', help = 'Orders.', typo = false, label = 'x', summary = () => 'Many.' }: Edit = {}) {
  const systems = ['shop', 'stock', 'mail'].map((name) => system({ name, owner }));
  return {
    owner,
    routes: routing({ fallback: owner.ticket }),
    production: production(label),
    systems: systems.map((one, index) =>
      partOf(one, index === 0 ? wait : '5m', { summary, ...(index === 1 ? { help, typo } : { help: 'Orders.', typo: false }) }),
    ),
  };
}

function partOf(
  of: ReturnType<typeof system>,
  wait: string,
  { help, typo, summary }: Required<Pick<Edit, 'help' | 'typo' | 'summary'>>,
) {
  const orders = counter({ name: 'orders_total', help });
  const failed = counter({ name: 'orders_failed_total', help: 'Orders that failed.' });
  const open = gauge({ name: 'orders_open', help: 'Orders not sent.' });
  const own = service({ name: `${of.name}-api`, system: of, metrics: [orders, failed, open], scrape: { port: 9464 } });
  const runbook = { impact: 'Nothing is sent.', steps: ['Look.'] };
  return {
    own,
    good: slo({ service: own, name: 'orders', objective: '99%', window: '30d', sli: events({ total: orders, bad: failed }) }),
    many: alert({
      service: own,
      name: 'ManyOpen',
      severity: 'warning',
      for: wait as '5m',
      summary,
      runbook,
      when: promql`${open} > ${5}`,
    }),
    board: dashboard({
      name: 'work',
      title: `${of.name}`,
      description: 'What waits.',
      service: own,
      sections: [
        section({
          title: 'Work',
          panels: [panel.timeseries({ title: 'Open', show: typo ? promql`sum(orders_opened)` : promql`sum(orders_open)` })],
        }),
      ],
    }),
  };
}

/** In memory, and tells what was kept and what was found. */
function memory(version = 1) {
  const texts = new Map<string, string>();
  const seen = { kept: [] as string[], found: [] as string[], missed: [] as string[] };
  const store: CellStore = {
    hash: (text) => createHash('sha256').update(`${version} ${text}`).digest('base64url'),
    read(key) {
      seen[texts.has(key) ? 'found' : 'missed'].push(key);
      return texts.get(key);
    },
    keep(key, text) {
      seen.kept.push(key);
      texts.set(key, text);
    },
  };
  const forget = () => {
    for (const list of Object.values(seen)) list.length = 0;
  };
  return { store, texts, seen, forget };
}

const built = (module: object, store?: CellStore) => compileModule(module, TODAY, [], undefined, store);
const textsOf = ({ generated }: ReturnType<typeof built>) =>
  generated.map(({ environment: of, path, text }) => [`${of}/${path}`, text]);
const findings = ({ diagnostics }: ReturnType<typeof built>) =>
  diagnostics.map(({ origin, ...rest }) => [rest, (origin as { name?: string })?.name]);

test('gives the same files and findings, from nothing and again', () => {
  const { store, seen, forget } = memory();
  const plain = built(estate());
  expect(plain.failed).toBe(false);
  for (const round of ['cold', 'warm']) {
    const kept = built(estate(), store);
    expect(textsOf(kept), round).toEqual(textsOf(plain));
    expect(findings(kept), round).toEqual(findings(plain));
    if (round === 'cold') expect(seen.kept).toHaveLength(6);
    else expect(seen.kept).toHaveLength(0);
    forget();
  }
});

test('compiles only the system whose alert was edited', () => {
  const { store, seen, forget } = memory();
  const before = new Map(textsOf(built(estate(), store)) as [string, string][]);
  forget();
  const after = built(estate({ wait: '6m' }), store);
  expect(seen.kept).toHaveLength(2); // its texts, and what was found
  const changed = textsOf(after).filter(([path = '', text]) => before.get(path) !== text);
  expect(changed.length).toBeGreaterThan(0);
  for (const [path] of changed) expect(path).toMatch(/shop|inventory/);
  expect(textsOf(after)).toEqual(textsOf(built(estate({ wait: '6m' }))));
});

test('compiles everything where an environment is edited', () => {
  const { store, seen, forget } = memory();
  built(estate(), store);
  forget();
  built(estate({ label: 'y' }), store);
  expect(seen.kept).toHaveLength(6);
});

test('tells what was found before at the definition it is about', () => {
  const { store, seen, forget } = memory();
  const module = () => estate({ help: '' });
  const plain = findings(built(module()));
  expect(plain.map(([one]) => (one as { code: string }).code)).toContain('metric/no-help');
  built(module(), store);
  forget();
  const again = built(module(), store);
  expect(seen.kept).toHaveLength(0);
  expect(findings(again)).toEqual(plain);
});

test('tells a mistake in one system as often as it is asked, and keeps the others', () => {
  const { store, seen, forget } = memory();
  const module = () => estate({ typo: true });
  const plain = built(module());
  expect(plain.failed).toBe(true);
  for (const round of ['cold', 'warm']) {
    forget();
    const again = built(module(), store);
    expect(findings(again), round).toEqual(findings(plain));
    expect(again.failed).toBe(true);
  }
  expect(seen.kept).toHaveLength(0);
  expect(seen.found).toHaveLength(2);
});

test('takes nothing another version of the program has kept', () => {
  const { store, texts } = memory();
  built(estate(), store);
  const other = memory(2);
  for (const [key, text] of texts) other.texts.set(key, text);
  built(estate(), other.store);
  expect(other.seen.kept).toHaveLength(6);
});

test('makes texts again that were lost in between', () => {
  const { store, texts } = memory();
  const expected = textsOf(built(estate()));
  built(estate(), store);
  const again = built(estate(), store);
  texts.clear();
  expect(textsOf(again)).toEqual(expected);
});

test('keeps nothing of a function that wrote something else in between', () => {
  const { store, texts } = memory();
  let now = 'before';
  const module = () => estate({ summary: () => now });
  const read = store.read.bind(store);
  store.read = (key) => {
    now = 'after'; // keys are made, nothing is compiled
    return read(key);
  };
  built(module(), store);
  expect([...texts.keys()]).toEqual([]);
});
