/** What the text of a query may be about besides what its names say. */
export type AboutAll = 'logs' | 'traces' | 'span metrics' | 'services' | 'everything';

/** In place of what an author has put into a text. */
const HOLE = '\u0000';
const STRINGS = /(["'`])((?:(?!\1)[^\\]|\\.)*)\1/gs;
const SIMPLE = /^[\w.:/\u0000-]*$/;
/** A series without a name, or with one that only a parser can read; a comment; the function that joins what it is not given. */
const UNREADABLE = /__name__|\{(?:[^{}]*,)?\s*["'`]|(?:^|[^\w:\s\u0000])\s*\{|#|\binfo\s*\(/;
/** What every target has; with the jobs it is asked of. */
const OF_TARGETS = /\b(?:up|scrape_\w+)\b(?:\s*\{([^}]*)\})?/g;
const ONE_JOB = /(?:^|,)\s*job\s*=\s*"[^"\u0000]+"/;
const SPAN_METRICS = /\btraces_/;

/** Of an expression as an author has it: what it asks of all there are, so that all of it belongs to whoever asks. */
export function aboutAll({ kind, strings }: { readonly kind?: unknown; readonly strings?: unknown }): readonly AboutAll[] {
  if (!Array.isArray(strings)) return [];
  const text = strings.join(HOLE);
  if (kind === 'log-expr') return text.includes('{') ? ['logs'] : [];
  if (kind === 'trace-expr') return text.includes('{') ? ['traces'] : [];
  return aboutAllOf(
    text.replace(STRINGS, (_, quote: string, inner: string) => quote + (SIMPLE.test(inner) ? inner : '') + quote),
  );
}

function aboutAllOf(promql: string): readonly AboutAll[] {
  if (UNREADABLE.test(promql)) return ['everything'];
  const hasTargets = [...promql.matchAll(OF_TARGETS)].some(([, matchers = '']) => !ONE_JOB.test(matchers));
  return [...(SPAN_METRICS.test(promql) ? ['span metrics' as const] : []), ...(hasTargets ? ['services' as const] : [])];
}
