import type { Slo as SloReference } from '../../authored/references.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { sliKinds } from '../../sli/kinds.ts';
import type { AuthoredSlo } from '../slo.ts';
import type { Report } from './report.ts';

/** SLOs that name SLOs: each named one must be in the estate, and none may be made of itself. */
export function reportReferences(slos: ReadonlyMap<object, Slo>, report: Report): void {
  for (const [authored, slo] of slos) {
    const { dependsOn = [] } = authored as AuthoredSlo; // the keys of `slos` are what authors wrote
    for (const named of [...membersOf(slo), ...dependsOn]) if (!slos.has(named)) unknown(named, slo, report);
  }
  reportCircles([...slos.values()], report);
}

/** The SLOs an SLO is made of. */
function membersOf({ sli }: Slo): readonly SloReference[] {
  const kind = sliKinds.get(sli.type);
  return kind && 'members' in kind ? kind.members(sli.settings) : [];
}

function unknown(named: SloReference, slo: Slo, report: Report): void {
  report.error('slo/unknown-member', slo.address, `${slo.name} needs ${sloKey(named)}, which is no SLO of the estate.`, {
    origin: slo.origin,
    fix: 'export it from definitions/index.ts, and mend what else is said of it',
  });
}

function reportCircles(slos: readonly Slo[], report: Report): void {
  const byKey = new Map(slos.map((slo) => [sloKey(slo), slo]));
  for (const slo of slos) {
    if (!reaches(slo, sloKey(slo), byKey, new Set())) continue;
    report.error('slo/composite-circle', slo.address, `${slo.name} is made of itself.`, {
      origin: slo.origin,
      fix: 'take it out of the SLOs it is made of, or give one of them another name',
    });
  }
}

function reaches(from: Slo, key: string, byKey: ReadonlyMap<string, Slo>, seen: Set<string>): boolean {
  return membersOf(from).some((member) => {
    const next = sloKey(member);
    if (next === key) return true;
    const slo = byKey.get(next);
    if (!slo || seen.has(next)) return false;
    seen.add(next);
    return reaches(slo, key, byKey, seen);
  });
}
