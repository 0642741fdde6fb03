import { describe, expect, it } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { formats } from '../../../src/check/report/formats.ts';
import { addressOf } from '../../../src/kernel/address.ts';
import { type Diagnostic, error, info, warning } from '../../../src/kernel/diagnostic.ts';

const query = 'sum(rate(task_failures_total[5m])) / sum(rate(tasks_total[5m])) > 0.05';
const at = addressOf('phoenix-master', 'alert', 'HighErrorRate');
const origin = { kind: 'alert', big: 1n };
const unknown: Diagnostic = error('promql/unknown-metric', at, 'No service exposes task_failures_total.', {
  origin,
  excerpt: { text: query, from: query.indexOf('task_'), to: query.indexOf('[5m]') },
  source: { file: 'definitions/phoenix/alerts.ts', line: 14, column: 3 },
  fix: 'use ${tasksFailed}, or declare the metric where it is exposed',
  related: [{ at: addressOf('phoenix-master', 'metric', 'tasks_failed_total'), message: 'it exposes this one', origin }],
});
const odd = warning('alert/name', at, '50% "a,b:c" <is> & not\nCamelCase\u0007.');
const note = info('route/dead-receiver', at, 'No alert reaches it.');
const all = [unknown, odd, note];

describe('formats', () => {
  it('text shows the place, the query with carets, the sentence and the fix', () => {
    expect(formats.text([unknown])).toBe(
      [
        'error promql/unknown-metric   phoenix-master/alert/HighErrorRate',
        '  definitions/phoenix/alerts.ts:14',
        '    sum(rate(task_failures_total[5m])) / sum(rate(tasks_total[5m])) > 0.05',
        '             ^^^^^^^^^^^^^^^^^^^',
        '  No service exposes task_failures_total.',
        '  fix: use ${tasksFailed}, or declare the metric where it is exposed.',
        '  phoenix-master/metric/tasks_failed_total: it exposes this one',
        '',
      ].join('\n'),
    );
  });

  it('text puts carets under each line of a query they span', () => {
    const text = 'sum(\n\trate(a)\n)';
    const excerpt = { text, from: text.indexOf('a)'), to: text.length };
    expect(
      formats
        .text([error('promql/type', at, 'No.', { excerpt })])
        .split('\n')
        .slice(1, 6),
    ).toEqual(['    sum(', '    \trate(a)', '    \t     ^^', '    )', '    ^']);
  });

  it('text is coloured by who prints it', () => {
    const printed = formats.text([unknown], { color: (role, text) => `<${role}>${text}</${role}>` });
    expect(printed).toContain('<error>error</error> promql/unknown-metric');
    expect(printed).toContain('<caret>^^^^^^^^^^^^^^^^^^^</caret>');
    expect(printed).toContain('<fix>fix:</fix>');
  });

  it('json has a version, a summary, and no authored objects', () => {
    const parsed = JSON.parse(formats.json(all));
    expect(parsed.version).toBe(1);
    expect(parsed.summary).toEqual({ errors: 1, warnings: 1, infos: 1 });
    expect(parsed.diagnostics[0]).toEqual({
      code: 'promql/unknown-metric',
      severity: 'error',
      at,
      message: unknown.message,
      excerpt: unknown.excerpt,
      source: unknown.source,
      fix: unknown.fix,
      related: [{ at: 'phoenix-master/metric/tasks_failed_total', message: 'it exposes this one' }],
    });
  });

  it('sarif names each rule once, with its explanation, and points at it', () => {
    const parsed = JSON.parse(formats.sarif([unknown, unknown, note], { explanations, toolVersion: '0.1.0' }));
    const [run] = parsed.runs;
    expect([parsed.version, run.tool.driver.name, run.tool.driver.version]).toEqual(['2.1.0', 'signalbox', '0.1.0']);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['promql/unknown-metric', 'route/dead-receiver']);
    expect(run.tool.driver.rules[0].fullDescription.text).toBe(explanations.get('promql/unknown-metric')?.why);
    expect(run.results.map(({ level, ruleIndex }: { level: string; ruleIndex: number }) => [level, ruleIndex])).toEqual([
      ['error', 0],
      ['error', 0],
      ['note', 1],
    ]);
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'definitions/phoenix/alerts.ts' },
      region: { startLine: 14, startColumn: 3 },
    });
    expect(run.results[2].locations[0].physicalLocation).toBeUndefined();
  });

  it('github escapes what would end an annotation', () => {
    expect(formats.github([unknown, odd]).split('\n')).toEqual([
      '::error file=definitions/phoenix/alerts.ts,line=14,col=3,title=promql/unknown-metric phoenix-master/alert/HighErrorRate::No service exposes task_failures_total.%0Afix: use ${tasksFailed}, or declare the metric where it is exposed',
      '::warning title=alert/name phoenix-master/alert/HighErrorRate::50%25 "a,b:c" <is> & not%0ACamelCase\u0007.',
      '',
    ]);
    const strange = { ...odd, source: { file: 'a,b:c.ts', line: 1, column: 1 } };
    expect(formats.github([strange])).toContain('file=a%2Cb%3Ac.ts,line=1');
  });

  it('junit is XML whatever the message holds', () => {
    const xml = formats.junit(all);
    expect(xml).toContain('<testsuite name="signalbox check" tests="3" failures="2" errors="0">');
    expect(xml).toContain('50% &quot;a,b:c&quot; &lt;is&gt; &amp; not&#10;CamelCase\uFFFD.');
    expect(xml).toContain('<system-out>No alert reaches it.</system-out>');
    expect(xml).not.toContain('\u0007');
  });

  it('junit passes where nothing was found', () => {
    expect(formats.junit([])).toContain('tests="1" failures="0"');
  });
});
