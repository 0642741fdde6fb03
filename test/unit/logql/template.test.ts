import { expect, test } from 'vitest';
import { number, oneOf, text } from '../../../src/authored/label.ts';
import { type LogExpr, logql, logs } from '../../../src/authored/log.ts';
import { renderLogql } from '../../../src/define/render-logql.ts';
import { scraped } from '../../support/estate.ts';

const app = logs({
  service: scraped({}),
  name: 'app',
  labels: { level: oneOf('info', 'error') },
  fields: { durationMs: number(), 'cart.items': number(), message: text() },
});
const errors = logql`${app.where({ level: 'error' })} |= "x"`;
const rate = logql`sum(rate(${app}[5m]))`;
const selector = '{service_name="checkout", stream="app"}';

test.each<[string, LogExpr, string]>([
  ['a stream', logql`${app}`, selector],
  ['a selection', errors, '{service_name="checkout", stream="app", level="error"} |= "x"'],
  [
    'lines, and stages behind them',
    logql`${errors} | json`,
    '{service_name="checkout", stream="app", level="error"} |= "x" | json',
  ],
  [
    'lines over a range',
    logql`rate(${errors} [${'5m'}])`,
    'rate({service_name="checkout", stream="app", level="error"} |= "x" [5m])',
  ],
  ['a metric in an operator', logql`${rate} / 2`, `sum(rate(${selector}[5m])) / 2`],
  ['an operator in an operator', logql`${logql`${rate} + 1`} * ${2}`, `(sum(rate(${selector}[5m])) + 1) * 2`],
  ['names', logql`${app} | ${app.field('cart.items')} > 3`, `${selector} | cart_items > 3`],
  ['labels', logql`sum by (${app.label('level')}) (rate(${app}[5m]))`, `sum by (level) (rate(${selector}[5m]))`],
  ['sizes', logql`${app} | size > ${'10KiB'}`, `${selector} | size > 10KiB`],
  ['back quotes and backslashes', logql`${app} |~ \`\d+ "x"\` |= "\${x}"`, `${selector} |~ \`\\d+ "x"\` |= "\${x}"`],
])('%s', (_what, query, expected) => {
  expect(renderLogql(query)).toBe(expected);
});
