import { define, readable } from '../kernel/place.ts';
import type { AlertOptions, AlertRule } from './kind.ts';

/** What every alert constructor returns. What is no options at all gives an alert without a name, which `resolve` reports. */
export function authoredAlert<F extends string>(form: F, options: AlertOptions, by: (...a: never[]) => unknown): AlertRule<F> {
  const given = readable(options);
  const { name, service, severity } = given;
  return define({ kind: 'alert', form, name, service, severity, options: given }, by, options);
}
