import { load } from 'js-yaml';
import { canonicalJson, isRecord } from '../../kernel/canonical.ts';
import { isSecretKey, MASK, maskText, mayHoldSecrets } from '../../kernel/mask-secrets.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import { type RawDifference, rawDifferences } from '../structural-diff.ts';
import { suggestKinds } from './kinds.ts';
import { writtenAt } from './literal.ts';
import type { Drifted, Edit, Suggested, Suggestion, Unsaid } from './suggestion.ts';

/** What would make the definitions say what the servers say, and what no option says. */
export function suggestEdits(drifted: readonly Drifted[], derived: Derived, environment: Environment): Suggested {
  const all = drifted.map((one) => suggestFor(one, derived, environment));
  return { suggestions: all.flatMap(({ suggestions }) => suggestions), unsaid: all.flatMap(({ unsaid }) => unsaid) };
}

function suggestFor(one: Drifted, derived: Derived, environment: Environment): Suggested {
  const thing = `${one.wanted.server} ${one.wanted.id}`;
  const [ours, theirs] = [parsed(one.wanted.state), parsed(one.now.state)];
  if (ours === undefined || theirs === undefined)
    return { suggestions: [], unsaid: [unsaid(thing, { path: [], was: one.wanted.state, now: one.now.state })] };
  const kind = Object.hasOwn(suggestKinds, one.wanted.kind) ? suggestKinds[one.wanted.kind] : undefined;
  const suggest = kind?.({ ...one, derived, environment });
  const found = rawDifferences(ours, theirs).map((difference) => {
    const edits = holdsSecret(difference) ? [] : (suggest?.(difference) ?? []);
    return { difference, edits };
  });
  const place = one.wanted.place === one.now.place ? [] : [{ path: ['folder'], was: one.wanted.place, now: one.now.place }];
  const rest = [...place, ...found.filter(({ edits }) => edits.length === 0).map(({ difference }) => difference)];
  return {
    suggestions: onceEach(found.flatMap(({ edits }) => edits)).map((edit) => suggestion(thing, edit)),
    unsaid: rest.map((difference) => unsaid(thing, difference)),
  };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = load(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function holdsSecret({ path, now }: RawDifference): boolean {
  const text = typeof now === 'string' ? now : canonicalJson(now ?? '');
  return path.some(isSecretKey) || (mayHoldSecrets(text) && maskText(text) !== text);
}

/** Several differences may ask for one option. */
function onceEach(edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(
    (one, index) => edits.findIndex(({ origin, option }) => origin === one.origin && option === one.option) === index,
  );
}

function suggestion(thing: string, edit: Edit): Suggestion {
  return { ...edit, thing, written: writtenAt(edit.origin, edit.option) };
}

function unsaid(thing: string, { path, was, now }: RawDifference): Unsaid {
  return { thing, path, server: whole(now, path), defined: whole(was, path) };
}

/** All of it, without secrets. */
function whole(value: unknown, path: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  if (path.some(isSecretKey)) return MASK;
  return maskText(isRecord(value) || Array.isArray(value) ? canonicalJson(value, 2) : String(value));
}
