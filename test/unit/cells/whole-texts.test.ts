import { describe, expect, test } from 'vitest';
import { aboutAll } from '../../../src/cells/whole-texts.ts';
import { gauge, promql, service, team } from '../../../src/index.ts';

const open = gauge({ name: 'a_open', help: 'Open.' });

describe('a query that says whose series it reads is about no others', () => {
  test.each([
    ['a metric', promql`sum by (up_to) (${open}{zone="x", code=~"5.."}) > 3`],
    ['targets of a job', promql`up{zone="x", job="checkout"} == 0`],
    [
      'strings that look like more',
      promql`label_replace(rate(a_total{zone="{up}", path="# \\"x"}[5m]), "to", "$1", "from", "(.*)")`,
    ],
    ['a regular expression', promql`rate(a_total{path=~"/up/\\\\d{2}"}[5m])`],
  ])('%s', (_, query) => {
    expect(aboutAll(query)).toEqual([]);
  });
});

describe('what is not said belongs to everybody', () => {
  test.each([
    ['every target', promql`up == 0`, 'services'],
    ['every target but of a job', promql`up{job!="checkout"} == 0`, 'services'],
    ['targets of what a job begins with', promql`up{job="a${1}"} == 0`, 'services'],
    ['targets of several jobs', promql`up{job=~"a|b"} == 0`, 'services'],
    ['what every scrape records', promql`max(scrape_duration_seconds)`, 'services'],
    ['spans', promql`rate(traces_spanmetrics_calls_total{service="a"}[5m])`, 'span metrics'],
    ['a series by its labels', promql`sum({job="a"})`, 'everything'],
    ['a name between quotes', promql`sum({"a.open"})`, 'everything'],
    ['a name between quotes after a label', promql`sum({zone="}", 'a.open'})`, 'everything'],
    ['a name as a label', promql`sum({__name__=~"a_.*"})`, 'everything'],
    ['a comment', promql`sum(a_open) # it's up`, 'everything'],
    ['what is joined to what there is', promql`info(a_open)`, 'everything'],
  ])('%s', (_, query, about) => {
    expect(aboutAll(query)).toEqual([about]);
  });

  test('of what is no query, nothing', () => {
    expect(aboutAll(service({ name: 'up', owner: team({ name: 'people' } as never) }))).toEqual([]);
  });
});
