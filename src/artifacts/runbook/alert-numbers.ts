import type { AlertRule } from '../../model/alert.ts';
import type { CompileInput } from '../kind.ts';

/** What the numbers of an alert mean, as its kind says it; nothing where it says nothing. */
export function alertNumbers({ address }: AlertRule, { derived }: CompileInput): string[] {
  const defined = derived.estate.alerts.find((one) => one.address === address);
  return defined && defined.numbers.length > 0 ? ['## The numbers', ...defined.numbers] : [];
}
