/** The time a board looks at, and how closely. */
export interface Moment {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly stepSeconds: number;
  readonly scrapeSeconds: number;
  /** Only the newest value is asked for. */
  readonly instant: boolean;
}

/** `$name`, `${name:csv}`, `[[name]]`. https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/ */
const USE = /\$(?:\{([A-Za-z_]\w*)(?::\w+)?\}|([A-Za-z_]\w*))|\[\[([A-Za-z_]\w*)(?::\w+)?\]\]/g;
/** What the smallest rate window is made of. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval */
const SCRAPES_OF_A_RATE = 4;

/** A query as Grafana would send it: its own variables and the board's are filled in; a name nobody knows stays as it is. */
export function fillIn(text: string, values: ReadonlyMap<string, string>, moment: Moment): string {
  const own = grafanasOwn(moment);
  return text.replace(USE, (whole, braced?: string, plain?: string, bracketed?: string) => {
    const name = braced ?? plain ?? bracketed ?? '';
    return own[name] ?? values.get(name) ?? whole;
  });
}

/** https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables */
function grafanasOwn({ fromSeconds, toSeconds, stepSeconds, scrapeSeconds, instant }: Moment): Readonly<Record<string, string>> {
  const range = Math.round(toSeconds - fromSeconds);
  const rate = Math.max(stepSeconds + scrapeSeconds, SCRAPES_OF_A_RATE * scrapeSeconds);
  return {
    __interval: `${stepSeconds}s`,
    __interval_ms: String(stepSeconds * 1000),
    __rate_interval: `${rate}s`,
    __rate_interval_ms: String(rate * 1000),
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
    __auto: `${instant ? range : stepSeconds}s`,
    __from: String(Math.round(fromSeconds * 1000)),
    __to: String(Math.round(toSeconds * 1000)),
  };
}
