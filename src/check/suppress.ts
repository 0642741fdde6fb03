import { type Diagnostic, error, warning } from '../kernel/diagnostic.ts';
import type { Suppression } from '../model/suppression.ts';

/** Codes that are also found where commands and files are known (`checkOutside`); only there is known what a suppression silences. */
const ALSO_OUTSIDE: ReadonlySet<string> = new Set(['coverage/dangling']);

/** Takes out what a suppression is about, and reports suppressions that have expired or silence nothing. */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
  today: string,
): Diagnostic[] {
  const { kept, unused } = silenced(diagnostics, suppressions, today);
  const told = unused.filter((one) => !ALSO_OUTSIDE.has(one.code) || expired(one, today));
  return [...kept, ...told.map((suppression) => stale(suppression, today))];
}

/** The same of what was found outside, where `inside` was found before and is told by now. */
export function applyOutside(
  found: { readonly inside: readonly Diagnostic[]; readonly outside: readonly Diagnostic[] },
  suppressions: readonly Suppression[],
  today: string,
): Diagnostic[] {
  const about = suppressions.filter((one) => ALSO_OUTSIDE.has(one.code) && !expired(one, today));
  const { kept, unused } = silenced([...found.inside, ...found.outside], about, today);
  return [...kept.filter((one) => found.outside.includes(one)), ...unused.map((suppression) => stale(suppression, today))];
}

function silenced(diagnostics: readonly Diagnostic[], suppressions: readonly Suppression[], today: string) {
  const used = new Set<Suppression>();
  const kept = diagnostics.filter((diagnostic) => {
    const by = suppressions.find((suppression) => covers(suppression, diagnostic) && !expired(suppression, today));
    if (by) used.add(by);
    return by === undefined;
  });
  return { kept, unused: suppressions.filter((suppression) => !used.has(suppression)) };
}

function covers({ code, at }: Suppression, diagnostic: Diagnostic): boolean {
  if (diagnostic.code !== code) return false;
  const [scope, kind] = at.split('/');
  const whole = kind === 'service' || kind === 'system';
  return diagnostic.at === at || diagnostic.at.startsWith(`${at}/`) || (whole && diagnostic.at.startsWith(`${scope}/`));
}

function expired({ until }: Suppression, today: string): boolean {
  return until !== undefined && until < today;
}

function stale(suppression: Suppression, today: string): Diagnostic {
  const { code, at, origin, until } = suppression;
  if (expired(suppression, today)) {
    return error('suppression/expired', at, `The suppression of ${code} ended on ${until}.`, {
      origin,
      fix: 'mend what it was about, or give it a new day and reason',
    });
  }
  return warning('suppression/unused', at, `The suppression of ${code} silences nothing.`, { origin, fix: 'delete it' });
}
