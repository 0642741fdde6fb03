import { AssertionError } from 'node:assert';
import { expectations, promtoolAvailable } from 'signalbox/testing';
import { describe, expect, test } from 'vitest';
import * as shop from './shop.ts';
import { availability, queueAge, queueStuck, requests } from './shop.ts';

const { expectRule } = expectations(shop);
const rejection = async (run: PromiseLike<void>) =>
  run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

describe.skipIf(!(await promtoolAvailable()))('when a rule fires, by promtool (skipped where there is none)', () => {
  test('a queue that ages by a minute a minute fires after 15 minutes and the 10 it must last', async () => {
    await expectRule(queueStuck).with(queueAge, { queue: 'q1' }, '0+60x30').firesAt('26m').clearsAt('35m');
  });

  test('a wrong moment is an assertion that says when it really fires', async () => {
    const thrown = await rejection(expectRule(queueStuck).with(queueAge, { queue: 'q1' }, '0+60x30').firesAt('25m'));
    expect(thrown).toBeInstanceOf(AssertionError);
    expect(thrown).toMatchObject({
      message: 'CheckoutQueueStuck fires from 26m to 34m; expected: fires first at 25m.',
      actual: 'fires from 26m to 34m',
    });
  });

  test('a rule that never fires says so; staying quiet is looked at step by step', async () => {
    await expectRule(queueStuck).with(queueAge, { queue: 'q1' }, '900x30').staysQuietUntil('30m');
    const thrown = await rejection(expectRule(queueStuck).with(queueAge, { queue: 'q1' }, '900x30').firesAt('20m'));
    expect(thrown).toMatchObject({ actual: 'never fires' });
    const loud = await rejection(expectRule(queueStuck).with(queueAge, { queue: 'q1' }, '0+60x30').staysQuietUntil('30m'));
    expect(loud).toBeInstanceOf(AssertionError);
  });

  test('alerts of an SLO read what its recordings wrote', async () => {
    await expectRule(availability, { labels: { slo_tier: 'page-quick' } })
      .with(requests, { route: '/pay', code: '2xx' }, '0+60x120')
      .with(requests, { route: '/pay', code: '5xx' }, '0x60 0+60x60')
      .staysQuietUntil('1h')
      .firesAt('1h3m');
  });

  test('what promtool cannot read is an error, not a failed expectation', async () => {
    const thrown = await rejection(expectRule(queueStuck).withSeries('queue_age_seconds{', '1x1').firesAt('5m'));
    expect(thrown).not.toBeInstanceOf(AssertionError);
    expect(String(thrown)).toContain('promtool could not run the test');
  });
});

test('an expectation of nothing is refused', async () => {
  expect(String(await rejection(expectRule(queueStuck)))).toContain('Nothing is expected of the rule');
});
