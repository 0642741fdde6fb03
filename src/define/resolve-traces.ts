import type { Field } from '../authored/label.ts';
import type { HeadDefinition, TailDefinition } from '../authored/sampling.ts';
import type { Attributes } from '../authored/trace.ts';
import { addressOf } from '../kernel/address.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { compare, ONE, parseDecimal, type Rational, ZERO } from '../kernel/decimal.ts';
import { type Diagnostic, error } from '../kernel/diagnostic.ts';
import { parseDuration } from '../kernel/duration.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import type { Service } from '../model/service.ts';
import type { HeadSampling, TailSampling, Tracing } from '../model/telemetry.ts';
import type { LabelShape } from '../query/shape.ts';
import type { Traces } from './telemetry.ts';

/** A shorter `decision_wait` fails when the collector starts. */
const MIN_DECIDE_MS = 1_000;

type Report = (code: string, message: string, fix: string) => void;

export function resolveTraces(authored: Traces, service: Service): Outcome<Tracing> {
  const address = addressOf(service.name, 'traces', 'tracing');
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, message, fix) => diagnostics.push(error(code, address, message, { fix, origin: authored }));
  if (authored.propagation.length === 0) {
    report(
      'traces/no-propagation',
      'Context does not leave the service: propagation is empty.',
      "write propagation: ['tracecontext', 'baggage']",
    );
  }
  const tracing: Tracing = {
    address,
    name: 'tracing',
    origin: authored,
    service,
    propagation: [...new Set(authored.propagation)],
    attributes: Object.fromEntries(sortedEntries(authored.attributes ?? {}).map(([name, field]) => [name, field.kind])),
    attributeValues: valuesOf(authored.attributes ?? {}),
    sampling: authored.sampling.type === 'tail' ? resolveTail(authored.sampling, report) : resolveHead(authored.sampling, report),
  };
  return outcome(tracing, diagnostics);
}

/** Only `oneOf` has values. */
function valuesOf(attributes: Attributes): Tracing['attributeValues'] {
  return Object.fromEntries(
    sortedEntries(attributes).flatMap(([name, field]) => {
      const { values } = field as Field & LabelShape; // `text` and `oneOf` make a label, which is a field too
      return values ? [[name, values]] : [];
    }),
  );
}

function resolveTail({ decideAfter, keepErrors, keepSlowerThan, otherwise }: TailDefinition, report: Report): TailSampling {
  const sampling: TailSampling = {
    type: 'tail',
    keepErrors,
    keepSlowerThanMs: keepSlowerThan === undefined ? undefined : milliseconds('keepSlowerThan', keepSlowerThan, report),
    otherwise: share('otherwise', otherwise, report),
    decideAfterMs: milliseconds('decideAfter', decideAfter, report),
  };
  if (sampling.decideAfterMs < MIN_DECIDE_MS) {
    report(
      'traces/decides-too-early',
      `decideAfter ${decideAfter} is below 1s: the collector does not start.`,
      "write decideAfter: '10s'",
    );
  }
  if (!keepErrors && keepSlowerThan === undefined && compare(sampling.otherwise, ZERO) === 0) {
    report(
      'traces/keeps-nothing',
      'No trace is kept: errors are not, slow ones are not, and otherwise is 0%.',
      "write keepErrors: true, or otherwise: '10%'",
    );
  }
  return sampling;
}

function resolveHead({ ratio }: HeadDefinition, report: Report): HeadSampling {
  const resolved = share('ratio', ratio, report);
  if (compare(resolved, ZERO) === 0) report('traces/keeps-nothing', 'No trace is started: ratio is 0%.', "write ratio: '10%'");
  return { type: 'head', ratio: resolved };
}

function share(field: string, text: string, report: Report): Rational {
  const value = text.endsWith('%') ? parseDecimal(text) : undefined;
  if (value && compare(value, ZERO) >= 0 && compare(value, ONE) <= 0) return value;
  report('traces/share', `${field} ${JSON.stringify(text)} is no share.`, `write ${field}: '10%'`);
  return ONE;
}

function milliseconds(field: string, text: string, report: Report): number {
  const value = parseDuration(text);
  if (value !== undefined && value > 0) return value;
  report('traces/duration', `${field} ${JSON.stringify(text)} is no duration above zero.`, `write ${field}: '10s'`);
  return MIN_DECIDE_MS;
}
