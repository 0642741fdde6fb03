import { isRecord } from '../kernel/canonical.ts';
import { define, readable } from '../kernel/place.ts';
import type { AuthoredPanel, PanelOptions } from './kind.ts';

/** What every constructor of `panel.…` returns; `by` is that constructor, so that mistakes point at its caller. */
export function authoredPanel(type: string, options: PanelOptions, by: (...args: never[]) => unknown): AuthoredPanel {
  const read = readable(options);
  return define({ kind: 'panel', type, options: read }, by, isRecord(options) ? read : options);
}
