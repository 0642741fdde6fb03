import type { Panel } from '../model/dashboard.ts';
import { rawType } from '../panels/raw.ts';

/** The visualisation Grafana draws: of a raw panel the plugin it names. */
export function shownAs({ type, options }: Panel): string {
  return rawType(options) ?? type;
}
