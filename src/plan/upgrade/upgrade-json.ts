import type { Upgrade } from './upgrade.ts';

/** An upgrade for programs; a field that changes its meaning is a new version of the command's JSON. */
export function upgradeToJson({ files, found, moves, passed }: Upgrade): object {
  return {
    moves,
    files,
    differs: passed.map(({ byHand = null, differs, does, server, since, source }) => ({
      server,
      since,
      differs,
      does,
      byHand,
      source,
    })),
    diagnostics: found.map(({ at, code, fix = null, message, severity }) => ({ code, severity, at, message, fix })),
  };
}
