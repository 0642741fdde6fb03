import { compact } from '../../kernel/canonical.ts';
import type { Panel } from '../../model/dashboard.ts';
import type { FieldOverride, ValueMapping } from '../../model/panel-frame.ts';
import type { PanelJson } from '../../panels/kind.ts';
import { refId } from '../../panels/ref-id.ts';
import { panelLinkWire } from './links.ts';

type Fields = Readonly<Record<string, unknown>>;
type FieldConfig = PanelJson['fieldConfig'];

/** What a kind says of its fields, and what the author says besides: words for values, links, exceptions. */
export function withFields({ defaults, overrides }: FieldConfig, { frame }: Panel): FieldConfig {
  const mappings = frame.mappings.map(mappingWire);
  const links = frame.dataLinks.map(panelLinkWire);
  const own = Array.isArray(defaults['mappings']) ? defaults['mappings'] : [];
  return {
    defaults: {
      ...defaults,
      ...(mappings.length > 0 ? { mappings: [...own, ...mappings] } : {}),
      ...(links.length > 0 ? { links } : {}),
    },
    overrides: [...overrides, ...frame.overrides.map(overrideWire)],
  };
}

/** https://grafana.com/docs/grafana/latest/panels-visualizations/configure-value-mappings/ */
function mappingWire(mapping: ValueMapping, index: number): Fields {
  const { text, color } = mapping;
  const result = compact({ text, color, index });
  if ('value' in mapping) return { type: 'value', options: { [String(mapping.value)]: result } };
  if ('matches' in mapping) return { type: 'regex', options: { pattern: mapping.matches, result } };
  if ('special' in mapping) return { type: 'special', options: { match: mapping.special, result } };
  return { type: 'range', options: { from: mapping.from ?? null, to: mapping.to ?? null, result } };
}

/** https://grafana.com/docs/grafana/latest/panels-visualizations/configure-overrides/ */
function overrideWire(override: FieldOverride): Fields {
  const { name, unit, color, decimals, min, max, axis, width, hidden, raw = {} } = override;
  const fixed = color === undefined ? undefined : { mode: 'fixed', fixedColor: color };
  const hideFrom = hidden ? { legend: true, tooltip: true, viz: true } : undefined;
  const properties = compact({
    displayName: name,
    unit,
    color: fixed,
    decimals,
    min,
    max,
    'custom.axisPlacement': axis,
    'custom.width': width,
    'custom.hideFrom': hideFrom,
    ...raw,
  });
  return { matcher: matcherOf(override), properties: Object.entries(properties).map(([id, value]) => ({ id, value })) };
}

function matcherOf({ of }: FieldOverride): Fields {
  if (typeof of === 'string') return { id: 'byName', options: of };
  if (of instanceof RegExp) return { id: 'byRegexp', options: String(of) };
  return { id: 'byFrameRefID', options: refId(of.query) };
}
