import { addressOf } from '../../kernel/address.ts';
import { joined } from '../../kernel/canonical.ts';
import type { AlertRule } from '../../model/alert.ts';
import { levelFor, type SeverityLevel } from '../../model/severity.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import type { SloScope } from './slo-scope.ts';

type AlertBase = Pick<AlertRule, 'address' | 'name' | 'origin' | 'service' | 'cause'>;

export function alertBase(slo: Slo, name: string, suffix = ''): AlertBase {
  const address = addressOf(slo.service.name, 'alert', `${name}/${slo.name}${suffix}`);
  return { address, name, origin: slo.origin, service: slo.service, cause: slo.address };
}

/** What tells of an SLO without paging. */
export function ticketOf({ scale }: Pick<SloScope, 'scale'>): SeverityLevel {
  return levelFor(scale, 'warning');
}

export function labelsOf(slo: Slo, severity: string): Record<string, string> {
  const { labels, category, priority, service } = slo;
  const filed = { ...(category === undefined ? {} : { category }), ...(priority === undefined ? {} : { priority }) };
  const ours = { slo: sloKey(slo), service: service.name, owner: service.owner.name, severity };
  return joined(labels, joined(filed, ours));
}
