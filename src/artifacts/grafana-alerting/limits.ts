import { type Diagnostic, warning } from '../../kernel/diagnostic.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type AlertRule, alertsIn, type RuleGroup } from '../../model/alert.ts';
import type { Environment } from '../../model/environment.ts';

/** Functions that ask a Prometheus for more; Grafana's templates have none to ask. */
const ASKS = /\{\{[^}]*\b(query|first|strvalue|sortByLabel|tmpl)\b/;
/** Grafana's scheduler ticks so often; it refuses intervals between two ticks. */
const TICK_MS = 10_000;
const SECOND = 1_000;

/** The interval it takes for one: the next that ends with a tick. */
export function tickedMs(intervalMs: number): number {
  return Math.ceil(intervalMs / TICK_MS) * TICK_MS;
}

/** What the copies of rules cannot do in Grafana. */
export function limitsOf(groups: readonly RuleGroup[], environment: Environment): Diagnostic[] {
  return groups.flatMap((group) => alertsIn(group).flatMap((alert) => limits(alert, group, environment)));
}

function limits(alert: AlertRule, { intervalMs = TICK_MS }: RuleGroup, { name }: Environment): Diagnostic[] {
  const say = (what: string, fix: string): Diagnostic =>
    warning('grafana/alert-limits', alert.address, `${alert.name} is not the same as a rule of Grafana in ${name}: ${what}.`, {
      origin: alert.origin,
      fix,
    });
  const texts = Object.values({ ...alert.annotations, ...alert.labels });
  return [
    ...(/\bALERTS(?:_FOR_STATE)?\b/.test(alert.query.text)
      ? [
          say(
            'it reads `ALERTS`, which tells only of the alerts that Prometheus evaluates',
            'let Prometheus evaluate it, and leave `managedAlerts` out',
          ),
        ]
      : []),
    ...(intervalMs % TICK_MS === 0
      ? []
      : [
          say(
            `it is evaluated every ${printDuration(intervalMs)}, and there every ${printDuration(tickedMs(intervalMs))}`,
            `Grafana evaluates every ${TICK_MS / SECOND}s at most`,
          ),
        ]),
    ...(texts.some((text) => ASKS.test(text))
      ? [say('its text calls a function that Grafana lacks', 'say it with $labels and $value')]
      : []),
  ];
}
