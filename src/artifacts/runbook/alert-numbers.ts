import { remembered } from '../../kernel/remembered.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Estate } from '../../model/estate.ts';
import type { CompileInput } from '../kind.ts';

const alertsByAddress = remembered(({ alerts }: Estate) => new Map(alerts.toReversed().map((alert) => [alert.address, alert])));

/** What the numbers of an alert mean, as its kind says it; nothing where it says nothing. */
export function alertNumbers({ address }: AlertRule, { derived }: CompileInput): string[] {
  const defined = alertsByAddress(derived.estate).get(address);
  return defined && defined.numbers.length > 0 ? ['## The numbers', ...defined.numbers] : [];
}
