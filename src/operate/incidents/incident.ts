import { mean } from '../../kernel/moments.ts';

export type Labels = Readonly<Record<string, string>>;

export const EVENTS = [
  'opened',
  'joined',
  'left',
  'acknowledged',
  'given-back',
  'silenced',
  'escalated',
  'resolved',
  'reopened',
] as const;

/** Something that happened to an incident. Times are to the step that was asked for, those of silences exact. */
export interface IncidentEvent {
  readonly at: string;
  readonly what: (typeof EVENTS)[number];
  /** Which alert, who and why, or to whom. */
  readonly about: string;
}

/** One group of alerts, from its first to its last. */
export interface Incident {
  /** Twelve hexadecimal digits, the same whenever the same incident is read with the same definitions, span and step. */
  readonly id: string;
  /** What its alerts have in common: the group they are told in. */
  readonly group: Labels;
  readonly severity: string;
  readonly service: string;
  readonly owner: string;
  readonly opened: string;
  /** It fired before the span that was looked at, so `opened` is only where that begins; no mean counts it. */
  readonly openedBefore: boolean;
  readonly acknowledged: { readonly at: string; readonly by: string; readonly reason: string } | null;
  /** null while it fires. */
  readonly resolved: string | null;
  /** From opened to acknowledged; null without an acknowledgement, or where the beginning was not seen. */
  readonly secondsToAcknowledge: number | null;
  readonly secondsToResolve: number | null;
  readonly timeline: readonly IncidentEvent[];
}

/** Means over the incidents whose beginning was seen; null where none counts. */
export interface IncidentMeans {
  readonly incidents: number;
  readonly open: number;
  readonly acknowledged: number;
  readonly resolved: number;
  readonly secondsToAcknowledge: number | null;
  readonly secondsToResolve: number | null;
}

export function incidentMeans(incidents: readonly Incident[]): IncidentMeans {
  return {
    incidents: incidents.length,
    open: incidents.filter(({ resolved }) => resolved === null).length,
    acknowledged: incidents.filter(({ acknowledged }) => acknowledged !== null).length,
    resolved: incidents.filter(({ resolved }) => resolved !== null).length,
    secondsToAcknowledge: meanOf(incidents.map((one) => one.secondsToAcknowledge)),
    secondsToResolve: meanOf(incidents.map((one) => one.secondsToResolve)),
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((one) => one !== null);
  return known.length === 0 ? null : Math.round(mean(known));
}
