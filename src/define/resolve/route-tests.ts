import { type Address, addressOf, ESTATE } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { FiringCase, RouteTest } from '../../model/route-test.ts';
import type { AlsoFiring, AuthoredRouteTest } from '../route-test.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** RFC 3339, with its offset: a moment without one is another moment on every machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** What authors say of the way of alerts. One that can say nothing is reported; whether it holds, `signalbox test` tells. */
export function resolveRouteTests(authored: readonly AuthoredRouteTest[], report: Report): RouteTest[] {
  return sortedBy(
    authored.map((one) => testOf(one, report)),
    ({ address }) => address,
  );
}

function testOf(one: AuthoredRouteTest, report: Report): RouteTest {
  const address = addressOf(ESTATE, 'route-test', one.name);
  const { labels = {}, muted } = one;
  reportEmpty(one, address, report);
  return {
    address,
    name: one.name,
    origin: one,
    alerts: listOf(one.alert).map((of) => ({ of, labels })),
    others: (one.while ?? []).map(firingCase),
    at: momentIn(one.at, address, one, report),
    reaches: one.reaches === undefined ? undefined : listOf(one.reaches).map(({ name }) => name),
    groupedBy: one.groupedBy,
    muted: typeof muted === 'object' ? muted.name : muted,
    inhibited: one.inhibited,
  };
}

function firingCase(other: AlsoFiring): FiringCase {
  return 'kind' in other ? { of: other, labels: {} } : { of: other.alert, labels: other.labels };
}

function listOf<T extends object>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T]; // the guard cannot narrow a readonly list
}

function reportEmpty(one: AuthoredRouteTest, at: Address, report: Report): void {
  const says = (message: string, fix: string) => report.error('route/test-says-nothing', at, message, { origin: one, fix });
  if (Array.isArray(one.alert) && one.alert.length === 0) says('It is about no alert.', 'name one: alert: queueStuck');
  if ([one.reaches, one.groupedBy, one.muted, one.inhibited].every((expected) => expected === undefined))
    says('Nothing is expected, so it holds whatever happens.', 'say who is told: reaches: payments.page');
  if (one.muted !== undefined && one.at === undefined)
    says('It says whether the alert is muted, and not when.', "add a moment: at: '2026-11-20T03:00:00+01:00'");
  if (one.inhibited !== undefined && (one.while ?? []).length === 0)
    says('It says whether the alert is kept quiet, and not by what.', 'name what else fires: while: [databaseDown]');
}

function momentIn(value: unknown, at: Address, origin: object, report: Report): Date | undefined {
  if (value === undefined) return undefined;
  const moment = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : undefined;
  if (moment && !Number.isNaN(moment.getTime())) return moment;
  report.error('route/test-moment', at, `\`at\` is ${shown(value)}, which is no moment.`, {
    origin,
    fix: "write it with its offset: '2026-11-20T03:00:00+01:00'",
  });
  return undefined;
}
