import { printPercent } from '../../../kernel/decimal.ts';
import type { Slo } from '../../../model/slo.ts';
import type { Tracing } from '../../../model/telemetry.ts';
import { countedSpans, type FromSpansOptions } from '../../../sli/from-spans.ts';
import { finding } from '../../finding.ts';
import type { CheckInput, Rule } from '../../rule.ts';

export const spansNotCounted: Rule = {
  code: 'slo/spans-not-counted',
  severity: 'warning',
  about: 'slo',
  why: 'Spans are counted by the collector and written to Prometheus. Without one of them there is nothing to alert on, and what the application samples away is never seen.',
  bad: [
    "const cart = service({ name: 'cart', owner: payments });",
    "const sampling = head({ ratio: '10%' });",
    "const cartTraces = traces({ service: cart, propagation: ['tracecontext'], sampling });",
    'fromSpans({ of: cartTraces });',
  ].join('\n'),
  good: [
    "const cart = service({ name: 'cart', owner: payments });",
    "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
    "const cartTraces = traces({ service: cart, propagation: ['tracecontext'], sampling });",
    'fromSpans({ of: cartTraces });',
  ].join('\n'),
  *run(input) {
    for (const slo of input.derived.estate.slos) {
      if (slo.sli.type !== 'from-spans') continue;
      yield* withoutServers(slo, input);
      yield* sampledAway(slo, input);
    }
  },
};

function* withoutServers(slo: Slo, { derived }: CheckInput) {
  for (const { name, servers } of derived.estate.environments) {
    if (!servers.prometheus || servers.collector) continue;
    yield finding(spansNotCounted, slo, `${slo.name} counts spans, and ${name} has no collector to count them.`, {
      severity: 'error',
      fix: `give ${name} a collector: collector({ version: '0.156' })`,
    });
  }
}

function* sampledAway(slo: Slo, { derived }: CheckInput) {
  const { traces } = countedSpans(slo.sli.settings as FromSpansOptions); // the settings of that type
  for (const { sampling, service } of derived.estate.tracings) {
    const started = service.name === traces.service.name ? startedOf(sampling) : undefined;
    if (started === undefined) continue;
    const message = `${service.name} itself starts only ${started} of its traces, so ${slo.name} counts only these.`;
    yield finding(spansNotCounted, slo, message, {
      fix: 'sample in the collector, after they are counted: sampling: tail({ … })',
    });
  }
}

/** Undefined where the process starts them all. */
function startedOf(sampling: Tracing['sampling']): string | undefined {
  if (sampling.type === 'tail' || sampling.type === 'importance') return undefined;
  if (sampling.type !== 'head') return 'some';
  return sampling.ratio.n < sampling.ratio.d ? printPercent(sampling.ratio) : undefined;
}
