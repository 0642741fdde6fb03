import type { Address } from '../../kernel/address.ts';
import { compare, parseDecimal, printPercent, type Rational } from '../../kernel/decimal.ts';
import type { LowTraffic } from '../../model/low-traffic.ts';
import type { Tier } from '../../model/slo.ts';
import type { LowTrafficOptions } from '../slo.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';
import { shareIn } from './tiers.ts';

const DEFAULT: LowTraffic = { kind: 'failures', atLeast: 5 };

/** Two-sided quantiles of the normal distribution. */
const Z: ReadonlyMap<unknown, Rational | undefined> = new Map(
  Object.entries({ '90%': '1.645', '95%': '1.96', '99%': '2.576', '99.9%': '3.291' }).map(([level, z]) => [
    level,
    parseDecimal(z),
  ]),
);

/** The guard an author chose, or five failures. */
export function lowTrafficOf(
  authored: LowTrafficOptions | undefined,
  tiers: readonly Tier[],
  at: Address,
  origin: object,
  report: Report,
): LowTraffic {
  if (authored === undefined) return DEFAULT;
  const [field, ...more] = typeof authored === 'object' && authored !== null ? Object.keys(authored) : [];
  const read = field === undefined || more.length > 0 ? undefined : READERS[field];
  if (read) return read(authored[field as keyof LowTrafficOptions], tiers, at, origin, report) ?? DEFAULT; // a key of it, from `Object.keys`
  wrong(`\`lowTraffic\` is ${JSON.stringify(authored)}, which is none of its three forms.`, at, origin, report);
  return DEFAULT;
}

type Reader = (value: unknown, tiers: readonly Tier[], at: Address, origin: object, report: Report) => LowTraffic | undefined;

const READERS: Readonly<Record<string, Reader | undefined>> = {
  minFailures: (value, _tiers, at, origin, report) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return { kind: 'failures', atLeast: value };
    return wrong(`\`minFailures\` is ${shown(value)}, which is no count from 1 up.`, at, origin, report);
  },
  budgetShare: (value, tiers, at, origin, report) => {
    const share = shareIn(value, 'budgetShare', at, origin, report);
    return share && { kind: 'budget', share: notAbove(share, tiers, at, origin, report) };
  },
  confidence: (value, _tiers, at, origin, report) => {
    const z = Z.get(value);
    if (z) return { kind: 'confidence', level: String(value), z };
    return wrong(`\`confidence\` is ${shown(value)}, which is no level of its table.`, at, origin, report);
  },
};

function wrong(message: string, at: Address, origin: object, report: Report): undefined {
  report.error('slo/low-traffic', at, message, {
    origin,
    fix: "write one of { minFailures: 5 }, { budgetShare: '1%' } and { confidence: '95%' } (or '90%', '99%', '99.9%')",
  });
}

/** A tier that must wait for a larger share than it is meant to spend would come late at every traffic. */
function notAbove(share: Rational, tiers: readonly Tier[], at: Address, origin: object, report: Report): Rational {
  const [least] = tiers.toSorted((a, b) => compare(a.spend, b.spend));
  if (!least || compare(share, least.spend) <= 0) return share;
  const spend = printPercent(least.spend);
  report.error('slo/low-traffic', at, `\`budgetShare\` is more than ${least.name} spends before it fires, ${spend}.`, {
    origin,
    fix: `write ${spend} or less: at steady traffic the guard must not be what delays a tier`,
  });
  return least.spend;
}
