import { type Address, addressOf, ESTATE } from '../../kernel/address.ts';
import type { TimeInterval } from '../../model/routing.ts';
import { type Channel, DEFAULT_SCALE, type SeverityLevel, type SeverityScale, type TierDelivery } from '../../model/severity.ts';
import type { TierDelivery as AuthoredDelivery, AuthoredSeverities, AuthoredSeverity } from '../severity.ts';
import type { AuthoredReceiver } from '../team.ts';
import { addressIn, durationIn, missing, type Report } from './report.ts';
import { type Receivers, resolveReceiver } from './teams.ts';

interface At {
  readonly receivers: Receivers;
  readonly intervals: ReadonlyMap<object, TimeInterval>;
  readonly report: Report;
}

const TIERS = [1, 2, 3] as const;
const LOUDNESS: readonly Channel[] = ['page', 'ticket', 'info'];

/** The estate's scale of severities: the one that is written, or the usual three. */
export function resolveSeverities(authored: readonly AuthoredSeverities[], at: At): SeverityScale {
  const [one, ...others] = authored;
  const { report } = at;
  const address = addressOf(ESTATE, 'severities', 'severities');
  for (const other of others) {
    report.error('severity/several', address, 'There are two scales of severities; an alert is on one.', {
      origin: other,
      fix: 'join them',
    });
  }
  if (!one) return DEFAULT_SCALE;
  if (one.levels.length === 0) {
    report.error('severity/no-level', address, 'The scale has no level, so no alert could be on it.', {
      origin: one,
      fix: 'write its levels, the gravest first, or leave the scale out: critical, warning and info are the usual ones',
    });
    return DEFAULT_SCALE;
  }
  const levels = one.levels.map((level) => levelOf(level, at));
  reportWords(levels, report);
  reportOrder(levels, report);
  return { levels, origin: one };
}

function levelOf(one: AuthoredSeverity, at: At): SeverityLevel {
  const address = addressIn(ESTATE, 'severity', one, at.report);
  return {
    address,
    name: one.name,
    origin: one,
    means: one.means,
    to: one.to,
    also: one.also ?? [],
    escalate: escalationOf(one, address, at),
    tiers: TIERS.flatMap((tier) => {
      const delivery = one.tiers?.[tier];
      return delivery === undefined ? [] : [deliveryOf(delivery, tier, one, address, at)];
    }),
  };
}

function escalationOf(one: AuthoredSeverity, address: Address, at: At): SeverityLevel['escalate'] {
  const { escalate = one.to === 'page' } = one;
  if (escalate === false) return undefined;
  if (escalate === true) return { afterMs: undefined, to: undefined };
  const to = escalate.to as AuthoredReceiver | undefined; // `team` and `nobody` are the only makers of receivers
  if ('to' in escalate && !to) missing('escalate.to', address, one, at.report);
  return {
    afterMs: escalate.after === undefined ? undefined : durationIn(escalate.after, 0, 'escalate.after', address, one, at.report),
    to: to && resolveReceiver(to, at.receivers, at.report),
  };
}

function deliveryOf(delivery: AuthoredDelivery, tier: 1 | 2 | 3, one: object, address: Address, at: At): TierDelivery {
  if (typeof delivery === 'string') return { tier, to: delivery, during: undefined, otherwise: delivery };
  const during = delivery.during && at.intervals.get(delivery.during);
  if (!during) missing(`tiers.${tier}.during`, address, one, at.report);
  return { tier, to: delivery.to, during, otherwise: delivery.otherwise };
}

/** A word means one level. */
function reportWords(levels: readonly SeverityLevel[], report: Report): void {
  const first = new Map<string, SeverityLevel>();
  for (const level of levels) {
    for (const word of [level.name, ...level.also]) {
      const other = first.get(word);
      first.set(word, other ?? level);
      if (!other) continue;
      report.error('severity/duplicate', level.address, `${JSON.stringify(word)} means ${other.name}, and ${level.name} too.`, {
        origin: level.origin,
        fix: word === level.name ? 'give each level a name of its own' : `leave it out of \`also\` of one of them`,
      });
    }
  }
}

function reportOrder(levels: readonly SeverityLevel[], report: Report): void {
  for (const [index, level] of levels.entries()) {
    const before = levels[index - 1];
    if (!before || LOUDNESS.indexOf(level.to) >= LOUDNESS.indexOf(before.to)) continue;
    report.warning(
      'severity/order',
      level.address,
      `${level.name} goes to \`${level.to}\`, and ${before.name}, which is graver, only to \`${before.to}\`.`,
      {
        origin: level.origin,
        fix: 'write the gravest level first',
      },
    );
  }
}
