import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absent } from '../../../src/alerts/absent.ts';
import { counter } from '../../../src/authored/metric.ts';
import { checkOutside } from '../../../src/check/outside-pointers.ts';
import type { CommandShape, OptionShape } from '../../../src/check/pointed-command.ts';
import { coverage, delivered, notDelivered, type Pointer } from '../../../src/define/coverage.ts';
import { service } from '../../../src/define/service.ts';
import { suppress } from '../../../src/define/suppression.ts';
import { system } from '../../../src/define/system.ts';
import { payments, production, resolveAll, routes, withCode } from '../../support/estate.ts';

const shop = system({ name: 'shop', owner: payments });
const requests = counter({ name: 'requests_total', help: 'Requests answered.' });
const cart = service({ name: 'cart', system: shop, metrics: [requests], scrape: { port: 9464 } });
const silentOptions = { service: cart, severity: 'warning', for: '10m', of: requests, summary: 'No requests.' } as const;
const silent = absent({ name: 'Silent', ...silentOptions });
const rest = { payments, production, routes, shop, cart, silent };

const plan = (...by: [Pointer, ...Pointer[]]) =>
  coverage({ name: 'plan', system: shop, document: 'Plan', sections: { '1. Alerts': [delivered('Silence is noticed', ...by)] } });
const pointers = (...by: [Pointer, ...Pointer[]]) =>
  resolveAll({ ...rest, plan: plan(...by) }).derived.estate.coverages.flatMap(({ capabilities }) =>
    capabilities.flatMap((one) => one.by),
  );
const dangling = (...by: [Pointer, ...Pointer[]]) =>
  withCode({ ...rest, plan: plan(...by) }, 'coverage/dangling').map(({ at, fix, message }) => ({ at, fix, message }));

describe('a coverage', () => {
  it('calls definitions by their address, and what has none by what it is', () => {
    expect(pointers(silent, requests, payments.ticket)).toEqual([
      { type: 'address', name: 'cart/alert/Silent' },
      { type: 'definition', name: 'counter requests_total' },
      { type: 'address', name: 'estate/receiver/payments/ticket' },
    ]);
    expect(dangling(silent, requests, payments.ticket)).toEqual([]);
  });

  it('knows what follows from definitions by its address', () => {
    expect(dangling({ address: 'estate/board/on-call' })).toEqual([]);
    expect(dangling({ address: 'cart/alert/Silents' })).toEqual([
      {
        at: 'shop/coverage/plan',
        message: '"Silence is noticed" points at cart/alert/Silents, which does not exist.',
        fix: 'did you mean cart/alert/Silent?',
      },
    ]);
  });

  it('tells of a definition outside of the estate', () => {
    const [found] = dangling(absent({ name: 'Quiet', ...silentOptions }));
    expect(found?.message).toBe('"Silence is noticed" points at alert Quiet, which is no part of the estate.');
  });

  it('wants something that delivers, or a reason', () => {
    const says = (line: unknown) =>
      withCode(
        { ...rest, plan: coverage({ name: 'plan', system: shop, document: 'Plan', sections: { Alerts: [line as never] } }) },
        'coverage/says-nothing',
      ).map(({ message }) => message);
    expect(says(notDelivered('Profiles', ' '))).toEqual(['"Profiles" is neither delivered by anything nor is there a reason.']);
    expect(says(delivered('Profiles', { tset: 'x' } as never))).toEqual([
      '"Profiles" points at an object, which delivers nothing.',
    ]);
    expect(says(notDelivered('Profiles', 'No server for them is run.'))).toEqual([]);
  });

  it('says each line of a section once; two sections may name one thing', () => {
    const line = (says = 'Silence is noticed') => delivered(says, silent);
    const said = (sections: Parameters<typeof coverage>[0]['sections']) =>
      withCode(
        { ...rest, plan: coverage({ name: 'plan', system: shop, document: 'Plan', sections }) },
        'coverage/said-twice',
      ).map(({ at, message }) => `${at}: ${message}`);
    const stands = (times: number) => `shop/coverage/plan: "Silence is noticed" stands ${times} times in the section Alerts.`;
    expect(said({ Alerts: [line(), line('Noise is noticed'), line()] })).toEqual([stands(2)]);
    expect(said({ Alerts: [line(), line(), line()] })).toEqual([stands(3)]);
    expect(said({ Alerts: [line(), line('Noise is noticed')], Monitoring: [line()] })).toEqual([]);
  });

  const shape = (mostArguments: number, options: Readonly<Record<string, OptionShape>>): CommandShape => ({
    options: new Map(Object.entries(options)),
    mostArguments,
  });
  const files: Readonly<Record<string, string>> = {
    'docs/slo.md': '# Objectives\n\n## How it is *counted*, and why\n\n<a id="slo/grades"></a>\n',
    'test/slo.test.ts': "test('a budget burns', () => {});\ntest.each([[1]])('%i burns', () => {});\n",
    'test/calls.txt': '=== shop orders\nnone\n',
    test: '',
  };
  const outside = {
    commands: new Map([
      [
        'logs',
        shape(0, { '--level': { values: 'one', choices: undefined }, '--format': { values: 'one', choices: ['table', 'csv'] } }),
      ],
      ['alerts list', shape(1, { '--json': { values: 'none', choices: undefined } })],
    ]),
    runtime: ['observe'],
    exists: (path: string) => path in files,
    isFile: (path: string) => files[path] !== '',
    read: (path: string) => files[path] ?? '',
  };
  const found = (pointer: Pointer, more: object = {}) => {
    const { derived } = resolveAll({ ...rest, plan: plan(pointer), ...more });
    return checkOutside(derived, outside, '2026-11-22').map(
      ({ fix, message }) => `${message.replace(/^.*points at /, '')} ${fix}`,
    );
  };

  it('points at commands with their options, exports of the runtime, tests and pages that exist', () => {
    for (const good of [
      'logs',
      'logs --level=error',
      'logs --level --format',
      "logs --format 'csv'",
      'signalbox logs --level error',
      'alerts list --json',
      "alerts list --json 'one argument'",
    ])
      expect(found({ command: good })).toEqual([]);
    expect(found({ runtime: 'observe' })).toEqual([]);
    expect(found({ doc: 'docs/slo.md' })).toEqual([]);
    expect(found({ command: 'lgos' })).toEqual(['`signalbox lgos`, which does not exist. did you mean logs?']);
    expect(found({ command: 'logs --levle error' })).toEqual([
      '`--levle` of `signalbox logs`, which does not exist. did you mean --level?',
    ]);
    expect(found({ command: 'logs --format=nonsense' })).toEqual([
      '`--format nonsense` of `signalbox logs`, which does not exist. it is one of table, csv',
    ]);
    expect(found({ command: 'logs --format csw' })).toEqual([
      '`--format csw` of `signalbox logs`, which does not exist. did you mean csv?',
    ]);
    expect(found({ command: 'logs database' })).toEqual([
      '`database` of `signalbox logs`, which does not exist. it takes options only',
    ]);
    expect(found({ command: 'alerts list --json one two' })).toEqual([
      '`two` of `signalbox alerts list`, which does not exist. it takes one argument',
    ]);
    expect(found({ runtime: 'obsevre' })).toEqual([
      '`obsevre` of signalbox/runtime, which does not exist. did you mean observe?',
    ]);
    expect(found({ test: 'test/no.test.ts' })[0]).toContain('test/no.test.ts, which does not exist.');
  });

  it('points at one test by its name, and at one heading of a page', () => {
    const test = 'test/slo.test.ts';
    expect(found({ test, named: 'a budget burns' })).toEqual([]);
    expect(found({ test, named: '%i burns' })).toEqual([]);
    expect(pointers({ test, named: 'a budget burns' })).toEqual([{ type: 'test', name: test, named: 'a budget burns' }]);
    expect(found({ test, named: 'a budget' })).toEqual([]); // two words of a name will do
    for (const named of ['a', 'burns', 'a budget bur', 'budget burns now', '() => {}', "test('a budget"])
      expect(found({ test, named })[0]).toContain(`the test "${named}" of ${test}, which does not exist.`);
    expect(found({ test: 'test/calls.txt', named: '=== shop orders' })).toEqual([]);
    expect(found({ test: 'test/calls.txt', named: 's' })).toHaveLength(1);
    expect(found({ test, named: 'a budgte burns' })).toEqual([
      'the test "a budgte burns" of test/slo.test.ts, which does not exist. did you mean a budget burns?',
    ]);
    for (const folder of [{ test: 'test' }, { test: 'test', named: 'a budget burns' }, { doc: 'test' }])
      expect(found(folder)).toEqual(['test, which is no file. name the file that shows it']);
    expect(found({ doc: 'docs/slo.md#how-it-is-counted-and-why' })).toEqual([]);
    expect(found({ doc: 'docs/slo.md#slo/grades' })).toEqual([]);
    expect(found({ doc: 'docs/slo.md#objective' })).toEqual([
      'docs/slo.md#objective, which does not exist. did you mean docs/slo.md#objectives?',
    ]);
    expect(found({ doc: 'docs/slo.md#Objectives' })).toEqual([
      'docs/slo.md#Objectives, which does not exist. write docs/slo.md#objectives',
    ]);
  });

  it.each<[string, object]>([
    ['an empty path', { test: '' }],
    ['../../etc/passwd', { test: '../../etc/passwd' }],
    ['test/../../x', { test: 'test/../../x' }],
    ['/etc/passwd', { doc: '/etc/passwd' }],
  ])('points at nothing outside of the project: %s', (says, pointer) => {
    expect(found(pointer as Pointer)).toEqual([expect.stringContaining(`${says}, which is not inside the project.`)]);
  });

  it.each(['', null])('a test has a name: %s', (named) => {
    expect(found({ test: 'test/slo.test.ts', named: named as string })).toEqual([expect.stringContaining('the test "" of')]);
  });

  it('can be suppressed wherever it points, and a suppression of nothing is told where that is known', () => {
    const at = plan({ command: 'lgos' });
    const code = 'coverage/dangling';
    const quiet = suppress({ code, at, reason: 'Comes with the next version.' });
    expect(found({ command: 'logs' }, { plan: at, quiet })).toEqual([]);
    const right = plan({ command: 'logs' });
    const needless = { plan: right, quiet: suppress({ code, at: right, reason: 'Comes with the next version.' }) };
    expect(found({ command: 'logs' }, needless)).toEqual(['The suppression of coverage/dangling silences nothing. delete it']);
    expect(withCode({ ...rest, ...needless }, 'suppression/unused')).toEqual([]);
    const gone = plan({ address: 'cart/alert/Gone' });
    const inside = { plan: gone, quiet: suppress({ code, at: gone, reason: 'Comes with the next version.' }) };
    expect(withCode({ ...rest, ...inside }, code)).toEqual([]);
    expect(found({ command: 'logs' }, inside)).toEqual([]);
    const late = { plan: at, quiet: suppress({ code, at, reason: 'Comes with the next version.', until: '2026-01-01' }) };
    expect(found({ command: 'logs' }, late)).toEqual(['`signalbox lgos`, which does not exist. did you mean logs?']);
    expect(withCode({ ...rest, ...late }, 'suppression/expired')).toHaveLength(1);
  });
});

describe('the constructors', () => {
  it('are exported for users', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../src/index.ts'), 'utf8')).toContain(
      "export { coverage, delivered, notDelivered } from './define/coverage.ts';",
    );
  });
});
