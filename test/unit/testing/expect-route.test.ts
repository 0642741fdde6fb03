import { AssertionError } from 'node:assert';
import { nobody } from 'signalbox';
import { expectations } from 'signalbox/testing';
import { describe, expect, test } from 'vitest';
import * as shop from './shop.ts';
import { availability, databaseDown, officeHours, payments, platform, queueStuck, slowQueue } from './shop.ts';

const { expectRoute } = expectations(shop);
const NIGHT = '2026-11-20T03:00:00+01:00';
const NOON = '2026-11-20T12:00:00+01:00';

describe('where an alert goes', () => {
  test('a stuck queue pages payments at night', () => {
    expectRoute(queueStuck, { labels: { queue: 'q1' }, at: NIGHT })
      .reaches(payments.page)
      .groupedBy({ service: 'checkout' });
  });

  test('an expectation that does not hold says where the alert goes, and why', () => {
    const wrong = () => expectRoute(queueStuck).reaches(platform.page);
    expect(wrong).toThrow(AssertionError);
    expect(wrong).toThrow(
      'CheckoutQueueStuck does not reach platform/page. It goes to: payments/page (the fallback: what no team takes > alerts that payments owns > critical of payments goes to payments/page)',
    );
  });

  test('an interval keeps silent outside itself, and counts only when a moment is given', () => {
    expectRoute(slowQueue, { at: NOON }).reaches(payments.ticket).only();
    expectRoute(slowQueue).reaches(payments.ticket);
    expectRoute(slowQueue, { at: NIGHT }).mutedBy(officeHours);
    expect(() => expectRoute(slowQueue, { at: NIGHT }).reaches(payments.ticket)).toThrow('muted by office-hours');
    expect(() => expectRoute(slowQueue, { at: NOON }).mutedBy(officeHours)).toThrow(AssertionError);
  });

  test('the end of an interval is exclusive, its clock is that of its zone, also in summer', () => {
    expectRoute(slowQueue, { at: '2026-07-06T09:00:00+02:00' }).reaches(payments.ticket);
    expectRoute(slowQueue, { at: '2026-07-06T07:00:00Z' }).reaches(payments.ticket);
    expectRoute(slowQueue, { at: '2026-07-06T18:00:00+02:00' }).mutedBy(officeHours);
    expectRoute(slowQueue, { at: '2026-07-05T12:00:00+02:00' }).mutedBy(officeHours); // a Sunday
  });

  test('labels of the series choose overrides; the labels of the rule win over them', () => {
    expectRoute(queueStuck, { labels: { tenant: 'trial-7' } })
      .reaches(nobody)
      .only();
    expectRoute(queueStuck, { labels: { tenant: 'x-trial-7' } }).reaches(payments.page);
    expectRoute(queueStuck, { labels: { severity: 'info' } }).reaches(payments.page);
  });

  test('an SLO stands for its alerts: labels choose among them', () => {
    expectRoute(availability, { labels: { slo_tier: 'page-quick' } }).reaches(payments.page);
    expectRoute(availability, { labels: { slo_tier: 'ticket-slow' } }).reaches(payments.ticket);
    expect(() => expectRoute(availability, { labels: { slo_tier: 'nightly' } })).toThrow('No alert of checkout/slo/availability');
  });

  test('an inhibition silences where the labels it compares are equal', () => {
    expectRoute(queueStuck).silentWhile(databaseDown);
    expectRoute(queueStuck, { labels: { cluster: 'eu1' } }).silentWhile(databaseDown, { cluster: 'eu1' });
    const elsewhere = () => expectRoute(queueStuck, { labels: { cluster: 'eu1' } }).silentWhile(databaseDown, { cluster: 'us1' });
    expect(elsewhere).toThrow(AssertionError);
    expect(() => expectRoute(databaseDown).silentWhile(queueStuck)).toThrow('No inhibition silences DatabaseDown.');
  });

  test('`only` tells what else is reached; `groupedBy` compares with the group of the receiver named last', () => {
    expect(() => expectRoute(queueStuck).only()).toThrow('also reaches payments/page');
    expect(() => expectRoute(queueStuck).reaches(payments.page).groupedBy({ queue: 'q1' })).toThrow(AssertionError);
  });

  test('an alert that is not exported, a moment that is none and an estate with mistakes are told', () => {
    const { queueStuck: _, ...without } = shop;
    expect(() => expectations(without).expectRoute(queueStuck)).toThrow('no checkout/alert/CheckoutQueueStuck');
    expect(() => expectRoute(queueStuck, { at: '2026-13-40T00:00:00Z' })).toThrow('is no moment');
    const broken = { ...shop, other: { ...shop.availability, name: 'other', objective: '100%' } };
    expect(() => expectations(broken).expectRoute(queueStuck)).toThrow('slo/objective-out-of-range');
    const { routes: __, ...unrouted } = shop;
    expect(() => expectations(unrouted).expectRoute(queueStuck)).toThrow('No `routing`');
  });
});

describe('several alerts at once', () => {
  test('what else fires may inhibit it, and then it reaches nobody', () => {
    const both = expectRoute(queueStuck, { while: [databaseDown] });
    both.isInhibitedBy(databaseDown);
    expect(() => both.reaches(payments.page)).toThrow('It is inhibited: DatabaseDown fires.');
    expectRoute(databaseDown, { while: [queueStuck] }).reaches(platform.page);
  });

  test('the labels compared must be equal', () => {
    const elsewhere = expectRoute(queueStuck, { labels: { cluster: 'eu1' }, while: [[databaseDown, { cluster: 'us1' }]] });
    elsewhere.reaches(payments.page);
    expect(() => elsewhere.isInhibitedBy(databaseDown)).toThrow(AssertionError);
    expect(() => expectRoute(queueStuck).isInhibitedBy(databaseDown)).toThrow('Say that it fires too');
  });

  test('muted is asked of a moment', () => {
    expectRoute(slowQueue, { at: NIGHT }).isMuted();
    expect(() => expectRoute(slowQueue, { at: NOON }).isMuted()).toThrow('CheckoutQueueSlow is not muted.');
    expect(() => expectRoute(slowQueue).isMuted()).toThrow('Say when');
  });
});
