/** What the boards of a system show at moments of its play. */
import type { Period } from '../../../definitions/simulator/timeline.ts';
import { connectionTo } from '../../../src/model/connection.ts';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import { httpClient, snapshotReport, takeSnapshot } from '../../../src/program.ts';
import { ioAt } from '../../unit/targets/samples.ts';

export interface Asked {
  readonly prometheus: string;
  readonly loki: string;
  readonly startMs: number;
  readonly scrapeSeconds: number;
}
export interface Shown {
  /** `board › section › panel`, of those that a server was asked. */
  readonly all: ReadonlySet<string>;
  /** Those that never showed anything, and why. */
  readonly silent: ReadonlyMap<string, string>;
  /** There is no Tempo to ask. */
  readonly traces: ReadonlySet<string>;
}

const NO_TEMPO = 'the play has no tempo to ask';

/** Looks at the boards at the end of each period, over the period, until every panel has shown something. */
export async function panelsShown(dashboards: readonly Dashboard[], periods: readonly Period[], asked: Asked): Promise<Shown> {
  const silent = new Map<string, string>();
  const shown = new Set<string>();
  const traces = new Set<string>();
  let open = dashboards;
  for (const { from, to } of periods) {
    for (const { board, title, section, panel, state, message } of await look(open, to, to - from, asked)) {
      const name = `${title} › ${section} › ${panel} (${board})`;
      if (message.includes(NO_TEMPO)) traces.add(name);
      else if (state === 'data') shown.add(name);
      else silent.set(name, message);
    }
    for (const name of shown) silent.delete(name);
    open = dashboards.filter(({ uid }) => [...silent.keys()].some((name) => name.endsWith(`(${uid})`)));
  }
  return { all: new Set([...shown, ...silent.keys()]), silent, traces };
}

async function look(
  dashboards: readonly Dashboard[],
  to: number,
  seconds: number,
  { prometheus, loki, startMs, scrapeSeconds }: Asked,
) {
  const io = ioAt('/');
  const snapshot = await takeSnapshot({
    target: 'the play',
    dashboards,
    clients: {
      prometheus: httpClient(connectionTo(prometheus), io),
      loki: httpClient(connectionTo(loki), io),
      tempo: undefined,
    },
    now: new Date(startMs + to * 1000),
    sinceMs: seconds * 1000,
    scrapeSeconds,
    progress: () => {},
  });
  return snapshotReport(snapshot, dashboards).panels;
}
