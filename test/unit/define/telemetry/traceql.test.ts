import { describe, expect, it, test } from 'vitest';
import { number, oneOf, text } from '../../../../src/authored/label.ts';
import { head } from '../../../../src/authored/sampling.ts';
import { not } from '../../../../src/authored/selection.ts';
import { type TraceExpr, traceql } from '../../../../src/authored/trace.ts';
import { dashboard, section } from '../../../../src/define/dashboard.ts';
import { renderTraceql } from '../../../../src/define/render-traceql.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { analyseTraceql } from '../../../../src/query/traceql/analyse.ts';
import { base, scraped, withCode } from '../../../support/estate.ts';

const checkout = scraped({});
const spans = traces({
  service: checkout,
  propagation: ['tracecontext'],
  attributes: { route: text(), plan: oneOf('free', 'pro'), 'cart.items': number(), 'with space': text() },
  sampling: head({ ratio: '10%' }),
});
const service = '{ resource.service.name = "checkout"';

describe('a template with its holes filled', () => {
  const rendered: readonly (readonly [string, Parameters<typeof renderTraceql>[0]])[] = [
    [`${service} }`, spans],
    [`${service} }`, spans.where({})],
    [`${service} && span.plan = "pro" && span.cart.items = 3 }`, spans.where({ plan: 'pro', 'cart.items': 3 })],
    [`${service} && span.route =~ "\\\\/pay.*" }`, spans.where({ route: /\/pay.*/ })],
    [`${service} && span.plan =~ "free|pro" }`, spans.where({ plan: ['free', 'pro'] })],
    [`${service} && span.plan != "free" }`, spans.where({ plan: not('free') })],
    [`${service} && (span.cart.items = 1 || span.cart.items = 2) }`, spans.where({ 'cart.items': [1, 2] })],
    [`${service} && span."with space" = "a\\"b" }`, spans.where({ 'with space': 'a"b' })],
    [`${service} && duration > 500ms }`, traceql`{ resource.service.name = ${checkout} && duration > ${'500ms'} }`],
    [`${service} } >> { status = error }`, traceql`${spans} >> { status = ${'error'} }`],
    ['({ } | by(name)) && ({ })', traceql`${traceql`{ } | by(name)`} && ({ })`],
    ['{ span."with space" != nil } | topk(5)', traceql`{ ${spans.attribute('with space')} != nil } | topk(${5})`],
  ];
  it.each(rendered)('%s', (wanted, of) => {
    expect(renderTraceql(of)).toBe(wanted.replaceAll('checkout', checkout.name));
  });

  it('is TraceQL', () => {
    const wrong = rendered
      .slice(0, -1)
      .flatMap(([, of]) => analyseTraceql(renderTraceql(of)).filter(({ code }) => code === 'traceql/syntax'));
    expect(wrong).toEqual([]);
  });
});

const board = (show: TraceExpr, of: 'traces' | 'timeseries'): object => ({
  ...base,
  checkout,
  spans,
  board: dashboard({
    name: 'b',
    title: 'B',
    service: checkout,
    sections: [section({ title: 'S', panels: [panel[of]({ title: 'P', show })] })],
  }),
});

test('a panel shows it, and the mistake is underlined in what Tempo will run', () => {
  const [found] = withCode(board(traceql`${spans} && { span.plan = "por" }`, 'traces'), 'traceql/attribute-value');
  expect(found).toMatchObject({ severity: 'error', fix: 'did you mean pro?' });
  expect(found?.excerpt?.text.slice(found.excerpt.from, found.excerpt.to)).toBe('"por"');
  expect(withCode(board(traceql`${spans} | rate()`, 'traces'), 'traceql/series-for-traces')).toHaveLength(1);
  expect(withCode(board(traceql`${spans}`, 'timeseries'), 'traceql/traces-for-series')).toHaveLength(1);
  expect(withCode(board(traceql`${spans} | rate()`, 'timeseries'), 'traceql/traces-for-series')).toEqual([]);
});
