/** What a service calls the levels of the scale. */
interface UrgencyText {
  /** Levels that page, the gravest first; those beyond the list are the last. */
  readonly pages: readonly [string, ...string[]];
  /** Also of a group whose alerts differ. */
  readonly ticket: string;
  readonly info: string;
  /** When all of it is over. @default as while it fires */
  readonly over?: string;
}

/** By the template that prints it. Which levels page is the estate's own, so the templates are written when it is compiled. */
export const URGENCY_TEXTS = {
  'signalbox.mattermost.color': { pages: ['#d24b4e'], ticket: '#f5ab00', info: '#f5ab00', over: '#3db887' },
  'signalbox.opsgenie.priority': { pages: ['P1', 'P2'], ticket: 'P3', info: 'P5' },
  'signalbox.pagerduty.severity': { pages: ['critical', 'error'], ticket: 'warning', info: 'info' },
  'signalbox.pushover.priority': { pages: ['2'], ticket: '0', info: '0', over: '0' },
  'signalbox.rocketchat.color': { pages: ['red'], ticket: 'orange', info: 'orange', over: 'green' },
  'signalbox.slack.color': { pages: ['danger'], ticket: 'warning', info: 'warning', over: 'good' },
  'signalbox.victorops.type': { pages: ['CRITICAL'], ticket: 'WARNING', info: 'INFO' },
} as const satisfies Readonly<Record<string, UrgencyText>>;

/** The text of a setting that follows the severity. */
export function byUrgency(name: keyof typeof URGENCY_TEXTS): string {
  return `{{ template "${name}" . }}`;
}
