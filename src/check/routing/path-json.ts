import { printDuration } from '../../kernel/duration.ts';
import type { AlertPath } from './alert-path.ts';

/** The way of an alert, for machines: names and durations as they are written. */
export function pathJson({ labels, means, ends, silencedBy, escalation }: AlertPath): object {
  return {
    alert: labels.alert.address,
    severity: { name: labels.alert.severity, means },
    labels: labels.known,
    labelsOfSeries: labels.open ? 'unknown' : [...labels.possible],
    ends: ends.map(({ path, sure, groupBy, timing }) => ({
      receiver: path.at(-1)?.receiver.name,
      sure,
      path: path.map(({ because, matchers }) => ({ because, matchers })),
      groupBy,
      wait: printDuration(timing.waitMs),
      interval: printDuration(timing.intervalMs),
      repeats: printDuration(timing.repeatsAfterMs),
      active: path.at(-1)?.active.map(({ name }) => name),
      mute: path.at(-1)?.mute.map(({ name }) => name),
    })),
    silencedBy: silencedBy.map(({ rule, by }) => ({
      because: rule.because,
      equal: rule.equal,
      by: [...new Set(by.map(({ alert }) => alert.address))],
    })),
    ...(escalation ? { escalates: { after: printDuration(escalation.afterMs), to: escalation.to.name } } : {}),
  };
}
