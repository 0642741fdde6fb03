import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { panel } from '../../panels/kinds.ts';
import { EXHAUSTION, REMAINING } from '../slo/names.ts';
import { type Board, query } from './board.ts';
import { errorLines, lines, streamsOf } from './evidence.ts';
import type { BoardInput } from './kind.ts';
import { markdownTable } from './markdown.ts';
import { estateBoard } from './scopes.ts';
import { BUDGET_COLOURS } from './slo-section.ts';

/** Rows of a list somebody reads at night. */
const MOST = 10;

/** What burns, since when, whose it is and what it says: the first page after a call. */
export function onCallBoards(input: BoardInput): readonly Board[] {
  const { estate } = input;
  if (estate.alerts.length === 0 && estate.slos.length === 0) return [];
  const board = estateBoard('on-call', 'On call', {
    description: 'What fires, since when, whose it is, and what the logs say: the first page after a call.',
    range: '3h',
    sections: () => [firing(), burning(input), saying(input), people(input)],
  });
  return [board];
}

function firing(): AuthoredSection {
  return section({
    title: 'Firing',
    panels: [
      panel.alertList({
        title: 'Alerts',
        description: 'Alerts that are pending or firing; each names its runbook.',
        width: 12,
        height: 9,
      }),
      panel.table({
        title: 'For how long',
        description: 'Time since the condition of each alert that fires began to hold.',
        show: query(
          '(time() - max by (alertname, service, severity) (ALERTS_FOR_STATE)) and on (alertname, service, severity) ALERTS{alertstate="firing"}',
          'seconds',
        ),
        height: 9,
      }),
      panel.stateTimeline({
        title: 'When alerts fired',
        description: 'What came first is often the cause.',
        unit: 'short',
        show: [
          {
            show: query('max by (service, alertname) (ALERTS{alertstate="firing"})', 'count'),
            legend: '{{service}} {{alertname}}',
          },
        ],
        states: [{ value: 1, text: 'firing', color: 'red' }],
        width: 24,
      }),
    ],
  });
}

function burning({ estate }: BoardInput): AuthoredSection {
  const shown = (text: string) => [{ show: query(text, 'ratio'), legend: '{{slo}}', instant: true }];
  return section({
    title: 'Objectives',
    panels:
      estate.slos.length === 0
        ? []
        : [
            panel.barGauge({
              title: 'Least budget left',
              description: 'What is left of the error budgets that have least left.',
              show: shown(`bottomk(${MOST}, min by (slo) (${REMAINING}))`),
              min: 0,
              max: 1,
              thresholds: BUDGET_COLOURS,
            }),
            panel.barGauge({
              title: 'Spent first',
              description:
                'How long the budgets last that are shrinking, at the burn rate of the last hour. Empty while none is.',
              show: [
                { show: query(`bottomk(${MOST}, min by (slo) (${EXHAUSTION}))`, 'seconds'), legend: '{{slo}}', instant: true },
              ],
              min: 0,
              thresholds: [
                { from: -Infinity, color: 'red' },
                { from: 86_400, color: 'orange' },
                { from: 3 * 86_400, color: 'green' },
              ],
            }),
          ],
  });
}

function saying(input: BoardInput): AuthoredSection {
  const streams = streamsOf(input, input.estate.services).slice(0, MOST);
  const said = streams.flatMap((stream) => {
    const text = errorLines(stream);
    return text === undefined ? [] : [{ text, name: `${stream.service.title}, ${stream.name}` }];
  });
  return section({
    title: 'Errors in the logs',
    panels:
      said.length === 0
        ? []
        : [
            panel.timeseries({
              title: 'Lines that tell of errors',
              description: 'Lines a second.',
              show: said.map(({ text, name }) => ({ show: lines(`sum(rate(${text}[$__auto]))`), legend: name })),
              width: 24,
              height: 6,
            }),
            ...said.map(({ text, name }) => panel.logs({ title: name, show: lines(text) })),
          ],
  });
}

function people({ estate }: BoardInput): AuthoredSection {
  const rows = estate.teams.map((team) => [
    team.name,
    [...new Set(estate.services.filter(({ owner }) => owner === team).map(({ title }) => title))].join(', '),
    team.page ? 'yes' : 'no',
    team.escalate ? team.escalate.to.name : '',
  ]);
  return section({
    title: 'Who',
    panels: [
      panel.text({
        title: 'Teams',
        description: 'From the definitions.',
        markdown: markdownTable(['Team', 'Owns', 'Can be paged', 'Escalates to'], rows),
        height: Math.min(3 + rows.length, 10),
      }),
    ],
  });
}
