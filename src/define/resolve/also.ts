import { addressOf } from '../../kernel/address.ts';
import type { AuthoredSlo } from '../slo.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** The further objectives of an SLO, as SLOs. */
export function alsoOf(slo: AuthoredSlo, report: Report): AuthoredSlo[] {
  const { also = [], ...rest } = slo;
  const names = new Set<unknown>();
  return also.flatMap((further) => {
    if (further && !names.has(further.name)) {
      names.add(further.name);
      const title = `${rest.title ?? rest.name}, ${further.name}`;
      return [{ ...rest, alerts: undefined, ...further, name: `${rest.name}-${further.name}`, title } as AuthoredSlo]; // `alerts: undefined` is what a missing one is
    }
    const at = addressOf(slo.service?.name ?? 'unknown', 'slo', String(slo.name));
    report.error('definition/duplicate', at, `Two further objectives of ${slo.name} are called ${shown(further?.name)}.`, {
      origin: slo,
      fix: 'rename one of them',
    });
    return [];
  });
}
