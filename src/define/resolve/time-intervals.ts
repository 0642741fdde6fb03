import { type Address, ESTATE } from '../../kernel/address.ts';
import { byText, isRecord } from '../../kernel/canonical.ts';
import type { TimeInterval, TimeSpec } from '../../model/routing.ts';
import type { AuthoredTimeInterval } from '../time-interval.ts';
import { nextDays } from './next-days.ts';
import { addressIn, type Report } from './report.ts';
import { type DayFields, dayFields, type Problem, type Times, timesOf } from './time-ranges.ts';
import { shortMonths, zoneIn } from './time-zone.ts';

const FIELDS = ['times', 'weekdays', 'daysOfMonth', 'months', 'years'] as const;
type Written = Readonly<Record<string, unknown>>;

/** Intervals by their authored object, in the order of their names: each is resolved once, whatever refers to it. */
export function resolveTimeIntervals(authored: readonly AuthoredTimeInterval[], report: Report): Map<object, TimeInterval> {
  const sorted = [...authored].sort((a, b) => byText(String(a.name), String(b.name)));
  return new Map(sorted.map((one) => [one, resolveTimeInterval(one, report)]));
}

export function resolveTimeInterval(one: AuthoredTimeInterval, report: Report): TimeInterval {
  const address = addressIn(ESTATE, 'time-interval', one, report);
  const specs = spansOf(one, address, report).flatMap((span) => specsOf(span, one, address, report));
  reportShortMonths(specs, one, address, report);
  return { address, name: one.name, origin: one, specs };
}

/** What must hold: itself, or one of `any`. */
function spansOf(one: AuthoredTimeInterval, at: Address, report: Report): Written[] {
  const own = FIELDS.some((field) => (one as unknown as Written)[field] !== undefined); // read as unknown
  const any: unknown = one.any;
  const wrong = (message: string, fix: string) => report.error('interval/range', at, message, { origin: one, fix });
  if (any === undefined) return [one as unknown as Written]; // read as unknown
  if (!Array.isArray(any) || any.length === 0 || !any.every(isRecord)) {
    wrong(
      '`any` is no list of spans.',
      "write any: [{ weekdays: 'monday:friday', times: '09:00-18:00' }, { weekdays: 'saturday' }]",
    );
    return [];
  }
  if (own) wrong('It has `any`, and times of its own beside.', 'write those as one more span of `any`');
  return any;
}

/** One span as Alertmanager's specs: more than one where it goes on after midnight. */
function specsOf(span: Written, one: AuthoredTimeInterval, at: Address, report: Report): TimeSpec[] {
  const fault: Problem = (code, message, fix) => report.error(code, at, message, { origin: one, fix });
  const location = zoneIn(span['location'] ?? one.location, fault);
  const times = timesOf(span['times'], fault);
  const days = dayFields(span, fault);
  if (FIELDS.every((field) => span[field] === undefined))
    fault(
      'interval/range',
      'It names no time at all, so it always holds.',
      "write times: '09:00-18:00', weekdays, daysOfMonth, months or years",
    );
  if (!location || !times || !days) return [];
  return split(times, days, fault).map((spec) => ({ ...spec, location }));
}

/** A span over midnight is its evening on the days written, and its morning on the days after them. */
function split({ sameDay, nextDay }: Times, days: DayFields, fault: Problem): Omit<TimeSpec, 'location'>[] {
  if (nextDay.length === 0) return [{ ...days, times: sameDay }];
  if (Object.values(days).every((spans) => spans.length === 0)) return [{ ...days, times: [...sameDay, ...nextDay] }];
  const after = nextDays(days);
  if (!after) {
    const message = 'Its span over midnight goes on after days of which the month may have no more.';
    fault(
      'interval/midnight',
      message,
      "write evening and morning apart, in any: [{ times: '22:00-24:00', … }, { times: '00:00-06:00', … }]",
    );
  }
  return [{ ...days, times: sameDay }, ...(after ?? []).map((one) => ({ ...one, times: nextDay }))];
}

/** Alertmanager takes a month for its hours by 24, so that the one that clocks go forward in is a day short. */
function reportShortMonths(specs: readonly TimeSpec[], origin: AuthoredTimeInterval, at: Address, report: Report): void {
  const hit = specs.find(
    (spec) => spec.daysOfMonth.some(({ from, to }) => from < 0 || to < 0 || to > 28) && shortIn(spec).length > 0,
  );
  if (!hit) return;
  const [{ name, days } = { name: '', days: 0 }] = shortIn(hit);
  const message = `In ${hit.location} ${name} is a day short, because clocks go forward: to Alertmanager ${days - 1} is its last day, and ${days} no day of it.`;
  report.warning('interval/short-month', at, message, {
    origin,
    fix: "write location: 'UTC' for what depends on the end of the month",
  });
}

function shortIn({ location, months }: TimeSpec) {
  return shortMonths(location).filter(
    ({ month }) => months.length === 0 || months.some(({ from, to }) => month >= from && month <= to),
  );
}
