import { structuredPatch } from 'diff';
import { load } from 'js-yaml';
import { maskText } from '../kernel/mask-secrets.ts';
import type { Diff } from './change.ts';
import { type Difference, structuralDiff } from './structural-diff.ts';

const CONTEXT_LINES = 2;
const MAX_LINES = 60;
/** Beyond this size the exact line diff costs more than it tells; the differences by identity remain. */
const MAX_TEXT = 400_000;
const MAX_EDITS = 4_000;

/** How two states differ: by identity where both can be read as YAML or JSON, and as lines. */
export function diffStates(was: string, now: string): Diff {
  const lines = diffLines(was, now);
  return { differences: byIdentity(was, now), lines: lines.slice(0, MAX_LINES), more: Math.max(0, lines.length - MAX_LINES) };
}

/** Hunks of a unified diff with secrets masked; none where the texts are too large for it. */
export function diffLines(was: string, now: string): string[] {
  if (was.length + now.length > MAX_TEXT) return [];
  const patch = structuredPatch('', '', maskText(was), maskText(now), '', '', {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDITS,
  });
  if (!patch) return []; // more edits than the limit
  return patch.hunks.flatMap((hunk) => [`@@ line ${hunk.newStart} @@`, ...hunk.lines]);
}

/** Text that is no YAML has no structure; its lines say everything. */
function byIdentity(was: string, now: string): Difference[] {
  const [before, after] = [parse(was), parse(now)];
  return before === undefined || after === undefined ? [] : structuralDiff(before, after);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = load(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
