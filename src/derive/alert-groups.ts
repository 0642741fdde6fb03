import type { AlertRule, RuleGroup } from '../model/alert.ts';
import type { Estate } from '../model/estate.ts';

/** The alerts an author wrote, one group for each service and engine. */
export function alertGroups(estate: Estate): RuleGroup[] {
  const groups = new Map<string, AlertRule[]>();
  for (const alert of estate.alerts) {
    if (alert.query.engine === 'tempo') continue;
    const key = `${alert.query.engine} ${alert.service.name}`;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups].map(([key, rules]) => {
    const [engine, scope = ''] = key.split(' ');
    return { name: `alerts-${scope}`, engine: engine === 'loki' ? 'loki' : 'prometheus', scope, intervalMs: undefined, rules };
  });
}
