import { type Address, ESTATE } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { Maintenance } from '../../model/maintenance.ts';
import type { Service } from '../../model/service.ts';
import type { Slo } from '../../model/slo.ts';
import type { AuthoredMaintenance } from '../maintenance.ts';
import { addressIn, type Report } from './report.ts';
import { shown } from './shown.ts';

const FORM = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/;

export function resolveMaintenances(
  authored: readonly AuthoredMaintenance[],
  references: { readonly slos: ReadonlyMap<object, Slo>; readonly services: ReadonlyMap<object, Service> },
  report: Report,
): Maintenance[] {
  const found = sortedBy(authored, ({ name }) => name).flatMap((one): Maintenance[] => {
    const address = addressIn(ESTATE, 'maintenance', one, report);
    reportUnreviewed(one, address, report);
    const fromMs = instantIn(one.from, 'from', address, one, report);
    const toMs = instantIn(one.to, 'to', address, one, report);
    const services = namedIn(one.services ?? [], references.services, address, one, report);
    const slos = namedIn(one.slos ?? [], references.slos, address, one, report);
    if (fromMs === undefined || toMs === undefined) return [];
    if (toMs <= fromMs)
      report.error('maintenance/window', address, `It ends at ${one.to}, before it begins.`, {
        origin: one,
        fix: 'write the later time as `to`',
      });
    const { name, reason, reviewedBy } = one;
    return [{ address, name, origin: one, services, slos, fromMs, toMs, reason, reviewedBy }];
  });
  reportOverlaps(found, report);
  return found;
}

function reportUnreviewed(one: AuthoredMaintenance, at: Address, report: Report): void {
  for (const field of ['reason', 'reviewedBy'] as const) {
    if (one[field]?.trim()) continue;
    report.error('maintenance/unreviewed', at, `\`${field}\` says nothing.`, {
      origin: one,
      fix: "write reason: 'Move the database to new disks.' and who has agreed, reviewedBy: 'payments lead'",
    });
  }
  if ((one.services ?? []).length === 0 && (one.slos ?? []).length === 0)
    report.error('maintenance/window', at, 'It is about nothing.', {
      origin: one,
      fix: 'write services: [checkout], or slos: [availability]',
    });
}

/** A day that is in no calendar (31 June) is read as the next month's by `Date`. */
function instantIn(text: unknown, field: string, at: Address, origin: object, report: Report): number | undefined {
  const [, year, month, day] = (typeof text === 'string' && FORM.exec(text)) || [];
  const isDay =
    day !== undefined && new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  const time = isDay ? Date.parse(String(text)) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  const fix = "write a moment with its zone: '2026-12-01T22:00:00Z' or '2026-12-01T23:00:00+01:00'";
  report.error('maintenance/window', at, `\`${field}\` is ${shown(text)}, which is no moment.`, { origin, fix });
  return undefined;
}

function namedIn<T>(
  named: readonly { readonly name: string }[],
  all: ReadonlyMap<object, T>,
  at: Address,
  origin: object,
  report: Report,
): T[] {
  return named.flatMap((one) => {
    const found = all.get(one);
    if (found !== undefined) return [found];
    report.error('maintenance/unknown-reference', at, `It names ${one.name}, which is no part of the estate.`, {
      origin,
      fix: 'export it from definitions/index.ts, and mend what else is said of it',
    });
    return [];
  });
}

function reportOverlaps(all: readonly Maintenance[], report: Report): void {
  all.forEach((one, index) => {
    const other = all
      .slice(0, index)
      .find((before) => before.fromMs < one.toMs && one.fromMs < before.toMs && shares(before, one));
    if (!other) return;
    report.warning('maintenance/overlap', one.address, `${one.name} and ${other.name} are about the same at the same time.`, {
      origin: one.origin,
      fix: 'join them, or move one',
      related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
    });
  });
}

function shares(a: Maintenance, b: Maintenance): boolean {
  const within = (one: Maintenance, other: Maintenance) =>
    one.services.some((service) => other.services.includes(service)) ||
    one.slos.some((slo) => other.slos.includes(slo) || other.services.includes(slo.service));
  return within(a, b) || within(b, a);
}
