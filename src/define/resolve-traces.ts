import type { Field } from '../authored/label.ts';
import type { Attributes } from '../authored/trace.ts';
import { addressOf } from '../kernel/address.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { type Diagnostic, error } from '../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import { sizeOf } from '../model/metric-series.ts';
import type { Service } from '../model/service.ts';
import type { Tracing } from '../model/telemetry.ts';
import type { LabelShape } from '../query/shape.ts';
import { spanRateIn } from './resolve-rate.ts';
import { type Report, resolveSampling } from './resolve-sampling.ts';
import type { Traces } from './telemetry.ts';

export function resolveTraces(authored: Traces, service: Service): Outcome<Tracing> {
  const address = addressOf(service.name, 'traces', 'tracing');
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, message, fix) => void diagnostics.push(error(code, address, message, { fix, origin: authored }));
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
    attributeSizes: sizesOf(authored.attributes ?? {}),
    sampling: resolveSampling(authored.sampling, { report, attributes: authored.attributes }),
    rate: spanRateIn(authored.rate, (message, fix) => report('traces/rate', message, fix)),
  };
  return outcome(tracing, diagnostics);
}

/** Of `oneOf`, and of `text` with a number of series. */
function sizesOf(attributes: Attributes): Tracing['attributeSizes'] {
  return Object.fromEntries(
    sortedEntries(attributes).flatMap(([name, field]) => {
      const size = sizeOf(field as Field & LabelShape); // `text` and `oneOf` make a label, which is a field too
      return size === undefined ? [] : [[name, size]];
    }),
  );
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
