import { grouped } from '../../kernel/grouped.ts';
import type { Place } from '../../kernel/place.ts';
import type { Suggested, Suggestion, Unsaid } from './suggestion.ts';

export type PlaceOf = (origin: object) => Place | undefined;

const SHOWN = 300;
const NOTHING = 'nothing';

/** Edits below the place where they are made, and what no option says. Both are told where they are none. */
export function printSuggestions({ suggestions, unsaid }: Suggested, placeOf: PlaceOf): string {
  const byPlace = grouped(suggestions, (one) => headOf(one, placeOf));
  return [
    suggestions.length === 0
      ? 'No option of a definition says what the servers say.'
      : 'To say in the definitions what the servers say:',
    ...[...byPlace].flatMap(([at, all]) => [`  ${at}`, ...all.map(editLine)]),
    ...(unsaid.length === 0 ? [] : ['No option of a definition says:', ...unsaid.flatMap(unsaidLines)]),
    '',
  ].join('\n');
}

/** The same for programs; values are whole. */
export function suggestionsJson({ suggestions, unsaid }: Suggested, placeOf: PlaceOf): object {
  return {
    suggestions: suggestions.map(({ origin, ...rest }) => ({ ...rest, at: placeOf(origin) ?? null })),
    unsaid,
  };
}

function headOf({ address, origin, of }: Suggestion, placeOf: PlaceOf): string {
  const place = placeOf(origin);
  const at = place ? `${place.file}:${place.line}:${place.column}  ` : '';
  return `${at}${of === undefined ? address : `${of}, ${address}`}`;
}

function editLine({ option, written = '(left out)', value = '(left out)', note }: Suggestion): string {
  return `    ${option}: ${written} → ${value}${note === undefined ? '' : `  (${note})`}`;
}

function unsaidLines({ thing, path, server = NOTHING, defined = NOTHING }: Unsaid): string[] {
  const at = path.length === 0 ? thing : `${thing}: ${path.join(' › ')}`;
  return [`  ${at}`, `    server: ${short(server)}`, `    defined: ${short(defined)}`];
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}… (whole with --json)` : line;
}
