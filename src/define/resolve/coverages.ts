import { type Address, addressOf } from '../../kernel/address.ts';
import { isRecord, sortedBy } from '../../kernel/canonical.ts';
import { grouped } from '../../kernel/grouped.ts';
import { type Capability, type Coverage, POINTER_TYPES, type Pointer } from '../../model/coverage.ts';
import type { Named } from '../../model/named.ts';
import type { System } from '../../model/service.ts';
import type { AuthoredCapability, AuthoredCoverage } from '../coverage.ts';
import type { AuthoredDashboard } from '../dashboard.ts';
import { addressIn, missing, type Report } from './report.ts';
import { shown } from './shown.ts';

interface References {
  readonly systems: ReadonlyMap<object, System>;
  /** Definitions that have an address. */
  readonly named: ReadonlyMap<object, Named>;
  /** All that the estate is made of. */
  readonly definitions: Readonly<Record<string, readonly object[]>>;
}

/** Coverages, with what each definition they point at is called. */
export function resolveCoverages(authored: readonly AuthoredCoverage[], references: References, report: Report): Coverage[] {
  if (authored.length === 0) return [];
  const parts = partsOf(references.definitions);
  return sortedBy(authored, ({ name }) => name).flatMap((one) => {
    const address = addressIn(one.system.name, 'coverage', one, report);
    const system = references.systems.get(one.system);
    if (!system) {
      missing('system', address, one, report);
      return [];
    }
    const say = (message: string, origin: object, fix: string): void =>
      report.error('coverage/says-nothing', address, message, { origin, fix });
    const pointerTo = (pointer: unknown, line: AuthoredCapability): Pointer[] => {
      const found = nameOf(pointer, references.named, parts);
      if (!found) say(`"${line.says}" points at ${shown(pointer)}, which delivers nothing.`, line, FORMS);
      return found ? [found] : [];
    };
    reportSaidTwice(one, address, report);
    const capabilities = Object.entries(one.sections).flatMap(([section, lines]) =>
      lines.map((line): Capability => {
        const { says, by, reason } = line;
        if (by.length === 0 && !reason?.trim())
          say(`"${says}" is neither delivered by anything nor is there a reason.`, line, FORMS);
        return { section, says, by: by.flatMap((to) => pointerTo(to, line)), notDelivered: reason, origin: line };
      }),
    );
    return [{ address, name: one.name, origin: one, system, document: one.document, capabilities }];
  });
}

/** Sections of a document may name one thing each; the same line twice in one of them is counted twice. */
function reportSaidTwice({ sections }: AuthoredCoverage, address: Address, report: Report): void {
  for (const [section, lines] of Object.entries(sections))
    for (const [says, same] of grouped(lines, (line) => line.says)) {
      const [first, second] = same;
      if (!first || !second) continue;
      report.error('coverage/said-twice', address, `"${says}" stands ${same.length} times in the section ${section}.`, {
        origin: second,
        fix: 'leave one of them, or say how they differ',
        related: [{ at: address, message: 'the first is here', origin: first }],
      });
    }
}

const FORMS =
  "write delivered('…', alert, { command: 'slo' }, { address: 'cart/alert/SloBurn' }), or notDelivered('…', 'the reason')";

/** A definition outside of the estate is called by an address that nothing has, so that the check tells it like any other. */
function nameOf(pointer: unknown, named: References['named'], parts: ReadonlySet<unknown>): Pointer | undefined {
  if (!isRecord(pointer)) return undefined;
  if (typeof pointer['kind'] === 'string') {
    const known = named.get(pointer);
    if (known) return { type: 'address', name: known.address };
    const what = whatIs(pointer);
    return parts.has(pointer) ? { type: 'definition', name: what } : nowhere(what);
  }
  if (typeof pointer['panel'] === 'string') return panelOn(pointer['on'], pointer['panel'], named);
  const type = POINTER_TYPES.find((one) => one !== 'definition' && typeof pointer[one] === 'string');
  const { named: called } = pointer;
  return (
    type && {
      type,
      name: String(pointer[type]),
      ...(type === 'test' && called !== undefined ? { named: typeof called === 'string' ? called : '' } : {}),
    }
  );
}

function nowhere(what: string): Pointer {
  return { type: 'address', name: addressOf('nowhere', '', what) };
}

function panelOn(board: unknown, title: string, named: References['named']): Pointer {
  const known = isRecord(board) ? named.get(board) : undefined;
  const { panels = [], sections = [] } = (known ? board : {}) as Partial<AuthoredDashboard>; // only boards are asked for panels
  const all = [...panels, ...sections.flatMap((section) => section.panels)];
  const found = known && all.some((panel) => whatIs(panel).endsWith(` panel ${title}`));
  return found ? { type: 'panel', name: `${known.address} "${title}"` } : nowhere(`the panel "${title}"`);
}

/** `counter requests_total`, `timeseries panel CPU usage`, `tail sampling`. */
function whatIs(one: object): string {
  const part: Readonly<Record<string, unknown>> = { ...one };
  const { kind, name, title, options, of } = part;
  if (kind === 'selection' && isRecord(of)) return `${whatIs(of)}{…}`;
  const inner = isRecord(options) ? options : {};
  const called = [name, title, inner['name'], inner['title']].find((one) => typeof one === 'string');
  return [part['type'] ?? part['server'] ?? part['integration'], kind, called].filter((one) => typeof one === 'string').join(' ');
}

/** Every object that a definition holds, and it. */
function partsOf(definitions: References['definitions']): Set<unknown> {
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const inner of Object.values(value)) walk(inner);
  };
  for (const [kind, ones] of Object.entries(definitions)) if (kind !== 'coverage') ones.forEach(walk);
  return seen;
}
