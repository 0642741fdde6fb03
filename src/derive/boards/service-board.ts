import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { addressOf } from '../../kernel/address.ts';
import type { Service } from '../../model/service.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { authoredService, type Board, type BoardFrame } from './board.ts';
import { callSections } from './calls.ts';
import { logPanels, streamsOf } from './evidence.ts';
import type { BoardInput } from './kind.ts';
import { metricsBoard, upStat } from './metrics-board.ts';
import { nowPanel, wholePanels } from './reading-panels.ts';
import { type Reading, readingsOf, saysHowFull } from './readings.ts';
import type { Work } from './work.ts';
import { durationPanels, errorPanel, rateOf, ratePanel, shareOf } from './work-panels.ts';

const TAGS = ['service'];
/** Titles of the other sections. */
const TAKEN: ReadonlySet<string> = new Set(['Now', 'Durations', 'Resources', 'Dependencies', 'Logs', 'Traces', 'Errors']);

/** Each service: what it is asked for, what it needs for that, whom it calls, what it logs. */
export function serviceBoards(input: BoardInput): readonly Board[] {
  const { estate } = input;
  const alerting = new Set(estate.alerts.map(({ service }) => service));
  const written = new Set(estate.dashboards.flatMap(({ scope }) => (scope.of === 'estate' ? [] : [scope.name])));
  const objectives = new Set(estate.slos.map(({ service }) => service.system?.name ?? service.name));
  return estate.services.flatMap((service) => {
    const works = input.worksOf(service);
    const answers = works[0]?.outcome !== undefined && works[0].duration !== undefined;
    // what is asked for nothing has a board only where nobody wrote one
    const isShown = () => !written.has(service.name) && (works.length > 0 || saysHowFull(service));
    if (answers || isShown()) return [serviceBoard(service, input)];
    const scopes = [service.name, ...(service.system ? [service.system.name] : [])];
    const near = scopes.some((name) => written.has(name) || objectives.has(name));
    return alerting.has(service) && !near ? [metricsBoard(service)] : [];
  });
}

function serviceBoard(service: Service, input: BoardInput): Board {
  const about = input.worksOf(service).length > 0 ? 'Requests, errors and durations' : 'Resources';
  const frame: BoardFrame = {
    name: 'service',
    title: service.title,
    description: `${about} of ${service.title}, owned by ${service.owner.name}.`,
    service: authoredService(service),
  };
  const address = addressOf(service.name, 'board', 'service');
  return { address, tags: TAGS, frame, sections: () => sectionsOf(service, input) };
}

function sectionsOf(service: Service, input: BoardInput): AuthoredSection[] {
  const [first, ...others] = input.worksOf(service);
  const readings = readingsOf(service);
  return [
    section({ title: 'Now', panels: [...now(service, first, readings), alertsOf(service)] }),
    ...(first ? firstSections(first) : []),
    ...others.map((work, index) => workSection(work, index > 0)),
    section({ title: 'Resources', collapsed: first !== undefined, panels: wholePanels(readings) }),
    ...callSections(service, input),
    ...evidence(service, input),
  ];
}

function now(service: Service, work: Work | undefined, readings: readonly Reading[]): AuthoredPanel[] {
  if (!work) return [upStat(service), ...nowPanel(readings)];
  const { duration } = work;
  return [
    panel.stat({ title: sectionOf(work), description: work.metric.help, show: rateOf(work) }),
    panel.stat({
      title: 'Errors',
      description: 'Share of what was asked for that failed.',
      show: shareOf(work),
      thresholds: [{ from: 0.01, color: 'red' }],
    }),
    ...(duration ? [panel.stat({ title: '95th percentile', show: duration })] : []),
  ];
}

function alertsOf(service: Service): AuthoredPanel {
  return panel.alertList({ title: 'Alerts', of: authoredService(service), width: 6, height: 4 });
}

function firstSections(work: Work): AuthoredSection[] {
  const rate = work.outcome === undefined ? 'Rate' : 'Requests by outcome';
  return [
    section({ title: sectionOf(work), panels: [ratePanel(work, rate), errorPanel(work, 'Error ratio')] }),
    section({ title: 'Durations', panels: durationPanels(work, ['Percentiles', 'Spread']) }),
  ];
}

/** What it is asked for is called requests, where it is counted by outcome. */
function sectionOf({ outcome, title }: Work): string {
  return outcome !== undefined || TAKEN.has(title) ? 'Requests' : title;
}

function workSection(work: Work, collapsed: boolean): AuthoredSection {
  const durations = durationPanels(work, ['Percentiles', 'Spread']);
  return section({
    title: `${work.title}: rate, errors${durations.length > 0 ? ', durations' : ''}`,
    collapsed,
    panels: [ratePanel(work, 'Rate'), errorPanel(work, 'Error ratio'), ...durations],
  });
}

/** What it logged, and the traces that failed. Closed: lines and traces are asked for when somebody looks. */
function evidence(service: Service, input: BoardInput): AuthoredSection[] {
  const streams = streamsOf(input, [service]);
  const traced = input.engines.has('tempo') && input.estate.tracings.some((one) => one.service === service);
  const failed = `{ resource.service.name = ${JSON.stringify(service.name)} && status = error }`;
  return [
    section({ title: 'Logs', collapsed: true, panels: streams.flatMap((stream) => logPanels(stream, stream.name)) }),
    section({
      title: 'Traces',
      collapsed: true,
      panels: traced ? [panel.traces({ title: 'Failed', show: { traceql: failed } })] : [],
    }),
  ];
}
