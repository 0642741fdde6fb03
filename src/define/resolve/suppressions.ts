import { addressOf, ESTATE } from '../../kernel/address.ts';
import type { Named } from '../../model/named.ts';
import type { Suppression } from '../../model/suppression.ts';
import type { AuthoredSuppression } from '../suppression.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** Suppressions, with the address of what they are about. */
export function resolveSuppressions(
  authored: readonly AuthoredSuppression[],
  named: ReadonlyMap<object, Named>,
  report: Report,
): Suppression[] {
  return authored.flatMap((one) => {
    const about = one.at && named.get(one.at);
    const at = about?.address ?? addressOf(ESTATE, 'suppression', one.code);
    if (!about)
      report.error('suppression/unknown', at, `The suppression of ${one.code} is about nothing in the estate.`, {
        origin: one,
        fix: '`at` takes a definition: a service, an alert, an SLO …',
      });
    if (!one.reason?.trim())
      report.error('suppression/no-reason', at, `The suppression of ${one.code} gives no reason.`, {
        origin: one,
        fix: 'say why it is right here',
      });
    if (one.until !== undefined && Number.isNaN(Date.parse(one.until))) {
      report.error('suppression/until', at, `${shown(one.until)} is no day.`, {
        origin: one,
        fix: "write '2027-01-31'",
      });
    }
    return about ? [{ code: one.code, at, reason: one.reason, until: one.until, origin: one }] : [];
  });
}
