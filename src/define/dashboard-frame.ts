import { compact } from '../kernel/canonical.ts';
import type { PanelFrame, PanelRepeat } from '../model/panel-frame.ts';
import type { FrameOptions, Repeat } from '../panels/frame.ts';
import { resolvePanelLink } from './dashboard-link-resolve.ts';

const MOST_PER_ROW = 4;

/** What a panel has around what it shows, with every default. */
export function resolveFrame(options: FrameOptions): PanelFrame {
  const { timeFrom, timeShift, hideTimeOverride, interval, maxDataPoints } = options;
  return {
    transparent: options.transparent ?? false,
    links: (options.links ?? []).map(resolvePanelLink),
    repeat: options.repeat && repeatOf(options.repeat),
    at: options.at,
    queryOptions: compact({ timeFrom, timeShift, hideTimeOverride, interval, maxDataPoints }),
    transformations: options.transformations ?? [],
    mappings: options.mappings ?? [],
    dataLinks: (options.dataLinks ?? []).map(resolvePanelLink),
    overrides: options.overrides ?? [],
  };
}

function repeatOf(repeat: NonNullable<FrameOptions['repeat']>): PanelRepeat {
  const given: Repeat = 'for' in repeat ? repeat : { for: repeat };
  return { variable: given.for.name, direction: given.direction ?? 'h', maxPerRow: given.maxPerRow ?? MOST_PER_ROW };
}
