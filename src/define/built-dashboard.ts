import type { Folder, Service, System } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import { define, readable } from '../kernel/place.ts';
import { type Builder, isBuilder, panelOfJson, plainJson } from '../panels/built.ts';
import type { AuthoredPanel } from '../panels/kind.ts';
import { builtVariable } from './built-variable.ts';
import { type AuthoredDashboard, type AuthoredSection, type DashboardOptions, section } from './dashboard.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface BuiltDashboardOptions {
  /** Its identity; the uid is made of it, not of the one in the JSON. */
  readonly name: string;
  readonly service?: Service;
  readonly system?: System;
  readonly folder?: string | Folder;
  /** A builder of `@grafana/grafana-foundation-sdk` (`DashboardBuilder`), or classic dashboard JSON. */
  readonly from: Builder | object;
}

/**
 * A dashboard that was made elsewhere. Rows become sections, panels keep their settings and get our layout, ids and data sources;
 * queries and variables are checked like any other. Annotations and links of the JSON are not carried, nor whether it may be edited.
 */
export function builtDashboard(given: BuiltDashboardOptions): AuthoredDashboard {
  const { from, ...options } = readable(given);
  const built = isBuilder(from) ? from.build() : from;
  const json = plainJson(built);
  if (!Array.isArray(json['panels'])) {
    const unusable = { ...options, title: options.name, from: built, kind: 'dashboard' } as AuthoredDashboard; // told where it is resolved
    return define(unusable, builtDashboard, given);
  }
  const { panels, sections } = sectionsIn(json);
  const made = { ...options, ...settingsIn(json), title: String(json['title'] ?? options.name), panels, sections };
  const variables = listIn(json['templating']).flatMap(builtVariable);
  return define({ ...made, variables, kind: 'dashboard' }, builtDashboard, given);
}

function listIn(holder: unknown): readonly Fields[] {
  const list = isRecord(holder) ? holder['list'] : holder;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function settingsIn({ description, tags, time, refresh, timezone }: Fields): Partial<DashboardOptions> {
  const from = isRecord(time) ? /^now-(\w+)$/.exec(String(time['from']))?.[1] : undefined;
  const settings = {
    description: typeof description === 'string' ? description : undefined,
    tags: Array.isArray(tags) ? tags.map(String) : undefined,
    range: from,
    refresh: typeof refresh === 'string' && refresh !== '' ? refresh : undefined,
    timezone: typeof timezone === 'string' && timezone !== '' ? timezone : undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)); // checked like what an author writes
}

/** Panels above the first row, and a section for each row, which holds its own panels when it is closed. */
function sectionsIn({ panels }: Fields): {
  readonly panels: readonly AuthoredPanel[];
  readonly sections: readonly AuthoredSection[];
} {
  const [above, rows]: [AuthoredPanel[], { title: string; collapsed: boolean; panels: AuthoredPanel[] }[]] = [[], []];
  for (const one of listIn(panels)) {
    if (one['type'] === 'row') {
      const inner = listIn(one['panels']).map(panelOfJson);
      rows.push({ title: String(one['title'] ?? ''), collapsed: one['collapsed'] === true, panels: inner });
    } else (rows.at(-1)?.panels ?? above).push(panelOfJson(one));
  }
  return { panels: above, sections: rows.map((row) => section(row)) };
}
