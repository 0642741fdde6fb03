import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absent } from '../../../src/alerts/absent.ts';
import { counter } from '../../../src/authored/metric.ts';
import { outsidePointers } from '../../../src/check/outside-pointers.ts';
import { coverage, delivered, notDelivered, type Pointer } from '../../../src/define/coverage.ts';
import { service } from '../../../src/define/service.ts';
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

  it('points at commands with their options, exports of the runtime, tests and pages that exist', () => {
    const outside = {
      commands: new Map([
        ['logs', ['--level']],
        ['alerts list', ['--json']],
      ]),
      runtime: ['observe'],
      exists: (path: string) => path === 'docs/slo.md',
    };
    const found = (pointer: Pointer) => {
      const { coverages } = resolveAll({ ...rest, plan: plan(pointer) }).derived.estate;
      return outsidePointers(coverages, outside).map(({ fix, message }) => `${message.replace(/^.*points at /, '')} ${fix}`);
    };
    for (const good of ['logs', 'logs --level=error', 'signalbox logs --level error', 'alerts list --json'])
      expect(found({ command: good })).toEqual([]);
    expect(found({ runtime: 'observe' })).toEqual([]);
    expect(found({ doc: 'docs/slo.md#tiers' })).toEqual([]);
    expect(found({ command: 'lgos' })).toEqual(['`signalbox lgos`, which does not exist. did you mean logs?']);
    expect(found({ command: 'logs --levle error' })).toEqual([
      '`--levle` of `signalbox logs`, which does not exist. did you mean --level?',
    ]);
    expect(found({ runtime: 'obsevre' })).toEqual([
      '`obsevre` of signalbox/runtime, which does not exist. did you mean observe?',
    ]);
    expect(found({ test: 'test/no.test.ts' })[0]).toContain('test/no.test.ts, which does not exist.');
  });
});

describe('the constructors', () => {
  it('are exported for users', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../src/index.ts'), 'utf8')).toContain(
      "export { coverage, delivered, notDelivered } from './define/coverage.ts';",
    );
  });
});
