import { type AuthoredSection, section } from '../../define/dashboard.ts';
import type { LogStream } from '../../model/telemetry.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import { errorLines, lines, streamsOf } from './evidence.ts';
import type { BoardInput } from './kind.ts';
import { scopeBoard } from './scopes.ts';
import { buildOf, shareByVersion } from './versions.ts';
import type { Work } from './work.ts';
import { failuresOf, shareOf, shownOf } from './work-panels.ts';

const MESSAGE = ['message', 'msg'];

/** What fails: how much, of what kind, since which version, and what the logs say of it. */
export function errorsBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    const works = scope.services.flatMap(input.worksOf);
    if (works.length === 0) return [];
    const streams = streamsOf(input, scope.services).filter((stream) => errorLines(stream) !== undefined);
    return scopeBoard('errors', 'Errors', scope, {
      description: 'What fails: how much, of what kind, since which version, and what the logs say of it.',
      sections: () => [
        rates(works),
        section({ title: 'By kind', panels: works.flatMap(byKind) }),
        section({ title: 'By version', collapsed: true, panels: works.flatMap(byVersion) }),
        ...logSections(streams),
      ],
    });
  });
}

function rates(works: readonly Work[]): AuthoredSection {
  return section({
    title: 'Rates',
    panels: [
      panel.timeseries({
        title: 'Error ratio',
        description: 'Share of what was asked for that failed.',
        show: shownOf(works, shareOf),
        min: 0,
      }),
      panel.timeseries({ title: 'Errors', description: 'Failures a second.', show: shownOf(works, failuresOf) }),
    ],
  });
}

/** By the labels that tell failures apart: the reason, or what was asked for. */
function byKind({ service, title, bad, metric }: Work): AuthoredPanel[] {
  const labels = bad.of === metric.origin ? metric.labels : labelsOf(bad.of);
  const telling = Object.keys(labels).filter((label) => labels[label]?.values !== undefined && !(label in bad.match));
  const [label] = telling;
  if (label === undefined) return [];
  const show = {
    kind: 'expr',
    type: 'vector',
    unit: 'count',
    strings: [`sum by (${label}) (rate(`, '[$__rate_interval]))'],
    values: [bad],
  } as const;
  return [
    panel.timeseries({ title: `${service.title}: ${title} by ${label}`, description: 'Failures a second.', show, stack: true }),
  ];
}

function labelsOf(of: object): Readonly<Record<string, { readonly values?: readonly string[] }>> {
  return 'labels' in of ? (of.labels as ReturnType<typeof labelsOf>) : {}; // every constructor of a metric sets them
}

function byVersion(work: Work): AuthoredPanel[] {
  const build = buildOf(work.service);
  if (!build) return [];
  return [
    panel.timeseries({
      title: `${work.service.title}: ${work.title}`,
      description: 'Share that failed, of each version that runs.',
      show: [{ show: shareByVersion(work, build), legend: `{{${build.label}}}` }],
      min: 0,
    }),
  ];
}

function logSections(streams: readonly LogStream[]): AuthoredSection[] {
  const said = streams.map((stream) => ({
    stream,
    text: errorLines(stream) ?? '',
    name: `${stream.service.title}, ${stream.name}`,
  }));
  if (said.length === 0) return [];
  return [
    section({
      title: 'Logs',
      panels: [
        panel.timeseries({
          title: 'Lines that tell of errors',
          description: 'Lines a second.',
          show: said.map(({ text, name }) => ({ show: lines(`sum(rate(${text}[$__auto]))`), legend: name })),
          width: 24,
          height: 6,
        }),
      ],
    }),
    section({
      title: 'Lines',
      collapsed: true,
      panels: said.flatMap(({ stream, text, name }) => [
        ...messages(stream, text, name),
        panel.logs({ title: name, show: lines(text) }),
      ]),
    }),
  ];
}

/** Lines of one message are one pattern; what differs in them is in other fields. */
function messages(stream: LogStream, text: string, name: string): AuthoredPanel[] {
  const field = MESSAGE.find((one) => stream.fields[one] !== undefined);
  if (field === undefined) return [];
  return [
    panel.barChart({
      title: `${name}: most frequent`,
      description: 'Ten messages of errors, by how often they were logged in the time shown.',
      show: lines(`topk(10, sum by (${field}) (count_over_time(${text}[$__range])))`),
      x: field,
      orientation: 'horizontal',
      width: 24,
    }),
  ];
}
