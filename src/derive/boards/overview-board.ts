import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { addressOf, splitAddress } from '../../kernel/address.ts';
import { grouped } from '../../kernel/grouped.ts';
import { dashboardUid } from '../../panels/identity.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { REMAINING } from '../slo/names.ts';
import { anyOf, type Board, query } from './board.ts';
import { hasCalls } from './calls.ts';
import type { BoardInput } from './kind.ts';
import { markdownTable } from './markdown.ts';
import { estateBoard } from './scopes.ts';
import { BUDGET_COLOURS } from './slo-section.ts';
import { rateOf, shareOf, shownOf } from './work-panels.ts';

/** The whole estate: what is wrong now, whose it is, and where to look further. */
export function overviewBoards(input: BoardInput): readonly Board[] {
  const { estate } = input;
  if (estate.services.length === 0) return [];
  const board = estateBoard('overview', 'Estate', {
    description: 'The whole estate: what is wrong now, whose it is, and where to look further.',
    sections: () => [now(input), objectives(input), traffic(input), owners(input), dependencies(input)],
  });
  return [board];
}

function now({ estate }: BoardInput): AuthoredSection {
  const jobs = estate.services.flatMap(({ scrape, job }) => (scrape ? [job] : []));
  return section({
    title: 'Now',
    panels: [
      count('Alerts firing', 'Alerts that fire now.', 'count(ALERTS{alertstate="firing"}) or vector(0)'),
      ...(jobs.length === 0
        ? []
        : [count('Instances down', 'They do not answer their scrape.', `count(up{${anyOf('job', jobs)}} == 0) or vector(0)`)]),
      ...(estate.slos.length === 0
        ? []
        : [count('Budgets spent', 'Objectives that are missed.', `count(${REMAINING} < 0) or vector(0)`)]),
      panel.alertList({ title: 'Alerts', description: 'Alerts of the whole estate.', width: 6, height: 4 }),
    ],
  });
}

function count(title: string, description: string, text: string): AuthoredPanel {
  return panel.stat({ title, description, show: query(text, 'count'), thresholds: [{ from: 1, color: 'red' }] });
}

function objectives({ estate }: BoardInput): AuthoredSection {
  const systems = estate.slos.some(({ service }) => service.system !== undefined);
  const by = systems ? 'system, service' : 'service';
  const joined = `${REMAINING} * on (slo) group_left (${by}) slo:info`;
  const shown = { min: 0, max: 1, thresholds: BUDGET_COLOURS } as const;
  return section({
    title: 'Objectives',
    panels:
      estate.slos.length === 0
        ? []
        : [
            panel.barGauge({
              title: 'Error budget of each service',
              description: 'What is left of the objective that has least left: full at 100%, spent at 0%.',
              show: [{ show: query(`min by (${by}) (${joined})`, 'ratio'), legend: '{{service}}', instant: true }],
              ...shown,
            }),
            panel.stateTimeline({
              title: 'Burning',
              description: 'When burn-rate alerts of each service fired.',
              unit: 'short',
              show: [
                {
                  show: query('max by (service) (ALERTS{alertname="SloBurn", alertstate="firing"})', 'count'),
                  legend: '{{service}}',
                },
              ],
              states: [{ value: 1, text: 'burning', color: 'red' }],
            }),
          ],
  });
}

/** More than one line a service would hide the one that matters. */
function traffic({ estate, worksOf }: BoardInput): AuthoredSection {
  const works = estate.services
    .filter(({ tier }) => tier === 1 || estate.services.length <= MOST)
    .flatMap((one) => worksOf(one).slice(0, 1));
  const shown = works.slice(0, MOST);
  return section({
    title: 'Work',
    panels:
      shown.length === 0
        ? []
        : [
            panel.timeseries({
              title: 'Rate',
              description: 'What each service is mostly asked for.',
              show: shownOf(shown, rateOf),
            }),
            panel.timeseries({
              title: 'Error ratio',
              description: 'Share of it that failed.',
              show: shownOf(shown, shareOf),
              min: 0,
            }),
          ],
  });
}

const MOST = 12;

/** Whose each service is, and its boards: only those that there are. */
function owners({ estate, made }: BoardInput): AuthoredSection {
  const boards = [...made.map(({ address }) => ({ address, title: splitAddress(address).name })), ...written(estate.dashboards)];
  const ofScope = grouped(boards, ({ address }) => address.slice(0, address.indexOf('/')));
  const leadsTo = (scope: string) =>
    (ofScope.get(scope) ?? []).map(({ address, title }) => `[${bare(title)}](/d/${dashboardUid(address)})`).join(' · ');
  const rows = estate.services.map((one) => [
    one.title,
    one.system?.title ?? '',
    one.owner.name,
    String(one.tier),
    leadsTo(one.name),
  ]);
  const systems = estate.systems.map(({ name, title, owner }) => [title, owner.name, leadsTo(name)]);
  return section({
    title: 'Who owns what',
    panels: [
      ...(systems.length === 0
        ? []
        : [tablePanel('Systems', markdownTable(['System', 'Owner', 'Boards'], systems), systems.length)]),
      tablePanel('Services', markdownTable(['Service', 'System', 'Owner', 'Tier', 'Boards'], rows), rows.length),
    ],
  });
}

function written(dashboards: BoardInput['estate']['dashboards']) {
  return dashboards.map(({ address, name }) => ({
    address: addressOf(address.split('/')[0] ?? '', 'dashboard', name),
    title: name,
  }));
}

function tablePanel(title: string, markdown: string, rows: number): AuthoredPanel {
  return panel.text({ title, description: 'From the definitions.', markdown, height: Math.min(3 + rows, 16) });
}

/** A name inside the brackets of a link. */
function bare(text: string): string {
  return text.replace(/[[\]]/g, '');
}

function dependencies(input: BoardInput): AuthoredSection {
  const panels = hasCalls(input) ? [panel.nodeGraph({ title: 'Who calls whom' })] : [];
  return section({ title: 'Dependencies', collapsed: true, panels });
}
