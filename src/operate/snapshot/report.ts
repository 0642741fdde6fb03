import type { Dashboard } from '../../model/dashboard.ts';
import type { PanelSeen, Snapshot } from '../../preview/seen.ts';

export interface SnapshotReport {
  readonly target: string;
  readonly at: string;
  readonly counts: Readonly<Record<PanelSeen['state'], number>>;
  readonly panels: readonly {
    readonly board: string;
    readonly title: string;
    /** The section it is in; empty where that has no heading. */
    readonly section: string;
    readonly panel: string;
    readonly state: PanelSeen['state'];
    readonly message: string;
  }[];
}

/** Every panel that was asked, and what of it. */
export function snapshotReport({ target, at, boards }: Snapshot, dashboards: readonly Dashboard[]): SnapshotReport {
  const panels = dashboards.flatMap(({ uid, title, sections }) =>
    sections.flatMap((section) =>
      section.panels.flatMap((panel) => {
        const seen = boards.get(uid)?.panels.get(panel.key);
        return seen
          ? [{ board: uid, title, section: section.title, panel: panel.title, state: seen.state, message: seen.message }]
          : [];
      }),
    ),
  );
  const count = (state: PanelSeen['state']) => panels.filter((one) => one.state === state).length;
  return {
    target,
    at: at.toISOString(),
    counts: { data: count('data'), empty: count('empty'), failed: count('failed') },
    panels,
  };
}
