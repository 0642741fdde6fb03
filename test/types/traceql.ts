import { number, oneOf, text } from '../../src/authored/label.ts';
import { counter } from '../../src/authored/metric.ts';
import type { Service } from '../../src/authored/references.ts';
import { head } from '../../src/authored/sampling.ts';
import { not } from '../../src/authored/selection.ts';
import { traceql } from '../../src/authored/trace.ts';
import { traces } from '../../src/define/telemetry.ts';
import { panel } from '../../src/panels/kinds.ts';

declare const checkout: Service;
const requests = counter({ name: 'requests_total', help: 'Requests.' });
const spans = traces({
  service: checkout,
  propagation: ['tracecontext'],
  attributes: { route: text(), plan: oneOf('free', 'pro'), 'cart.items': number() },
  sampling: head({ ratio: '10%' }),
});

// ── compiles ───────────────────────────────────────────────────────────────
const failed = traceql`{ resource.service.name = ${checkout} && status = ${'error'} && duration > ${'500ms'} }`;
const paying = spans.where({ plan: 'pro', route: /\/pay.*/, 'cart.items': 3 });
panel.traces({ title: 'Paying', show: paying });
panel.traces({ title: 'All', show: spans });
panel.traces({ title: 'Failed', show: failed });
panel.traces({ title: 'One', show: { traceql: '$traceId' } });
panel.timeseries({ title: 'By plan', show: traceql`${paying} | rate() by (${spans.attribute('plan')})` });
panel.traces({
  title: 'Both',
  show: traceql`${spans.where({ plan: ['free', 'pro'] })} >> ${spans.where({ plan: not('free') })}`,
});

// ── is refused ─────────────────────────────────────────────────────────────
// @ts-expect-error a value the attribute never has
spans.where({ plan: 'gold' });
// @ts-expect-error an attribute that is not declared
spans.where({ plans: 'pro' });
// @ts-expect-error an attribute that is not declared
spans.attribute('plans');
// @ts-expect-error a metric in traceql
traceql`${requests}`;
// @ts-expect-error loose text
traceql`{ name = ${'GET /'} }`;
// @ts-expect-error a duration without a unit is a number, in quotes it is nothing
traceql`{ duration > ${'500'} }`;
// @ts-expect-error lines of logs and traces are two panels
panel.logs({ title: 'Traces', show: failed });
