import { didYouMean } from '../../kernel/nearest.ts';
import { meantConvention } from './convention-names.ts';
import { isPlainName } from './lex-attribute.ts';
import { printAttribute } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { TraceCatalogue } from './shape.ts';
import type { Attribute, Query } from './tree.ts';
import { fieldsOf } from './visit.ts';
import { INTRINSICS } from './words.ts';

/** First words of the names of the semantic conventions, which spans carry undeclared. https://opentelemetry.io/docs/specs/semconv/registry/attributes/ */
const CONVENTIONS: ReadonlySet<string> = new Set([
  ...[
    'http',
    'url',
    'server',
    'client',
    'network',
    'net',
    'peer',
    'rpc',
    'db',
    'messaging',
    'exception',
    'error',
    'code',
    'thread',
  ],
  ...[
    'user_agent',
    'user',
    'enduser',
    'session',
    'faas',
    'cloud',
    'aws',
    'azure',
    'gcp',
    'gen_ai',
    'graphql',
    'feature_flag',
    'dns',
  ],
  ...[
    'tls',
    'file',
    'otel',
    'event',
    'component',
    'span',
    'k8s',
    'container',
    'process',
    'host',
    'os',
    'cassandra',
    'elasticsearch',
  ],
  ...['browser', 'device', 'nodejs', 'jvm', 'source', 'destination', 'geo', 'cicd', 'vcs', 'oci', 'signalr', 'mcp', 'openai'],
]);
/** `span.a-span.b`, `span.a+1`: a sign that was meant to calculate. */
const CALCULATES = /[+*%]|[-/](?:\d+(?:\.\d+)?$|(?:span|resource|parent)\.)/;

/** Attributes that no span carries, or that are read in another way than they look. */
export function analyseNames(query: Query, catalogue: TraceCatalogue | undefined): TraceqlProblem[] {
  const seen = new Set<string>();
  return fieldsOf(query).flatMap((field) => {
    if (field.kind !== 'attribute' || seen.has(printAttribute(field))) return [];
    seen.add(printAttribute(field));
    return analyseName(field, catalogue);
  });
}

function analyseName(field: Attribute, catalogue: TraceCatalogue | undefined): readonly TraceqlProblem[] {
  const declared = catalogue?.traces.flatMap(({ attributes }) => Object.keys(attributes)) ?? [];
  if (declared.includes(field.name)) return inScope(field);
  if (isPlainName(field.name) && CALCULATES.test(field.name)) return [calculates(field)];
  const unknown = catalogue && catalogue.traces.length > 0 ? unknownName(field, declared) : [];
  return [...(field.scope === undefined && !field.parent ? [unscoped(field, 'span or resource')] : []), ...unknown];
}

/** A declared attribute is one of spans. */
function inScope(field: Attribute): TraceqlProblem[] {
  if (field.scope === 'span') return [];
  if (field.scope === undefined) return field.parent ? [] : [unscoped(field, 'span')];
  const wanted = printAttribute({ ...field, scope: 'span' });
  const message = `${printAttribute(field)} is declared as an attribute of spans, and is searched elsewhere.`;
  return [{ code: 'traceql/unknown-attribute', severity: 'warning', message, span: field.span, fix: `write ${wanted}` }];
}

function unscoped(field: Attribute, scope: string): TraceqlProblem {
  const shown = printAttribute(field);
  const intrinsic = INTRINSICS.has(field.name);
  const message = intrinsic
    ? `${shown} is an attribute called ${field.name}, not the intrinsic ${field.name}.`
    : `${shown} has no scope: Tempo looks into spans and resources, which is slower.`;
  const fix = intrinsic
    ? `write ${field.name}`
    : `write ${scope
        .split(' or ')
        .map((one) => `${one}${shown}`)
        .join(' or ')}`;
  return { code: 'traceql/unscoped', severity: intrinsic ? 'warning' : 'info', message, span: field.span, fix };
}

function unknownName(field: Attribute, declared: readonly string[]): TraceqlProblem[] {
  const meant = field.parent ? undefined : meantConvention(field.name);
  if (meant !== undefined) return [slip(field, meant)];
  const known = CONVENTIONS.has(field.name.split('.')[0] ?? '') && field.name.includes('.');
  if (field.scope !== 'span' || field.parent || known || field.name.includes('$')) return [];
  const near = didYouMean(field.name, declared);
  const message = `No declared span has the attribute ${field.name}.`;
  const fix = near ?? 'declare it in the `attributes` of the traces that carry it';
  return [{ code: 'traceql/unknown-attribute', severity: 'warning', message, span: field.span, fix }];
}

function slip(field: Attribute, meant: string): TraceqlProblem {
  const message = `No declared span has the attribute ${field.name}, and no convention knows it.`;
  const fix = `did you mean ${printAttribute({ ...field, name: meant })}?`;
  return { code: 'traceql/unknown-attribute', severity: 'warning', message, span: field.span, fix };
}

function calculates(field: Attribute): TraceqlProblem {
  const message = `${printAttribute(field)} is one attribute: a name goes on to the next space.`;
  const fix = `put spaces around the sign, or the name in quotes: "${field.name}"`;
  return { code: 'traceql/sign-in-name', severity: 'warning', message, span: field.span, fix };
}
