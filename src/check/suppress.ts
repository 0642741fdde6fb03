import { type Diagnostic, error, warning } from '../kernel/diagnostic.ts';
import type { Suppression } from '../model/suppression.ts';

/** Takes out what a suppression is about, and reports suppressions that have expired or silence nothing. */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
  today: string,
): Diagnostic[] {
  const used = new Set<Suppression>();
  const kept = diagnostics.filter((diagnostic) => {
    const by = suppressions.find((suppression) => covers(suppression, diagnostic) && !expired(suppression, today));
    if (by) used.add(by);
    return by === undefined;
  });
  return [
    ...kept,
    ...suppressions.filter((suppression) => !used.has(suppression)).map((suppression) => stale(suppression, today)),
  ];
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
