import { lokiName } from '../../authored/log.ts';
import { type AuthoredSection, dashboardLink, section } from '../../define/dashboard.ts';
import { textbox } from '../../define/dashboard-variables.ts';
import { addressOf, ESTATE } from '../../kernel/address.ts';
import type { LogStream, Tracing } from '../../model/telemetry.ts';
import { dashboardUid } from '../../panels/identity.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import { idFields, lines, selectorOf, streamsOf } from './evidence.ts';
import type { BoardInput } from './kind.ts';
import { estateBoard } from './scopes.ts';

const ID = /(?:^|[._])id$|Id$/;
const GRID = 24;
const MOST_BESIDE = 4;
/** What stands where nobody has written an id yet. A line without a field equals the empty text: all of them would be shown. */
const NONE = '0';

const id = textbox({
  name: 'id',
  title: 'Id',
  description: 'Of a request, a plan, a task: whatever log lines or spans carry.',
  value: NONE,
});
const trace = textbox({ name: 'trace', title: 'Trace id', description: 'A row of the list of traces fills it in.' });

/** One execution by its id: which traces it had, span by span, and what was logged on the way. Ids come from Tempo and Loki, never from labels. */
export function executionBoards(input: BoardInput): readonly Board[] {
  const tracings = input.engines.has('tempo') ? input.estate.tracings : [];
  const streams = streamsOf(input, input.estate.services).filter((stream) => idFields(stream).length > 0);
  if (tracings.length === 0 && streams.length === 0) return [];
  const ids = tracings.some((one) => attributesOf(one).length > 0) || streams.length > 0;
  const board = estateBoard('execution', 'One execution', {
    description: 'One execution by its id: its traces, the way through the services span by span, and what was logged.',
    range: '1d',
    refresh: 'never',
    variables: [...(ids ? [id] : []), ...(tracings.length > 0 ? [trace] : [])],
    sections: () => [found(tracings), ...(tracings.length === 0 ? [] : [way(), steps(tracings)]), logged(streams, tracings)],
  });
  return [board];
}

/** Attributes of spans that hold an id. */
function attributesOf({ attributes }: Tracing): readonly string[] {
  return Object.keys(attributes).filter((name) => ID.test(name));
}

function found(tracings: readonly Tracing[]): AuthoredSection {
  const names = [...new Set(tracings.flatMap(attributesOf))].sort();
  const any = names.map((name) => `span.${plain(name)} = "$id"`).join(' || ');
  return section({
    title: 'Traces with this id',
    panels:
      names.length === 0
        ? []
        : [
            panel.traces({
              title: 'Traces',
              description: `Traces with a span whose ${names.join(', ')} is the id. A click on a trace shows it below.`,
              show: { traceql: `{ ${any} }` },
              height: 7,
              dataLinks: [
                dashboardLink({ title: 'Show this trace', url: `/d/${UID}?var-trace=\${__data.fields.traceID}&var-id=\${id}` }),
              ],
            }),
          ],
  });
}

const UID = dashboardUid(addressOf(ESTATE, 'board', 'execution'));

/** A name with anything but letters and dots is written in quotes. */
function plain(name: string): string {
  return /^[\w.]+$/.test(name) ? name : JSON.stringify(name);
}

function way(): AuthoredSection {
  return section({
    title: 'The way through the services',
    panels: [
      panel.nodeGraph({ title: 'Topology', description: 'Spans of the trace and who called whom.', show: { traceql: '$trace' } }),
      panel.traces({ title: 'Spans', description: 'The trace, span by span.', show: { traceql: '$trace' }, height: 14 }),
    ],
  });
}

/** A branch for each service, beside each other. */
function steps(tracings: readonly Tracing[]): AuthoredSection {
  const services = [...new Set(tracings.map(({ service }) => service))];
  const width = GRID / Math.max(1, Math.min(services.length, MOST_BESIDE));
  return section({
    title: 'Steps of each service',
    collapsed: true,
    panels: services.map(({ title, name }) =>
      panel.traces({
        title,
        description: `Spans of ${title} in the trace.`,
        show: { traceql: `{ trace:id = "$trace" && resource.service.name = ${JSON.stringify(name)} }` },
        width,
      }),
    ),
  });
}

function logged(streams: readonly LogStream[], tracings: readonly Tracing[]): AuthoredSection {
  const traceOf = tracings.length === 0 ? () => [] : traceFields; // without traces there is no variable for one
  return section({ title: 'What was logged', panels: streams.map((stream) => linesOf(stream, traceOf(stream))) });
}

function traceFields({ fields }: LogStream): readonly string[] {
  return Object.entries(fields).flatMap(([name, kind]) => (kind === 'trace-id' ? [lokiName(name)] : []));
}

function linesOf(stream: LogStream, traced: readonly string[]): AuthoredPanel {
  const fields = idFields(stream);
  const matches = fields.map((field) => `${field} = "$id"`);
  const ofTrace = traced.map((field) => `(${field} != "" and ${field} = "$trace")`);
  return panel.logs({
    title: `${stream.service.title}, ${stream.name}`,
    description: `Lines whose ${fields.join(', ')} is the id${traced.length > 0 ? ', and lines of the trace' : ''}.`,
    show: lines(`${selectorOf(stream)} | ${[...matches, ...ofTrace].join(' or ')}`),
  });
}
