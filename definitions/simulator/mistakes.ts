import type { Incident, Scenario } from './scenario.ts';

const SPAN = /^\d+(?:\.\d+)?[smhd]$/;
/** Longer ones would be played for hours. */
const LONGEST_DAYS = 60;

/** What cannot be played, all of it: plain JavaScript may write anything. */
export function mistakesOf({ system, history, quiet, memory, services, incidents }: Scenario): string[] {
  const played = new Set(services.map(({ service }) => service));
  return [
    ...Object.entries({ history, quiet, memory }).flatMap(([field, span]) =>
      span === undefined ? [] : spanMistake(field, span),
    ),
    ...incidents.flatMap((one) => incidentMistakes(one, played).map((mistake) => `incident "${one.name}": ${mistake}`)),
  ].map((mistake) => `scenario of ${system}: ${mistake}`);
}

function incidentMistakes(incident: Incident, played: ReadonlySet<unknown>): string[] {
  const down = (incident.down ?? []).filter(({ service }) => !played.has(service));
  return [
    ...spanMistake('at', incident.at),
    ...spanMistake('for', incident.for),
    ...(Number.parseFloat(incident.for) === 0 ? ['`for` is nothing: it would never happen'] : []),
    ...down.map(({ service: { name } }) => `${name} is down and is not among the \`services\` of the scenario`),
  ];
}

function spanMistake(field: string, span: unknown): string[] {
  const written = typeof span === 'string' && SPAN.test(span);
  if (!written)
    return [`\`${field}\` is ${JSON.stringify(span) ?? 'not written'}: write a time like '90s', '40m', '36h' or '2d'`];
  const days = Number.parseFloat(span) / { s: 86_400, m: 1_440, h: 24, d: 1 }[span.at(-1) as 's' | 'm' | 'h' | 'd']; // by its pattern
  return days > LONGEST_DAYS ? [`\`${field}\` is ${span}: at most ${LONGEST_DAYS}d can be played`] : [];
}
