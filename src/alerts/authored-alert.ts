import { define } from '../kernel/place.ts';
import type { AlertOptions, AlertRule } from './kind.ts';

/** What every alert constructor returns. */
export function authoredAlert<F extends string>(form: F, options: AlertOptions, by: (...a: never[]) => unknown): AlertRule<F> {
  const { name, service, severity } = options;
  return define({ kind: 'alert', form, name, service, severity, options }, by);
}
